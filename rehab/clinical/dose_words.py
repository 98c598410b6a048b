"""A dose in words, Danish and English: one part for what, one for how slowly, one or two for how often."""

from dataclasses import dataclass
from decimal import Decimal

from rehab.clinical.dose import Dose, LoadKind, Tempo


@dataclass(frozen=True, slots=True)
class _Words:
    set_one: str
    set_many: str
    rep_one: str
    rep_many: str
    self_dosed: str
    heavy: str
    with_kg: str
    with_band: str
    seconds: str
    tempo: tuple[str, str, str]
    daily: str
    every_other: str
    every_nth: str
    times_a_day: str
    decimal_mark: str


_WORDS = {
    "da": _Words(
        set_one="1 sæt",
        set_many="{n} sæt",
        rep_one="1 gentagelse",
        rep_many="{n} gentagelser",
        self_dosed="så mange sæt du kan, {reps} i hvert",
        heavy="så tungt, at du lige kan {n}",
        with_kg="med {kg} kg",
        with_band="med elastik",
        seconds="{n} sek.",
        tempo=("{n} sek. op", "{n} sek. hold", "{n} sek. ned"),
        daily="hver dag",
        every_other="hver anden dag",
        every_nth="hver {n}. dag",
        times_a_day="{n} gange om dagen",
        decimal_mark=",",
    ),
    "en": _Words(
        set_one="1 set",
        set_many="{n} sets",
        rep_one="1 repetition",
        rep_many="{n} repetitions",
        self_dosed="as many sets as you can, {reps} in each",
        heavy="so heavy that you can just do {n}",
        with_kg="with {kg} kg",
        with_band="with an elastic band",
        seconds="{n} s",
        tempo=("{n} s up", "{n} s hold", "{n} s down"),
        daily="every day",
        every_other="every other day",
        every_nth="every {n} days",
        times_a_day="{n} times a day",
        decimal_mark=".",
    ),
}


def dose_parts(dose: Dose, language: str) -> tuple[str, ...]:
    """The dose as short phrases, in the order they are read. KeyError for a language without words.

    >>> weeks_1_2 = Dose(3, 12, 12, None, Tempo(3, 2, 3), LoadKind.BODY, None, 120, 2, 1)
    >>> for part in dose_parts(weeks_1_2, "en"):
    ...     print(part)
    3 sets × 12 repetitions, so heavy that you can just do 12
    3 s up, 2 s hold, 3 s down
    every other day
    >>> dose_parts(Dose(1, 10, None, 10, None, LoadKind.BODY, None, 3, 1, 3), "da")
    ('10 × 10 sek.', '3 gange om dagen')
    """
    words = _WORDS[language]
    amount = _holds(dose, words) if dose.hold_s is not None else _sets_and_reps(dose, words)
    if load := _load(dose, words):
        amount = f"{amount} {load}"
    if dose.rm is not None:
        amount = f"{amount}, {words.heavy.format(n=dose.rm)}"
    tempo = (_tempo(dose.tempo, words),) if dose.tempo and dose.tempo.total_s else ()
    return (amount, *tempo, *_how_often(dose, words))


def dose_short(dose: Dose) -> str:
    """The notation staff write, the same in both languages.

    >>> dose_short(Dose(5, 8, 8, None, Tempo(3, 2, 3), LoadKind.BACKPACK, None, 120, 2, 1))
    '5 × 8 RM'
    >>> dose_short(Dose(1, 10, None, 10, None, LoadKind.BODY, None, 3, 1, 3))
    '10 × 10 s'
    """
    if dose.hold_s is not None:
        return f"{_hold_counts(dose)}{dose.hold_s} s"
    sets = "max" if dose.sets is None else dose.sets
    if dose.rm is None:
        return f"{sets} × {dose.reps}"
    return f"{sets} × {dose.rm} RM" if dose.rm == dose.reps else f"{sets} × {dose.reps} ({dose.rm} RM)"


def _sets_and_reps(dose: Dose, words: _Words) -> str:
    reps = _count(dose.reps, words.rep_one, words.rep_many)
    if dose.sets is None:
        return words.self_dosed.format(reps=reps)
    return f"{_count(dose.sets, words.set_one, words.set_many)} × {reps}"


def _holds(dose: Dose, words: _Words) -> str:
    seconds = words.seconds.format(n=dose.hold_s)
    if dose.sets is None:
        return words.self_dosed.format(reps=f"{dose.reps} × {seconds}")
    if dose.sets > 1 and dose.reps > 1:
        return f"{words.set_many.format(n=dose.sets)} × {dose.reps} × {seconds}"
    return f"{_hold_counts(dose)}{seconds}"


def _hold_counts(dose: Dose) -> str:
    """What stands before the seconds: counts of one are left out."""
    counts = ["max" if dose.sets is None else dose.sets, dose.reps]
    return "".join(f"{count} × " for count in counts if count != 1)


def _load(dose: Dose, words: _Words) -> str:
    if dose.load is LoadKind.BAND:
        return words.with_band
    if dose.load in (LoadKind.BACKPACK, LoadKind.KG) and dose.load_kg:
        return words.with_kg.format(kg=_kilos(dose.load_kg, words.decimal_mark))
    return ""


def _kilos(load_kg: Decimal, mark: str) -> str:
    whole, _, rest = f"{load_kg:f}".partition(".")
    decimals = rest.rstrip("0")
    return f"{whole}{mark}{decimals}" if decimals else whole


def _tempo(tempo: Tempo, words: _Words) -> str:
    """What takes no time is not said: "3 s up, 3 s down"."""
    parts = zip(words.tempo, (tempo.up_s, tempo.hold_s, tempo.down_s), strict=True)
    return ", ".join(part.format(n=seconds) for part, seconds in parts if seconds)


def _how_often(dose: Dose, words: _Words) -> tuple[str, ...]:
    if dose.times_a_day == 1:
        return (_every(dose.interval_days, words),)
    times = words.times_a_day.format(n=dose.times_a_day)
    return (times,) if dose.interval_days == 1 else (times, _every(dose.interval_days, words))


def _every(days: int, words: _Words) -> str:
    match days:
        case 1:
            return words.daily
        case 2:
            return words.every_other
    return words.every_nth.format(n=days)


def _count(n: int, one: str, many: str) -> str:
    return one if n == 1 else many.format(n=n)
