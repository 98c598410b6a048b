"""What is typed to sign in, to accept an invitation, and to choose."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField
from wtforms.validators import EqualTo, InputRequired, Length

from rehab.web.forms import BaseForm, text_field

SHORTEST_PASSWORD = 12


class SignInForm(BaseForm):
    """E-mail and password."""

    email = text_field(_l("E-mail"), 254, InputRequired(_l("Write your e-mail address.")))
    password = PasswordField(
        _l("Password"),
        validators=[
            InputRequired(_l("Write your password.")),
            Length(max=200, message=_l("The password is too long.")),
        ],
    )
    next = HiddenField()


class WelcomeForm(BaseForm):
    """The password a new person chooses, twice."""

    password = PasswordField(
        _l("Choose a password"),
        validators=[
            InputRequired(_l("Choose a password.")),
            Length(
                min=SHORTEST_PASSWORD,
                max=200,
                message=_l("Use at least %(shortest)s characters.", shortest=SHORTEST_PASSWORD),
            ),
        ],
    )
    again = PasswordField(
        _l("The same password once more"),
        validators=[EqualTo("password", _l("The two passwords are not the same."))],
    )
