"""What kind of exercise it is, in words and as an icon."""

from flask_babel import gettext as _

from rehab.content import ExerciseKind

LOOKS = {ExerciseKind.STRETCH: "stretch", ExerciseKind.RELIEF: "relief"}


def kind_look(kind: ExerciseKind | None) -> str:
    """The look of its icon tile: strength, stretch or relief."""
    return LOOKS.get(kind, "strength") if kind else "strength"


def kind_words(kind: ExerciseKind) -> str:
    """The kind in a word."""
    words = {
        ExerciseKind.STRENGTH: _("Strength"),
        ExerciseKind.ISOMETRIC: _("Strength, held still"),
        ExerciseKind.STRETCH: _("Stretching"),
        ExerciseKind.MOTOR_CONTROL: _("Control and balance"),
        ExerciseKind.RELIEF: _("Relief"),
        ExerciseKind.RETURN_TO_RUN: _("Back to running"),
    }
    return str(words[kind])
