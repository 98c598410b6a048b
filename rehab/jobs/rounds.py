"""What is due by the clock, done once, or again and again until told to stop."""

import logging
from dataclasses import dataclass
from threading import Event
from zoneinfo import ZoneInfo

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from rehab import clock
from rehab.config import Settings
from rehab.db import db
from rehab.jobs.appointments import remind_of_appointments
from rehab.jobs.daily import note_ended_weeks, refresh_stale_summaries
from rehab.jobs.media import clear_unused
from rehab.jobs.outbox import send_waiting
from rehab.jobs.reminders import make_reminders
from rehab.jobs.senders import senders
from rehab.models import SendState

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """What a round has done."""

    refreshed: int
    reminders: int
    sent: int
    failed: int

    def __str__(self) -> str:
        made = f"{self.reminders} reminders made, {self.sent} messages sent, {self.failed} failed"
        return f"{self.refreshed} courses refreshed, {made}"


def run_once(app: Flask) -> Done:
    """Do what is due now. Twice, or two at once, does no more. Needs an app context."""
    settings: Settings = app.extensions["settings"]
    reminders = make_reminders(db.session, now=clock.now())
    reminders += remind_of_appointments(db.session, now=clock.now())
    states = send_waiting(app, db.session, senders(settings), now=clock.now)
    clear_unused(db.session, now=clock.now())
    today = clock.today_in(ZoneInfo(settings.zone))
    refreshed = refresh_stale_summaries(db.session, today=today, now=clock.now())
    note_ended_weeks(db.session, today=today)
    return Done(refreshed, reminders, states[SendState.SENT], states[SendState.FAILED])


def keep_running(app: Flask, stop: Event, *, every_s: float) -> int:
    """Do what is due, wait, and again, until `stop` is set; returns the number of rounds. A round that the database
    fails is told in the log, and the next one tries again.
    """
    rounds = 0
    while not stop.is_set():
        with app.app_context():
            try:
                done = run_once(app)
                log.info("%s", done)
            except SQLAlchemyError as error:
                log.error("a round failed: %s", type(error).__name__)
        rounds += 1
        stop.wait(every_s)
    return rounds
