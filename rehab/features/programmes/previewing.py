"""What the patient will read, before it is signed: their own page, in their own language."""

from datetime import date

from flask import render_template
from markupsafe import Markup

from rehab.features.programmes.queries import Workbench
from rehab.features.programmes.reading import programme_page
from rehab.records.programmes import Programme, Version
from rehab.web.language import in_language


def preview(bench: Workbench, version: Version) -> Markup:
    """The part of the patient's programme page that is about the programme, as it will be on the day it begins."""
    day = max(bench.today, version.effective_on)
    assigned = Programme((*bench.programme.versions, version))
    with in_language(bench.course.patient_language):
        page = programme_page(bench.course, assigned, day)
        return Markup(render_template("programmes/_read.html", page=page))


def first_start(bench: Workbench, effective_on: date, *, goes_on: bool) -> date:
    """When the first phase begins: where the programme began when it goes on, else when it takes effect."""
    latest = bench.programme.latest
    return latest.phases[0].starts_on if goes_on and latest else effective_on
