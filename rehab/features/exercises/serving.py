"""A stored picture or video as an answer: in one piece, or the part that a player asks for."""

from flask import Response, request
from sqlalchemy.engine import Engine

from rehab.models import MediaType
from rehab.records.exercise_media import Stored, parts

ENDINGS = {MediaType.WEBP: "webp", MediaType.MP4: "mp4"}
# It can be shown, and nothing else: opened by itself it runs nothing, loads nothing and is nobody's page.
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


def media_response(engine: Engine, stored: Stored) -> Response:
    """200, 206 with the part asked for (RFC 9110, 14), 304, or 416 for a part that isn't there. Kept for a year by the
    reader's own browser: an address holds the same thing for ever.
    """
    asked = _asked(stored)
    if not asked:
        whole = _body(engine, stored, 0, stored.size)
        whole.make_conditional(request.environ)
        return whole
    span = _span(asked, stored.size)
    if span is None:
        response = Response(status=416)
        response.headers["Content-Range"] = f"bytes */{stored.size}"
        return response
    response = _body(engine, stored, *span)
    response.status_code = 206
    response.headers["Content-Range"] = f"bytes {span[0]}-{span[1] - 1}/{stored.size}"
    return response


def _asked(stored: Stored) -> tuple[int, int | None] | None:
    """The one part asked for, as the header says it; None for the whole: when several are asked for, when the header
    makes no sense, or when the part was to go with another version (If-Range).
    """
    asked = request.range
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return None
    if "If-Range" in request.headers and request.if_range.etag != stored.digest:
        return None
    return asked.ranges[0]


def _span(asked: tuple[int, int | None], size: int) -> tuple[int, int] | None:
    """First byte and the one after the last; None when nothing of it is there.

    >>> _span((2, 100), 10), _span((-3, None), 10), _span((-30, None), 10), _span((10, None), 10)
    ((2, 10), (7, 10), (0, 10), None)
    """
    first, end = asked
    first = max(0, size + first) if first < 0 else first
    return (first, min(size, size if end is None else end)) if first < size else None


def _body(engine: Engine, stored: Stored, first: int, end: int) -> Response:
    response = Response(parts(engine, stored.id, first, end), mimetype=stored.media_type.value)
    response.content_length = end - first
    response.set_etag(stored.digest)
    response.headers.update(
        {
            "Accept-Ranges": "bytes",
            "Cache-Control": "private, max-age=31536000, immutable",
            "Content-Disposition": f'inline; filename="{stored.digest[:12]}.{ENDINGS[stored.media_type]}"',
            "Content-Security-Policy": POLICY,
            "Cross-Origin-Resource-Policy": "same-origin",
        }
    )
    return response
