"""The measurements, one question a screen, and the ways to say that it is well or came back."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.clinical.outcomes import MEASURED_WEEKS
from rehab.db import db
from rehab.features.outcomes import services
from rehab.features.outcomes.asking import activities_page, in_short, question_page
from rehab.features.outcomes.forms import SKIP, ActivitiesForm, TurnForm, answer_form
from rehab.features.outcomes.pages import DonePage
from rehab.features.outcomes.steps import ACTIVITIES, Steps, may_answer, open_week
from rehab.features.outcomes.well import well_page
from rehab.models import Question, Turn
from rehab.records.finding import CourseHead, own_course
from rehab.web.access import for_patient, viewer
from rehab.web.measure_words import measure_table
from rehab.web.pages import show

bp = Blueprint("outcomes", __name__)


@bp.get("/measures")
@for_patient
def start() -> ResponseReturnValue:
    """On to the first question that is not answered; to the progress page while nothing is asked."""
    course, me = _own(), viewer()
    week = open_week(course, me.today())
    if course.closed_at or week is None:
        return redirect(url_for("progress.show", _anchor="measures"))
    name = Steps(course.measures, week).first_open
    return redirect(url_for("outcomes.step", week=week, name=name) if name else url_for("outcomes.done", week=week))


@bp.get("/measures/<week>/<name>")
@for_patient
def step(week: str, name: str) -> ResponseReturnValue:
    """One screen."""
    number, course, me = _asked(week, name), _own(), viewer()
    steps = Steps(course.measures, number)
    if name not in steps.names or course.closed_at or not may_answer(course, number, me.today()):
        return redirect(url_for("outcomes.start"))
    if name == ACTIVITIES:
        return show(activities_page(steps, ActivitiesForm(formdata=None)))
    question = Question(name)
    return show(question_page(steps, question, answer_form(question, formdata=None)))


@bp.post("/measures/<week>/<name>")
@for_patient
def answer(week: str, name: str) -> ResponseReturnValue:
    """Store one answer, or the activities, and go on to the next screen."""
    number, course, me = _asked(week, name), _own(), viewer()
    if course.closed_at or not may_answer(course, number, me.today()):
        flash(_("These questions are closed, so the answer was not saved."), "warn")
        return redirect(url_for("journal.today"), 303)
    return _name(course, number) if name == ACTIVITIES else _answer(course, number, Question(name))


@bp.get("/measures/<week>/done")
@for_patient
def done(week: str) -> ResponseReturnValue:
    """What was said, beside what it was before."""
    number, course, me = _asked(week), _own(), viewer()
    if number not in course.measures.answers:
        return redirect(url_for("outcomes.start"))
    first = Steps(course.measures, number).names[0]
    may_correct = may_answer(course, number, me.today())
    return show(
        DonePage(
            title=_("Thank you"),
            said=in_short(course.measures, number),
            table=measure_table(course.measures, course.started_on, me.today(), course.zone),
            practitioner=course.practitioner_name.split()[0],
            first_href=url_for("outcomes.step", week=number, name=first) if may_correct else "",
        )
    )


@bp.get("/well")
@for_patient
def well() -> ResponseReturnValue:
    """I'm well, or it came back: what happens then."""
    return show(well_page(_own(), viewer().today()))


@bp.post("/well")
@for_patient
def say_well() -> ResponseReturnValue:
    """The patient is well: no more prompts, one check three months on."""
    if _turn(_own(), Turn.WELL):
        flash(_("Good to hear. You can always say here if it comes back."))
    return redirect(url_for("journal.today"), 303)


@bp.post("/came-back")
@for_patient
def came_back() -> ResponseReturnValue:
    """It came back: the course is open again, and the way leads to a time with the same practitioner."""
    course = _own()
    if _turn(course, Turn.CAME_BACK):
        flash(_("Saved. %(who)s sees that it has come back.", who=course.practitioner_name.split()[0]))
    if course.summary.next_appointment_at and course.summary.next_appointment_at > clock.now():
        return redirect(url_for("journal.today"), 303)
    book = url_for("bookings.choose_time", practitioner=course.practitioner_id, branch=course.branch_slug)
    return redirect(book, 303)


def _own() -> CourseHead:
    return own_course(db.session, viewer().id) or abort(404)


def _asked(week: str, name: str = ACTIVITIES) -> int:
    """The week of an address; one in which nothing is asked, and a screen there is none of, are not there."""
    if week not in {str(each) for each in MEASURED_WEEKS} or name not in {ACTIVITIES, *Question}:
        abort(404)
    return int(week)


def _name(course: CourseHead, week: int) -> ResponseReturnValue:
    me, form = viewer(), ActivitiesForm()
    if request.form.get("do") == SKIP:
        _store(course, week, Question.PSFS_1, None)
        return redirect(url_for("outcomes.start"), 303)
    if not form.validate_on_submit():
        return show(activities_page(Steps(course.measures, week), form), 422)
    services.name_activities(db.session, course=course, week=week, names=form.named(), by=me, now=clock.now())
    return redirect(url_for("outcomes.start"), 303)


def _answer(course: CourseHead, week: int, question: Question) -> ResponseReturnValue:
    steps, form = Steps(course.measures, week), answer_form(question)
    if question.value not in steps.names:
        abort(404)
    if not form.validate_on_submit():
        return show(question_page(steps, question, form), 422)
    _store(course, week, question, form.value.data)
    name = steps.after(question.value)
    on = url_for("outcomes.step", week=week, name=name) if name else url_for("outcomes.done", week=week)
    return redirect(on, 303)


def _store(course: CourseHead, week: int, question: Question, value: int | None) -> None:
    me = viewer()
    services.give_answer(
        db.session,
        course=course,
        week=week,
        question=question,
        value=value,
        by=me,
        now=clock.now(),
        today=me.today(),
    )


def _turn(course: CourseHead, turn: Turn) -> bool:
    me, form = viewer(), TurnForm()
    if not form.validate_on_submit():
        return False
    return services.turn(
        db.session,
        course=course,
        turn=turn,
        client_key=str(form.client_key.data),
        by=me,
        now=clock.now(),
        today=me.today(),
    )
