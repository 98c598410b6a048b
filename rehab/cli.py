"""The `rehab` command: demo, serve, init, upgrade, jobs, push-keys, summaries."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from zoneinfo import ZoneInfo

import click
import flask_migrate
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from email_validator import EmailNotValidError, validate_email
from flask import Flask, current_app
from sqlalchemy.exc import DBAPIError
from werkzeug.middleware.proxy_fix import ProxyFix

from rehab import clock, config, server
from rehab.app import create_app
from rehab.db import db
from rehab.demo import living
from rehab.demo.clinic import FEWEST_PATIENTS, steps
from rehab.jobs import daily, first_run, rounds
from rehab.jobs import summaries as summary_check
from rehab.records import chain, invitations

SHOWN_DIFFERENCES = 20


@click.group()
def main() -> None:
    """Rehabilitation programmes, morning pain and follow-up times for a chain of clinics."""


@main.command()
@click.option("--port", default=5000, show_default=True, type=click.IntRange(1, 65535), help="Port on 127.0.0.1.")
@click.option("--reset", is_flag=True, help="Build the clinic anew; what was done in it is lost.")
@click.option("--patients", default=600, show_default=True, type=click.IntRange(FEWEST_PATIENTS, 20_000))
@click.option("--seed", default=1, show_default=True, help="Another number gives other people.")
def demo(port: int, reset: bool, patients: int, seed: int) -> None:
    """Build a living demo clinic, if today's is not there yet, and serve it on this machine."""
    settings = config.demo()
    _check_free("127.0.0.1", port)  # before anything is rebuilt under a demo that is open there
    wanted = living.recipe(patients, seed, clock.today_in(ZoneInfo(settings.zone)))
    with _database_errors(settings):
        if reason := "you asked for it" if reset else living.why_build(settings, wanted):
            _build(settings, wanted, reason)
    click.echo(f"The demo clinic is open at http://127.0.0.1:{port} (Ctrl+C closes it)")
    server.serve(create_app(settings), host="127.0.0.1", port=port, workers=1, threads=8)


def _build(settings: config.Settings, wanted: living.Recipe, reason: str) -> None:
    click.echo(f"Building the demo clinic, {wanted.patients} patients, because {reason}.")
    with click.progressbar(length=steps(wanted.patients), show_pos=False) as bar:
        try:
            living.build(settings, wanted, advance=lambda: bar.update(1))
        except living.NotADemo:
            raise click.ClickException(
                "The database of REHAB_DEMO_DATABASE_URL holds tables that are not the demo's. Choose an empty one."
            ) from None


@main.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes, 4 threads each.")
@click.option("--proxies", default=0, show_default=True, type=click.IntRange(0, 5), help="Trusted proxies in front.")
def serve(port: int, host: str, workers: int, proxies: int) -> None:
    """Serve the real thing. Needs `rehab init` once, and `rehab upgrade` after each new version."""
    settings = config.production()
    app = create_app(settings)
    with _database_errors(settings), app.app_context():
        _check_migrated(settings)
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
    elif settings.https:
        click.echo(
            "Behind a proxy, say --proxies 1: else all seem to come from it, and the links are not https.", err=True
        )
    _check_free(host, port)
    click.echo(f"Serving on http://{host}:{port} with {workers} workers (Ctrl+C stops)")
    server.serve(app, host=host, port=port, workers=workers)


def _check_free(host: str, port: int) -> None:
    try:
        server.check_free(host, port)
    except server.PortTaken as taken:
        raise click.ClickException(f"{taken} is in use already. Choose another port with --port.") from None
    except OSError as wrong:
        raise click.ClickException(f"{host}:{port} can't be listened on: {wrong.strerror}") from None


@main.command()
@click.option("--email", required=True, help="The first administrator's address.")
@click.option("--name", required=True, help="The first administrator's name.")
@click.option(
    "--branches",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=chain.BRANCHES_CSV,
    help="CSV with the columns name and slug; the chain's twenty if left out.",
)
def init(email: str, name: str, branches: Path) -> None:
    """Make an empty database ready, with its branches and the first administrator. May be run again."""
    address = _address(email)
    if not os.environ.get("REHAB_SECRET_KEY") and first_run.make_secret(config.INSTANCE / "secret.key"):
        click.echo("Wrote a new secret to instance/secret.key. Keep it: without it nobody stays signed in.")
    settings = config.production()
    with _database_errors(settings), create_app(settings).app_context():
        if settings.is_sqlite:
            first_run.make_database_file(Path(str(db.engine.url.database)))
        flask_migrate.upgrade()
        try:
            added = chain.insert_missing_branches(db.session, chain.read_branches(branches))
        except (chain.BranchFileError, UnicodeDecodeError) as wrong:
            raise click.ClickException(str(wrong)) from None
        chain.insert_missing_treatment_types(db.session)
        made = _administrator(address, name.strip())
        db.session.commit()
    click.echo(f"The database is ready: {added} branches added.")
    if made.welcome_path:
        click.echo(
            f"{made.email} chooses a password at {made.welcome_path} (once, within {invitations.LASTS.days} days)."
        )
    else:
        click.echo(f"{made.email} has a password already.")


def _administrator(email: str, name: str) -> first_run.Administrator:
    if not 0 < len(name) <= 120:
        raise click.ClickException("A name has 1 to 120 characters.")
    try:
        return first_run.ensure_administrator(db.session, email=email, name=name, now=clock.now())
    except first_run.NotAnAdministrator:
        raise click.ClickException(f"{email} belongs to someone who is not an administrator.") from None


def _address(email: str) -> str:
    try:
        return validate_email(email, check_deliverability=False).normalized.lower()
    except EmailNotValidError as wrong:
        raise click.ClickException(f"{email} is not an e-mail address: {wrong}") from None


@main.command()
def upgrade() -> None:
    """Bring the database up to this version of the program."""
    settings = config.production()
    with _database_errors(settings), create_app(settings).app_context():
        flask_migrate.upgrade()
    click.echo("The database is up to date.")


@main.group()
def jobs() -> None:
    """What is to be run by the clock."""


@jobs.command("daily")
@click.option("--demo", "on_demo", is_flag=True, help="On the demo's database.")
def daily_round(on_demo: bool) -> None:
    """Bring every open course's summary and prompt up to today. Once a day, early; twice does no harm."""
    with _records(on_demo) as settings:
        today = clock.today_in(ZoneInfo(settings.zone))
        done = daily.refresh_summaries(db.session, today=today, now=clock.now())
        daily.note_ended_weeks(db.session, today=today)
    click.echo(f"{done} open courses are up to date.")


@jobs.command("run")
@click.option("--demo", "on_demo", is_flag=True, help="On the demo's database.")
def run_jobs(on_demo: bool) -> None:
    """Do once what is due now: reminders, messages that wait, summaries of an earlier day. As often as you like."""
    with _records(on_demo):
        click.echo(f"{rounds.run_once(_this_app())}.")


@jobs.command("serve")
@click.option("--demo", "on_demo", is_flag=True, help="On the demo's database.")
@click.option("--every", default=60, show_default=True, type=click.IntRange(1, 600), help="Seconds between rounds.")
def serve_jobs(on_demo: bool, every: int) -> None:
    """Keep doing what is due until told to stop (Ctrl+C or SIGTERM). Two of them at once do no more than one."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with _records(on_demo):
        click.echo(f"Doing what is due every {every} seconds (Ctrl+C stops)")
        rounds.keep_running(_this_app(), stop, every_s=every)
    click.echo("Stopped.")


def _this_app() -> Flask:
    return current_app._get_current_object()  # type: ignore[attr-defined,no-any-return]


@main.command("push-keys")
def push_keys() -> None:
    """Make the keys by which push services know us, in instance/vapid.keys. Once: new ones end every subscription."""
    try:
        made = first_run.make_vapid_keys(config.INSTANCE / config.VAPID_KEYS)
    except ImportError:
        raise click.ClickException("Push needs an extra: pip install -e '.[push]'") from None
    click.echo("Wrote instance/vapid.keys. Keep it." if made else "There are keys already, in instance/vapid.keys.")


@main.group()
def summaries() -> None:
    """The summaries that lists read."""


@summaries.command()
@click.option("--demo", "on_demo", is_flag=True, help="On the demo's database.")
def check(on_demo: bool) -> None:
    """Recompute every open course's summary and tell what differs. Exit code 1 if anything does."""
    with _records(on_demo):
        found = summary_check.check(db.session, now=clock.now())
    for one in found[:SHOWN_DIFFERENCES]:
        click.echo(f"course {one.course_id}: {one.column} is {one.stored!r}, the logs say {one.found!r}")
    if found:
        raise click.ClickException(f"{len(found)} differences. `rehab summaries rebuild` puts them right.")
    click.echo("Every summary is what the logs say.")


@summaries.command()
@click.option("--demo", "on_demo", is_flag=True, help="On the demo's database.")
def rebuild(on_demo: bool) -> None:
    """Write every open course's summary anew from the logs."""
    with _records(on_demo) as settings:
        today = clock.today_in(ZoneInfo(settings.zone))
        done = daily.refresh_summaries(db.session, today=today, now=clock.now())
    click.echo(f"{done} summaries were written anew.")


@contextmanager
def _records(on_demo: bool) -> Iterator[config.Settings]:
    """An app context on a migrated database."""
    settings = config.demo() if on_demo else config.production()
    with _database_errors(settings), create_app(settings).app_context():
        _check_migrated(settings)
        yield settings


def _check_migrated(settings: config.Settings) -> None:
    migrations = ScriptDirectory(str(config.ROOT / "rehab" / "migrations"))
    with db.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current is None:
        raise click.ClickException(f"The database is empty. Run `rehab {'demo' if settings.demo else 'init'}` first.")
    if current != migrations.get_current_head():
        raise click.ClickException(
            f"The database is at {current}, this program needs {migrations.get_current_head()}. Run `rehab upgrade`."
        )


@contextmanager
def _database_errors(settings: config.Settings) -> Iterator[None]:
    """Tell in words what the database driver tells in tracebacks."""
    try:
        yield
    except DBAPIError as error:
        where = settings.database_url.rsplit("@", 1)[-1]  # never the password
        raise click.ClickException(f"The database at {where} did not answer as it should: {error.orig}") from None
