"""What is sent says nothing of health, of a person or of a clinic."""

import re

import pytest
import sqlalchemy as sa
from flask import Flask

from rehab.content import conditions
from rehab.db import AnySession
from rehab.jobs.letters import STOP, TEXTS, letter
from rehab.jobs.mail import compose
from rehab.jobs.push import payload
from rehab.models import Branch, MessageKind, Person
from tests.cast import Cast

# Stems, in Danish and in English, of what a message must not let anybody guess.
HEALTH = re.compile(
    r"smert|ondt|hæl|fod(?!fæst)|akilles|sene|albue|træn|øvelse|stræk|udspænd|styrke|program|forløb|fase|behandl|klinik|"
    r"fysio|osteo|terap|læge|patient|skade|rehab|genopt|symptom|diagnos|måling|morgen|skridt|helbred|sundhed|"
    r"pain|hurt|heel|foot|achill|tendon|elbow|train|exercis|stretch|strength|course|phase|treat|clinic|"
    r"physio|therap|doctor|injur|symptom|diagnos|measure|morning|step|health|medic",
    re.IGNORECASE,
)
EVERY = [(kind, language) for kind in MessageKind for language in ("da", "en")]


def test_the_scan_would_find_such_a_word() -> None:
    for said in ("Husk din træning", "How is your heel", "Din smerte", "Time for your exercises", "Din fod"):
        assert HEALTH.search(said), said


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_no_text_has_a_word_of_health(kind: MessageKind, language: str) -> None:
    words = TEXTS[kind][language]
    for said in (words.subject, words.text, STOP[language]):
        assert not HEALTH.search(said), said


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_what_goes_out_has_none_either_and_names_nobody(
    app: Flask, session: AnySession, cast: Cast, kind: MessageKind, language: str
) -> None:
    said = letter(app, message_id=17, kind=kind, person_id=cast.karen, language=language)
    mail = compose(said, sender="no-reply@example.invalid", site_name="Fodfæste", to="k@example.invalid")
    without_token = re.sub(r"/stop/\S+?(?=>|\s|$)", "/stop/", f"{mail.as_string()} {payload(said, 'Fodfæste')}")
    body = mail.get_content()
    assert not HEALTH.search(re.sub(r"/stop/\S+", "/stop/", body))
    names = [*session.scalars(sa.select(Person.name)), *session.scalars(sa.select(Branch.name))]
    names += [each.name.in_(language) for each in conditions().values()]
    for name in names:
        for word in re.findall(r"\w{3,}", name):
            assert not re.search(rf"\b{re.escape(word)}\b", without_token, re.IGNORECASE), word


def test_the_address_of_the_app_is_the_one_people_open(app: Flask, session: AnySession) -> None:
    said = letter(app, message_id=1, kind=MessageKind.NEWS, person_id=1, language="xx")
    assert said.link == "http://127.0.0.1:5000/"
    assert said.stop_link.startswith("http://127.0.0.1:5000/reminders/stop/")
    assert said.language == "da"
