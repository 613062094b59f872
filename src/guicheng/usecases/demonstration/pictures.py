"""Small made-up photos: a floor, a wall, and something that lies there; no two alike."""

from __future__ import annotations

import io
import random
from typing import Final

from PIL import Image, ImageDraw

_SIZE: Final = (240, 180)
_FLOOR: Final = 110


def picture(chance: random.Random) -> bytes:
    """Return a PNG of a few kilobytes."""
    wall = tuple(chance.randint(170, 225) for _channel in range(3))
    image = Image.new("RGB", _SIZE, wall)
    pen = ImageDraw.Draw(image)
    tile = tuple(max(0, channel - chance.randint(40, 80)) for channel in wall)
    pen.rectangle((0, _FLOOR, *_SIZE), fill=tile)
    step = chance.randint(24, 44)
    for edge in range(chance.randint(0, step), _SIZE[0], step):
        pen.line((edge, _FLOOR, edge * 2 - _SIZE[0] // 2, _SIZE[1]), fill=wall)
    left, top = chance.randint(20, 160), chance.randint(_FLOOR - 10, 150)
    stain = tuple(chance.randint(40, 110) for _channel in range(3))
    pen.ellipse((left, top, left + chance.randint(24, 60), top + chance.randint(10, 26)), fill=stain)
    kept = io.BytesIO()
    image.save(kept, "PNG", optimize=True)
    return kept.getvalue()
