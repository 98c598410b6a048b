"""The last note of a course."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired

from rehab.web.forms import BaseForm, ClientKeyField, note_field


class CloseForm(BaseForm):
    """Why it is closed and what was agreed; signed as a note of the course."""

    client_key = ClientKeyField()
    note = note_field(
        _l("Last note: why now, and what was agreed"),
        2000,
        DataRequired(_l("Write why the course is closed.")),
    )
