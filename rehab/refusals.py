"""What a service raises when a rule says no: facts for the caller to put into words, no prose."""


class Refused(Exception):
    """A rule said no. Subclasses carry the facts; a route turns them into words beside the field."""


class TimeTaken(Refused):
    """The wanted time was sold to someone else first."""


class TimeNotOffered(Refused):
    """The wanted time is not one the branch offers: closed, in the past, off the grid or too far ahead."""


class OwnTimeThen(TimeNotOffered):
    """The patient has an appointment at that time already, wherever it is."""


class TooLate(Refused):
    """The notice window has passed for changing this appointment."""


class DateRefused(Refused):
    """A date outside what may be logged: in the future, before the course, or too far back."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class AlreadyRevised(Refused):
    """Someone signed a newer programme version after this form was opened."""


class EmailTaken(Refused):
    """Another person has this e-mail address."""
