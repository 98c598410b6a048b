"""Every route × every role. A new route is added here, or this fails."""

import re

import pytest
from flask import Flask

from rehab.models import Role
from tests.browser import Browser
from tests.cast import Cast

EVERYONE = "everyone"
SIGNED_IN = "patient practitioner reception manager admin"
WHO = {
    "accounts.accept": EVERYONE,
    "accounts.check_sign_in": EVERYONE,
    "accounts.choose_language": EVERYONE,
    "accounts.choose_text_size": EVERYONE,
    "accounts.choose_theme": EVERYONE,
    "accounts.settings": SIGNED_IN,
    "accounts.sign_in": EVERYONE,
    "accounts.sign_out": EVERYONE,
    "accounts.sign_out_device": SIGNED_IN,
    "accounts.sign_out_others": SIGNED_IN,
    "accounts.try_as": EVERYONE,
    "accounts.welcome": EVERYONE,
    "bookings.book": "patient",
    "bookings.calendar": "practitioner",
    "bookings.cancel": "patient",
    "bookings.choose_time": "patient",
    "bookings.desk": "reception",
    "bookings.desk_attendance": "reception",
    "bookings.desk_book": "reception",
    "bookings.desk_book_for": "reception",
    "bookings.desk_cancel": "reception",
    "bookings.desk_move": "reception",
    "bookings.desk_move_to": "reception",
    "bookings.ics": "patient",
    "bookings.mine": "patient",
    "bookings.move": "patient",
    "bookings.move_to": "patient",
    "bookings.show": "patient",
    "caseload.add_addendum": "practitioner",
    "caseload.add_note": "practitioner",
    "caseload.comparison": "practitioner",
    "caseload.course": "practitioner",
    "caseload.first_visit": "practitioner",
    "caseload.branch": "practitioner",
    "caseload.index": "practitioner",
    "caseload.invitation": "practitioner",
    "caseload.invite_again": "practitioner",
    "caseload.log": "practitioner",
    "caseload.new_patient": "practitioner",
    "caseload.open_branch": "practitioner",
    "caseload.review": "practitioner",
    "caseload.undo_review": "practitioner",
    "caseload.take_in": "practitioner",
    "caseload.versions": "practitioner",
    "closing.ask": "practitioner",
    "closing.close": "practitioner",
    "closing.closed": "practitioner",
    "closing.reopen": "practitioner",
    "exercises.add": "practitioner",
    "exercises.change": "practitioner",
    "exercises.exercise_of": "practitioner",
    "exercises.index": "practitioner",
    "exercises.media": SIGNED_IN,
    "exercises.new": "practitioner",
    "exercises.retire": "practitioner",
    "exercises.revise": "practitioner",
    "follow_up.decide": "practitioner",
    "follow_up.follow_ups": "practitioner",
    "follow_up.new_decision": "practitioner",
    "follow_up.plan": "practitioner",
    "follow_up.postpone": "patient",
    "follow_up.set_thresholds": "practitioner",
    "follow_up.take_back": "practitioner",
    "follow_up.thresholds": "practitioner",
    "follow_up.well": "patient",
    "health.healthz": EVERYONE,
    "home.index": SIGNED_IN,
    "journal.log_as_prescribed": "patient",
    "journal.log_session": "patient",
    "journal.log_stretch": "patient",
    "journal.log_practice": "patient",
    "journal.new_session": "patient",
    "journal.other_day": "patient",
    "journal.player": "patient",
    "journal.practice": "patient",
    "journal.record_morning_pain": "patient",
    "journal.take_back": "patient",
    "journal.take_back_entry": "patient",
    "journal.stretch_player": "patient",
    "journal.today": "patient",
    "messages.answer": "practitioner",
    "messages.answer_time": "practitioner",
    "messages.choose_answer_time": "practitioner",
    "messages.course_thread": "practitioner",
    "messages.inbox": "practitioner",
    "messages.own_thread": "patient",
    "messages.write": "patient",
    "my_data.download": "patient",
    "offline.csrf": EVERYONE,
    "offline.manifest": EVERYONE,
    "offline.offline": EVERYONE,
    "offline.service_worker": EVERYONE,
    "outcomes.answer": "patient",
    "outcomes.came_back": "patient",
    "outcomes.done": "patient",
    "outcomes.say_well": "patient",
    "outcomes.start": "patient",
    "outcomes.step": "patient",
    "outcomes.well": "patient",
    "overview.branch": "manager",
    "overview.branch_csv": "manager",
    "overview.chain": "admin",
    "overview.chain_csv": "admin",
    "overview.one": "admin",
    "overview.one_csv": "admin",
    "overview.what_is_counted": "manager admin",
    "people.add": "admin",
    "people.add_colleague": "admin",
    "people.deactivate": "admin",
    "people.index": "admin",
    "people.invite_again": "admin",
    "people.person": "admin",
    "programmes.answer_proposal": "admin",
    "programmes.assign": "practitioner",
    "programmes.chain_templates": "admin",
    "programmes.change_template": "practitioner",
    "programmes.choose_template": "practitioner",
    "programmes.copy": "practitioner",
    "programmes.copy_from": "practitioner",
    "programmes.handout": "patient",
    "programmes.handout_for": "practitioner",
    "programmes.move": "practitioner",
    "programmes.moves": "practitioner",
    "programmes.new_template": "practitioner",
    "programmes.own_template": "practitioner",
    "programmes.retire_template": "practitioner",
    "programmes.revise": "practitioner",
    "programmes.save_template": "practitioner",
    "programmes.show": "patient",
    "programmes.sign_assignment": "practitioner",
    "programmes.sign_revision": "practitioner",
    "programmes.suggest_template": "practitioner",
    "programmes.templates": "practitioner",
    "programmes.undo_version": "practitioner",
    "progress.show": "patient",
    "reminders.choose": "patient",
    "reminders.end_push": "patient",
    "reminders.let_push": "patient",
    "reminders.settings": "patient",
    "reminders.stop": EVERYONE,
    "reminders.stop_page": EVERYONE,
    "rules.index": "practitioner manager",
    "safety.checklist": "patient",
    "safety.clear": "practitioner",
    "safety.end_pause": "practitioner",
    "safety.pause": "practitioner",
    "safety.pauses": "practitioner",
    "safety.report": "patient",
    "safety.reports": "practitioner",
    "skips.new": "patient",
    "skips.skip": "patient",
    "skips.undo": "patient",
    "skips.take_back": "patient",
}

METHODS = ("GET", "POST")
PEOPLE = {
    Role.PATIENT: "karen",
    Role.PRACTITIONER: "ida",
    Role.RECEPTION: "rita",
    Role.MANAGER: "mona",
    Role.ADMIN: "adam",
}


def routes(app: Flask) -> list[tuple[str, str, str]]:
    """(endpoint, method, path with every id filled in) of each route but static files."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        path = re.sub(r"<id:\w+>", "1", rule.rule)
        path = re.sub(r"<(?:\w+:)?\w+>", "x", path)
        found += [(rule.endpoint, method, path) for method in METHODS if method in (rule.methods or ())]
    return sorted(found)


def test_the_table_lists_every_route_and_nothing_else(app: Flask) -> None:
    assert set(WHO) == {endpoint for endpoint, _method, _path in routes(app)}


def test_every_view_carries_the_roles_of_the_table(app: Flask) -> None:
    for endpoint, who in WHO.items():
        allowed = app.view_functions[endpoint].access  # type: ignore[attr-defined]
        wanted = set() if who == EVERYONE else {Role(name) for name in who.split()}
        assert allowed == wanted, f"{endpoint}: the table says {who}, the route {sorted(allowed)}"


@pytest.mark.parametrize("role", list(Role))
def test_a_wrong_role_finds_nothing(app: Flask, browser: Browser, cast: Cast, role: Role) -> None:
    browser.sign_in(getattr(cast, PEOPLE[role]))
    browser.get("/settings")
    for endpoint, method, path in routes(app):
        if WHO[endpoint] != EVERYONE and role not in WHO[endpoint].split():
            data = {"csrf_token": browser.token} if method == "POST" else None
            with browser.client.open(path, method=method, data=data) as answer:
                assert answer.status_code == 404, f"{role} got {answer.status_code} from {method} {path}"


def test_a_stranger_is_led_to_sign_in(app: Flask, browser: Browser) -> None:
    browser.get("/sign-in")
    for endpoint, method, path in routes(app):
        if WHO[endpoint] != EVERYONE:
            data = {"csrf_token": browser.token} if method == "POST" else None
            with browser.client.open(path, method=method, data=data) as answer:
                if method == "GET":
                    assert answer.status_code == 302, f"a stranger got {answer.status_code} from {path}"
                    assert "/sign-in" in answer.headers["Location"]
                else:
                    assert answer.status_code == 401, f"a stranger got {answer.status_code} from posting to {path}"


@pytest.mark.parametrize("role", list(Role))
def test_a_right_role_never_breaks_a_page(app: Flask, browser: Browser, cast: Cast, role: Role) -> None:
    """Ids that may or may not be theirs: a page or a 404, never a 500."""
    browser.sign_in(getattr(cast, PEOPLE[role]))
    browser.get("/settings")
    for endpoint, method, path in routes(app):
        if endpoint != "accounts.sign_out" and (WHO[endpoint] == EVERYONE or role in WHO[endpoint].split()):
            data = {"csrf_token": browser.token} if method == "POST" else None
            with browser.client.open(path, method=method, data=data) as answer:
                assert answer.status_code < 500, f"{role}: {answer.status_code} from {method} {path}"


@pytest.mark.parametrize("junk", ["0", "999999999", "99999999999999999999", "-1", "1.5", "abc", "%00", "١"])
def test_junk_for_an_id_is_not_there(app: Flask, browser: Browser, cast: Cast, junk: str) -> None:
    for role, name in PEOPLE.items():
        browser.sign_in(getattr(cast, name))
        browser.get("/settings")
        for rule in app.url_map.iter_rules():
            if "<id:" in rule.rule and WHO[rule.endpoint] != EVERYONE and role in WHO[rule.endpoint].split():
                path = re.sub(r"<(?:\w+:)?\w+>", "1", re.sub(r"<id:\w+>", junk, rule.rule, count=1))
                for method in set(METHODS) & (rule.methods or set()):
                    data = {"csrf_token": browser.token} if method == "POST" else None
                    with browser.client.open(path, method=method, data=data) as answer:
                        assert answer.status_code == 404, f"{method} {path}: {answer.status_code}"
