"""A picture or video is sent whole or in parts, to anybody signed in, and never as anything else."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from rehab.db import AnySession
from rehab.jobs.media import clear_unused
from rehab.jobs.rounds import run_once
from rehab.models import ExerciseMedia, ExerciseMediaPart, ExerciseScope, MediaType, OwnExercise
from rehab.records.exercise_media import PART, Cleaned, store_media
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import NOW

DATA = bytes(n % 251 for n in range(2 * PART + 1000))


@pytest.fixture
def address(session: AnySession, cast: Cast) -> str:
    stored = store_media(session, Cleaned(MediaType.MP4, DATA), by_id=cast.ida, now=NOW)
    session.commit()
    return f"/exercise-media/{stored.digest}"


@pytest.mark.parametrize("name", ["karen", "ida", "rita", "mona", "adam"])
def test_anybody_signed_in_gets_it_and_it_runs_nothing(browser: Browser, cast: Cast, address: str, name: str) -> None:
    with browser.sign_in(getattr(cast, name)).client.get(address) as answer:
        assert (answer.status_code, answer.data) == (200, DATA)
        assert answer.headers["Content-Type"] == "video/mp4"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
        assert answer.headers["Content-Disposition"].startswith("inline; filename=")
        assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
        assert answer.headers["Accept-Ranges"] == "bytes"
        assert int(answer.headers["Content-Length"]) == len(DATA)


def test_a_stranger_is_led_to_sign_in(browser: Browser, address: str) -> None:
    with browser.client.get(address) as answer:
        assert answer.status_code == 302 and DATA[:100] not in answer.data


@pytest.mark.parametrize("digest", ["x", "0" * 64, "%00", "..%2f..%2fetc%2fpasswd", "A" * 64])
def test_what_is_not_there_is_not_there(browser: Browser, cast: Cast, digest: str) -> None:
    browser.sign_in(cast.karen).get(f"/exercise-media/{digest}", expect=404)


LAST = len(DATA) - 1


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-", 0, LAST),
        ("bytes=0-0", 0, 0),
        ("bytes=10-19", 10, 19),
        (f"bytes={PART - 1}-{PART}", PART - 1, PART),
        (f"bytes={PART}-{2 * PART - 1}", PART, 2 * PART - 1),
        (f"bytes={LAST}-", LAST, LAST),
        ("bytes=-5", LAST - 4, LAST),
        ("bytes=-99999999", 0, LAST),
        ("bytes=100-99999999", 100, LAST),
    ],
)
def test_a_part_is_sent(browser: Browser, cast: Cast, address: str, asked: str, first: int, last: int) -> None:
    with browser.sign_in(cast.karen).client.get(address, headers={"Range": asked}) as answer:
        assert answer.status_code == 206
        assert answer.data == DATA[first : last + 1]
        assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(DATA)}"
        assert int(answer.headers["Content-Length"]) == last + 1 - first


@pytest.mark.parametrize("asked", [f"bytes={len(DATA)}-", "bytes=99999999-"])
def test_a_part_that_is_not_there_is_refused(browser: Browser, cast: Cast, address: str, asked: str) -> None:
    with browser.sign_in(cast.karen).client.get(address, headers={"Range": asked}) as answer:
        assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{len(DATA)}")


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=9-2", "pages=1-2", "nonsense", "bytes=-"])
def test_what_makes_no_sense_gets_the_whole(browser: Browser, cast: Cast, address: str, asked: str) -> None:
    with browser.sign_in(cast.karen).client.get(address, headers={"Range": asked}) as answer:
        assert (answer.status_code, answer.data) == (200, DATA)


def test_a_part_of_another_version_is_the_whole_of_this(browser: Browser, cast: Cast, address: str) -> None:
    client = browser.sign_in(cast.karen).client
    tag = f'"{address.rsplit("/", 1)[1]}"'
    for if_range, status in ((tag, 206), ('"other"', 200), ("Wed, 21 Oct 2015 07:28:00 GMT", 200)):
        with client.get(address, headers={"Range": "bytes=1-2", "If-Range": if_range}) as answer:
            assert answer.status_code == status
    with client.get(address, headers={"If-None-Match": tag}) as answer:
        assert (answer.status_code, answer.data) == (304, b"")


def test_its_head_has_no_body(browser: Browser, cast: Cast, address: str) -> None:
    with browser.sign_in(cast.karen).client.head(address) as answer:
        assert (answer.status_code, answer.data) == (200, b"")
        assert int(answer.headers["Content-Length"]) == len(DATA)
    with browser.client.head(address, headers={"Range": "bytes=5-9"}) as answer:
        assert (answer.status_code, answer.data) == (206, b"")


def test_the_same_thing_is_kept_once(session: AnySession, cast: Cast) -> None:
    one = store_media(session, Cleaned(MediaType.WEBP, b"x"), by_id=cast.ida, now=NOW)
    other = store_media(session, Cleaned(MediaType.WEBP, b"x"), by_id=cast.bo, now=NOW + timedelta(hours=1))
    assert one == other


def test_what_nobody_uses_is_cleared_away_after_a_day(app: Flask, session: AnySession, cast: Cast) -> None:
    used = store_media(session, Cleaned(MediaType.WEBP, b"used"), by_id=cast.ida, now=NOW - timedelta(days=9))
    store_media(session, Cleaned(MediaType.WEBP, b"unused"), by_id=cast.ida, now=NOW - timedelta(days=2))
    young = store_media(session, Cleaned(MediaType.WEBP, b"young"), by_id=cast.ida, now=NOW - timedelta(hours=2))
    session.add(exercise_with(used.id, cast))
    session.commit()
    assert clear_unused(session, now=NOW) == 1
    assert clear_unused(session, now=NOW) == 0
    assert set(session.scalars(sa.select(ExerciseMedia.id))) == {used.id, young.id}
    assert set(session.scalars(sa.select(ExerciseMediaPart.media_id))) == {used.id, young.id}
    session.commit()
    run_once(app)


def exercise_with(media_id: int, cast: Cast) -> OwnExercise:
    texts = {
        f"{name}_{language}": "x"
        for name in ("name", "purpose", "steps", "equipment", "cautions", "media_text")
        for language in ("da", "en")
    }
    return OwnExercise(
        code="E-TESTER",
        client_key="k",
        scope=ExerciseScope.OWN,
        kind="strength",
        **texts,
        loads=["body"],
        conditions=[],
        media_id=media_id,
        made_at=NOW,
        made_by_id=cast.ida,
    )
