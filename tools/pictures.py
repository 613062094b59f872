"""Pictures of pages as documentation holds them: in one language, in one width, small as files."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: Colours of a picture: screens have few, and a third of the bytes is saved.
_COLOURS: Final = 128
SCREEN: Final = (1200, 760)
WIDE_SCREEN: Final = (1440, 860)
PHONE: Final = (390, 780)
LANGUAGES: Final = {"zh": "zh-hans", "en": "en"}


def write(page: Page, path: Path) -> None:
    """Write what a page shows as a PNG of few colours."""
    taken = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    few = taken.convert("RGB").quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def take_in_both(
    page: Page,
    folder: Path,
    name: str,
    prepare: Callable[[Page], None] | None = None,
    *,
    size: tuple[int, int] = SCREEN,
) -> None:
    """Write ``NAME-zh.png`` and ``NAME-en.png`` of what somebody's page shows.

    Args:
        page: The page; its address is opened anew beside it, with its cookies.
        folder: Where the pictures go.
        name: The name, without language and ending.
        prepare: Does what the address does not tell, such as filling a form.
        size: Width and height, CSS pixels.
    """
    width, height = size
    origin = "/".join(page.url.split("/")[:3])
    for short, language in reversed(LANGUAGES.items()):  # Chinese last, so that the story goes on in it
        page.context.add_cookies([{"name": "language", "value": language, "url": origin}])
        beside = page.context.new_page()
        beside.set_viewport_size({"width": width, "height": height})
        beside.goto(page.url)
        if prepare:
            prepare(beside)
        beside.wait_for_load_state("networkidle")
        write(beside, folder / f"{name}-{short}.png")
        beside.close()
