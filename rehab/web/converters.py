"""URL parts. An id that no database could hold is a 404 like any other unknown one."""

from werkzeug.routing import IntegerConverter


class IdConverter(IntegerConverter):
    """One to nine digits."""

    regex = r"[0-9]{1,9}"
