"""QR codes as a camera reads them."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from lxml import etree

from guicheng.adapters.qr import QUIET, qr_svg

LINK = "https://guicheng.example/q/k7m2p9x4qd"
_RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\3z")
_SCALE = 4


def read(svg):
    """Paint the cells of the path, as a browser would, and have another library read them."""
    root = etree.fromstring(svg.encode())
    size = int(root.get("viewBox").split()[2])
    dark = root.findall("{*}path")[1].get("d")
    assert _RUN.sub("", dark) == ""
    side = size * _SCALE
    picture = bytearray(b"\xff" * side * side)
    for x, y, width in (map(int, run.groups()) for run in _RUN.finditer(dark)):
        for line in range(y * _SCALE, (y + 1) * _SCALE):
            picture[line * side + x * _SCALE : line * side + (x + width) * _SCALE] = bytes(width * _SCALE)
    return [found.text for found in zxingcpp.read_barcodes(memoryview(picture).cast("B", (side, side)))]


@pytest.mark.parametrize("text", [LINK, "业主满意度调查", "x" * 800])
def test_another_library_reads_what_was_written(text):
    assert read(qr_svg(text, title="问卷")) == [text]


def test_the_title_is_text_and_the_quiet_zone_is_white():
    root = etree.fromstring(qr_svg(LINK, title='"<调查> & 反馈').encode())
    assert root.get("aria-label") == root.findtext("{*}title") == '"<调查> & 反馈'
    dark = root.findall("{*}path")[1].get("d")
    size = int(root.get("viewBox").split()[2])
    runs = [tuple(map(int, run.groups())) for run in _RUN.finditer(dark)]
    assert min(min(x, y) for x, y, _width in runs) == QUIET
    assert max(max(x + width, y + 1) for x, y, width in runs) == size - QUIET


def test_a_text_that_fits_no_code_is_refused():
    with pytest.raises(ValueError, match="version"):
        qr_svg("x" * 2400, title="-")
