"""A dose in words, Danish and English."""

from rehab.clinical.dose import Dose


def dose_parts(dose: Dose, language: str) -> tuple[str, ...]:
    raise NotImplementedError


def dose_short(dose: Dose) -> str:
    raise NotImplementedError
