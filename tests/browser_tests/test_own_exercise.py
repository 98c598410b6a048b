"""An own exercise in a real browser: a film is uploaded and plays, and a picture is there when the network is not."""

import base64
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from rehab.features.exercises.pictures import clean_picture
from rehab.models import Course, OwnExercise, Prescription, ProgrammePhase, ProgrammeVersion
from rehab.records.exercise_media import store_media
from tests.browser_tests.conftest import DESK, Clinic, NewPhone, Visit
from tests.browser_tests.served import NOW
from tests.features.exercises.files import picture
from tests.features.exercises.test_media import exercise_with

FILM = """async () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 120 });
  const pen = canvas.getContext('2d');
  const recorder = new MediaRecorder(canvas.captureStream(15), { mimeType: 'video/mp4;codecs=avc1.42E01E' });
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise((done) => { recorder.onstop = done; });
  recorder.start();
  for (let n = 0; n < 20; n += 1) {
    pen.fillStyle = `hsl(${n * 18} 80% 50%)`;
    pen.fillRect(0, 0, 160, 120);
    await new Promise((done) => { setTimeout(done, 66); });
  }
  recorder.stop();
  await stopped;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}"""
PLAYED = """async (video) => {
  const far = new Promise((done) => {
    video.ontimeupdate = () => { if (video.currentTime > 0.3) done(video.videoWidth); };
  });
  video.muted = true;
  await video.play();
  return far;
}"""
TEXTS = {
    "name_da": "Filmet øvelse",
    "name_en": "Filmed exercise",
    "purpose_da": "Prøver, om film virker.",
    "purpose_en": "Tries whether films work.",
    "steps_da": "Se filmen.",
    "steps_en": "Watch the film.",
    "equipment_da": "Intet",
    "equipment_en": "None",
    "media_text_da": "Farver skifter. Der siges ikke noget.",
    "media_text_en": "Colours change. Nothing is said.",
}


@pytest.mark.browser
def test_a_film_is_uploaded_and_plays(visit: Visit, fresh_clinic: str) -> None:
    page = visit("practitioner", "/exercises/new", size=DESK, clinic=fresh_clinic)
    film = base64.b64decode(page.evaluate(FILM))
    for name, text in TEXTS.items():
        page.fill(f"[name='{name}']", text)
    for name, value in (("conditions", "plantar_fasciopathy"), ("loads", "body"), ("scope", "own")):
        page.locator(f"label:has([name='{name}'][value='{value}'])").click()
    page.set_input_files("[name='file']", {"name": "film.mov", "mimeType": "text/html", "buffer": film})
    page.get_by_role("button", name="Gem øvelsen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Filmet øvelse")
    assert page.locator("video").evaluate(PLAYED) == 160


@pytest.mark.browser
def test_a_prescribed_picture_is_there_without_network(phone: NewPhone, small_clinic: Clinic) -> None:
    small_clinic.write(lambda session: prescribe_pictured(session, small_clinic))
    page = phone().first_visit("karen.sommer").open("/programme")
    expect_picture(page)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("#kept-page")).to_be_visible()
    expect_picture(page)


def expect_picture(page: Page) -> None:
    """It is drawn, not only asked for."""
    image = page.locator("img[src^='/exercise-media/']").first
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("naturalWidth", 640)


def prescribe_pictured(session: Any, clinic: Clinic) -> None:
    """Karen gets an own exercise with a picture beside what she has."""
    stored = store_media(session, clean_picture(picture()), by_id=clinic.cast.ida, now=NOW)
    row: OwnExercise = exercise_with(stored.id, clinic.cast)
    session.add(row)
    phases = sa.select(Prescription).join(ProgrammePhase, ProgrammePhase.id == Prescription.phase_id)
    versions = phases.join(ProgrammeVersion, ProgrammeVersion.id == ProgrammePhase.version_id)
    course = versions.join(Course, Course.id == ProgrammeVersion.course_id)
    first = session.scalars(course.where(Course.id == clinic.cast.karens_course).order_by(Prescription.id)).first()
    same = {column.name: getattr(first, column.name) for column in Prescription.__table__.columns}
    session.add(Prescription(**same | {"id": None, "position": 90, "exercise_code": row.code, "week_to": 12}))
