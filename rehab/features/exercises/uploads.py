"""An upload on its way in: what it is, is decided by what is in it, not by its name or what the browser calls it."""

from datetime import datetime

from werkzeug.datastructures import FileStorage

from rehab.db import AnySession
from rehab.features.exercises import pictures, videos
from rehab.features.exercises.forms import ExerciseForm
from rehab.features.exercises.refused import NotTaken, Why, why_words
from rehab.records.exercise_media import Cleaned, store_media
from rehab.web.access import Viewer

LARGEST = max(pictures.LARGEST, videos.LARGEST)
LARGEST_REQUEST = LARGEST + 1024 * 1024


def take_upload(session: AnySession, form: ExerciseForm, upload: FileStorage | None, by: Viewer, now: datetime) -> None:
    """Clean and keep what was uploaded, if anything, even where the rest of the form is still wrong: nobody has to
    choose the file again. What is never used is cleared away. Tells the form why when it can't be taken.
    """
    if upload is None or not upload.filename:
        return
    data = upload.stream.read(LARGEST + 1)
    session.rollback()  # nothing is written yet: cleaning takes a second, and on SQLite others would wait for it
    try:
        stored = store_media(session, cleaned(data), by_id=by.id, now=now)
    except NotTaken as refused:
        form.refused = why_words(refused.why)
    else:
        form.media.data, form.without_media.data = stored.digest, False


def cleaned(data: bytes) -> Cleaned:
    """A picture or video with nothing in it but what is seen and heard. Raises NotTaken."""
    if not data:
        raise NotTaken(Why.EMPTY)
    if pictures.is_picture(data):
        return pictures.clean_picture(data)
    if videos.is_video(data):
        return videos.clean_video(data)
    raise NotTaken(Why.UNKNOWN)
