"""Builds the app, in reading order: settings, database, web, features, commands."""

from datetime import timedelta
from typing import Any

from flask import Flask, request
from flask_migrate import Migrate
from flask_wtf import CSRFProtect

from rehab import db
from rehab.config import ROOT, Settings
from rehab.features import (
    accounts,
    bookings,
    caseload,
    closing,
    exercises,
    follow_up,
    health,
    home,
    journal,
    messages,
    my_data,
    offline,
    outcomes,
    overview,
    people,
    programmes,
    progress,
    reminders,
    rules,
    safety,
    skips,
)
from rehab.migrations import render_item
from rehab.web import access, converters, errors, headers, illustrations, language, pages, phone, static, words

FEATURES = (
    home,
    accounts,
    journal,
    progress,
    programmes,
    caseload,
    closing,
    follow_up,
    safety,
    messages,
    outcomes,
    bookings,
    overview,
    people,
    my_data,
    rules,
    reminders,
    offline,
    skips,
    exercises,
    health,
)
LARGEST_FORM = 8 * 1024 * 1024  # past what any field accepts, so that too long a note comes back with its message


class App(Flask):
    """A Flask app that logs its faults by route: an address may hold a link that signs somebody in."""

    def log_exception(self, exc_info: Any) -> None:
        self.logger.error("Exception on %s [%s]", request.url_rule, request.method, exc_info=exc_info)


def create_app(settings: Settings) -> Flask:
    """The WSGI app for these settings."""
    app = App(
        "rehab",
        static_folder=None,
        template_folder=str(ROOT / "templates"),
        instance_path=str(ROOT / "instance"),
    )
    app.extensions["settings"] = settings
    _configure(app, settings)
    db.init_app(app)
    Migrate(
        app,
        db.db,
        directory=str(ROOT / "rehab" / "migrations"),
        render_as_batch=True,
        compare_type=True,
        render_item=render_item,
    )
    CSRFProtect(app)
    app.url_map.converters["id"] = converters.IdConverter
    for part in (static, language, access, pages, phone, illustrations, headers, errors):
        part.init_app(app)
    app.jinja_env.globals.update(
        date_words=words.date_words, number=words.number, signed=words.signed, percent=words.percent
    )
    for feature in FEATURES:
        app.register_blueprint(feature.bp)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},  # they are notes, names and pain: not for a log
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        REMEMBER_COOKIE_SECURE=settings.https,
        REMEMBER_COOKIE_HTTPONLY=True,
        REMEMBER_COOKIE_SAMESITE="Lax",
        REMEMBER_COOKIE_DURATION=timedelta(days=180),
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        WTF_CSRF_TIME_LIMIT=None,  # a phone may lie with the form open overnight; the token ends with the cookie
        WTF_CSRF_SSL_STRICT=settings.https,
        TESTING=settings.testing,
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
