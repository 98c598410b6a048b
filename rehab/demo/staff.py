"""Who works in the demo clinic, where and when: branches, practitioners, receptions, managers, one administrator."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from rehab.demo.diary import DAY, Diary, Shift, at
from rehab.demo.names import Invented, address
from rehab.demo.rows import Rows
from rehab.models import Availability, Branch, Person, Role, TimeOff, TreatmentType
from rehab.records.chain import TREATMENT_TYPES, read_branches

HORSENS, AARHUS = "horsens", "aarhus-c"
PER_BRANCH = 3
TITLES = ("Fysioterapeut", "Osteopat", "Fysioterapeut")
RESERVED = ("Ida Lund", "Karen Sommer", "Ole Nørgaard", "Bo Friis", "Rita Holm", "Mona Krog", "Adam Bech")
FULL_DAYS = ((time(8), time(12), time(12, 30), time(16)), (time(9), time(13), time(13, 30), time(17)))
HALF_DAYS = ((time(8), time(12)), (time(13), time(18)), (time(9), time(13)))


@dataclass(frozen=True, slots=True)
class Practitioner:
    """A practitioner and the home branch."""

    id: int
    name: str
    branch_id: int


@dataclass(frozen=True, slots=True)
class Staff:
    """Who is there. `ida` and `bo` treat the two patients one can become; receptions are by branch."""

    practitioners: tuple[Practitioner, ...]
    ida: Practitioner
    bo: Practitioner
    receptions: dict[int, int]


def hire(rows: Rows, diary: Diary, rng: Random, names: Invented, today: date) -> Staff:
    """Add branches, treatment types, staff, weekly hours and time off."""
    branches = {branch.slug: rows.add(Branch, slug=branch.slug, name=branch.name) for branch in read_branches()}
    for position, values in enumerate(TREATMENT_TYPES, start=1):
        rows.add(TreatmentType, position=position, for_patients=True, **values)
    since = at(today - 900 * DAY, 8 * 60)
    ids = list(branches.values())
    people = [
        _practitioner(rows, rng, names, since, branch_id, slug, number)
        for slug, branch_id in branches.items()
        for number in range(PER_BRANCH)
    ]
    for index, one in enumerate(people):
        neighbour = ids[(ids.index(one.branch_id) + 1) % len(ids)]
        for shift in _shifts(rng, one, index, neighbour):
            _open(rows, diary, one.id, shift)
        _leave(rows, diary, rng, one.id, today)
    receptions = {}
    for slug, branch_id in branches.items():
        home = slug == HORSENS
        receptions[branch_id] = _person(
            rows, "Rita Holm" if home else names.name(), Role.RECEPTION, branch_id, since, home and "reception"
        )
        _person(rows, "Mona Krog" if home else names.name(), Role.MANAGER, branch_id, since, home and "manager")
    _person(rows, "Adam Bech", Role.ADMIN, None, since, "admin")
    ida, bo = (next(one for one in people if one.name == name) for name in ("Ida Lund", "Bo Friis"))
    return Staff(tuple(people), ida, bo, receptions)


def _practitioner(
    rows: Rows, rng: Random, names: Invented, since: datetime, branch_id: int, slug: str, number: int
) -> Practitioner:
    known = {(HORSENS, 0): "Ida Lund", (AARHUS, 0): "Bo Friis"}.get((slug, number))
    name, account = known or names.name(), known == "Ida Lund" and "practitioner"
    title = TITLES[number] if known != "Bo Friis" else "Osteopat"
    return Practitioner(_person(rows, name, Role.PRACTITIONER, branch_id, since, account, title=title), name, branch_id)


def _person(
    rows: Rows,
    name: str,
    role: Role,
    branch_id: int | None,
    since: datetime,
    account: str | bool,
    title: str | None = None,
) -> int:
    email = f"{account}@demo.invalid" if account else address(name)
    return rows.add(
        Person,
        email=email,
        name=name,
        role=role,
        session_key=f"demo-{email}"[:43],
        title=title,
        home_branch_id=branch_id,
        created_at=since.astimezone(UTC),
    )


def _shifts(rng: Random, one: Practitioner, index: int, neighbour: int) -> list[Shift]:
    """Ida's whole week; for the others a whole day and half a day, which every third has at the next branch."""
    if one.name == "Ida Lund":
        whole = [Shift(day, time(8), time(12), one.branch_id) for day in range(5)]
        return whole + [Shift(day, time(12, 30), time(16 if day < 4 else 14), one.branch_id) for day in range(5)]
    first, second = (2 * index) % 5, (2 * index + 1 + index // 15) % 5
    if second == first:
        second = (first + 2) % 5
    opens, lunch, back, closes = rng.choice(FULL_DAYS)
    half = rng.choice(HALF_DAYS)
    return [
        Shift(first, opens, lunch, one.branch_id),
        Shift(first, back, closes, one.branch_id),
        Shift(second, *half, neighbour if index % PER_BRANCH == 2 else one.branch_id),
    ]


def _open(rows: Rows, diary: Diary, practitioner_id: int, shift: Shift) -> None:
    diary.add_shift(practitioner_id, shift)
    rows.add(
        Availability,
        practitioner_id=practitioner_id,
        branch_id=shift.branch_id,
        weekday=shift.weekday,
        opens=shift.opens,
        closes=shift.closes,
    )


def _leave(rows: Rows, diary: Diary, rng: Random, practitioner_id: int, today: date) -> None:
    """A meeting or a course now and then, and for some a week's holiday ahead."""
    for week in range(-1, 6):
        day = today + timedelta(days=7 * week + rng.randrange(7))
        if diary.works_on(practitioner_id, day) and rng.random() < 0.5:
            _away(rows, diary, practitioner_id, day, 13 * 60, 15 * 60)
    if rng.random() < 0.15:
        first = today + timedelta(days=rng.randrange(16, 30))
        for day in (first + DAY * n for n in range(7)):
            if diary.works_on(practitioner_id, day):
                _away(rows, diary, practitioner_id, day, 7 * 60, 19 * 60)


def _away(rows: Rows, diary: Diary, practitioner_id: int, day: date, begins: int, ends: int) -> None:
    diary.take(practitioner_id, at(day, begins), ends - begins)
    rows.add(TimeOff, practitioner_id=practitioner_id, starts_at=at(day, begins), ends_at=at(day, ends))
