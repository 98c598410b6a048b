"""The ZIP: index.html to read, a table of each part for a spreadsheet, and everything once more as data.json."""

import csv
import json
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from flask import render_template
from flask_babel import gettext as _

from rehab.features.my_data.parts import Part
from rehab.features.my_data.words import column_words, part_words, value_words
from rehab.web.access import Viewer
from rehab.web.language import chosen_language
from rehab.web.words import date_time_words

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run
SEPARATOR = {"da": ";", "en": ","}  # as Excel reads it in each language


def archive(found: list[Part], me: Viewer, now: datetime) -> bytes:
    """The file, in the language of the request, times in the patient's zone."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as folder:
        folder.writestr("index.html", _page(found, me, now))
        folder.writestr("data.json", _json(found, now))
        for part in found:
            folder.writestr(f"{part.name}.csv", _csv(part, me))
    return made.getvalue()


def _page(found: list[Part], me: Viewer, now: datetime) -> str:
    tables = [
        (part_words(part.name), [column_words(name) for name in part.columns], list(_in_words(part, me)))
        for part in found
        if part.rows
    ]
    title = _("Everything the clinic has of %(name)s", name=me.name)
    return render_template("my_data/index.html", title=title, made=date_time_words(now, me.zone), tables=tables)


def _csv(part: Part, me: Viewer) -> str:
    text = StringIO()
    writer = csv.writer(text, delimiter=SEPARATOR[chosen_language()])
    writer.writerow([column_words(name) for name in part.columns])
    writer.writerows([[_harmless(each) for each in row] for row in _in_words(part, me)])
    return "\N{BYTE ORDER MARK}" + text.getvalue()


def _in_words(part: Part, me: Viewer) -> Iterable[list[str]]:
    for row in part.rows:
        yield [value_words(name, value, me.zone) for name, value in zip(part.columns, row, strict=True)]


def _harmless(text: str) -> str:
    """Typed text is not run as a formula."""
    return f"'{text}" if text.startswith(FORMULA) and not text.lstrip("-+").replace(",", ".", 1).isdigit() else text


def _json(found: list[Part], now: datetime) -> str:
    whole: dict[str, Any] = {"made_at": now.isoformat()}
    whole |= {part.name: [dict(zip(part.columns, row, strict=True)) for row in part.rows] for part in found}
    return json.dumps(whole, default=_plain, ensure_ascii=False, indent=1)


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} is not written to JSON")
