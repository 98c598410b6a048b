"""Own templates: saved from a course without its patient, chosen, changed, retired; no programme moves by it."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from rehab.db import AnySession
from rehab.features.programmes.own import services
from rehab.models import AuditEvent, Prescription, ProgrammeTemplate, ProgrammeVersion, Role, TemplateScope
from rehab.records.own_templates import own_template, visible
from rehab.records.programmes import programme
from tests.browser import Browser, Sheet
from tests.cast import STARTED_ON, Cast, assign, course, person
from tests.conftest import NOW, TODAY
from tests.features.programmes.conftest import send, sign, typed_in

NAME = "Hælen, rolig start"


def save_path(cast: Cast) -> str:
    return f"/courses/{cast.karens_course}/programme/template"


def save(browser: Browser, cast: Cast, expect: int = 303, **changed: str | None) -> Any:
    """Ida saves Karen's programme as a template."""
    sheet = browser.sign_in(cast.ida).get(save_path(cast))
    fields = {**form_of(sheet), "name": NAME, **changed}
    return send(browser, save_path(cast), {k: v for k, v in fields.items() if v is not None}, expect)


def form_of(sheet: Sheet) -> dict[str, str]:
    """The form's fields; of radios the chosen one."""
    fields = typed_in(sheet)
    for radio in sheet.soup.select('form[novalidate] input[type="radio"]'):
        if not radio.has_attr("checked") and fields.get(str(radio["name"])) == radio["value"]:
            del fields[str(radio["name"])]
    for radio in sheet.soup.select('form[novalidate] input[type="radio"][checked]'):
        fields[str(radio["name"])] = str(radio["value"])
    return fields


def stored(session: AnySession) -> list[ProgrammeTemplate]:
    session.rollback()
    return list(session.scalars(sa.select(ProgrammeTemplate).order_by(ProgrammeTemplate.id)))


def choose(cast: Cast) -> str:
    return f"/courses/{cast.karens_course}/programme/templates"


def colleague(session: AnySession, cast: Cast, branch: int) -> int:
    """Another practitioner with a patient of their own."""
    id_ = person(session, "Pia Holt", Role.PRACTITIONER, branch)
    course(session, person(session, "Nis Juhl", Role.PATIENT, branch, born_on=date(1980, 1, 1)), id_, branch)
    session.commit()
    return id_


def names_for(session: AnySession, practitioner: int) -> list[str]:
    session.rollback()
    return [each.name for each in visible(session, practitioner)]


def test_saved_and_chosen(browser: Browser, cast: Cast, session: AnySession) -> None:
    assert save(browser, cast) == "/templates"
    (row,) = stored(session)
    assert (row.owner_id, row.scope, row.phase, row.edition) == (cast.ida, TemplateScope.OWN, "udvikling", 1)
    sheet = browser.get(choose(cast))
    assert NAME in sheet.text
    path = f"/courses/{cast.karens_course}/programme/new?template=own-{row.id}"
    assert sheet.soup.find("a", href=path)
    sign(browser, path, reason="Din egen.")
    session.rollback()
    latest = programme(session, cast.karens_course).latest
    assert latest is not None
    assert latest.template_code == f"own-{row.id}"
    assert [item.exercise_code for item in latest.phases[0].prescriptions] == ["EX01", "EX08", "EX09", "EX09"]
    for path in (f"/courses/{cast.karens_course}/programme/revision", f"/courses/{cast.karens_course}/programme/moves"):
        browser.get(path)


def test_nothing_of_the_patient_is_in_it(browser: Browser, cast: Cast, session: AnySession) -> None:
    session.execute(sa.update(Prescription).values(load_kg=12, load="backpack"))
    session.execute(sa.update(ProgrammeVersion).values(reason="Karen har en hund.", plan_red="Ring, Karen."))
    session.commit()
    sheet = save(browser, cast, 422)
    assert "“Karen” er patientens navn." in sheet.error_beside("red_da")
    assert form_of(sheet)["name"] == NAME
    assert stored(session) == []
    assert "kilo" not in str(form_of(sheet))
    save(browser, cast, red_da="Ring til mig.")
    (row,) = stored(session)
    whole = f"{row.content} {row.name}"
    assert not re.search("Karen|Sommer|hund|right", whole), whole
    assert {each["dose"]["load_kg"] for each in row.content["rows"]} == {None}
    assert {key for each in row.content["rows"] for key in each} == {"exercise", "week_from", "week_to", "dose"}


def test_the_sentences_are_the_practitioners_in_one_language_and_the_librarys_in_the_other(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    save(browser, cast, green_da="Bliv ved.")
    found = own_template(session, stored(session)[0].id)
    assert found is not None
    assert found.about.plan.green.da == "Bliv ved."
    assert found.about.plan.green.en.startswith("Go on") or found.about.plan.green.en
    assert found.base == "T2"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("name", "x" * 81),
        ("review_on", TODAY.isoformat()),
        ("review_on", "2040-01-01"),
        ("review_on", "i morgen"),
        ("amber_da", ""),
    ],
)
def test_bad_input_is_told_and_kept(browser: Browser, cast: Cast, session: AnySession, field: str, value: str) -> None:
    sheet = save(browser, cast, 422, **{"green_da": "Mit eget.", field: value})
    assert sheet.error_beside(field)
    assert form_of(sheet)["green_da"] == "Mit eget."
    assert stored(session) == []


def test_a_forged_scope_is_refused(browser: Browser, cast: Cast, session: AnySession) -> None:
    save(browser, cast, 422, scope="everybody")
    assert stored(session) == []


def test_sent_twice_is_one_template(browser: Browser, cast: Cast, session: AnySession) -> None:
    fields = {**form_of(browser.sign_in(cast.ida).get(save_path(cast))), "name": NAME}
    for _ in range(2):
        send(browser, save_path(cast), fields)
    assert len(stored(session)) == 1
    assert session.query(AuditEvent).filter_by(action="wrote", patient_id=None).count() == 1


@pytest.mark.parametrize(
    ("scope", "owner", "same_branch", "elsewhere"),
    [("own", True, False, False), ("branch", True, True, False), ("chain", True, True, False)],
)
def test_who_finds_it(
    browser: Browser,
    cast: Cast,
    session: AnySession,
    scope: str,
    owner: bool,
    same_branch: bool,
    elsewhere: bool,
) -> None:
    """The chain's is a proposal until the administrator says yes; until then it is the branch's."""
    beside = colleague(session, cast, cast.horsens)
    save(browser, cast, scope=scope)
    found = {who: NAME in names_for(session, id_) for who, id_ in (("ida", cast.ida), ("pia", beside), ("bo", cast.bo))}
    assert found == {"ida": owner, "pia": same_branch, "bo": elsewhere}


def test_the_administrator_gives_it_to_the_chain(browser: Browser, cast: Cast, session: AnySession) -> None:
    save(browser, cast, scope="chain")
    (row,) = stored(session)
    sheet = browser.sign_in(cast.adam).get("/templates/chain")
    assert "Foreslået til kæden" in sheet.text
    for _ in range(2):
        browser.post(f"/templates/{row.id}/chain", {"answer": "yes"})
    assert NAME in names_for(session, cast.bo)
    assert stored(session)[0].scope is TemplateScope.CHAIN
    browser.post(f"/templates/{row.id}/chain", {"answer": "no"})
    assert NAME not in names_for(session, cast.bo)
    browser.post(f"/templates/{row.id}/chain", {"answer": "yes"}, 404)
    browser.post("/templates/99/chain", {"answer": "yes"}, 404)


def change(browser: Browser, cast: Cast, id_: int, expect: int = 303, **changed: str) -> Any:
    fields = form_of(browser.sign_in(cast.ida).get(f"/templates/{id_}"))
    return send(browser, f"/templates/{id_}", {**fields, **changed}, expect)


def everything_of(session: AnySession, course_id: int) -> object:
    session.rollback()
    return programme(session, course_id)


def test_no_running_programme_moves_when_it_is_changed_or_retired(
    browser: Browser, cast: Cast, session: AnySession
) -> None:
    save(browser, cast)
    (row,) = stored(session)
    id_ = row.id
    sign(browser, f"/courses/{cast.karens_course}/programme/new?template=own-{id_}", reason="Din egen.")
    before = everything_of(session, cast.karens_course)
    change(browser, cast, id_, name="Et andet navn", red_da="Noget helt andet.", scope="branch")
    assert everything_of(session, cast.karens_course) == before
    sign(browser, f"/courses/{cast.karens_course}/programme/revision", reason="x", **{"phases-0-rows-1-sets": "2"})
    changed = everything_of(session, cast.karens_course)
    save(browser, cast, over=str(id_), name="Nyt indhold")
    assert len(stored(session)) == 1
    assert everything_of(session, cast.karens_course) == changed
    browser.get("/settings")
    for _ in range(2):
        browser.post(f"/templates/{id_}/retirement")
    assert everything_of(session, cast.karens_course) == changed
    assert stored(session)[0].retired_at == NOW
    assert NAME not in browser.get(choose(cast)).text
    assert "Nyt indhold" not in browser.get(choose(cast)).text
    for path in ("revision", "moves", "moves/flare", "moves/rung"):
        browser.get(f"/courses/{cast.karens_course}/programme/{path}")


def test_a_form_open_while_it_is_retired_can_still_be_signed(browser: Browser, cast: Cast, session: AnySession) -> None:
    save(browser, cast)
    path = f"/courses/{cast.karens_course}/programme/new?template=own-{stored(session)[0].id}"
    fields = typed_in(browser.get(path))
    browser.post(f"/templates/{stored(session)[0].id}/retirement")
    send(browser, path, {**fields, "reason": "Din egen.", "do": "sign"})
    assert len(programme(session, cast.karens_course).versions) == 2


def test_two_tabs_cannot_overwrite_each_other(browser: Browser, cast: Cast, session: AnySession) -> None:
    save(browser, cast)
    id_ = stored(session)[0].id
    fields = form_of(browser.sign_in(cast.ida).get(f"/templates/{id_}"))
    change(browser, cast, id_, name="Først")
    sheet = send(browser, f"/templates/{id_}", {**fields, "name": "Sidst"}, 409)
    assert "Skabelonen er ændret, efter at du åbnede siden." in sheet.text
    assert form_of(sheet)["name"] == "Sidst"
    assert stored(session)[0].name == "Først"


def test_changed_twice_by_a_repeat_is_one_edition(browser: Browser, cast: Cast, session: AnySession) -> None:
    save(browser, cast)
    id_ = stored(session)[0].id
    fields = {**form_of(browser.get(f"/templates/{id_}")), "name": "Nyt"}
    for _ in range(2):
        send(browser, f"/templates/{id_}", fields)
    assert stored(session)[0].edition == 2


def test_two_at_once_are_told_apart_by_the_row(session: AnySession, cast: Cast, browser: Browser) -> None:
    save(browser, cast)
    (row,) = stored(session)
    values = services.TemplateValues(
        "Nyt", row.condition, row.phase, TemplateScope.OWN, None, row.review_on, dict(row.content)
    )
    services.change_template(session, template_id=row.id, seen=1, values=values, by=cast.ida, now=NOW)
    other = services.TemplateValues(
        "Et andet", row.condition, row.phase, TemplateScope.OWN, None, row.review_on, dict(row.content)
    )
    with pytest.raises(services.ChangedMeanwhile):
        services.change_template(session, template_id=row.id, seen=1, values=other, by=cast.ida, now=NOW)
    with pytest.raises(services.ChangedMeanwhile):
        services.change_template(session, template_id=row.id, seen=2, values=other, by=cast.bo, now=NOW)


def test_past_its_review_the_list_says_so(browser: Browser, cast: Cast, session: AnySession) -> None:
    save(browser, cast)
    session.execute(sa.update(ProgrammeTemplate).values(review_on=TODAY - timedelta(days=1)))
    session.commit()
    text = browser.get(choose(cast)).text
    assert "Skulle have været set efter senest 24. november 2026." in text
    assert "Skal ses efter" in browser.get("/templates").text


def test_the_list_is_searched_and_cut_down(browser: Browser, cast: Cast) -> None:
    save(browser, cast)
    whole = browser.get("/templates").text
    assert NAME in whole
    assert "Alfredson" in whole
    assert "Alfredson" not in browser.get("/templates?q=hælen+rolig").text
    assert NAME not in browser.get("/templates?scope=library").text
    assert NAME in browser.get("/templates?scope=own&condition=plantar_fasciopathy").text
    assert NAME not in browser.get("/templates?condition=achilles_tendinopathy").text
    assert "Ingen skabelon passer" in browser.get("/templates?q=findes+ikke").text
    assert NAME in browser.get(f"{choose(cast)}?q=rolig").text
    assert NAME not in browser.get(f"{choose(cast)}?scope=library").text
    assert "Ingen skabelon passer" in browser.get(f"{choose(cast)}?scope=chain").text


def test_a_programme_of_two_phases_asks_which(browser: Browser, cast: Cast, session: AnySession) -> None:
    fields = typed_in(browser.sign_in(cast.ida).get(f"/courses/{cast.karens_course}/programme/moves/flare"))
    path = f"/courses/{cast.karens_course}/programme/new?template=T2"
    send(browser, path, {**fields, "do": "sign"})
    save(browser, cast, phase="1")
    save(browser, cast, phase="0", name="Ro")
    save(browser, cast, 422, phase="7", name="Nej")
    assert [(each.phase, each.name) for each in stored(session)] == [("udvikling", NAME), ("opblussen", "Ro")]


def test_the_librarys_are_read_only(browser: Browser, cast: Cast) -> None:
    sheet = browser.sign_in(cast.ida).get("/templates")
    assert not sheet.soup.select('a[href^="/templates/"]')
    browser.get("/templates/1", 404)


def test_not_mine_is_not_there(browser: Browser, cast: Cast, session: AnySession) -> None:
    save(browser, cast)
    id_ = stored(session)[0].id
    browser.sign_in(cast.bo)
    browser.get(f"/templates/{id_}", 404)
    browser.get(f"/courses/{cast.oles_course}/programme/new?template=own-{id_}", 404)
    browser.post(f"/templates/{id_}", {"name": "x"}, 404)
    browser.post(f"/templates/{id_}/retirement", {}, 404)
    assert stored(session)[0].retired_at is None


@pytest.mark.parametrize("who", ["karen", "ole", "bo", "rita", "mona", "adam"])
def test_nobody_else_may_save_from_a_course(browser: Browser, cast: Cast, session: AnySession, who: str) -> None:
    browser.sign_in(getattr(cast, who)).get(save_path(cast), 404)
    browser.get("/settings")
    browser.post(save_path(cast), {"name": NAME}, 404)
    assert stored(session) == []


def test_a_course_without_a_programme_has_nothing_to_save(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.bo).get(f"/courses/{cast.oles_course}/programme/template", 404)


# Copying from another course.


@pytest.fixture
def nis(session: AnySession, cast: Cast) -> int:
    """A second patient of Ida's, left heel, without a programme; the course's id."""
    id_ = course(
        session,
        person(session, "Nis Juhl", Role.PATIENT, cast.horsens, born_on=date(1980, 1, 1)),
        cast.ida,
        cast.horsens,
    )
    session.execute(sa.text("UPDATE course SET side = 'left' WHERE id = :id"), {"id": id_})
    session.commit()
    return id_


def test_copied_without_its_patient(browser: Browser, cast: Cast, session: AnySession, nis: int) -> None:
    session.execute(sa.update(Prescription).values(load_kg=12, load="backpack"))
    session.execute(sa.update(ProgrammeVersion).values(reason="Karen har en hund.", plan_red="Ring, Karen."))
    session.commit()
    sheet = browser.sign_in(cast.ida).get(f"/courses/{nis}/programme/copy")
    assert "Karen Sommer" in sheet.text
    path = f"/courses/{nis}/programme/copy/{cast.karens_course}"
    assert sheet.soup.find("a", href=path)
    page = browser.get(path)
    assert "Karen" not in page.text
    assert "hund" not in page.text
    form = page.soup.find("form", attrs={"novalidate": True})
    assert form is not None
    send(browser, str(form["action"]), {**typed_in(page), "do": "sign"})
    session.rollback()
    latest = programme(session, nis).latest
    assert latest is not None
    items = latest.phases[0].prescriptions
    assert {(item.side, item.dose.load_kg) for item in items} == {("left", None)}
    assert [item.exercise_code for item in items] == ["EX01", "EX08", "EX09", "EX09"]
    assert session.query(AuditEvent).filter_by(action="read", course_id=cast.karens_course).count() == 1


def test_only_what_the_viewer_may_open(browser: Browser, cast: Cast, session: AnySession, nis: int) -> None:
    assign(session, cast.oles_course, by=cast.bo, code="T2", effective_on=STARTED_ON)
    session.commit()
    sheet = browser.sign_in(cast.ida).get(f"/courses/{nis}/programme/copy")
    assert "Ole" not in sheet.text
    browser.get(f"/courses/{nis}/programme/copy/{cast.oles_course}", 404)
    browser.get(f"/courses/{nis}/programme/copy/{nis}", 404)
    assert "Ingen af de forløb" in browser.get(f"/courses/{nis}/programme/copy?q=ole").text
    browser.sign_in(cast.bo).get(f"/courses/{nis}/programme/copy", 404)


def test_a_course_without_a_programme_is_not_offered(browser: Browser, cast: Cast, nis: int) -> None:
    browser.sign_in(cast.ida)
    browser.get(f"/courses/{cast.karens_course}/programme/copy/{nis}", 404)
    assert "Nis" not in browser.get(f"/courses/{cast.karens_course}/programme/copy").text
