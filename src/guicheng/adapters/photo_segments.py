"""Photos of phones without what they tell of phone and place: taken apart by segments, never decoded.

Only JPEG and PNG come in. What is kept is what a viewer needs to draw; a photo that claims more pixels than a phone
makes, ends early or holds something unknown is refused.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from guicheng.adapters.photo_facts import Facts, facts_of, orientation_segment
from guicheng.domain.values.errors import FileRefusedError
from guicheng.domain.values.message import Message, _

#: Pixels of a photo, and of one of its sides.
MOST_PIXELS: Final = 40_000_000
LONGEST_SIDE: Final = 12_000
_JPEG: Final = b"\xff\xd8"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
#: Markers of frames whose header holds the size: all but those of arithmetic tables and lossless coding.
_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})
_REFUSED_FRAMES: Final = frozenset({0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_DRAWN: Final = frozenset({0xC4, 0xDB, 0xDD, 0xDA})
_APPLICATIONS: Final = range(0xE0, 0xF0)
_COMMENT, _SCAN, _END = 0xFE, 0xDA, 0xD9
#: Chunks of PNG that a viewer needs to draw; the rest tells of the phone.
_CHUNKS: Final = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB"})


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A photo as it is kept.

    Args:
        data: Bytes without what told of phone and place.
        media: ``image/jpeg`` or ``image/png``.
        width: Pixels.
        height: Pixels.
        taken: When it was taken, as the phone wrote it: ``2026:11:28 08:30:00`` without a zone; "" for not said.
    """

    data: bytes
    media: str
    width: int
    height: int
    taken: str = ""


def clean_photo(data: bytes) -> CleanPhoto:
    """Return a photo without what tells of phone and place.

    Args:
        data: Bytes as they were sent.

    Raises:
        FileRefusedError: It is neither JPEG nor PNG, ends early, is damaged, or claims too many pixels.
    """
    if data.startswith(_JPEG):
        return _clean_jpeg(data)
    if data.startswith(_PNG):
        return _clean_png(data)
    raise _refused(_("This is neither a JPEG nor a PNG photo."))


def _refused(message: Message) -> FileRefusedError:
    return FileRefusedError(message)


def _early() -> FileRefusedError:
    return _refused(_("The photo ends early or is damaged. Send it again."))


def _sized(width: int, height: int) -> tuple[int, int]:
    """Return the size of a photo that a phone could have made.

    Raises:
        FileRefusedError: It has no size, or far too large a one.
    """
    if not width or not height:
        raise _early()
    if width > LONGEST_SIDE or height > LONGEST_SIDE or width * height > MOST_PIXELS:
        sentence = _(
            "The photo claims {width} × {height} pixels, more than a phone makes.", width=str(width), height=str(height)
        )
        raise _refused(sentence)
    return width, height


def _clean_jpeg(data: bytes) -> CleanPhoto:
    parts, size, facts, scanned = [_JPEG], None, Facts(), False
    for marker, segment in _segments(data):
        body = segment[4:]
        if marker in _REFUSED_FRAMES:
            raise _refused(_("The photo is coded in a way that browsers do not show. Take it with the app."))
        if marker in _FRAMES:
            if size is not None or len(body) < 6:
                raise _early()
            height, width = struct.unpack(">HH", body[1:5])
            size = _sized(width, height)
        if marker == 0xE1:
            facts = facts_of(body) or facts
        scanned = scanned or marker == _SCAN
        if marker in _DRAWN or marker in _FRAMES or marker == _END or _is_colour(marker, body):
            parts.append(segment)
    if size is None or not scanned:
        raise _early()
    if facts.orientation > 1:
        parts.insert(1, orientation_segment(facts.orientation))
    return CleanPhoto(b"".join(parts), "image/jpeg", *size, facts.taken)


def _is_colour(marker: int, body: bytes) -> bool:
    """Tell whether an application segment says how colours are meant: the header of JFIF, and Adobe's transform."""
    return (marker == 0xE0 and body.startswith(b"JFIF\0")) or (marker == 0xEE and body.startswith(b"Adobe"))


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and bytes of each segment after the first, a scan with its data, up to the end of the image.

    Raises:
        FileRefusedError: It ends early or holds something else between segments.
    """
    place = len(_JPEG)
    while True:
        if place + 2 > len(data) or data[place] != 0xFF:
            raise _early()
        marker = data[place + 1]
        if marker == 0xFF:  # fill
            place += 1
            continue
        if marker == _END:
            yield marker, data[place : place + 2]
            return
        end = _end_of_segment(data, place)
        if marker == _SCAN:
            end = _end_of_scan(data, end)
        yield marker, data[place:end]
        place = end


def _end_of_segment(data: bytes, place: int) -> int:
    if place + 4 > len(data):
        raise _early()
    length = int.from_bytes(data[place + 2 : place + 4], "big")
    known = data[place + 1] >= 0xC0
    if length < 2 or place + 2 + length > len(data) or not known:
        raise _early()
    return place + 2 + length


def _end_of_scan(data: bytes, place: int) -> int:
    """Return where the data of a scan ends: at a marker that is neither a stuffed byte nor a restart."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise _early()
        following = data[place + 1]
        if following == 0xFF:
            place += 1
        elif following == 0 or 0xD0 <= following <= 0xD7:
            place += 2
        else:
            return place


def _clean_png(data: bytes) -> CleanPhoto:
    parts, size, facts, drawn = [_PNG], None, Facts(), False
    for name, chunk in _chunks(data):
        body = chunk[8:-4]
        if size is None:
            if name != b"IHDR" or len(body) != 13:
                raise _early()
            size = _sized(*struct.unpack(">II", body[:8]))
        if name == b"eXIf":
            facts = facts_of(b"Exif\0\0" + body) or facts
        drawn = drawn or name == b"IDAT"
        if name in _CHUNKS:
            parts.append(chunk)
        elif not name[0] & 0x20:
            raise _refused(_("The photo is coded in a way that browsers do not show. Take it with the app."))
    if size is None or not drawn:
        raise _early()
    return CleanPhoto(b"".join(parts), "image/png", *size, facts.taken)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and bytes of each chunk up to the end of the image.

    Raises:
        FileRefusedError: One ends early, or its sum does not fit.
    """
    place = len(_PNG)
    while True:
        head = data[place : place + 8]
        if len(head) < 8:
            raise _early()
        length, name = int.from_bytes(head[:4], "big"), head[4:]
        end = place + 12 + length
        total = data[end - 4 : end]
        if (
            end > len(data)
            or not name.isalpha()
            or zlib.crc32(data[place + 4 : end - 4]) != int.from_bytes(total, "big")
        ):
            raise _early()
        yield name, data[place:end]
        if name == b"IEND":
            return
        place = end
