"""A prompt is put off or answered with "I'm well"; a course gets thresholds of its own."""

from datetime import timedelta

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.clinical.thresholds import DEFAULT
from rehab.db import db
from rehab.features.follow_up import queries, services
from rehab.features.follow_up.blueprint import bp
from rehab.features.follow_up.forms import LONGEST, PostponeForm
from rehab.features.follow_up.pages import PostponePage
from rehab.features.follow_up.thresholds_form import ThresholdsForm, form_for
from rehab.features.follow_up.thresholds_page import thresholds_page
from rehab.models import FollowUpPrompt, PromptEnding
from rehab.records.thresholds import latest_change
from rehab.web.access import for_patient, for_practitioner, opens_record, viewer
from rehab.web.courses import note_reading, responsible_open_course
from rehab.web.pages import show
from rehab.web.words import date_words


@bp.post("/prompts/<id:prompt_id>/postponement")
@for_patient
def postpone(prompt_id: int) -> ResponseReturnValue:
    """Not now: ask again in a week, or on the day chosen (`until`)."""
    me, prompt = viewer(), _own(prompt_id)
    form = PostponeForm(me.today())
    if not form.validate_on_submit():
        return show(_postpone_page(form, prompt_id), 422)
    until = form.until.data
    ended = services.end_prompt(
        db.session,
        prompt=prompt,
        ending=PromptEnding.NOT_NOW,
        until=until,
        by=me,
        now=clock.now(),
        today=me.today(),
    )
    if ended.snoozed_until:
        flash(_("All right. We ask again on %(date)s at the earliest.", date=date_words(ended.snoozed_until)))
    return redirect(url_for("journal.today"), 303)


@bp.post("/prompts/<id:prompt_id>/well")
@for_patient
def well(prompt_id: int) -> ResponseReturnValue:
    """I'm well: no more prompts, one check three months on."""
    me, prompt, now = viewer(), _own(prompt_id), clock.now()
    ended = services.end_prompt(db.session, prompt=prompt, ending=PromptEnding.WELL, by=me, now=now, today=me.today())
    if ended.ending is PromptEnding.WELL:
        flash(_("Good to hear. You can always say here if it comes back."))
    return redirect(url_for("journal.today"), 303)


@bp.get("/courses/<id:course_id>/thresholds")
@for_practitioner
@opens_record
def thresholds(course_id: int) -> ResponseReturnValue:
    """The thresholds in force for a course, to be changed."""
    head = responsible_open_course(course_id)
    change = latest_change(db.session, head.id)
    form = form_for(change.thresholds if change else DEFAULT, change.number if change else 0)
    note_reading(head, "thresholds")
    return show(thresholds_page(head, form, change))


@bp.post("/courses/<id:course_id>/thresholds")
@for_practitioner
def set_thresholds(course_id: int) -> ResponseReturnValue:
    """Put them in force, with a reason; `do=defaults` puts the defaults back."""
    me, head, form = viewer(), responsible_open_course(course_id), ThresholdsForm()
    change = latest_change(db.session, head.id)
    if request.form.get("do") == "defaults":
        form.back_to_defaults()
    if not form.validate_on_submit():
        return show(thresholds_page(head, form, change), 422)
    try:
        is_new = services.set_thresholds(
            db.session,
            course=head,
            changed=form.values(),
            reason=str(form.reason.data),
            client_key=str(form.client_key.data),
            seen=form.seen_number,
            by=me,
            now=clock.now(),
            today=me.today(),
        )
    except services.AlreadyChanged:
        newer = latest_change(db.session, head.id)
        form.seen.data = str(newer.number if newer else 0)
        return show(thresholds_page(head, form, newer, overtaken=True), 409)
    flash(_("The thresholds are in force.") if is_new else _("Nothing was changed."))
    return redirect(url_for("caseload.course", course_id=head.id), 303)


def _own(prompt_id: int) -> FollowUpPrompt:
    return queries.own_prompt(db.session, viewer().id, prompt_id) or abort(404)


def _postpone_page(form: PostponeForm, prompt_id: int) -> PostponePage:
    today = viewer().today()
    return PostponePage(
        title=_("Not now"), form=form, prompt_id=prompt_id, first=today + timedelta(days=1), last=today + LONGEST
    )
