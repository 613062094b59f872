"""Processes as SVG: one layout, coloured by classes, so that a page or a paper chooses the colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from itertools import pairwise
from typing import Final

from guicheng.adapters.clean_text import clean
from guicheng.adapters.process_palette import Theme, style_of
from guicheng.domain.process import Flow, Graph, Kind, Process, compile_table
from guicheng.domain.process.diagram import Band, Box, Drawing, Label, Line, Shape, Strip, Timer, fold, lay_out, whole
from guicheng.domain.process.diagram.drawing import Point
from guicheng.domain.process.diagram.sizes import CLOCK_ROOM, NAME_LINE, SMALL_LINE, broken, limit_text, number_text

#: Width at which a drawing is folded for a sheet of A4, lying or standing: small print stays readable.
SHEET: Final = 1150.0
_SCREEN, _PAPER = 'class="swim"', 'class="swim on-paper"'
_TOP: Final = 13.0
_PAD: Final = 8.0
_GAP: Final = 22.0
_SIGNS: Final = {
    Kind.CHOICE: "M-5.5 -5.5L5.5 5.5M5.5 -5.5L-5.5 5.5",
    Kind.ALL: "M0 -8V8M-8 0H8",
    Kind.ANY: "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0",
}


@dataclass(frozen=True)
class Look:
    """How a drawing is shown.

    Args:
        theme: Colours that it brings along; None where the page has its own for the classes.
        faulty: Numbers of the steps that are marked.
        heat: How hot each step is, from 0 to 1, by its number.
        now: Numbers of the steps at which a case stands.
        passed: Numbers of the steps that it has done.
        title: What readers of the screen hear.
        nobody: Name of the lane of steps without a post.
        wide: Width at which it is folded into strips, pixels; None for one strip.
        name: Distinguishes the parts of several drawings on one page; letters and digits.
    """

    theme: Theme | None = None
    faulty: frozenset[str] = frozenset()
    heat: Mapping[str, float] = field(default_factory=dict)
    now: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()
    title: str = ""
    nobody: str = "—"
    wide: float | None = None
    name: str = "swim"


def draw(process: Process, *, faulty: frozenset[str] = frozenset(), title: str = "", nobody: str = "—") -> str:
    """Return a step table as SVG for a page that has the colours of its classes.

    A drawing that is too wide for a sheet follows once more in strips, with the class ``on-paper``.

    Args:
        process: The table.
        faulty: Numbers of the steps that are marked.
        title: What readers of the screen hear.
        nobody: Name of the lane of steps without a post.
    """
    drawing = lay_out(compile_table(process))
    look = Look(faulty=faulty, title=title, nobody=nobody)
    screen = svg_of(drawing, look)
    if drawing.box.wide <= SHEET:
        return screen
    folded = svg_of(drawing, replace(look, wide=SHEET, name="paper"))
    return f"{screen}{folded.replace(_SCREEN, _PAPER, 1)}"


def draw_graph(graph: Graph, look: Look, notes: Mapping[str, Sequence[str]] | None = None) -> str:
    """Return a graph as SVG.

    Args:
        graph: The compiled process.
        look: How it is shown.
        notes: Lines of small print below the names of steps, by number of the step.
    """
    return svg_of(lay_out(graph, notes), look)


def draw_pages(graph: Graph, look: Look, *, high: float) -> tuple[bytes, ...]:
    """Return a graph as SVG files, each of so many strips as a page has room for.

    Args:
        graph: The compiled process.
        look: How it is shown; ``wide`` is the width of the page in pixels of the drawing.
        high: The height of the page.
    """
    drawing = lay_out(graph)
    pages: list[list[Strip]] = []
    for strip in _strips(drawing, look):
        used = sum(each.high + _GAP for each in pages[-1]) if pages else high
        if used + strip.high > high:
            pages.append([])
        pages[-1].append(strip)
    return tuple(_sheet(drawing, look, strips).encode() for strips in pages)


def svg_of(drawing: Drawing, look: Look) -> str:
    """Return a layout as SVG; every text in it is escaped."""
    return _sheet(drawing, look, _strips(drawing, look))


def _strips(drawing: Drawing, look: Look) -> list[Strip]:
    return [whole(drawing)] if look.wide is None else fold(drawing, look.wide)


def _sheet(drawing: Drawing, look: Look, strips: Sequence[Strip]) -> str:
    high = sum(strip.high for strip in strips) + _GAP * (len(strips) - 1)
    wide = drawing.head + max(strip.wide for strip in strips)
    style = "" if look.theme is None else f"<style>{style_of(look.theme)}</style>"
    sheet = (
        ""
        if look.theme is None
        else f'<rect class="sheet" x="-1" y="-1" width="{_n(wide + 2)}" height="{_n(high + 2)}"/>'
    )
    painter = _Painter(drawing, look)
    body = painter.whole(strips[0]) if strips[0] == whole(drawing) else painter.folded(strips)
    return (
        '<svg class="swim" role="img" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="-1 -1 {_n(wide + 2)} {_n(high + 2)}" '
        f'width="{_n(wide + 2)}" height="{_n(high + 2)}" aria-label="{_e(look.title)}">{style}'
        f'<defs><marker id="{look.name}-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
        'orient="auto" markerUnits="userSpaceOnUse"><path class="tip" d="M0 0.6L8 4L0 7.4z"/></marker></defs>'
        f"{sheet}{body}</svg>"
    )


def _n(value: float) -> str:
    return f"{value:.6g}"


def _e(text: str) -> str:
    return escape(clean(text))


class _Painter:
    """Writes the parts of one drawing.

    Args:
        drawing: The layout.
        look: How it is shown.
    """

    def __init__(self, drawing: Drawing, look: Look) -> None:
        self.drawing, self.look = drawing, look
        #: Pieces of dashed lines that are drawn, by the step they lead to.
        self.dashes: dict[str, list[tuple[Point, Point]]] = {}

    def whole(self, strip: Strip) -> str:
        """Return the drawing in one piece."""
        lanes = "".join(part for band in strip.bands for part in self._lane(band, strip, band.top))
        return f"{lanes}{''.join(self._content())}"

    def folded(self, strips: Sequence[Strip]) -> str:
        """Return the drawing in strips; each band is a window through which the whole is seen."""
        name, drawing = self.look.name, self.drawing
        parts = [f'<defs><g id="{name}-all">{"".join(self._content())}</g></defs>']
        top = 0.0
        for place, strip in enumerate(strips):
            left = strip.left - drawing.head
            for number, band in enumerate(strip.bands):
                window = f"{name}-{place}-{number}"
                box = Box(strip.left, band.top, strip.wide, band.high)
                parts += self._lane(band, strip, top)
                parts.append(
                    f'<clipPath id="{window}">{_rect("", box)}</clipPath>'
                    f'<g transform="translate({_n(-left)} {_n(top - band.top)})"><g clip-path="url(#{window})">'
                    f'<use href="#{name}-all"/></g></g>'
                )
                top += band.high
            top += _GAP
        return "".join(parts)

    def _content(self) -> Iterator[str]:
        for line in self.drawing.lines:
            yield self._line(line)
        for shape in self.drawing.shapes:
            yield self._task(shape) if shape.node.works else self._mark(shape)
        for timer in self.drawing.timers:
            yield self._timer(timer)
        for label in self.drawing.labels:
            yield self._label(label)

    def _lane(self, band: Band, strip: Strip, top: float) -> Iterator[str]:
        lane, head = band.lane, self.drawing.head
        odd = " odd" if self.drawing.lanes.index(lane) % 2 else ""
        yield _rect(f"lane{odd}", Box(0, top, head + strip.wide, band.high))
        if not head:
            return
        yield _rect("head", Box(0, top, head, band.high))
        rows = lane.rows if lane.post else broken(self.look.nobody, max(2, head / 15), 3)
        yield _rows("post", rows, head / 2, top + band.high / 2, 17)

    def _line(self, line: Line) -> str:
        late = " late" if line.flow is not Flow.NORMAL else ""
        points, joins = self._until_joined(line) if late else (line.points, False)
        (x, y), *rest = points
        path = f"M{_n(x)} {_n(y)}"
        for here, there in zip(points, rest, strict=False):
            if here[1] == there[1]:
                path += f"H{_n(there[0])}"
            elif here[0] == there[0]:
                path += f"V{_n(there[1])}"
            else:
                path += f"L{_n(there[0])} {_n(there[1])}"
        tip = "" if joins else f' marker-end="url(#{self.look.name}-tip)"'
        ends = zip(("from", "to"), (line.source, line.target), strict=True)
        steps = "".join(f' data-{end}="{_e(self.drawing.by_id[node].node.step)}"' for end, node in ends)
        return f'<path class="way{late}"{steps} d="{path}"{tip}/>'

    def _until_joined(self, line: Line) -> tuple[tuple[Point, ...], bool]:
        """Return a dashed line as far as it runs alone: dashes on dashes to the same step would make it solid."""
        drawn = self.dashes.setdefault(line.target, [])
        points = [line.points[0]]
        for here, there in pairwise(line.points):
            meeting = [spot for other in drawn if (spot := _meeting(here, there, *other)) is not None]
            if meeting:
                points.append(min(meeting, key=lambda spot: abs(spot[0] - here[0]) + abs(spot[1] - here[1])))
                break
            points.append(there)
        joins = len(points) < len(line.points) or points[-1] != line.points[-1]
        drawn += pairwise(points)
        return tuple(points), joins

    def _task(self, shape: Shape) -> str:
        node, box = shape.node, shape.box
        look = self.look
        marks = (("faulty", look.faulty), ("now", look.now), ("passed", look.passed - look.now))
        state = "".join(f" {name}" for name, steps in marks if node.step in steps)
        rounding = box.high / 2 if node.kind is Kind.WAIT else 6
        parts = [f'<g class="step{state}" data-step="{_e(node.step)}">{_rect("", box, rounding)}']
        if node.step in self.look.heat:
            parts.append(_heat(box, self.look.heat[node.step]))
        if number := number_text(node):
            parts.append(f'<text class="number" x="{_n(box.left + _PAD)}" y="{_n(box.top + _TOP)}">{_e(number)}</text>')
        if node.limit:
            parts.append(
                f'<text class="limit" x="{_n(box.right - _PAD)}" y="{_n(box.top + _TOP)}" text-anchor="end">'
                f"{_e(limit_text(node))}</text>"
            )
        notes = SMALL_LINE * len(shape.notes)
        low = box.bottom - 5 - (CLOCK_ROOM if any(timer.node == node.id for timer in self.drawing.timers) else 0)
        middle = (box.top + 15 + low - notes) / 2
        parts.append(_rows("name", shape.rows, box.middle[0], middle, NAME_LINE))
        parts.append(_rows("note", shape.notes, box.middle[0], low - notes / 2, SMALL_LINE))
        name = " ".join(node.name.split())
        told = f"<title>{_e(name)}</title>" if shape.rows and shape.rows[-1].endswith("…") else ""
        return f"{''.join(parts)}{told}</g>"

    def _mark(self, shape: Shape) -> str:
        (x, y), half, kind = shape.box.middle, shape.box.wide / 2, shape.node.kind
        if kind in {Kind.START, Kind.END, Kind.TERMINATE}:
            name = "start" if kind is Kind.START else "end"
            inner = f'<circle class="stop" cx="{_n(x)}" cy="{_n(y)}" r="{_n(half - 6)}"/>'
            circle = f'<circle class="{name}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(half - 1.5)}"/>'
            return f"{circle}{inner if kind is Kind.TERMINATE else ''}"
        path = f"M{_n(x - half)} {_n(y)}L{_n(x)} {_n(y - half)}L{_n(x + half)} {_n(y)}L{_n(x)} {_n(y + half)}Z"
        splits = sum(line.source == shape.node.id for line in self.drawing.lines) > 1 or kind is not Kind.CHOICE
        sign = f'<path class="sign" transform="translate({_n(x)} {_n(y)})" d="{_SIGNS[kind]}"/>' if splits else ""
        return f'<g class="mark"><path d="{path}"/>{sign}</g>'

    def _timer(self, timer: Timer) -> str:
        (x, y), radius = timer.box.middle, timer.box.wide / 2 - 1
        flow = next(line.flow for line in self.drawing.lines if line.edge == timer.edge)
        ringing = " ringing" if flow is Flow.ALARM else ""
        text = timer.text_box
        return (
            f'<circle class="clock{ringing}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>'
            f'<path class="hand" d="M{_n(x)} {_n(y - 5)}V{_n(y)}L{_n(x + 4)} {_n(y + 2)}"/>'
            f'<text class="wait" x="{_n(text.right)}" y="{_n(text.bottom - 3)}" text-anchor="end">'
            f"{_e(timer.text)}</text>"
        )

    def _label(self, label: Label) -> str:
        return _rows("answer", label.rows, *label.box.middle, SMALL_LINE)


def _meeting(here: Point, there: Point, first: Point, last: Point) -> Point | None:
    """Return where a piece of a line begins to lie on another one, None where they share at most a point."""
    for axis in (0, 1):
        if here[axis] == there[axis] == first[axis] == last[axis]:
            along = 1 - axis
            low, high = sorted((first[along], last[along]))
            begin, end = here[along], there[along]
            if max(min(begin, end), low) < min(max(begin, end), high):
                at = min(max(begin, low), high)
                return (here[0], at) if axis == 0 else (at, here[1])
    return None


def _heat(box: Box, level: float) -> str:
    inner = Box(box.left + 1, box.top + 1, box.wide - 2, box.high - 2)
    return _rect("heat", inner, 5).replace("/>", f' fill-opacity="{_n(0.06 + 0.54 * level)}"/>')


def _rect(name: str, box: Box, rounding: float = 0) -> str:
    kind = f' class="{name}"' if name else ""
    corner = f' rx="{_n(rounding)}"' if rounding else ""
    place = f'x="{_n(box.left)}" y="{_n(box.top)}" width="{_n(box.wide)}" height="{_n(box.high)}"'
    return f"<rect{kind} {place}{corner}/>"


def _rows(name: str, rows: Sequence[str], x: float, middle: float, line: float) -> str:
    """Return lines of text, centred on a point."""
    first = middle - line * (len(rows) - 1) / 2 + line * 0.29
    return "".join(
        f'<text class="{name}" x="{_n(x)}" y="{_n(first + line * place)}" text-anchor="middle">{_e(row)}</text>'
        for place, row in enumerate(rows)
    )
