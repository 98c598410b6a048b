"""What is taken of an upload, and what is refused, by what is in it."""

from io import BytesIO

import pytest
from PIL import Image

from rehab.features.exercises import pictures, videos
from rehab.features.exercises.refused import NotTaken, Why
from rehab.features.exercises.uploads import cleaned
from rehab.models import MediaType
from tests.features.exercises.files import SECRET, box, exif_with_place, picture, png_of, track, video

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
MOVIE = video()


def refused(data: bytes) -> Why:
    with pytest.raises(NotTaken) as caught:
        cleaned(data)
    return caught.value.why


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_made_anew_as_webp(kind: str) -> None:
    made = cleaned(picture(kind))
    assert made.media_type is MediaType.WEBP
    with Image.open(BytesIO(made.data)) as image:
        assert (image.format, image.size) == ("WEBP", (640, 480))
        assert (made.width, made.height) == image.size


def test_a_large_one_is_kept_no_larger_than_a_screen_needs() -> None:
    assert cleaned(picture(size=(4000, 3000))).width == 1600


def test_where_and_with_what_it_was_taken_is_gone_and_it_stands_upright() -> None:
    data = picture(exif=exif_with_place())
    assert SECRET in data
    made = cleaned(data)
    assert (made.width, made.height) == (480, 640)
    with Image.open(BytesIO(made.data)) as image:
        assert not image.getexif()
        assert not {"exif", "xmp", "icc_profile"} & set(image.info)
    assert SECRET not in made.data and b"Phonemaker" not in made.data


def test_what_hides_behind_a_picture_does_not_come_along() -> None:
    made = cleaned(picture() + b"PK\3\4" + HTML)
    assert b"script" not in made.data and b"PK\3\4" not in made.data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Why.EMPTY),
        (HTML, Why.UNKNOWN),
        (SVG, Why.UNKNOWN),
        (b"%PDF-1.7", Why.UNKNOWN),
        (b"GIF89a" + HTML, Why.UNKNOWN),
        (picture("GIF"), Why.UNKNOWN),
        (picture("TIFF"), Why.UNKNOWN),
        (picture("BMP"), Why.UNKNOWN),
        (b"\x1aE\xdf\xa3" + bytes(100), Why.UNKNOWN),
        (b"RIFF\x10\0\0\0WAVEfmt ", Why.UNKNOWN),
        (b"\xff\xd8\xff" + HTML, Why.UNKNOWN),
        (b"\x89PNG\r\n\x1a\n" + HTML, Why.BROKEN),
        (picture()[:2000], Why.BROKEN),
        (picture("PNG")[:200], Why.BROKEN),
        (picture("WEBP")[:200], Why.BROKEN),
        (png_of(30_000, 30_000), Why.TOO_MANY_PIXELS),
        (png_of(100_000, 100), Why.TOO_MANY_PIXELS),
        (png_of(2**31 - 1, 2**31 - 1), Why.TOO_MANY_PIXELS),
        (png_of(400, 400), Why.BROKEN),
        (picture() + bytes(pictures.LARGEST), Why.TOO_LARGE),
    ],
)
def test_other_things_are_refused(data: bytes, why: Why) -> None:
    assert refused(data) in {why, Why.BROKEN if why is Why.UNKNOWN and data[:1] in b"\xff\x89" else why}


def test_an_animation_is_its_first_picture() -> None:
    frames = [Image.new("RGB", (64, 64), (shade, 0, 0)) for shade in range(0, 250, 10)]
    out = BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    with Image.open(BytesIO(cleaned(out.getvalue()).data)) as image:
        assert getattr(image, "n_frames", 1) == 1


def test_of_a_video_only_picture_and_sound_are_left_and_nothing_moves() -> None:
    made = cleaned(MOVIE)
    assert made.media_type is MediaType.MP4
    assert (made.width, made.height) == (320, 240)
    assert len(made.data) == len(MOVIE)
    assert made.data.index(b"PICTURES") == MOVIE.index(b"PICTURES")
    for told in (SECRET, b"Phone of Ida", b"SECRET-TOOL", b"\xd1\xd2\xd3\xd4", b"udta", b"meta", b"uuid"):
        assert told in MOVIE and told not in made.data


def test_a_cleaned_video_is_clean_already() -> None:
    made = cleaned(MOVIE)
    assert cleaned(made.data).data == made.data


def test_sound_comes_along() -> None:
    assert cleaned(video(track(), track(b"soun", b"mp4a"))).media_type is MediaType.MP4


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (MOVIE[:-10], Why.BROKEN),
        (MOVIE[:60], Why.BROKEN),
        (MOVIE + b"\0", Why.BROKEN),
        (MOVIE + HTML, Why.BROKEN),
        (box(b"ftyp", b"isom", bytes(4), b"isom"), Why.BROKEN),
        (box(b"ftyp", b"isom", bytes(4), b"isom") + box(b"mdat", HTML), Why.BROKEN),
        (video(brand=b"qt  "), Why.QUICKTIME),
        (video(brand=b"heic"), Why.UNKNOWN),
        (video(track(codec=b"hvc1")), Why.NO_H264),
        (video(track(b"soun", b"mp4a")), Why.BROKEN),
        (video(track(), track(b"meta", b"mebx")), Why.MORE_THAN_SEEN),
        (video(track(), track(b"text", b"tx3g")), Why.MORE_THAN_SEEN),
        (video(more=box(b"trak", box(b"mdia", bytes(8)))), Why.BROKEN),
        (video().replace(b"\0\0\0\x0curl \0\0\0\1", b"\0\0\0\x0curl \0\0\0\0"), Why.MORE_THAN_SEEN),
        (video(after=b"\0\0\0\1mdat" + b"\xff" * 8), Why.BROKEN),
        (video(more=b"\0\0\0\4trak"), Why.BROKEN),
        (video(more=box(b"traf") * 25_000), Why.BROKEN),
        (MOVIE + bytes(videos.LARGEST), Why.TOO_LARGE),
    ],
)
def test_a_video_that_is_broken_or_holds_more_is_refused(data: bytes, why: Why) -> None:
    assert refused(data) is why


def test_boxes_in_boxes_in_boxes_end_somewhere() -> None:
    nested = b""
    for _ in range(200):
        nested = box(b"dinf", nested)
    assert refused(video(more=nested)) is Why.BROKEN


def test_a_video_cut_anywhere_is_refused_and_never_breaks_the_reader() -> None:
    short = video()
    for length in range(8, len(short) - 1, 7):
        with pytest.raises(NotTaken):
            cleaned(short[:length])
