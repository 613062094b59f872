"""Bars that lie one below the other, with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from guicheng.adapters.pictures import svg
from guicheng.adapters.process_palette import Theme

_WIDE: Final = 640
_RIGHT: Final = 16
_ROW: Final = 26
_NAMES: Final = 190


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure with its interval on a line.

    Args:
        name: What it is of.
        value: The figure.
        low: Lower end; None where it cannot be told.
        high: Upper end.
        shown: The figure in words.
        strong: Whether it is marked out.
    """

    name: str
    value: float
    low: float | None
    high: float | None
    shown: str
    strong: bool = False


def bar_chart(
    bars: Sequence[Bar], *, title: str, zero: bool = False, line: float | None = None, theme: Theme | None = None
) -> str:
    """Return figures with their intervals, one below the other, as SVG.

    Args:
        bars: The figures, at least one.
        title: What readers of the screen hear.
        zero: Whether the line of 0 is drawn, for figures that may lie on either side.
        line: A value that is drawn across all, such as a target.
        theme: Colours that it brings along; None where the page has its own for the classes.
    """
    ends = [end for bar in bars for end in (bar.value, bar.low, bar.high) if end is not None]
    ends += [0.0] if line is None else [0.0, line]
    low, high = min(ends), max(ends)
    reach = (high - low) or 1.0
    wide = _WIDE - _NAMES - 64 - _RIGHT

    def x(value: float) -> float:
        return _NAMES + (value - low) / reach * wide

    parts = []
    for index, bar in enumerate(bars):
        y = 18 + index * _ROW
        parts.append(svg.text(_NAMES - 10, y + 4, svg.short(bar.name, 14), "name", "end"))
        start, end = sorted((x(0.0), x(bar.value)))
        kind = "bar strong" if bar.strong else "bar"
        parts.append(
            f'<rect class="{kind}" x="{start:.1f}" y="{y - 7}" width="{max(1.0, end - start):.1f}" height="14"/>'
        )
        if bar.low is not None and bar.high is not None:
            parts.append(svg.whisker(x(bar.low), x(bar.high), y))
        parts.append(svg.text(_WIDE - 6, y + 4, bar.shown, "value", "end"))
    height = 18 + len(bars) * _ROW
    places = ([0.0] if zero else []) + ([] if line is None else [line])
    parts += [svg.rule(x(place), 4, x(place), height - 8) for place in places]
    return svg.sheet(_WIDE, height, parts, title, theme)
