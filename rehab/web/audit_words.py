"""What was done with a patient's record, as the patient reads it."""

from flask_babel import gettext as _


def action_words(action: str) -> str:
    """Opened your course; an action without words of its own stands as it was noted."""
    words: dict[str, str] = {
        "read": _("opened your course"),
        "read, absence": _("opened your course while your practitioner was away"),
        "read, asked": _("opened your course, asked to by a colleague"),
        "read, other": _("opened your course as a colleague of your practitioner"),
        "reviewed": _("looked through your course"),
        "wrote": _("wrote in your record"),
        "signed": _("signed your programme"),
        "withdrew": _("took back a version of your programme"),
        "booked": _("booked a time for you"),
        "moved": _("moved your appointment"),
        "cancelled": _("cancelled your appointment"),
        "ended": _("closed a follow-up"),
        "closed": _("closed your course"),
        "reopened": _("opened your course again"),
        "invited": _("made a link that signs in to your account"),
        "opened": _("opened your course of treatment"),
        "signed in": _("signed in"),
        "took out": _("took out everything"),
    }
    return words.get(action, action)
