"""A prompt is put off, answered with "I'm well", or closed by the practitioner."""

from datetime import timedelta

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rehab import clock
from rehab.db import db
from rehab.features.follow_up import queries, services
from rehab.features.follow_up.forms import LONGEST, PostponeForm
from rehab.features.follow_up.pages import PostponePage
from rehab.models import FollowUpPrompt, PromptEnding
from rehab.web.access import for_patient, for_practitioner, viewer
from rehab.web.pages import show
from rehab.web.words import date_words

bp = Blueprint("follow_up", __name__)


@bp.post("/prompts/<id:prompt_id>/postponement")
@for_patient
def postpone(prompt_id: int) -> ResponseReturnValue:
    """Not now: ask again in a week, or on the day chosen (`until`)."""
    me, prompt = viewer(), _own(prompt_id)
    form = PostponeForm(me.today())
    if not form.validate_on_submit():
        return show(_postpone_page(form, prompt_id), 422)
    until = form.until.data
    services.end_prompt(
        db.session,
        prompt=prompt,
        ending=PromptEnding.NOT_NOW,
        until=until,
        by=me,
        now=clock.now(),
        today=me.today(),
    )
    if prompt.snoozed_until:
        flash(_("All right. We ask again on %(date)s at the earliest.", date=date_words(prompt.snoozed_until)))
    return redirect(url_for("journal.today"), 303)


@bp.post("/prompts/<id:prompt_id>/well")
@for_patient
def well(prompt_id: int) -> ResponseReturnValue:
    """I'm well: the course asks no more."""
    me, prompt = viewer(), _own(prompt_id)
    services.end_prompt(db.session, prompt=prompt, ending=PromptEnding.WELL, by=me, now=clock.now(), today=me.today())
    if prompt.ending is PromptEnding.WELL:
        flash(_("Good to hear. We will not ask again; you can always book a time yourself."))
    return redirect(url_for("journal.today"), 303)


@bp.post("/prompts/<id:prompt_id>/closure")
@for_practitioner
def close(prompt_id: int) -> ResponseReturnValue:
    """The responsible practitioner closes the follow-up without a visit."""
    me = viewer()
    prompt = queries.responsible_prompt(db.session, me.id, prompt_id) or abort(404)
    services.end_prompt(db.session, prompt=prompt, ending=PromptEnding.CLOSED, by=me, now=clock.now(), today=me.today())
    flash(_("The follow-up is closed."))
    return redirect(url_for("caseload.course", course_id=prompt.course_id), 303)


def _own(prompt_id: int) -> FollowUpPrompt:
    return queries.own_prompt(db.session, viewer().id, prompt_id) or abort(404)


def _postpone_page(form: PostponeForm, prompt_id: int) -> PostponePage:
    today = viewer().today()
    return PostponePage(
        title=_("Not now"), form=form, prompt_id=prompt_id, first=today + timedelta(days=1), last=today + LONGEST
    )
