"""The whole demo clinic, in the order in which things depend on one another."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from rehab.clinical.dose import Side
from rehab.db import AnySession
from rehab.demo.courses import Teller, Told, Who
from rehab.demo.diary import Diary, at
from rehab.demo.exercises import write_exercises
from rehab.demo.follow_ups import bring_up_to_date, replay
from rehab.demo.names import DAYS_A_YEAR, Invented, address
from rehab.demo.reviews import look_through
from rehab.demo.rows import Rows
from rehab.demo.staff import RESERVED, Practitioner, Staff, hire
from rehab.demo.stories import IDAS, OLE, Story, others
from rehab.demo.templates import write_templates
from rehab.demo.visits import Desk, Visit
from rehab.records.course_weeks import note_weeks

FEWEST_PATIENTS = 80
OPENS_AT = 7 * 60  # the demo is built as it stands at seven in the morning, whenever it is built


def steps(patients: int) -> int:
    """How many times `populate` calls `advance`."""
    return 2 * patients


def populate(
    session: AnySession, *, patients: int, seed: int, today: date, advance: Callable[[], None] = lambda: None
) -> None:
    """Fill empty tables with the clinic as it stands this morning. Commits.

    Raises ValueError for fewer than 80 patients: sixty of them belong to one practitioner.
    """
    if patients < FEWEST_PATIENTS:
        raise ValueError(f"at least {FEWEST_PATIENTS} patients, not {patients}")
    rng, now = Random(f"clinic {seed} {today}"), at(today, OPENS_AT)
    rows, diary, names = Rows(), Diary(), Invented(rng, RESERVED)
    staff = hire(rows, diary, rng, names, today)
    write_exercises(rows, staff, today)
    write_templates(rows, staff, today)
    desk = Desk(rows, diary, rng, staff.receptions, today, now)
    teller = Teller(rows, diary, desk, today)
    told: list[Told] = []
    for number, who in enumerate(_people(patients, staff, names, rng, today)):
        told.append(teller.tell(who, Random(f"course {seed} {today} {number}")))
        advance()
    rows.store(session)
    rows.settle_sequences(session)
    led_to = {id(each): replay(session, each, today, rng) for each in told}
    _book(desk, told, led_to)
    rows.store(session)
    rows.settle_sequences(session)
    for each in told:
        bring_up_to_date(session, each, today, now)
        note_weeks(session, each.patient.course_id, today)
        advance()
    look_through(session, rows, told, _colleagues(staff), today)
    rows.settle_sequences(session)
    session.commit()


def _colleagues(staff: Staff) -> dict[int, int]:
    """For each practitioner another of the same branch."""
    by_branch: dict[int, list[int]] = {}
    for one in staff.practitioners:
        by_branch.setdefault(one.branch_id, []).append(one.id)
    return {each: ids[number - 1] for ids in by_branch.values() for number, each in enumerate(ids)}


def _people(patients: int, staff: Staff, names: Invented, rng: Random, today: date) -> list[Who]:
    """The sixty of the practitioner one can become, then everyone else, shared out evenly."""
    karen = Who("Karen Sommer", "patient@demo.invalid", IDAS[0], staff.ida, Side.RIGHT, _aged(56.6, today))
    ole = Who("Ole Nørgaard", "other.patient@demo.invalid", OLE, staff.bo, Side.BOTH, _aged(59.3, today))
    idas = [_someone(names, story, staff.ida) for story in IDAS[1:]]
    elsewhere = [one for one in staff.practitioners if one is not staff.ida]
    told = others(rng)
    rest = [
        _someone(names, next(told), elsewhere[number % len(elsewhere)]) for number in range(patients - len(IDAS) - 1)
    ]
    return [karen, *idas, ole, *rest]


def _someone(names: Invented, story: Story, practitioner: Practitioner) -> Who:
    name = names.name()
    return Who(name, address(name), story, practitioner)


def _book(desk: Desk, told: list[Told], led_to: dict[int, dict[Visit, int]]) -> None:
    for each in told:
        for visit in each.visits:
            desk.store(each.patient, visit, led_to[id(each)].get(visit))
            desk.miss_now_and_then(each.patient, visit)
    desk.fill([each.patient for each in told])


def _aged(years: float, today: date) -> date:
    return today - timedelta(days=int(years * DAYS_A_YEAR))
