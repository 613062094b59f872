"""Photos made small: bounded in pixels and memory, upright, whole or not there."""

import struct
import tracemalloc
from io import BytesIO

import pytest
from PIL import Image

from adapters.photo_files import exif, jpeg, png, segment
from guicheng.adapters.photo_small import MOST_PIXELS, SIDE, SmallPhotos, smaller
from guicheng.domain.values import FileRefusedError


def made(size, *, mode="RGB", kind="JPEG", **more):
    """Return the bytes of a picture whose left half is red."""
    image = Image.new(mode, size, "blue" if mode == "RGB" else 0)
    if mode == "RGB":
        image.paste("red", (0, 0, size[0] // 2, size[1]))
    target = BytesIO()
    image.save(target, kind, **more)
    return target.getvalue()


def seen(data):
    return Image.open(BytesIO(data), formats=["JPEG"]).convert("RGB")


@pytest.mark.parametrize(("size", "small"), [
    ((1600, 1200), (320, 240)), ((1200, 1600), (240, 320)), ((100, 50), (100, 50)), ((3000, 10), (320, 1)),
])  # fmt: skip
def test_the_longer_side_is_made_small_and_a_smaller_photo_keeps_its_size(size, small):
    assert seen(smaller(made(size))).size == small


def test_a_photo_that_was_turned_stands_upright():
    data = made((400, 200), exif=bytes.fromhex("45786966000049492a00080000000100120103000100000006000000000000000000"))
    upright = seen(smaller(data))
    assert upright.size == (160, 320)
    red, green, blue = upright.getpixel((80, 20))
    assert red > 200, "its left half is on top"
    assert blue < 60
    assert green < 60


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_png_of_every_kind_is_shown_and_what_is_see_through_is_white(mode):
    found = seen(smaller(made((640, 320), mode=mode, kind="PNG")))
    assert found.size == (320, 160)
    if mode in {"LA", "RGBA"}:
        assert found.getpixel((10, 10)) == (255, 255, 255)


def test_nothing_of_what_a_photo_told_is_in_the_small_one():
    data = smaller(jpeg(5, extra=[segment(0xE1, exif()), segment(0xFE, b"GPS 30.27 120.15")]))
    assert b"GPS" not in data
    assert b"Exif" not in data


@pytest.mark.parametrize("data", [
    b"", b"GIF89a" + b"\0" * 40, jpeg(5)[:60], png(size=(4_000, 4_001)), png(data=b"no zlib"), png()[:40], b"<svg/>",
])  # fmt: skip
def test_what_is_no_photo_or_too_large_is_refused(data):
    with pytest.raises(FileRefusedError):
        smaller(data)


def test_a_flood_of_pixels_is_refused_before_one_is_decoded():
    tracemalloc.start()
    with pytest.raises(FileRefusedError):
        smaller(jpeg(5, size=(65_000, 65_000)))
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()
    assert struct.calcsize("I") * MOST_PIXELS <= 64_000_000


def test_small_photos_are_kept_found_and_forgotten_by_the_hash_of_the_original(tmp_path):
    small, kept = SmallPhotos(tmp_path / "small"), "ab" * 32
    assert small.read(kept) is None
    assert not small.has(kept)
    small.forget(kept)
    small.keep(kept, b"small")
    small.keep(kept, b"again")
    assert small.read(kept) == b"again"
    assert [path.name for path in (tmp_path / "small" / "ab").iterdir()] == [f"{kept}.jpg"]
    small.forget(kept)
    assert not small.has(kept)
    with pytest.raises(ValueError, match=r"\.\."):
        small.read("../../etc/passwd")
    assert SIDE == 320
