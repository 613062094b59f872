"""Icons that pages name, beside those of the sprite: one that the sprite lacks leaves a gap in its button."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "src" / "guicheng" / "web" / "templates"
SPRITE = ROOT / "frontend" / "plugins" / "icons.mjs"


def test_every_icon_that_a_page_names_is_in_the_sprite():
    listed = re.search(r"ICONS = \[(.*?)\]", SPRITE.read_text(encoding="utf-8"), re.DOTALL)
    sprite = set(re.findall(r'"([a-z0-9-]+)"', listed[1]))
    named = {
        (name, page.name)
        for page in PAGES.rglob("*.html")
        for name in re.findall(r'\{% icon "([^"]+)" %\}', page.read_text(encoding="utf-8"))
    }
    assert len(named) > len(sprite)
    assert {(name, page) for name, page in named if name not in sprite} == set()
