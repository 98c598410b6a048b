"""`python -m tests.benchmarks.rules`: what the follow-up rules cost on three years of daily logs, on one core.

First the rules alone, given all of it, for a course of each sort. Then what logging one morning costs in a course's
first week, in its sixth (when the 35 days that are read are full) and in its third year: service, summary, prompt, in
SQLite. Rounds alternate between them, so that whatever else the machine does hits them alike.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from statistics import median

from rehab.clinical.follow_up import DEFAULT, RULE_BOOK, CourseFacts, LoggedSession, reasons
from rehab.clinical.recurrence import PrescribedWindow
from rehab.clinical.rules.measures import recent
from tests.benchmarks.long_course import TODAY, YEARS, Logging, clinic

STARTED_ON = TODAY - timedelta(days=YEARS * 365 - 1)
DAYS = [STARTED_ON + timedelta(days=n) for n in range(YEARS * 365)]
STRENGTH, STRETCH = frozenset({1}), frozenset({2})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    rounds = parser.parse_args().rounds
    print(f"the rules on {YEARS} years of daily logs ({len(course().sessions)} sessions and bouts), one core\n")
    for name, facts in COURSES.items():
        told = ", ".join(each.words for each in reasons(facts, TODAY)) or "on plan"
        print(f"{name:28} {milliseconds(lambda facts=facts: reasons(facts, TODAY), rounds):6.2f} ms   {told}")
    shares(COURSES["trains a third"], rounds)
    logging(rounds)
    return 0


def course(
    pain: Callable[[int], int] = lambda _: 6, *, every: int = 2, session_pain: int = 3, strength: bool = True
) -> CourseFacts:
    """Three years with a morning a day, strength every so many days and stretches three times a day."""
    trained = [LoggedSession(day, STRENGTH, 1.0, session_pain, session_pain) for day in DAYS[::every] if strength]
    stretched = [LoggedSession(day, STRETCH, 1.0, None, None) for day in DAYS for _ in range(3)]
    end = TODAY + timedelta(days=30)
    windows = [PrescribedWindow(1, STARTED_ON, end, 2, 1, strength=True)] if strength else []
    windows.append(PrescribedWindow(2, STARTED_ON, end, 1, 3, strength=False))
    return CourseFacts(
        started_on=STARTED_ON,
        intake_pain=6,
        start_median=pain(0),
        by_day={day: pain(n) for n, day in enumerate(DAYS)},
        sessions=tuple(sorted([*trained, *stretched], key=lambda each: each.on)),
        windows=tuple(windows),
        phase_started_on=STARTED_ON,
        phase_last_on=end,
        symptoms_since=STARTED_ON,
        pauses=(),
        last_log_on=TODAY,
    )


def _week_12(facts: CourseFacts) -> CourseFacts:
    """The same three years, told as if the course had been taken up anew twelve weeks ago."""
    return replace(facts, started_on=TODAY - timedelta(weeks=12), start_median=6)


COURSES = {
    "trains, stays at 6": course(),
    "trains, well": course(lambda n: 1 if n > 100 else 6),
    "trains, in a flare": course(lambda n: 7 if n > len(DAYS) - 14 else 4),
    "trains, in red": course(session_pain=8),
    "trains a third": course(every=6),
    "trains a third, week 12": _week_12(course(every=6)),
    "stretching only": course(strength=False),
}


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    """The median of CPU time."""
    took = []
    for _round in range(rounds):
        began = time.process_time_ns()
        work()
        took.append((time.process_time_ns() - began) / 1e6)
    return median(took)


def shares(facts: CourseFacts, rounds: int) -> None:
    """Print what each rule takes of an evaluation."""
    looks = {card.look: f"{card.code} {card.rule}" for card in reversed(RULE_BOOK.values())}
    near = recent(facts, TODAY)
    took = {name: milliseconds(lambda look=look: look(near, TODAY, DEFAULT), rounds) for look, name in looks.items()}
    took["leaving out what is too old"] = milliseconds(lambda: recent(facts, TODAY), rounds)
    whole = sum(took.values())
    print(f"\nof which, for one that trains a third ({whole:.2f} ms in all)")
    for name, each in sorted(took.items(), key=lambda item: -item[1]):
        print(f"  {name:28} {each:6.3f} ms {each / whole:5.0%}")


def logging(rounds: int) -> None:
    """Print what logging one morning costs as a course grows long."""
    with clinic() as courses:
        spent: dict[Logging, list[float]] = {each: [] for each in courses}
        for _round in range(rounds + 5):
            for each, took in spent.items():
                began = time.process_time_ns()
                each.log()
                took.append((time.process_time_ns() - began) / 1e6)
                each.undo()
        costs = [median(took[5:]) for took in spent.values()]
        print("\nlogging one morning: service, summary, prompt")
        for each, cost in zip(spent, costs, strict=True):
            told = f"{each.statements()} statements, {cost / costs[0]:.2f} times the first"
            print(f"  {each.name:28} {cost:6.2f} ms   {told}")


if __name__ == "__main__":
    raise SystemExit(main())
