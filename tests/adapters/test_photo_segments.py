"""Photos lose what tells of phone and place, and hostile ones are refused without being decoded."""

import struct
import time

import pytest

from adapters.photo_files import PNG, chunk, exif, jpeg, png, segment
from domain.evidence.phones import seeded
from guicheng.adapters.photo_facts import facts_of
from guicheng.adapters.photo_segments import clean_photo
from guicheng.domain.values import FileRefusedError

XMP = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPS</x:xmpmeta>")


def test_a_plain_jpeg_stays_byte_for_byte():
    found = clean_photo(jpeg(7))
    assert (found.data, found.media, found.width, found.height, found.taken) == (jpeg(7), "image/jpeg", 8, 8, "")


def test_what_tells_of_phone_and_place_goes_and_the_moment_is_read_before():
    extra = [segment(0xE1, exif()), XMP, segment(0xED, b"Photoshop 3.0\0IPTC"), segment(0xFE, b"made by HUA")]
    found = clean_photo(jpeg(7, extra=[*extra, segment(0xE2, b"MPF\0x")]) + b"a whole film behind the end")
    assert found.data == jpeg(7)
    assert found.taken == "2026:11:28 08:30:00"


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_turned_photo_stays_turned(order):
    found = clean_photo(jpeg(7, extra=[segment(0xE1, exif(orientation=6, order=order))]))
    assert facts_of(found.data[6:]).orientation == 6
    assert b"GPS" not in found.data
    assert b"HUA" not in found.data
    assert clean_photo(found.data).data == found.data


def test_colours_stay_as_they_are_meant_and_thumbnails_go():
    adobe = segment(0xEE, b"Adobe\0d\0\0\0\0\1")
    found = clean_photo(jpeg(7, extra=[adobe, segment(0xE0, b"JFXX\0\x10thumb")]))
    assert adobe in found.data
    assert b"JFXX" not in found.data


def test_scans_with_restarts_stuffed_bytes_and_fill_are_followed_to_their_end():
    data = jpeg(7).replace(b"\xff\xd9", b"\xff\x00\xff\xd0a\xff\xff\xd9")
    assert clean_photo(data).data.startswith(b"\xff\xd8")
    filled = jpeg(7).replace(b"\xff\xdb", b"\xff\xff\xdb", 1)
    assert clean_photo(filled).data == jpeg(7)


def test_a_png_keeps_what_is_drawn_only():
    extra = [
        chunk(b"gAMA", b"\0\0\xb1\x8f"),
        chunk(b"tEXt", b"Author\0me"),
        chunk(b"eXIf", exif()[6:]),
        chunk(b"tIME", b"x" * 7),
    ]
    found = clean_photo(png(7, extra=extra) + b"hidden")
    assert found.data == png(7, extra=extra[:1])
    assert (found.media, found.width, found.height, found.taken) == ("image/png", 2, 2, "2026:11:28 08:30:00")


HOSTILE_NAMES = """
nothing, text, gif, webp, svg, html, zip, pdf, bare jpeg, bare png, no scan, no end, no frame, two frames, short frame,
no size, flood, wide, lossless, arithmetic, garbage between, segment too long, segment too short, low marker,
cut in scan,
png flood, png no size, png no head, png long head, png wrong sum, png cut, png no data, png critical, png name,
png endless
"""


@pytest.mark.parametrize("name", [name.strip() for name in HOSTILE_NAMES.split(",")])
def test_what_is_no_photo_of_a_phone_is_refused_in_a_sentence(name):
    started = time.perf_counter()
    with pytest.raises(FileRefusedError) as refused:
        clean_photo(HOSTILE[name])
    assert refused.value.message.render()
    assert time.perf_counter() - started < 1


FRAME = struct.pack(">BHHBBBB", 8, 8, 8, 1, 1, 0x11, 0)
HOSTILE = {
    "nothing": b"",
    "text": "照片".encode(),
    "gif": b"GIF89a\x01\0\x01\0",
    "webp": b"RIFF\0\0\0\0WEBPVP8 ",
    "svg": b"<svg onload='alert(1)'/>",
    "html": b"\xff\xd7<script>",
    "zip": b"PK\3\4",
    "pdf": b"%PDF-1.7",
    "bare jpeg": b"\xff\xd8",
    "bare png": PNG,
    "no scan": jpeg(scan=False),
    "no end": jpeg(end=False),
    "no frame": jpeg().replace(segment(0xC0, FRAME), b""),
    "two frames": jpeg(extra=[segment(0xC0, FRAME)]),
    "short frame": jpeg(extra=[segment(0xC0, b"\x08\0\x08")]),
    "no size": jpeg(size=(0, 8)),
    "flood": jpeg(size=(12_000, 12_000)),
    "wide": jpeg(size=(65_535, 1)),
    "lossless": jpeg(extra=[segment(0xC3, FRAME)]),
    "arithmetic": jpeg(extra=[segment(0xC9, FRAME)]),
    "garbage between": jpeg(extra=[b"<script>"]),
    "segment too long": jpeg(extra=[b"\xff\xe1\xff\xff"])[:400],
    "segment too short": jpeg(extra=[b"\xff\xe1\0\1"]),
    "low marker": jpeg(extra=[b"\xff\x01\0\2"]),
    "cut in scan": jpeg()[:-3],
    "png flood": png(size=(60_000, 60_000)),
    "png no size": png(size=(0, 2)),
    "png no head": PNG + chunk(b"IDAT", b"x") + chunk(b"IEND", b""),
    "png long head": PNG + chunk(b"IHDR", b"x" * 14) + chunk(b"IEND", b""),
    "png wrong sum": png()[:-20] + b"\0" + png()[-19:],
    "png cut": png()[:-6],
    "png no data": PNG + png()[8:33] + chunk(b"IEND", b""),
    "png critical": png(extra=[chunk(b"CgBI", b"\0\0\0\0")]),
    "png name": png(extra=[chunk(b"12IT", b"")]),
    "png endless": png(extra=[b"\xff\xff\xff\xffIDAT"]),
}


def test_every_hostile_photo_is_tried():
    assert HOSTILE.keys() == {name.strip() for name in HOSTILE_NAMES.split(",")}


def test_damaged_facts_are_no_facts():
    whole = exif()
    assert facts_of(b"JFIF\0") is None
    for cut in range(6, len(whole)):
        facts_of(whole[:cut])
    assert facts_of(b"Exif\0\0XX*\0").orientation == 1
    assert facts_of(whole.replace(b"2026:11:28", b"2026-11-28")).taken == ""
    assert facts_of(exif(orientation=9)).orientation == 1
    endless = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x12\1" * 6 * 400
    assert facts_of(endless).orientation == 1


def _broken(count, seed):
    chance = seeded(seed)
    whole = [jpeg(7, extra=[segment(0xE1, exif(orientation=3)), XMP]), png(7, extra=[chunk(b"tEXt", b"a\0b")])]
    for _each in range(count):
        data = bytearray(chance.choice(whole))
        for _change in range(chance.randint(1, 6)):
            act, place = chance.randrange(3), chance.randrange(len(data))
            if act == 0:
                data[place] = chance.randrange(256)
            elif act == 1:
                del data[place : place + chance.randint(1, 9)]
            else:
                data[place:place] = chance.randbytes(chance.randint(1, 9))
        yield bytes(data)


def _feed(count, seed):
    kept = 0
    for data in _broken(count, seed):
        try:
            found = clean_photo(data)
        except FileRefusedError:
            continue
        kept += 1
        assert clean_photo(found.data).data == found.data
        assert b"xmpmeta" not in found.data
    return kept


def test_broken_photos_are_read_or_refused():
    assert 0 < _feed(2_000, 1) < 2_000


@pytest.mark.fuzz
def test_a_hundred_thousand_broken_photos_are_read_or_refused():
    assert _feed(100_000, 2)
