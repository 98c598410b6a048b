"""What the shared fields make of what is typed."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from rehab.web.forms import BaseForm, WholeNumberField


class Form(BaseForm):
    number = WholeNumberField("Number")


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
