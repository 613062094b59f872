"""Items by two figures, with their intervals; where the plane is parted, the mark tells the quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple

from guicheng.adapters.pictures import svg
from guicheng.adapters.pictures.scales import Axis, percent_axis
from guicheng.adapters.process_palette import Theme

_WIDE: Final = 640
_HIGH: Final = 460
_LEFT: Final = 64
_RIGHT: Final = 16
_TOP: Final = 16
_FOOT: Final = 52
#: Marks of a quadrant; any other item is round.
_SHAPES: Final = {
    "concentrate_here": "triangle",
    "keep_up": "square",
    "low_priority": "diamond",
    "possible_overkill": "round",
}
_NONE: Final = ("", "", "", "")


@dataclass(frozen=True, slots=True)
class Dot:
    """An item on the plane.

    Args:
        number: By which the table names it.
        name: What it is, told on hovering.
        across: Its figure on the axis that lies; a share from 0 to 1 on an axis of shares.
        up: Its figure on the axis that goes up.
        around: Lower and upper end of both intervals: across, then up; None where they cannot be told.
        quadrant: Name of its quadrant, which chooses its mark; "" for none.
        sure: Whether its quadrant is sure; the mark is filled then.
    """

    number: int
    name: str
    across: float
    up: float
    around: tuple[float, float, float, float] | None = None
    quadrant: str = ""
    sure: bool = True


class Lines(NamedTuple):
    """Where the plane is parted; None draws no line."""

    across: float | None = None
    up: float | None = None


@dataclass(frozen=True, slots=True)
class _Plane:
    across: Axis
    up: Axis

    wide: ClassVar[float] = _WIDE - _LEFT - _RIGHT
    high: ClassVar[float] = _HIGH - _TOP - _FOOT

    def x(self, value: float) -> float:
        return _LEFT + self.across.part(value) * self.wide

    def y(self, value: float) -> float:
        return _TOP + (1 - self.up.part(value)) * self.high


def scatter(
    dots: Sequence[Dot],
    axes: tuple[Axis, Axis],
    *,
    lines: Lines | None = None,
    corners: tuple[str, str, str, str] = _NONE,
    title: str,
    theme: Theme | None = None,
) -> str:
    """Return items by two figures as SVG.

    Args:
        dots: The items.
        axes: The axis that lies, then the one that goes up.
        lines: Where the plane is parted; None parts it nowhere.
        corners: Names of the quarters: upper left, upper right, lower left, lower right.
        title: What readers of the screen hear.
        theme: Colours that it brings along; None where the page has its own for the classes.
    """
    plane = _Plane(*axes)
    parts = [
        svg.ground(_LEFT, _TOP, plane.wide, plane.high),
        *_corners(corners),
        *_parted(plane, lines or Lines()),
        *_ticks(plane),
        svg.text(_LEFT + plane.wide / 2, _HIGH - 8, f"{plane.across.name} →", "axis", "middle"),
        svg.upright(_TOP + plane.high / 2, f"{plane.up.name} →"),
        *(piece for dot in dots for piece in _dot(plane, dot)),
    ]
    return svg.sheet(_WIDE, _HIGH, parts, title, theme)


def quadrant_chart(
    dots: Sequence[Dot],
    lines: tuple[float, float],
    *,
    axes: tuple[str, str],
    corners: tuple[str, str, str, str],
    title: str,
    theme: Theme | None = None,
) -> str:
    """Return importance beside satisfaction as SVG; where items crowd, the plane is looked at more closely.

    Args:
        dots: The items, with shares from 0 to 1.
        lines: Importance and satisfaction at which the quadrants part, from 0 to 1.
        axes: Names of the axes: across, up.
        corners: Names of the quadrants: upper left, upper right, lower left, lower right.
        title: What readers of the screen hear.
        theme: Colours that it brings along; None where the page has its own for the classes.
    """
    across = [lines[1]] + [end for dot in dots for end in ((dot.around or (dot.across,) * 2)[:2])]
    up = [lines[0]] + [end for dot in dots for end in (dot.around[2:] if dot.around else (dot.up,))]
    both = (percent_axis(axes[0], across), percent_axis(axes[1], up))
    return scatter(dots, both, lines=Lines(lines[1], lines[0]), corners=corners, title=title, theme=theme)


def _parted(plane: _Plane, lines: Lines) -> Iterator[str]:
    if lines.across is not None:
        yield svg.rule(plane.x(lines.across), _TOP, plane.x(lines.across), _HIGH - _FOOT)
    if lines.up is not None:
        yield svg.rule(_LEFT, plane.y(lines.up), _WIDE - _RIGHT, plane.y(lines.up))


def _ticks(plane: _Plane) -> Iterator[str]:
    for value, shown in plane.across.ticks:
        yield svg.text(plane.x(value), _HIGH - _FOOT + 18, shown, "tick", "middle")
    for value, shown in plane.up.ticks:
        yield svg.text(_LEFT - 8, plane.y(value) + 4, shown, "tick", "end")


def _corners(names: tuple[str, str, str, str]) -> Iterator[str]:
    left, right, top, foot = _LEFT + 8, _WIDE - _RIGHT - 8, _TOP + 18, _HIGH - _FOOT - 8
    places = ((left, top, "start"), (right, top, "end"), (left, foot, "start"), (right, foot, "end"))
    for name, (x, y, anchor) in zip(names, places, strict=True):
        if name:
            yield svg.text(x, y, name, "corner", anchor)


def _dot(plane: _Plane, dot: Dot) -> Iterator[str]:
    x, y = plane.x(dot.across), plane.y(dot.up)
    yield f'<g class="{dot.quadrant or "item"}"><title>{dot.number} {svg.safe(dot.name)}</title>'
    if dot.around:
        left, right, low, high = dot.around
        spans = f"M{plane.x(left):.1f} {y:.1f}H{plane.x(right):.1f}M{x:.1f} {plane.y(low):.1f}V{plane.y(high):.1f}"
        yield f'<path class="span" d="{spans}"/>'
    yield svg.mark(x, y, _SHAPES.get(dot.quadrant, "round"), "mark sure" if dot.sure else "mark")
    yield svg.text(x + 10, y - 6, str(dot.number), "number") + "</g>"
