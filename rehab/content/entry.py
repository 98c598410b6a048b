"""Checked reading of one entry of a data file. Every complaint names the file, the entry and the field."""

from collections.abc import Container, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from rehab.clinical.dose import Dose, DoseError, LoadKind, Tempo
from rehab.content.shapes import Text

LANGUAGES = ("da", "en")

Word = TypeVar("Word", bound=StrEnum)


class ContentError(ValueError):
    """A data file says something that cannot be right."""


class Entry:
    """One JSON object of a data file, read field by field; `done` complains of fields nobody read.

    >>> Entry("advice.json", "load", {"weeks": "4"}).whole("weeks")
    Traceback (most recent call last):
    rehab.content.entry.ContentError: advice.json, load, weeks: must be a whole number from 0
    """

    def __init__(self, file: str, name: str, data: object) -> None:
        self._file, self._name = file, name
        if not isinstance(data, Mapping):
            raise self.wrong("", "must be an object")
        self._data: Mapping[str, object] = data
        self._read: set[str] = set()

    def wrong(self, field: str, why: str) -> ContentError:
        """The complaint, for the caller to raise."""
        place = ", ".join(part for part in (self._file, self._name, field) if part)
        return ContentError(f"{place}: {why}")

    def done(self) -> None:
        """Nothing may stand in the entry that nothing reads: a misspelt field is a field forgotten."""
        if unknown := sorted(self._data.keys() - self._read):
            raise self.wrong(unknown[0], "is not a field that is known here")

    def words(self, field: str) -> str:
        """A text that is not translated: a code, a source."""
        value = self._value(field)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(field, "must be a text that is not empty")
        return value

    def whole(self, field: str, lowest: int = 0) -> int:
        """A whole number."""
        value = self._value(field)
        if not isinstance(value, int) or isinstance(value, bool) or value < lowest:
            raise self.wrong(field, f"must be a whole number from {lowest}")
        return value

    def whole_or_none(self, field: str) -> int | None:
        """A whole number, or null."""
        return None if self._value(field) is None else self.whole(field)

    def wholes(self, field: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        values = self._list(field)
        if not all(isinstance(each, int) and not isinstance(each, bool) for each in values):
            raise self.wrong(field, "must be a list of whole numbers")
        return tuple(each for each in values if isinstance(each, int))

    def codes(self, field: str) -> tuple[str, ...]:
        """A list of codes."""
        codes = self._words(field, "must be a list of codes")
        if len(set(codes)) < len(codes):
            raise self.wrong(field, f"{next(code for code in codes if codes.count(code) > 1)} is there twice")
        return codes

    def known_codes(self, field: str, known: Container[str], what: str) -> tuple[str, ...]:
        """A list of codes, each of which must be known; `what` they are codes of, for the complaint."""
        codes = self.codes(field)
        if unknown := [code for code in codes if code not in known]:
            raise self.wrong(field, f"there is no {what} {unknown[0]}")
        return codes

    def truth(self, field: str) -> bool:
        """True or false."""
        value = self._value(field)
        if not isinstance(value, bool):
            raise self.wrong(field, "must be true or false")
        return value

    def one_of(self, field: str, kind: type[Word]) -> Word:
        """One word of a StrEnum."""
        value = self.words(field)
        try:
            return kind(value)
        except ValueError:
            raise self.wrong(field, f"{value!r} is not one of {', '.join(kind)}") from None

    def text(self, field: str) -> Text:
        """A text in both languages."""
        both = self.part(field)
        text = Text(*(both.words(language) for language in LANGUAGES))
        both.done()
        return text

    def texts(self, field: str) -> tuple[Text, ...]:
        """A list of texts, as many in one language as in the other."""
        both = self.part(field)
        danish, english = (both._words(each, "must be a list of texts that are not empty") for each in LANGUAGES)
        both.done()
        if len(danish) != len(english):
            raise self.wrong(field, f"has {len(danish)} texts in Danish and {len(english)} in English")
        return tuple(Text(*pair) for pair in zip(danish, english, strict=True))

    def text_or_name(self, field: str) -> Text:
        """A text in both languages, or one that is the same in both, such as a journal's name, written once."""
        if isinstance(self._value(field), str):
            return Text(self.words(field), self.words(field))
        return self.text(field)

    def words_if_given(self, field: str) -> str | None:
        """`words`, or None where the field is left out."""
        return self.words(field) if self._given(field) else None

    def text_if_given(self, field: str) -> Text | None:
        """`text`, or None where the field is left out."""
        return self.text(field) if self._given(field) else None

    def texts_if_given(self, field: str) -> tuple[Text, ...]:
        """`texts`, or none where the field is left out. A field that is there must be right."""
        return self.texts(field) if self._given(field) else ()

    def dose(self, field: str) -> Dose:
        """A dose, within its limits. Tempo and hold are both null where no source gives them."""
        part = self.part(field)
        try:
            dose = Dose(
                sets=part.whole_or_none("sets"),
                reps=part.whole("reps"),
                rm=part.whole_or_none("rm"),
                hold_s=part.whole_or_none("hold_s"),
                tempo=part.tempo("tempo"),
                load=part.one_of("load", LoadKind),
                load_kg=part.kilos("load_kg"),
                rest_s=part.whole("rest_s"),
                interval_days=part.whole("interval_days"),
                times_a_day=part.whole("times_a_day"),
            )
        except DoseError as outside:
            raise part.wrong(outside.field, str(outside)) from None
        part.done()
        return dose

    def tempo(self, field: str) -> Tempo | None:
        """Three numbers of seconds, up, hold and down, or null."""
        if self._value(field) is None:
            return None
        seconds = self.wholes(field)
        if len(seconds) != 3:
            raise self.wrong(field, "must be three numbers: up, hold, down")
        return Tempo(*seconds)

    def kilos(self, field: str) -> Decimal | None:
        """Kilograms written as a text ("7.5"), so that no digit is lost; or null."""
        if self._value(field) is None:
            return None
        try:
            return Decimal(self.words(field))
        except InvalidOperation:
            raise self.wrong(field, "must be kilograms as a text") from None

    def named(self, name: str) -> "Entry":
        """The same entry under the name it is known by, once that is read."""
        entry = Entry(self._file, name, self._data)
        entry._read = self._read
        return entry

    def part(self, field: str) -> "Entry":
        """An object inside this one."""
        return Entry(self._file, self._inside(field), self._value(field))

    def parts(self, field: str) -> tuple["Entry", ...]:
        """A list of objects inside this one, counted from 1 in complaints."""
        return tuple(
            Entry(self._file, f"{self._inside(field)} {number}", each)
            for number, each in enumerate(self._list(field), start=1)
        )

    def _inside(self, field: str) -> str:
        return f"{self._name}.{field}" if self._name else field

    def _given(self, field: str) -> bool:
        return field in self._data

    def _words(self, field: str, complaint: str) -> tuple[str, ...]:
        values = self._list(field)
        if not all(isinstance(each, str) and each.strip() for each in values):
            raise self.wrong(field, complaint)
        return tuple(each for each in values if isinstance(each, str))

    def _list(self, field: str) -> Sequence[object]:
        value = self._value(field)
        if not isinstance(value, list) or not value:
            raise self.wrong(field, "must be a list that is not empty")
        return value

    def _value(self, field: str) -> object:
        self._read.add(field)
        if field not in self._data:
            raise self.wrong(field, "is missing")
        return self._data[field]
