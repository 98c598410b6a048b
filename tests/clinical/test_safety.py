"""The fixed checklist against the dossier's table of red flags (section 8)."""

from itertools import combinations

import pytest

from rehab.clinical.safety import CHECKLIST, Level, Line, level_of

E, U, R = Level.EMERGENCY, Level.SAME_DAY, Level.ROUTINE

# Number, the sign in the dossier's words, its level there, and the line and level it is asked with. Where the dossier
# writes two levels the higher one stands, save sign 10, whose two levels belong to two different things.
TABLE = [
    (1, "Sudden, very strong heel pain", "U", Line.SUDDEN_STRONG_PAIN, U),
    (2, "Heel swollen or red", "U", Line.SWOLLEN_OR_RED, U),
    (3, "Fever", "U", Line.FEVER, U),
    (4, "No improvement after some weeks of gentle treatment", "R", Line.NO_IMPROVEMENT, R),
    (5, "Pop/snap in heel or calf, cannot bear weight", "E/U", Line.POP_OR_NO_WEIGHT, E),
    (6, "Rapidly worsening deformity, sudden flat foot", "U", Line.SUDDEN_FLAT_FOOT, U),
    (7, "Numbness, electric shocks, weakness, cold/pale foot", "U", Line.NERVE_OR_BLOOD_FLOW, U),
    (8, "Pain at night/at rest that does not settle", "R→U", Line.NIGHT_OR_REST_PAIN, U),
    (9, "Both heels + back stiffness, psoriasis, bowel or eye inflammation", "R", Line.BOTH_SIDES_AND_RHEUMATIC, R),
    (10, "Wound/ulcer on foot", "U (wound)", Line.WOUND, U),
    (10, "Diabetes, poor circulation", "R", Line.DIABETES_OR_POOR_CIRCULATION, R),
    (11, "Unexplained weight loss, previous cancer", "U", Line.WEIGHT_LOSS_OR_CANCER, U),
    (12, "Pain after a fall, osteoporosis, recent jump in training, heel squeeze pain", "R→U",
     Line.FALL_OR_OSTEOPOROSIS, U),
    (13, "Calf swollen, warm, sore on one side; chest pain or breathlessness", "E", Line.CALF_OR_CHEST, E),
    (14, "Child limps or has heel pain", "R", Line.CHILD, R),
    (15, "Steroid injection within last days, recent foot surgery", "R", Line.INJECTION_OR_SURGERY, R),
]  # fmt: skip


@pytest.mark.parametrize(("number", "_sign", "_written", "line", "level"), TABLE, ids=[each[1] for each in TABLE])
def test_each_sign_calls_for_what_the_dossier_says(
    number: int, _sign: str, _written: str, line: Line, level: Level
) -> None:
    assert (CHECKLIST[line].sign, CHECKLIST[line].level) == (number, level)
    assert level_of([line]) is level


def test_the_level_asked_with_is_one_the_dossier_writes() -> None:
    letters = {E: "E", U: "U", R: "R"}
    assert all(letters[level] in written for _, _, written, _, level in TABLE)


def test_fifteen_signs_and_no_other_lines() -> None:
    assert [CHECKLIST[line].sign for line in Line] == sorted(each[0] for each in TABLE)
    assert sorted({asked.sign for asked in CHECKLIST.values()}) == list(range(1, 16))
    assert list(CHECKLIST) == list(Line) == [line for *_, line, _ in TABLE]


def test_only_sign_ten_has_two_lines() -> None:
    signs = [asked.sign for asked in CHECKLIST.values()]
    assert {sign for sign in signs if signs.count(sign) > 1} == {10}


def test_a_wound_beside_diabetes_is_the_same_day() -> None:
    assert level_of([Line.DIABETES_OR_POOR_CIRCULATION]) is R
    assert level_of([Line.DIABETES_OR_POOR_CIRCULATION, Line.WOUND]) is U


def test_the_sudden_collapse_of_the_arch_is_the_same_day() -> None:
    assert level_of([Line.SUDDEN_FLAT_FOOT]) is U


def test_no_tick_calls_for_nothing() -> None:
    assert level_of([]) is None


def test_the_most_serious_tick_decides_in_any_order_and_a_further_one_never_lowers_it() -> None:
    order = list(Level)
    for one, other in combinations(Line, 2):
        both = level_of([one, other])
        assert both is level_of([other, one])
        assert order.index(both) == min(order.index(CHECKLIST[line].level) for line in (one, other))  # type: ignore[arg-type]
