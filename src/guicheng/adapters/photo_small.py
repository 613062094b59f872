"""Photos made small for lists: decoded within bounds of pixels and memory, kept beside the originals.

Only here a photo is decoded (the taking in looks at segments alone), in the worker and long after it was acknowledged;
what cannot be decoded has no small one, and lists show the original instead. A small photo is no evidence and can be
made again at any time.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from guicheng.domain.values.errors import FileRefusedError
from guicheng.domain.values.message import _

#: The longer side of a small photo, in pixels: twice what a list shows, for fine screens.
SIDE: Final = 320
#: Pixels of the original: decoded with four bytes each, they take 64 MB.
MOST_PIXELS: Final = 16_000_000
_FORMATS: Final = ("JPEG", "PNG")
_QUALITY: Final = 72
_HASH: Final = re.compile(r"[0-9a-f]{64}")


def smaller(data: bytes) -> bytes:
    """Return a photo as an upright JPEG of at most ``SIDE`` pixels a side; a smaller one keeps its size.

    Args:
        data: A JPEG or PNG photo.

    Raises:
        FileRefusedError: It cannot be decoded, or has more than ``MOST_PIXELS``.
    """
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            # Known from the head of the file, before a pixel is decoded.
            if image.width * image.height > MOST_PIXELS:
                raise FileRefusedError(_("The photo has too many pixels to be shown in a list."))
            return _written(image)
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise FileRefusedError(_("The photo cannot be decoded, so it is not shown in lists.")) from error


def _written(image: Image.Image) -> bytes:
    # A JPEG is then decoded at an eighth, a quarter or a half of its size, which takes that much less memory.
    image.draft("RGB", (SIDE, SIDE))
    image.thumbnail((SIDE, SIDE))
    upright = ImageOps.exif_transpose(image)
    plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    # Drawn on paper of its own, so that nothing but pixels is written: a comment would come along.
    paper = Image.new("RGB", plain.size, "white")
    paper.paste(plain, mask=plain.getchannel("A") if plain.mode == "RGBA" else None)
    target = BytesIO()
    paper.save(target, "JPEG", quality=_QUALITY, optimize=True)
    return target.getvalue()


class SmallPhotos:
    """Small photos by the hash of their originals, in folders by its first two figures.

    Args:
        folder: Where they lie; made at the first one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, kept: str, data: bytes) -> None:
        """Keep the small photo of an original; whoever reads meanwhile finds the whole of it or none.

        Raises:
            OSError: The disk is full, or fails.
        """
        path = self._path(kept)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            draft.touch(mode=0o600)
            draft.write_bytes(data)
            draft.replace(path)
        finally:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)

    def read(self, kept: str) -> bytes | None:
        """Return the small photo of an original; None where there is none yet."""
        try:
            return self._path(kept).read_bytes()
        except OSError:
            return None

    def has(self, kept: str) -> bool:
        """Tell whether there is a small photo of an original."""
        return os.path.lexists(self._path(kept))

    def forget(self, kept: str) -> None:
        """Delete the small photo of an original; forgetting it again changes nothing.

        Raises:
            OSError: The disk fails.
        """
        self._path(kept).unlink(missing_ok=True)

    def _path(self, kept: str) -> Path:
        if not _HASH.fullmatch(kept):
            raise ValueError(kept)
        return self._folder / kept[:2] / f"{kept}.jpg"
