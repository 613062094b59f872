"""Pictures of an analysis as SVG: shapes and words tell what colours tell, so they print and read without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from guicheng.adapters.clean_text import clean
from guicheng.adapters.process_palette import PALETTES, Theme

_WIDE: Final = 640
_HIGH: Final = 460
_LEFT: Final = 64
_RIGHT: Final = 16
_TOP: Final = 16
_FOOT: Final = 52
_ROW: Final = 26
_NAMES: Final = 190
#: Marks of a quadrant: told apart without colour.
_MARKS: Final = {
    "concentrate_here": "M0 -7L7 6H-7Z",
    "keep_up": "M-6 -6H6V6H-6Z",
    "low_priority": "M0 -8L8 0L0 8L-8 0Z",
    "possible_overkill": "M-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0",
}
_FONTS: Final = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif"


@dataclass(frozen=True, slots=True)
class Dot:
    """An item on the map.

    Args:
        number: By which the table names it.
        name: What it is, told on hovering.
        across: Satisfaction, from 0 to 1.
        up: Importance, from 0 to 1.
        around: Lower and upper end of both intervals: across, then up; None where they cannot be told.
        quadrant: Name of its quadrant.
        sure: Whether its quadrant is sure; the mark is filled then.
    """

    number: int
    name: str
    across: float
    up: float
    around: tuple[float, float, float, float] | None
    quadrant: str
    sure: bool


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


def quadrant_chart(
    dots: Sequence[Dot],
    lines: tuple[float, float],
    *,
    axes: tuple[str, str],
    corners: tuple[str, str, str, str],
    title: str,
    theme: Theme | None = None,
) -> str:
    """Return importance beside satisfaction as SVG.

    Args:
        dots: The items.
        lines: Importance and satisfaction at which the quadrants part, from 0 to 1.
        axes: Names of the axes: across, up.
        corners: Names of the quadrants: upper left, upper right, lower left, lower right.
        title: What readers of the screen hear.
        theme: Colours that it brings along; None where the page has its own for the classes.
    """
    frame = _Frame.around(dots, lines)
    parts = [
        f'<rect class="ground" x="{_LEFT}" y="{_TOP}" width="{frame.wide:.0f}" height="{frame.high:.0f}"/>',
        *_corners(corners),
        _rule(frame.x(lines[1]), _TOP, frame.x(lines[1]), _HIGH - _FOOT),
        _rule(_LEFT, frame.y(lines[0]), _WIDE - _RIGHT, frame.y(lines[0])),
        *_ticks(frame),
        _text(_LEFT + frame.wide / 2, _HIGH - 8, f"{axes[0]} →", "axis", "middle"),
        _upright(_TOP + frame.high / 2, f"{axes[1]} →"),
        *(piece for dot in dots for piece in _dot(frame, dot)),
    ]
    return _svg(_WIDE, _HIGH, parts, title, theme)


def bar_chart(bars: Sequence[Bar], *, title: str, zero: bool = False, theme: Theme | None = None) -> str:
    """Return figures with their intervals, one below the other, as SVG.

    Args:
        bars: The figures, at least one.
        title: What readers of the screen hear.
        zero: Whether the line of 0 is drawn, for figures that may lie on either side.
        theme: Colours that it brings along; None where the page has its own for the classes.
    """
    ends = [end for bar in bars for end in (bar.value, bar.low, bar.high) if end is not None] + [0.0]
    low, high = min(ends), max(ends)
    reach = (high - low) or 1.0
    wide = _WIDE - _NAMES - 64 - _RIGHT

    def x(value: float) -> float:
        return _NAMES + (value - low) / reach * wide

    parts = []
    for index, bar in enumerate(bars):
        y = 18 + index * _ROW
        parts.append(_text(_NAMES - 10, y + 4, _short(bar.name, 14), "name", "end"))
        start, end = sorted((x(0.0), x(bar.value)))
        kind = "bar strong" if bar.strong else "bar"
        parts.append(
            f'<rect class="{kind}" x="{start:.1f}" y="{y - 7}" width="{max(1.0, end - start):.1f}" height="14"/>'
        )
        if bar.low is not None and bar.high is not None:
            parts.append(_whisker(x(bar.low), x(bar.high), y))
        parts.append(_text(_WIDE - 6, y + 4, bar.shown, "value", "end"))
    height = 18 + len(bars) * _ROW
    if zero:
        parts.append(_rule(x(0.0), 4, x(0.0), height - 8))
    return _svg(_WIDE, height, parts, title, theme)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The part of the unit square that is drawn: where items crowd, it is looked at more closely."""

    left: float
    right: float
    low: float
    top: float

    wide = _WIDE - _LEFT - _RIGHT
    high = _HIGH - _TOP - _FOOT

    @classmethod
    def around(cls, dots: Sequence[Dot], lines: tuple[float, float]) -> _Frame:
        across = [lines[1]] + [end for dot in dots for end in ((dot.around or (dot.across,) * 2)[:2])]
        up = [lines[0]] + [end for dot in dots for end in (dot.around[2:] if dot.around else (dot.up,))]
        return cls(*_span(across), *_span(up))

    def x(self, value: float) -> float:
        return _LEFT + (value - self.left) / (self.right - self.left) * self.wide

    def y(self, value: float) -> float:
        return _TOP + (self.top - value) / (self.top - self.low) * self.high


def _span(values: Sequence[float]) -> tuple[float, float]:
    """Return the ends of an axis, on tenths, with room around."""
    low = max(0.0, int(min(values) * 10 - 0.2) / 10)
    high = min(1.0, int(max(values) * 10 + 1.2) / 10)
    return (low, high) if high - low >= 0.2 else (max(0.0, high - 0.2), max(0.2, high))


def _ticks(frame: _Frame) -> Iterator[str]:
    for step in range(11):
        value = step / 10
        if frame.left - 1e-9 <= value <= frame.right + 1e-9:
            yield _text(frame.x(value), _HIGH - _FOOT + 18, f"{value * 100:.0f}", "tick", "middle")
        if frame.low - 1e-9 <= value <= frame.top + 1e-9:
            yield _text(_LEFT - 8, frame.y(value) + 4, f"{value * 100:.0f}", "tick", "end")


def _corners(names: tuple[str, str, str, str]) -> Iterator[str]:
    left, right, top, foot = _LEFT + 8, _WIDE - _RIGHT - 8, _TOP + 18, _HIGH - _FOOT - 8
    places = ((left, top, "start"), (right, top, "end"), (left, foot, "start"), (right, foot, "end"))
    for name, (x, y, anchor) in zip(names, places, strict=True):
        yield _text(x, y, name, "corner", anchor)


def _dot(frame: _Frame, dot: Dot) -> Iterator[str]:
    x, y = frame.x(dot.across), frame.y(dot.up)
    yield f'<g class="{dot.quadrant}"><title>{dot.number} {_safe(dot.name)}</title>'
    if dot.around:
        left, right, low, high = dot.around
        lines = f"M{frame.x(left):.1f} {y:.1f}H{frame.x(right):.1f}M{x:.1f} {frame.y(low):.1f}V{frame.y(high):.1f}"
        yield f'<path class="span" d="{lines}"/>'
    state = "mark sure" if dot.sure else "mark"
    yield f'<path class="{state}" transform="translate({x:.1f} {y:.1f})" d="{_MARKS[dot.quadrant]}"/>'
    yield _text(x + 10, y - 6, str(dot.number), "number", "start") + "</g>"


def _whisker(low: float, high: float, y: float) -> str:
    return f'<path class="span" d="M{low:.1f} {y}H{high:.1f}M{low:.1f} {y - 4}V{y + 4}M{high:.1f} {y - 4}V{y + 4}"/>'


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<path class="rule" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>'


def _text(x: float, y: float, text: str, kind: str, anchor: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{_safe(text)}</text>'


def _upright(y: float, text: str) -> str:
    return f'<text class="axis" text-anchor="middle" transform="translate(16 {y:.0f}) rotate(-90)">{_safe(text)}</text>'


def _safe(text: str) -> str:
    return escape(clean(text))


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _svg(wide: float, high: float, parts: Iterable[str], title: str, theme: Theme | None) -> str:
    style = f"<style>{_style(theme)}</style>" if theme else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {wide:.0f} {high:.0f}" '
        f'width="{wide:.0f}" height="{high:.0f}" role="img" aria-label="{_safe(title)}">{style}{"".join(parts)}</svg>'
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
    }
    return "".join(f"{names}{{{rule}}}" for names, rule in rules.items())
