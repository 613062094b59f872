"""Colours of drawings that stand alone: on a light page, on a dark one, on paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Theme(StrEnum):
    """What a drawing is made for."""

    LIGHT = "light"
    DARK = "dark"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours, as ``#rrggbb``."""

    page: str
    band: str
    head: str
    ink: str
    faint: str
    line: str
    card: str
    edge: str
    way: str
    late: str
    bad: str
    bad_fill: str
    heat: str


PALETTES: Final = {
    Theme.LIGHT: Palette(
        page="#ffffff",
        band="#f7f9fc",
        head="#e8f1fb",
        ink="#1c2430",
        faint="#4a5565",
        line="#c9d2dd",
        card="#ffffff",
        edge="#5a7698",
        way="#4a5565",
        late="#8a4b00",
        bad="#b3261e",
        bad_fill="#fdeae8",
        heat="#e5484d",
    ),
    Theme.DARK: Palette(
        page="#161b22",
        band="#1a212b",
        head="#17304a",
        ink="#e6eaf0",
        faint="#b4bdc9",
        line="#343e4b",
        card="#232c38",
        edge="#6f92bb",
        way="#b4bdc9",
        late="#f2b84b",
        bad="#ff9a8f",
        bad_fill="#421a17",
        heat="#ff6369",
    ),
    Theme.PRINT: Palette(
        page="#ffffff",
        band="#ffffff",
        head="#efefef",
        ink="#000000",
        faint="#222222",
        line="#777777",
        card="#ffffff",
        edge="#000000",
        way="#000000",
        late="#000000",
        bad="#000000",
        bad_fill="#e2e2e2",
        heat="#888888",
    ),
}
_FONTS: Final = "'PingFang SC','HarmonyOS Sans SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif"


def style_of(theme: Theme) -> str:
    """Return the rules of style for the classes of a drawing that stands alone."""
    look = PALETTES[theme]
    rules = {
        "text": f"font-family:{_FONTS};font-size:12px;fill:{look.ink}",
        ".sheet": f"fill:{look.page}",
        ".lane": f"fill:{look.band};stroke:{look.line}",
        ".lane.odd": f"fill:{look.page}",
        ".head": f"fill:{look.head};stroke:{look.line}",
        ".post": "font-weight:bold;font-size:13px",
        ".step rect,.mark path": f"fill:{look.card};stroke:{look.edge};stroke-width:1.2",
        ".faulty rect": f"stroke:{look.bad};stroke-width:2;fill:{look.bad_fill}",
        ".way": f"fill:none;stroke:{look.way};stroke-width:1.2",
        ".late": f"stroke:{look.late};stroke-dasharray:5 3",
        ".tip": f"fill:{look.way}",
        ".start,.end,.clock": f"fill:{look.card};stroke:{look.way};stroke-width:1.4",
        ".end": "stroke-width:3.6",
        ".clock": f"stroke:{look.late}",
        ".ringing": "stroke-dasharray:3 2",
        ".mark .sign": f"fill:none;stroke:{look.way};stroke-width:1.6",
        ".hand": f"fill:none;stroke:{look.late};stroke-width:1.2",
        ".stop": f"fill:{look.way}",
        ".number,.limit,.answer,.wait,.note": f"font-size:10.5px;fill:{look.faint}",
        ".number": f"font-weight:bold;fill:{look.edge}",
        ".wait": f"fill:{look.late}",
        ".step .heat": f"fill:{look.heat};stroke:none",
        ".cut": f"fill:{look.page};stroke:{look.way};stroke-width:1",
    }
    return "".join(f"{names}{{{rule}}}" for names, rule in rules.items())
