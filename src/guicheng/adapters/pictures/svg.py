"""The pieces of which pictures are made, and the colours that one brings along when it stands alone."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final
from unicodedata import east_asian_width

from guicheng.adapters.clean_text import clean
from guicheng.adapters.process_palette import PALETTES, Theme

_FONTS: Final = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif"
#: Marks of about 14 pixels around the origin, told apart without colour.
MARKS: Final = {
    "round": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0",
    "square": "M-5 -5H5V5H-5Z",
    "triangle": "M0 -6L6 5H-6Z",
    "diamond": "M0 -7L7 0L0 7L-7 0Z",
    "cross": "M-5 -5L5 5M5 -5L-5 5",
}
#: Fill and ink of the six steps of a heat map: three at or above the promise, three below it.
HEAT: Final = (
    ("#1f5f9e", "#ffffff"),
    ("#5b97cd", "#101820"),
    ("#b9d5ee", "#101820"),
    ("#fff3d6", "#101820"),
    ("#f3b562", "#101820"),
    ("#b8480f", "#ffffff"),
)


def text(x: float, y: float, words: str, kind: str, anchor: str = "start") -> str:
    """Return a line of text.

    Args:
        x: Where it is anchored, pixels from the left.
        y: Its base line, pixels from the top.
        words: The text, escaped here.
        kind: Its class.
        anchor: ``start``, ``middle`` or ``end``.
    """
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{safe(words)}</text>'


def upright(y: float, words: str) -> str:
    """Return the name of the axis that goes up, around a height in pixels."""
    return f'<text class="axis" text-anchor="middle" transform="translate(16 {y:.0f}) rotate(-90)">{safe(words)}</text>'


def rule(x1: float, y1: float, x2: float, y2: float) -> str:
    """Return a dashed straight line."""
    return f'<path class="rule" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>'


def whisker(low: float, high: float, y: float) -> str:
    """Return an interval that lies: from one place to another at a height."""
    return f'<path class="span" d="M{low:.1f} {y}H{high:.1f}M{low:.1f} {y - 4}V{y + 4}M{high:.1f} {y - 4}V{y + 4}"/>'


def ground(x: float, y: float, wide: float, high: float) -> str:
    """Return the field on which figures stand."""
    return f'<rect class="ground" x="{x:.0f}" y="{y:.0f}" width="{wide:.0f}" height="{high:.0f}"/>'


def mark(x: float, y: float, shape: str, kind: str) -> str:
    """Return a mark of ``MARKS`` at a place."""
    return f'<path class="{kind}" transform="translate({x:.1f} {y:.1f})" d="{MARKS[shape]}"/>'


def safe(words: str) -> str:
    """Return text that says nothing to a reader of markup."""
    return escape(clean(words))


def short(words: str, most: int) -> str:
    """Return as much of a text as has room, with a mark where some is left out.

    Args:
        words: The text.
        most: How many Chinese signs have room; a Latin one takes six tenths of the room of one.
    """
    if room(words) <= most:
        return words
    kept = max(at for at in range(len(words)) if room(words[:at]) <= most - 1)
    return f"{words[:kept]}…"


def room(words: str) -> float:
    """Return how many Chinese signs would take as much room as a text.

    Example:
        >>> room("工程维保"), room("Engineering")
        (4.0, 6.6)
    """
    return round(sum(1.0 if east_asian_width(each) in "WF" else 0.6 for each in words), 1)


def sheet(
    wide: float, high: float, parts: Iterable[str], title: str, theme: Theme | None, *, kind: str = "chart"
) -> str:
    """Return a picture.

    Args:
        wide: Pixels.
        high: Pixels.
        parts: What stands in it.
        title: What readers of the screen hear.
        theme: Colours that it brings along; None where the page has its own for the classes.
        kind: Its class.
    """
    style = f"<style>{_style(theme)}</style>" if theme else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" viewBox="0 0 {wide:.0f} {high:.0f}" '
        f'width="{wide:.0f}" height="{high:.0f}" role="img" aria-label="{safe(title)}">{style}{"".join(parts)}</svg>'
    )


def _style(theme: Theme) -> str:
    look = PALETTES[theme]
    rules = {
        "text": f"font-family:{_FONTS};font-size:12px;fill:{look.ink}",
        ".ground": f"fill:{look.band};stroke:{look.line}",
        ".corner,.tick,.axis": f"fill:{look.faint}",
        ".rule": f"stroke:{look.line};stroke-dasharray:4 3;fill:none",
        ".span": f"stroke:{look.way};stroke-width:1;fill:none",
        ".mark": f"fill:{look.page};stroke:{look.ink};stroke-width:1.6",
        ".mark.sure": f"fill:{look.edge}",
        ".number": "font-weight:bold",
        ".bar": f"fill:{look.page};stroke:{look.line}",
        ".bar.strong": f"fill:{look.bad_fill};stroke:{look.ink}",
        ".line": f"fill:none;stroke:{look.edge};stroke-width:1.8",
        ".guide": f"fill:none;stroke:{look.way};stroke-width:1",
        ".guide.edge": "stroke-dasharray:5 3",
        ".s1 .line": "stroke-dasharray:7 3",
        ".s2 .line": "stroke-dasharray:2 3",
        ".s3 .line": "stroke-dasharray:9 3 2 3",
        ".signal": f"fill:none;stroke:{look.bad};stroke-width:2",
        ".corner": f"paint-order:stroke;stroke:{look.band};stroke-width:3px",
        ".hatching path": f"stroke:{look.faint};stroke-width:1.4",
        ".cell": f"stroke:{look.page};stroke-width:2",
        ".cell.bad,.cell.few": f"stroke:{look.ink};stroke-width:1.4",
        ".cell.few": f"fill:{look.page};stroke:{look.faint};stroke-dasharray:3 2",
        ".cell.none,.cell.hatch": f"fill:{look.page};stroke:{look.line}",
    }
    return "".join(f"{names}{{{told}}}" for names, told in rules.items())
