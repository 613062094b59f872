"""Figures over time: lines told apart by mark and dash, with intervals, limits and signals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, Final

from guicheng.adapters.pictures import svg
from guicheng.adapters.pictures.scales import Axis
from guicheng.adapters.process_palette import Theme

_WIDE: Final = 640
_HIGH: Final = 300
_LEFT: Final = 56
_RIGHT: Final = 24
_TOP: Final = 16
_FOOT: Final = 34
_KEY: Final = 20
_SHAPES: Final = ("round", "square", "triangle", "diamond")
#: Names below the axis need about so many pixels each sign.
_SIGN: Final = 8.5
#: Height of a line of writing.
_LETTER: Final = 14


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure at one place of a line.

    Args:
        value: The figure; None where there is none, and the line breaks there.
        low: Lower end of its interval; None draws none.
        high: Upper end.
        told: What it says, told on hovering.
        signal: Whether it is more than noise: it gets a ring.
        sure: Whether it is final and of enough cases; the mark is hollow otherwise.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    told: str = ""
    signal: bool = False
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Series:
    """A line.

    Args:
        name: What it is of.
        spots: Its figures, one for each place.
    """

    name: str
    spots: Sequence[Spot]


@dataclass(frozen=True, slots=True)
class Guide:
    """A line to compare with: a target, a mean, a limit that may differ from place to place.

    Args:
        name: What it is; written at its end.
        values: One for each place, drawn as steps; None leaves a gap.
        edge: Whether it is a limit, drawn in dashes.
    """

    name: str
    values: Sequence[float | None]
    edge: bool = False


@dataclass(frozen=True, slots=True)
class _Field:
    places: int
    axis: Axis
    top: float

    wide: ClassVar[float] = _WIDE - _LEFT - _RIGHT

    @property
    def foot(self) -> float:
        return _HIGH - _FOOT

    @property
    def step(self) -> float:
        return self.wide / max(1, self.places)

    def x(self, place: float) -> float:
        return _LEFT + (place + 0.5) * self.step

    def y(self, value: float) -> float:
        return self.top + (1 - self.axis.part(value)) * (self.foot - self.top)


def line_chart(
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    axis: Axis,
    guides: Sequence[Guide] = (),
    breaks: Sequence[tuple[int, str]] = (),
    title: str,
    theme: Theme | None = None,
) -> str:
    """Return figures over places, mostly months or weeks, as SVG.

    Args:
        labels: Names of the places, in order.
        series: At most four lines, each with a spot for every place.
        axis: The axis that goes up.
        guides: Targets, means and limits.
        breaks: Places before which something changed, such as an edition, with what.
        title: What readers of the screen hear.
        theme: Colours that it brings along; None where the page has its own for the classes.
    """
    field = _Field(len(labels), axis, _TOP + (_KEY if len(series) > 1 or breaks else 0))
    parts = [
        svg.ground(_LEFT, field.top, field.wide, field.foot - field.top),
        *_scale(field, labels),
        *(_break(field, place) for place, _name in breaks),
        *(piece for guide in guides for piece in _guide(field, guide)),
        *(piece for index, each in enumerate(series) for piece in _line(field, index, each)),
        # Words stand above lines and marks, on a rim in the colour of the ground.
        *_names(field, guides),
        *(svg.text(field.x(place - 0.5) + 4, field.top - 9, name, "corner") for place, name in breaks),
        *(_key(series) if len(series) > 1 else ()),
    ]
    return svg.sheet(_WIDE, _HIGH, parts, title, theme)


def _scale(field: _Field, labels: Sequence[str]) -> Iterator[str]:
    for value, shown in field.axis.ticks:
        yield svg.text(_LEFT - 8, field.y(value) + 4, shown, "tick", "end")
    yield svg.upright(field.top + (field.foot - field.top) / 2, field.axis.name)
    room = max(map(len, labels), default=1) * _SIGN
    every = max(1, -int(-room // field.step))
    # From the last place back, so that the newest one is always named.
    for place in range(len(labels) - 1, -1, -every):
        yield svg.text(field.x(place), field.foot + 18, labels[place], "tick", "middle")


def _break(field: _Field, place: int) -> str:
    x = field.x(place - 0.5)
    return svg.rule(x, field.top - 16, x, field.foot)


def _guide(field: _Field, guide: Guide) -> Iterator[str]:
    kind = "guide edge" if guide.edge else "guide"
    steps = []
    for place, value in enumerate(guide.values):
        if value is not None:
            joined = place > 0 and guide.values[place - 1] is not None
            start = "L" if joined else "M"
            y, half = field.y(value), field.step / 2
            steps.append(f"{start}{field.x(place) - half:.1f} {y:.1f}H{field.x(place) + half:.1f}")
    if steps:
        yield f'<path class="{kind}" d="{"".join(steps)}"/>'


def _names(field: _Field, guides: Sequence[Guide]) -> Iterator[str]:
    """Write what guides are at their ends; those that end too close together share one line of writing."""
    ends = [
        (field.y(value), guide.name)
        for guide in guides
        for value in [next((each for each in reversed(guide.values) if each is not None), None)]
        if value is not None
    ]
    rows: list[tuple[float, list[str]]] = []
    for y, name in sorted(ends, key=lambda end: end[0]):
        if rows and y - rows[-1][0] < _LETTER:
            rows[-1][1].append(name)
        else:
            rows.append((y, [name]))
    for y, names in rows:
        # At the upper edge a name would stand among those of what changed.
        below = y - field.top < _LETTER
        yield svg.text(_WIDE - _RIGHT - 4, y + _LETTER if below else y - 4, " · ".join(names), "corner", "end")


def _line(field: _Field, index: int, series: Series) -> Iterator[str]:
    yield f'<g class="s{index % len(_SHAPES)}">'
    known = groupby(enumerate(series.spots), key=lambda each: each[1].value is not None)
    for filled, group in known:
        run = [(field.x(place), field.y(spot.value)) for place, spot in group if spot.value is not None]
        if filled and len(run) > 1:
            yield f'<path class="line" d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in run)}"/>'
    for place, spot in enumerate(series.spots):
        if spot.value is not None:
            yield from _spot(field, field.x(place), field.y(spot.value), spot, _SHAPES[index % len(_SHAPES)])
    yield "</g>"


def _spot(field: _Field, x: float, y: float, spot: Spot, shape: str) -> Iterator[str]:
    yield f"<g><title>{svg.safe(spot.told)}</title>"
    if spot.low is not None and spot.high is not None:
        low, high = field.y(spot.low), field.y(spot.high)
        ends = f"M{x - 4:.1f} {low:.1f}H{x + 4:.1f}M{x - 4:.1f} {high:.1f}H{x + 4:.1f}"
        yield f'<path class="span" d="M{x:.1f} {low:.1f}V{high:.1f}{ends}"/>'
    if spot.signal:
        yield f'<circle class="signal" cx="{x:.1f}" cy="{y:.1f}" r="10"/>'
    yield svg.mark(x, y, shape, "mark sure" if spot.sure else "mark") + "</g>"


def _key(series: Sequence[Series]) -> Iterator[str]:
    wide = (_WIDE - _LEFT) / len(series)
    for index, each in enumerate(series):
        x, kind = _LEFT + index * wide, index % len(_SHAPES)
        yield f'<g class="s{kind}"><path class="line" d="M{x:.1f} 12h28"/>'
        yield svg.mark(x + 14, 12, _SHAPES[kind], "mark sure")
        yield svg.text(x + 36, 16, svg.short(each.name, max(4, int((wide - 40) / 12))), "name") + "</g>"
