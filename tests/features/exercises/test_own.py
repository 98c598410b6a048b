"""A practitioner adds an exercise, changes it, retires it; what was prescribed stays as it was."""

from io import BytesIO
from typing import Any

import pytest
import sqlalchemy as sa

from rehab.clinical.dose import Dose, LoadKind, Side
from rehab.db import AnySession
from rehab.models import ExerciseMedia, OwnExercise, Prescription
from rehab.records.programmes import dose_columns, programme
from tests.browser import Browser, Sheet
from tests.cast import Cast
from tests.conftest import TODAY, Statements
from tests.features.exercises.files import picture

TOES = {
    "name_da": "Tåspredning med elastik",
    "name_en": "Toe spread with a band",
    "kind": "strength",
    "conditions": ["plantar_fasciopathy"],
    "loads": ["band"],
    "purpose_da": "Styrker de små muskler i foden.",
    "purpose_en": "Strengthens the small muscles of the foot.",
    "steps_da": "Sæt elastikken om tæerne.\nSpred tæerne.",
    "steps_en": "Put the band round the toes.\nSpread the toes.",
    "equipment_da": "Et lille elastikbånd",
    "equipment_en": "A small rubber band",
    "cautions_da": "Stop, hvis det sover i foden.",
    "cautions_en": "Stop if the foot goes numb.",
    "scope": "own",
}
TICKED: dict[str, Any] = {name: TOES[name] for name in ("scope", "conditions", "loads", "kind")}
DOSE = Dose(3, 12, None, None, None, LoadKind.BAND, None, 60, 2, 1)


@pytest.fixture
def ida(browser: Browser, cast: Cast) -> Browser:
    return browser.sign_in(cast.ida)


def add(browser: Browser, expect: int = 200, **typed: Any) -> Sheet:
    return browser.send(browser.get("/exercises/new"), "/exercises", expect=expect, **TOES | typed)


def codes(session: AnySession) -> list[str]:
    return list(session.scalars(sa.select(OwnExercise.code).order_by(OwnExercise.id)))


def prescribe(session: AnySession, course_id: int, code: str) -> None:
    """Beside what the course has already."""
    phase_id = programme(session, course_id).versions[-1].phases[-1]
    first = session.get_one(Prescription, phase_id.prescriptions[0].id)
    session.add(
        Prescription(
            phase_id=first.phase_id,
            position=90,
            exercise_code=code,
            side=Side.RIGHT,
            week_from=1,
            week_to=12,
            **dose_columns(DOSE),
        )
    )
    session.commit()


def test_it_is_added_found_and_shown(ida: Browser, session: AnySession) -> None:
    sheet = add(ida, link="https://example.org/toes")
    (code,) = codes(session)
    assert sheet.path == f"/exercises/{code}"
    for words in ("Tåspredning med elastik", "Styrker de små muskler", "Spred tæerne.", "example.org", "Elastik"):
        assert words in sheet.text
    link = sheet.soup.find("a", href="https://example.org/toes")
    assert link and "noopener" in link["rel"]
    for q in ("tåspred", "toe band", "rubber", code.lower(), "svangsene", "plantar"):
        assert code in ida.get(f"/exercises?q={q}").text, q
    assert code not in ida.get("/exercises?q=golf").text
    assert code not in ida.get("/exercises?show=library").text


def test_the_library_is_searched_in_both_languages(ida: Browser) -> None:
    assert "EX02" in ida.get("/exercises?q=lægstræk").text
    assert "EX02" in ida.get("/exercises?q=calf").text
    sheet = ida.get("/exercises/EX02")
    assert "Lægstræk" in sheet.text
    assert sheet.soup.select_one("svg[role=img]")
    assert "Opstart" in sheet.text or "fasen" in sheet.text


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name_da", ""),
        ("name_en", ""),
        ("kind", "magic"),
        ("conditions", ["nothing"]),
        ("loads", ["iron"]),
        ("purpose_en", ""),
        ("steps_da", " \n - \n"),
        ("steps_en", "Only one line"),
        ("steps_en", "\n".join(["x"] * 13)),
        ("steps_en", "x" * 301 + "\nb"),
        ("cautions_en", ""),
        ("equipment_da", ""),
        ("link", "http://example.org"),
        ("link", "javascript:alert(1)"),
        ("link", "https://ida@example.org"),
        ("link", "https://example.org/<b>"),
        ("scope", "world"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field(ida: Browser, session: AnySession, field: str, typed: Any) -> None:
    sheet = add(ida, expect=422, **{field: typed})
    errors = sheet.soup.select_one("#errors")
    assert errors
    if field != "scope":
        assert sheet.error_beside(field)
    assert codes(session) == []
    if field != "name_da":
        assert sheet.soup.find(attrs={"name": "name_da", "value": TOES["name_da"]})


def test_sent_twice_is_stored_once(ida: Browser, session: AnySession) -> None:
    form = ida.get("/exercises/new")
    first = ida.send(form, "/exercises", **TOES)
    again = ida.send(form, "/exercises", **TOES)
    assert first.path == again.path
    assert len(codes(session)) == 1


def test_whose_it_is_decides_who_finds_it(ida: Browser, session: AnySession, cast: Cast) -> None:
    add(ida)
    add(ida, scope="branch", branch=str(cast.horsens), name_da="Afdelingens")
    add(ida, scope="chain", name_da="Kædens")
    own, branch, chain = codes(session)
    bo = Browser(ida.app).sign_in(cast.bo)
    bo.get(f"/exercises/{own}", expect=404)
    bo.get(f"/exercises/{branch}", expect=404)
    assert "Kædens" in bo.get(f"/exercises/{chain}").text
    for code in (own, branch, chain):
        bo.get(f"/exercises/{code}/revision", expect=404)
        bo.post(f"/exercises/{code}/retirement", expect=404)
        bo.post(f"/exercises/{code}/revision", TOES, expect=404)
    listed = bo.get("/exercises?show=own").text
    assert chain in listed and own not in listed and branch not in listed
    Browser(ida.app).sign_in(cast.karen).get(f"/exercises/{chain}", expect=404)


def test_a_branch_that_is_not_yours_is_refused(ida: Browser, session: AnySession, cast: Cast) -> None:
    add(ida, expect=422, scope="branch", branch=str(cast.aarhus))
    assert codes(session) == []


def test_a_change_is_a_new_code_and_history_stays(ida: Browser, session: AnySession, cast: Cast) -> None:
    add(ida)
    (old,) = codes(session)
    prescribe(session, cast.karens_course, old)
    form = ida.get(f"/exercises/{old}/revision")
    sheet = ida.send(form, f"/exercises/{old}/revision", name_da="Tåspredning, ny", **TICKED)
    old_again, new = codes(session)
    assert (old_again, sheet.path) == (old, f"/exercises/{new}")
    again = ida.send(form, f"/exercises/{old}/revision", name_da="Tåspredning, ny", **TICKED)
    assert again.path == sheet.path
    assert len(codes(session)) == 2
    before = ida.get(f"/exercises/{old}")
    assert before.soup.find("h1", string="Tåspredning med elastik")
    assert before.soup.find("a", href=f"/exercises/{new}")
    ida.get(f"/exercises/{old}/revision", expect=404)
    assert old in ida.get("/exercises?show=retired").text
    assert "Tåspredning med elastik" in Browser(ida.app).sign_in(cast.karen).get("/programme").text


def test_two_who_change_it_at_once_lose_nothing(ida: Browser, session: AnySession) -> None:
    add(ida)
    (code,) = codes(session)
    one, other = (ida.get(f"/exercises/{code}/revision") for _ in range(2))
    ida.send(one, f"/exercises/{code}/revision", name_da="Min", **TICKED)
    late = ida.send(other, f"/exercises/{code}/revision", expect=409, name_da="Også min", **TICKED)
    assert late.soup.find(attrs={"name": "name_da", "value": "Også min"})
    assert len(codes(session)) == 2


def test_a_retired_one_is_not_offered_but_stays_where_it_is(ida: Browser, session: AnySession, cast: Cast) -> None:
    add(ida, scope="chain")
    (code,) = codes(session)
    prescribe(session, cast.karens_course, code)
    ida.get(f"/exercises/{code}")
    ida.post(f"/exercises/{code}/retirement")
    ida.post(f"/exercises/{code}/retirement")
    assert code not in ida.get("/exercises").text
    fresh = ida.get(f"/courses/{cast.karens_course}/programme/new?template=T2")
    running = ida.get(f"/courses/{cast.karens_course}/programme/revision")
    assert running.soup.find("option", value=code), "the programme goes on with it"
    assert fresh.soup.find("option", value="EX02")
    karen = Browser(ida.app).sign_in(cast.karen)
    for path in ("/programme", "/programme/handout", "/today", "/sessions/new", "/player"):
        assert "Tåspredning" in karen.get(path).text, path
    bo = Browser(ida.app).sign_in(cast.bo)
    assert not bo.get(f"/courses/{cast.oles_course}/programme/new?template=T2").soup.find("option", value=code)


def test_the_builder_offers_only_what_the_practitioner_may_use(ida: Browser, session: AnySession, cast: Cast) -> None:
    add(ida)
    (code,) = codes(session)
    page = f"/courses/{cast.karens_course}/programme/new?template=T2"
    assert ida.get(page).soup.find("option", value=code)
    bo = Browser(ida.app).sign_in(cast.bo)
    assert not bo.get(page.replace(str(cast.karens_course), str(cast.oles_course))).soup.find("option", value=code)


def test_every_page_of_a_course_speaks_of_it(ida: Browser, session: AnySession, cast: Cast) -> None:
    add(ida)
    (code,) = codes(session)
    prescribe(session, cast.karens_course, code)
    item = programme(session, cast.karens_course).in_force(TODAY).prescribed_on(TODAY)[-1]  # type: ignore[union-attr]
    assert item.exercise_code == code
    assert item.is_strength
    session.rollback()
    assert ida.get(f"/courses/{cast.karens_course}").status == 200
    assert "Tåspredning" in ida.get(f"/courses/{cast.karens_course}/programme/handout").text
    karen = Browser(ida.app).sign_in(cast.karen)
    for path in ("/today", "/programme", "/sessions/new", "/player", "/progress", f"/skips/new?prescription={item.id}"):
        karen.get(path)
    assert karen.client.get("/my-data").status_code in (200, 302, 404, 405)


def test_the_list_costs_the_same_with_many(ida: Browser, session: AnySession, statements: Statements) -> None:
    add(ida, scope="chain")
    ida.get("/exercises")
    with statements() as few:
        ida.get("/exercises")
    for number in range(12):
        add(ida, scope="chain", name_da=f"Nummer {number}")
    ida.get("/exercises")
    with statements() as many:
        ida.get("/exercises")
    assert len(many) == len(few)


def test_own_exercises_cost_a_programme_no_statement_each(
    ida: Browser, session: AnySession, cast: Cast, statements: Statements
) -> None:
    karen = Browser(ida.app).sign_in(cast.karen)
    karen.get("/programme")
    with statements() as without:
        karen.get("/programme")
    for number in range(3):
        add(ida, name_da=f"Nummer {number}")
    for position, code in enumerate(codes(session)):
        prescribe(session, cast.karens_course, code)
        session.execute(
            sa.update(Prescription).where(Prescription.exercise_code == code).values(position=91 + position)
        )
        session.commit()
    with statements() as cold:
        karen.get("/programme")
    assert len(cold) <= len(without) + 1
    with statements() as warm:
        karen.get("/programme")
    assert len(warm) == len(without)


def upload(browser: Browser, data: bytes, name: str = "foot.jpg", expect: int = 200, **typed: Any) -> Sheet:
    told = {"media_text_da": "En fod med elastik om tæerne.", "media_text_en": "A foot with a band round the toes."}
    return add(browser, expect=expect, file=(BytesIO(data), name, "image/jpeg"), **told | typed)


def test_a_picture_is_kept_and_shown_to_patients(ida: Browser, session: AnySession, cast: Cast) -> None:
    sheet = upload(ida, picture())
    image = sheet.soup.select_one("figure.illus img")
    assert image and image["alt"] == "En fod med elastik om tæerne."
    prescribe(session, cast.karens_course, codes(session)[0])
    karen = Browser(ida.app).sign_in(cast.karen)
    assert karen.get("/programme").soup.find("img", src=image["src"])
    with karen.client.get(str(image["src"])) as answer:
        assert (answer.status_code, answer.mimetype) == (200, "image/webp")


@pytest.mark.parametrize("data", [b"", b"<html><script>", picture("GIF"), picture()[:900]])
def test_an_evil_upload_is_told_beside_the_field(ida: Browser, session: AnySession, data: bytes) -> None:
    sheet = upload(ida, data, expect=422)
    assert sheet.error_beside("file")
    assert codes(session) == []
    assert session.scalar(sa.select(sa.func.count()).select_from(ExerciseMedia)) == 0


def test_a_picture_needs_words_in_both_languages(ida: Browser, session: AnySession) -> None:
    sheet = upload(ida, picture(), expect=422, media_text_en="")
    assert sheet.error_beside("media_text_en")
    again = ida.send(sheet, "/exercises", **TOES | {"media_text_en": "A foot."})
    assert again.soup.select_one("figure.illus img"), "nobody has to choose the file again"
    assert len(codes(session)) == 1


def test_a_large_upload_is_let_in_here_and_refused_elsewhere(ida: Browser) -> None:
    large = bytes(10 * 1024 * 1024)
    assert upload(ida, large, expect=422).error_beside("file")
    ida.post("/patients/new", {"name": (BytesIO(large), "x.jpg")}, expect=413)
    upload(ida, bytes(32 * 1024 * 1024), expect=413)
    Browser(ida.app).post("/exercises", {"file": (BytesIO(large), "x.jpg")}, expect=413)


def test_a_programme_made_with_one_that_retired_meanwhile_says_so(
    ida: Browser, session: AnySession, cast: Cast
) -> None:
    add(ida)
    (code,) = codes(session)
    page = f"/courses/{cast.karens_course}/programme/new?template=T2"
    form = ida.get(page)
    name = str(
        form.soup.find("select", attrs={"name": lambda value: value and value.endswith("exercise_code")})["name"]
    )  # type: ignore[index]
    ida.get(f"/exercises/{code}")
    ida.post(f"/exercises/{code}/retirement")
    action = str(form.soup.select_one("main form[method=post]")["action"])  # type: ignore[index]
    sheet = ida.send(form, action, expect=422, **{name: code})
    assert "udgået" in sheet.error_beside(name) or "tilbydes ikke" in sheet.error_beside(name)
    chosen = sheet.soup.find("select", attrs={"name": name}).find("option", selected=True)  # type: ignore[union-attr]
    assert chosen and chosen["value"] == code, "no other exercise is chosen in silence"
