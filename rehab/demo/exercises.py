"""The clinic's own exercises: one with a picture for the practitioner one can become, written anew once, and one of a
colleague's for the whole chain.
"""

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from rehab.clinical.dose import Dose, LoadKind
from rehab.content import ExerciseKind
from rehab.demo.diary import DAY, at
from rehab.demo.rows import Rows
from rehab.demo.staff import Staff
from rehab.models import ExerciseMedia, ExerciseMediaPart, ExerciseScope, MediaType, OwnExercise

PICTURE = Path(__file__).parent / "data" / "toe_spread.webp"
SIZE = (960, 630)  # pixels
TOES = "E-TA5PRD"
TOES_AT_FIRST = "E-TA4PRD"
SQUEEZE = "E-K4MPRT"
TOES_KIND = ExerciseKind.MOTOR_CONTROL
TOES_DOSE = Dose(2, 12, None, None, None, LoadKind.BAND, None, 30, 1, 1)

TOE_SPREAD: dict[str, Any] = {
    "kind": TOES_KIND,
    "name_da": "Tåspredning med elastik",
    "name_en": "Toe spread with a band",
    "purpose_da": "Vækker de små muskler, der holder svangen oppe. God, når den korte fod er svær at finde.",
    "purpose_en": "Wakes the small muscles that hold the arch up. Good when the short foot is hard to find.",
    "steps_da": "Sid med bare fødder, hele foden i gulvet.\n"
    "Læg en lille elastik om alle tæer.\n"
    "Spred tæerne så langt, du kan, uden at foden slipper gulvet.\n"
    "Hold i 2 sekunder, og slip langsomt.",
    "steps_en": "Sit with bare feet, the whole foot on the floor.\n"
    "Put a small rubber band round all toes.\n"
    "Spread the toes as far as you can without the foot leaving the floor.\n"
    "Hold for 2 seconds and let go slowly.",
    "equipment_da": "En lille elastik",
    "equipment_en": "A small rubber band",
    "cautions_da": "Tag elastikken af, hvis tæerne sover eller bliver hvide.",
    "cautions_en": "Take the band off if the toes go numb or white.",
    "loads": [LoadKind.BAND.value],
    "conditions": ["flat_foot", "plantar_fasciopathy"],
    "media_text_da": "To fødder set ovenfra. Først ligger elastikken om tæerne, som er samlet. Så er tæerne spredt, "
    "og elastikken er strakt ud til begge sider.",
    "media_text_en": "Two feet seen from above. First the band lies round the toes, which are together. Then the toes "
    "are spread, and the band is stretched to both sides.",
}
BALL_SQUEEZE: dict[str, Any] = {
    "kind": ExerciseKind.STRENGTH,
    "name_da": "Hælløft med bold mellem hælene",
    "name_en": "Heel raise with a ball between the heels",
    "purpose_da": "Holder hælene lige under løftet, når de falder indad.",
    "purpose_en": "Keeps the heels straight during the raise when they fall inwards.",
    "steps_da": "Stå med en tennisbold mellem hælene og hænderne på et bord.\n"
    "Klem let om bolden, og løft begge hæle på 3 sekunder.\n"
    "Hold 2 sekunder øverst.\n"
    "Sænk på 3 sekunder uden at slippe bolden.",
    "steps_en": "Stand with a tennis ball between the heels and the hands on a table.\n"
    "Squeeze the ball lightly and raise both heels in 3 seconds.\n"
    "Hold 2 seconds at the top.\n"
    "Lower in 3 seconds without letting the ball go.",
    "equipment_da": "En tennisbold",
    "equipment_en": "A tennis ball",
    "cautions_da": "",
    "cautions_en": "",
    "loads": [LoadKind.BODY.value, LoadKind.BACKPACK.value],
    "conditions": ["plantar_fasciopathy", "achilles_tendinopathy"],
}


def write_exercises(rows: Rows, staff: Staff, today: date) -> None:
    """Add them, older than any course they are prescribed in."""
    ida, bo = staff.ida, staff.bo
    written, rewritten = today - 400 * DAY, today - 380 * DAY
    media_id = _picture(rows, ida.id, rewritten)
    of_branch = {"scope": ExerciseScope.BRANCH, "branch_id": ida.branch_id, "made_by_id": ida.id}
    at_first = _add(
        rows,
        TOES_AT_FIRST,
        written,
        **of_branch,
        **TOE_SPREAD | {"media_text_da": "", "media_text_en": "", "loads": [LoadKind.BODY.value]},
        retired_at=at(rewritten, 15 * 60),
        retired_by_id=ida.id,
    )
    _add(rows, TOES, rewritten, **of_branch, **TOE_SPREAD, media_id=media_id, replaces_id=at_first)
    _add(rows, SQUEEZE, written, scope=ExerciseScope.CHAIN, made_by_id=bo.id, **BALL_SQUEEZE)


def _add(rows: Rows, code: str, on: date, **values: Any) -> int:
    return rows.add(OwnExercise, code=code, client_key=f"demo-{code}", made_at=at(on, 15 * 60), **values)


def _picture(rows: Rows, by_id: int, on: date) -> int:
    data = PICTURE.read_bytes()
    media_id = rows.add(
        ExerciseMedia,
        digest=sha256(data).hexdigest(),
        media_type=MediaType.WEBP,
        size=len(data),
        width=SIZE[0],
        height=SIZE[1],
        stored_at=at(on, 15 * 60),
        stored_by_id=by_id,
    )
    rows.add(ExerciseMediaPart, media_id=media_id, position=0, data=data)
    return media_id
