"""Why an upload is not taken."""

from enum import StrEnum

from flask_babel import gettext as _

from rehab.refusals import Refused


class Why(StrEnum):
    """What is wrong with it."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    UNKNOWN = "unknown"
    BROKEN = "broken"
    QUICKTIME = "quicktime"
    NO_H264 = "no_h264"
    MORE_THAN_SEEN = "more_than_seen"


class NotTaken(Refused):
    """An upload that is not what we keep."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def why_words(why: Why) -> str:
    """What is wrong and what to do about it."""
    words = {
        Why.EMPTY: _("The file is empty."),
        Why.TOO_LARGE: _("The file is too large. A picture may be 12 MB, a video 30 MB."),
        Why.TOO_MANY_PIXELS: _("The picture has too many pixels. Make it smaller first."),
        Why.UNKNOWN: _("Choose a picture (JPEG, PNG or WebP) or a video (MP4)."),
        Why.BROKEN: _("The file is broken or not complete. Try another one."),
        Why.QUICKTIME: _("This is a QuickTime video. Save it as MP4 first."),
        Why.NO_H264: _("Not every phone can show this video. Save it as MP4 with H.264 first."),
        Why.MORE_THAN_SEEN: _(
            "The video holds more than picture and sound, for example where it was filmed. Save it as plain MP4 first."
        ),
    }
    return str(words[why])
