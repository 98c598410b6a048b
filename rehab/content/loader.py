"""Reads and checks the data files, once."""

from collections.abc import Mapping

from rehab.clinical.phases import Phase
from rehab.clinical.safety import Level
from rehab.content.shapes import AdviceCard, Condition, Exercise, LevelText, PhaseText, Template, WarningSign


def exercises() -> Mapping[str, Exercise]:
    raise NotImplementedError


def exercise(code: str) -> Exercise:
    """KeyError when there is none."""
    raise NotImplementedError


def load_ladder() -> tuple[str, ...]:
    """Exercise codes from lightest to heaviest."""
    raise NotImplementedError


def templates() -> Mapping[str, Template]:
    raise NotImplementedError


def template(code: str) -> Template:
    """KeyError when there is none."""
    raise NotImplementedError


def advice(condition: str) -> tuple[AdviceCard, ...]:
    raise NotImplementedError


def conditions() -> Mapping[str, Condition]:
    raise NotImplementedError


def warning_signs() -> tuple[WarningSign, ...]:
    raise NotImplementedError


def level_text(level: Level) -> LevelText:
    raise NotImplementedError


def phase_text(phase: Phase) -> PhaseText:
    raise NotImplementedError
