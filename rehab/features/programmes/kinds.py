"""What kind of exercise it is, in words, for every page of this feature."""

from rehab.web.exercise_kinds import kind_look, kind_words

__all__ = ["kind_look", "kind_words"]
