"""MP4 videos read box by box (ISO/IEC 14496-12): only what is seen and heard is kept.

A box that is not needed to play (where and when it was filmed, on which phone, by whom) becomes a `free` box of the
same length, filled with zeros: nothing moves, so the places where the pictures lie stay right.

ftyp  moov ┬ mvhd                     mdat
           ├ trak ─ mdia ─ minf ─ stbl
           └ udta ─ meta   → free 0000
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rehab.features.exercises.refused import NotTaken, Why
from rehab.models import MediaType
from rehab.records.exercise_media import Cleaned

LARGEST = 30 * 1024 * 1024  # bytes
DEEPEST = 8
MOST_BOXES = 20_000
TOP = frozenset((b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"mfra", b"sidx"))
HOLDERS = frozenset((b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl", b"edts", b"mvex", b"moof", b"traf", b"mfra"))
WITHIN = HOLDERS | frozenset(
    b"mvhd tkhd mdhd hdlr vmhd smhd nmhd dref elst stsd stts ctts cslg stsc stsz stz2 stco co64 stss sdtp sbgp sgpd "
    b"mehd trex mfhd tfhd tfdt trun saiz saio tfra mfro".split()
)
# Where the times of making stand, after version and flags; four bytes each, or eight in version 1.
TIMED = frozenset((b"mvhd", b"tkhd", b"mdhd"))
PLAYS = frozenset((b"avc1", b"avc3"))
HEARD = frozenset((b"mp4a", b"Opus", b".mp3"))
DESCRIBES = frozenset((b"avcC", b"pasp", b"colr", b"clap", b"btrt", b"fiel"))  # what a picture's entry may hold
ENTRY = 86  # bytes of a picture's entry before the boxes in it; the name of the program lies from 50 to 82
BRANDS = frozenset(
    (b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash", b"MSNV")
)


@dataclass(frozen=True, slots=True)
class Box:
    """Where a box lies: its name, its first byte, its first byte of content, the byte after it."""

    name: bytes
    start: int
    content: int
    end: int


def is_video(data: bytes) -> bool:
    """By the first box; that it can be played is seen when all of them are read."""
    return data[4:8] == b"ftyp"


def clean_video(data: bytes) -> Cleaned:
    """The same video without anything but picture and sound. Raises NotTaken."""
    if len(data) > LARGEST:
        raise NotTaken(Why.TOO_LARGE)
    video = _Video(bytearray(data))
    video.clean()
    return Cleaned(MediaType.MP4, bytes(video.data), *video.pixels)


class _Video:
    """A video while it is read; `pixels` as the first picture track says, `data` is changed in place."""

    def __init__(self, data: bytearray) -> None:
        self.data = data
        self.pixels: tuple[int | None, int | None] = (None, None)
        self._left = MOST_BOXES

    def clean(self) -> None:
        boxes = list(self._boxes(0, len(self.data)))
        names = [box.name for box in boxes]
        if not boxes or names[0] != b"ftyp" or names.count(b"moov") != 1 or b"mdat" not in names:
            raise NotTaken(Why.BROKEN)
        self._check_brand(boxes[0])
        for box in boxes:
            if box.name not in TOP:
                self._blank(box)
            elif box.name in HOLDERS:
                self._clean_within(box, 1)
        if self.pixels == (None, None):
            raise NotTaken(Why.BROKEN)

    def _boxes(self, start: int, end: int) -> Iterator[Box]:
        """The boxes that lie from `start` to `end`, which they must fill to the last byte."""
        while start < end:
            self._left -= 1
            if end - start < 8 or self._left < 0:
                raise NotTaken(Why.BROKEN)
            size, name, content = self._number(start, 4), bytes(self.data[start + 4 : start + 8]), start + 8
            if size == 1 and end - start >= 16:
                size, content = self._number(start + 8, 8), start + 16
            elif size == 0:
                size = end - start
            if size < content - start or start + size > end:
                raise NotTaken(Why.BROKEN)
            yield Box(name, start, content, start + size)
            start += size

    def _clean_within(self, holder: Box, depth: int) -> None:
        if depth > DEEPEST:
            raise NotTaken(Why.BROKEN)
        boxes = list(self._boxes(holder.content, holder.end))
        if holder.name == b"trak":
            self._check_track(boxes)
        for box in boxes:
            if box.name not in WITHIN:
                self._blank(box)
            elif box.name in HOLDERS:
                self._clean_within(box, depth + 1)
            elif box.name in TIMED:
                self._forget_when(box)
            elif box.name == b"hdlr":
                self._forget_name(box)
            elif box.name == b"dref":
                self._check_data_is_here(box)

    def _check_brand(self, box: Box) -> None:
        brands = {bytes(self.data[at : at + 4]) for at in (box.content, *range(box.content + 8, box.end - 3, 4))}
        if bytes(self.data[box.content : box.content + 4]) == b"qt  ":
            raise NotTaken(Why.QUICKTIME)
        if not brands & BRANDS:
            raise NotTaken(Why.UNKNOWN)

    def _check_track(self, boxes: list[Box]) -> None:
        """Picture or sound, in a form every phone can play; a track of positions or of another kind is not for us."""
        media = self._within(boxes, b"mdia")
        handler = self._one(media, b"hdlr")
        kind = bytes(self.data[handler.content + 8 : handler.content + 12])
        if kind not in (b"vide", b"soun"):
            raise NotTaken(Why.MORE_THAN_SEEN)
        entry = self._sample_entry(self._within(self._within(media, b"minf"), b"stbl"))
        if entry.name not in (PLAYS if kind == b"vide" else HEARD):
            raise NotTaken(Why.NO_H264)
        if kind == b"vide":
            self._clean_entry(entry)
            header = self._one(boxes, b"tkhd")
            width, height = (self._number(header.end - 8 + at, 4) >> 16 for at in (0, 4))
            self.pixels = (width or None, height or None)

    def _sample_entry(self, boxes: list[Box]) -> Box:
        described = self._one(boxes, b"stsd")
        entries = list(self._boxes(described.content + 8, described.end))
        if len(entries) != 1:
            raise NotTaken(Why.BROKEN)
        return entries[0]

    def _clean_entry(self, entry: Box) -> None:
        if entry.end - entry.start < ENTRY:
            raise NotTaken(Why.BROKEN)
        self.data[entry.start + 50 : entry.start + 82] = bytes(32)
        for box in list(self._boxes(entry.start + ENTRY, entry.end)):
            if box.name not in DESCRIBES:
                self._blank(box)

    def _check_data_is_here(self, box: Box) -> None:
        """One reference, which says that the data lies in this file: a video never sends a phone elsewhere."""
        entries = list(self._boxes(box.content + 8, box.end))
        here = [each for each in entries if each.name == b"url " and self._number(each.content, 4) & 1]
        if len(entries) != 1 or len(here) != 1:
            raise NotTaken(Why.MORE_THAN_SEEN)
        self.data[here[0].content + 4 : here[0].end] = bytes(here[0].end - here[0].content - 4)

    def _within(self, boxes: list[Box], name: bytes) -> list[Box]:
        holder = self._one(boxes, name)
        return list(self._boxes(holder.content, holder.end))

    def _one(self, boxes: list[Box], name: bytes) -> Box:
        found = [box for box in boxes if box.name == name]
        if len(found) != 1 or found[0].end - found[0].content < 8:
            raise NotTaken(Why.BROKEN)
        return found[0]

    def _blank(self, box: Box) -> None:
        self.data[box.start + 4 : box.start + 8] = b"free"
        self.data[box.content : box.end] = bytes(box.end - box.content)

    def _forget_when(self, box: Box) -> None:
        times = 16 if self.data[box.content] == 1 else 8
        if box.end - box.content < 4 + times:
            raise NotTaken(Why.BROKEN)
        self.data[box.content + 4 : box.content + 4 + times] = bytes(times)

    def _forget_name(self, box: Box) -> None:
        """What the handler is called, which may name a phone or a program; its kind stays."""
        if box.end - box.content > 24:
            self.data[box.content + 24 : box.end] = bytes(box.end - box.content - 24)

    def _number(self, at: int, length: int) -> int:
        if at < 0 or at + length > len(self.data):
            raise NotTaken(Why.BROKEN)
        return int.from_bytes(self.data[at : at + length], "big")
