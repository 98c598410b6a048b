"""Files to upload, made here: pictures by Pillow, videos box by box."""

import struct
import zlib
from io import BytesIO

from PIL import Image, TiffImagePlugin

SECRET = b"56.1629N 10.2039E"  # a place that must not be kept


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480), *, exif: bytes = b"") -> bytes:
    """A picture with a colour in each corner."""
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((20, 40, 200), (0, 0, size[0] // 2, size[1] // 2))
    out = BytesIO()
    image.save(out, kind, **({"exif": exif} if exif else {}))
    return out.getvalue()


def exif_with_place(orientation: int = 6) -> bytes:
    """Where it was taken, with which phone, and that it was held on its side."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Phonemaker"
    exif[0x010E] = SECRET.decode()
    place = exif.get_ifd(0x8825)
    place[1], place[2] = (
        "N",
        (TiffImagePlugin.IFDRational(56), TiffImagePlugin.IFDRational(9), TiffImagePlugin.IFDRational(46)),
    )
    return exif.tobytes()


def png_of(width: int, height: int) -> bytes:
    """The header of a picture of that many pixels, and hardly any data."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(64))) + chunk(b"IEND", b"")
    )


def box(name: bytes, *content: bytes) -> bytes:
    """A box of an MP4 file."""
    data = b"".join(content)
    return struct.pack(">I", 8 + len(data)) + name + data


def full(name: bytes, *content: bytes) -> bytes:
    """A box with version and flags."""
    return box(name, bytes(4), *content)


def track(
    kind: bytes = b"vide", codec: bytes = b"avc1", *, name: bytes = b"Phone of Ida\0", more: bytes = b""
) -> bytes:
    """A track of pictures or sound, or of something else."""
    entry = (
        bytes(6) + b"\0\1" + bytes(16) + struct.pack(">HH", 320, 240) + bytes(14) + b"\x0bSECRET-TOOL".ljust(32, b"\0")
    )
    described = box(codec, entry + bytes(4), box(b"avcC", b"\1"), box(b"uuid", SECRET))
    table = box(
        b"stbl",
        full(b"stsd", struct.pack(">I", 1), described),
        full(b"stts", bytes(4)),
        full(b"stsc", bytes(4)),
        full(b"stsz", bytes(8)),
        full(b"stco", struct.pack(">II", 1, 4096)),
    )
    here = full(b"dref", struct.pack(">I", 1), box(b"url ", b"\0\0\0\1"))
    media = box(
        b"mdia",
        full(b"mdhd", b"\xd1\xd2\xd3\xd4" * 2, bytes(12)),
        full(b"hdlr", bytes(4), kind, bytes(12), name),
        box(b"minf", full(b"vmhd", bytes(8)), box(b"dinf", here), table),
    )
    header = full(b"tkhd", b"\xd1\xd2\xd3\xd4" * 2, bytes(64), struct.pack(">II", 320 << 16, 240 << 16))
    return box(b"trak", header, media, more)


def video(*tracks: bytes, brand: bytes = b"isom", more: bytes = b"", after: bytes = b"") -> bytes:
    """An MP4 with a place in every corner where phones write one."""
    told = box(b"udta", box(b"\xa9xyz", SECRET), full(b"meta", SECRET))
    head = full(b"mvhd", b"\xd1\xd2\xd3\xd4" * 2, bytes(88))
    return b"".join(
        [
            box(b"ftyp", brand, bytes(4), brand),
            box(b"uuid", SECRET),
            box(b"moov", head, *(tracks or (track(more=told),)), told, box(b"meta", SECRET), more),
            box(b"free", SECRET),
            box(b"mdat", b"PICTURES" * 1000),
            after,
        ]
    )
