"""What the shared fields make of what is typed."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from rehab.web.forms import BaseForm, WholeNumberField, note_field, text_field


class Form(BaseForm):
    number = WholeNumberField("Number")
    name = text_field("Name")
    note = note_field("Note")


@pytest.mark.parametrize(("typed", "number"), [("7", 7), (" -12 ", -12), ("007", 7), ("99999999", 99_999_999)])
def test_a_whole_number_is_read(app: Flask, typed: str, number: int) -> None:
    with app.test_request_context():
        assert Form(MultiDict({"number": typed})).number.data == number


@pytest.mark.parametrize("typed", ["ni", "7.5", "--5", "-", "- 5", "5-", "٣", "²", "1e3", "9" * 10, "9" * 5000])
def test_anything_else_is_answered_in_words(app: Flask, typed: str) -> None:
    with app.test_request_context():
        form = Form(MultiDict({"number": typed}))
        form.validate()
        assert form.number.data is None
        assert form.number.errors[0] == "Skriv et helt tal."


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Karen Sommer ", "Karen Sommer"),
        ("Karen\r\nSommer", "Karen Sommer"),
        ("Karen\tSommer", "Karen Sommer"),
        ("Karen \u202eremmoS", "Karen remmoS"),
        ("\u2066Karen\u2069\x00\x1b[31m\x85", "Karen[31m"),
        ("\u200f\u202e", ""),
        ("Zoë Ångström 🦶🏽 محمد", "Zoë Ångström 🦶🏽 محمد"),
    ],
)
def test_a_name_stays_on_its_line_and_turns_nothing_around(app: Flask, typed: str, name: str) -> None:
    with app.test_request_context():
        assert Form(MultiDict({"name": typed})).name.data == name


def test_a_note_keeps_its_lines_and_loses_what_no_database_or_screen_can_show(app: Flask) -> None:
    with app.test_request_context():
        assert Form(MultiDict({"note": "a\r\n\tb\x00\x1b\x7fc\n"})).note.data == "a\n\tbc"
