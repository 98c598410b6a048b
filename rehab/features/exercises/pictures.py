"""Pictures made anew from their pixels: nothing else of the file, no position, no camera, no hidden text, is kept."""

import struct
import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from rehab.features.exercises.refused import NotTaken, Why
from rehab.models import MediaType
from rehab.records.exercise_media import Cleaned

FORMATS = ("JPEG", "PNG", "WEBP")
SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
LARGEST = 12 * 1024 * 1024  # bytes
MOST_PIXELS = 50_000_000  # a phone's largest today; three bytes each while it is read
LONGEST_SIDE = 12_000
KEPT_SIDE = 1600
QUALITY = 82
BROKEN = (OSError, ValueError, SyntaxError, struct.error, EOFError, IndexError, KeyError, TypeError, OverflowError)


def is_picture(data: bytes) -> bool:
    """By its first bytes; that it can be read is seen when it is."""
    return data.startswith(SIGNATURES) and (not data.startswith(b"RIFF") or data[8:12] == b"WEBP")


def clean_picture(data: bytes) -> Cleaned:
    """A WebP of at most 1600 pixels a side, turned the way it was held. Raises NotTaken."""
    if len(data) > LARGEST:
        raise NotTaken(Why.TOO_LARGE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own limit is ours below; what it mutters about is checked or dropped
        try:
            return _made_anew(data)
        except Image.DecompressionBombError:
            raise NotTaken(Why.TOO_MANY_PIXELS) from None
        except UnidentifiedImageError:
            raise NotTaken(Why.UNKNOWN) from None
        except BROKEN:
            raise NotTaken(Why.BROKEN) from None


def _made_anew(data: bytes) -> Cleaned:
    with Image.open(BytesIO(data), formats=FORMATS) as opened:
        width, height = opened.size  # from the header: no pixel has been read yet
        if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
            raise NotTaken(Why.TOO_MANY_PIXELS)
        opened.draft("RGB", (KEPT_SIDE, KEPT_SIDE))  # a JPEG is read at a fraction of its size where that will do
        opened.load()
        turned = ImageOps.exif_transpose(opened)
    turned.thumbnail((KEPT_SIDE, KEPT_SIDE))
    plain = _on_white(turned)
    out = BytesIO()
    plain.save(out, "WEBP", quality=QUALITY, method=4, exif=b"", icc_profile=b"", xmp=b"")
    return Cleaned(MediaType.WEBP, out.getvalue(), *plain.size)


def _on_white(image: Image.Image) -> Image.Image:
    """Only the pixels: a new picture knows nothing of the file."""
    rgba = image.convert("RGBA")
    plain = Image.new("RGB", rgba.size, (255, 255, 255))
    plain.paste(rgba, mask=rgba.getchannel("A"))
    return plain
