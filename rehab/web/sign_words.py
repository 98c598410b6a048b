"""Warning signs in words, as the course's condition asks about them."""

from rehab.content import warning_signs
from rehab.web.language import chosen_language


def signs_in_words(condition: str, lines: list[str]) -> tuple[str, ...]:
    """Ticked codes in the course's words, in the order they are asked; one no longer asked stands as its code."""
    words = {each.line.value: each.text.in_(chosen_language()) for each in warning_signs(condition)}
    known = [text for code, text in words.items() if code in lines]
    return (*known, *(code for code in lines if code not in words))
