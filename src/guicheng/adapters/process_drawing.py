"""Step tables as swimlanes: one lane a post, one column a step, so that no line has to pass through a step.

A line leaves a step on its right, runs down or up in the gutter beside it, along a track of its own below the steps
of a lane, and into the next step from the left. Tracks are never shared, so no label lies on another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from guicheng.domain.process import END, Process, Step

_HEAD, _WIDE, _HIGH, _TRACK, _SLOT, _PAD, _GUTTER = 92, 132, 58, 18, 9, 16, 34
_LETTERS: Final = 9
_LINES: Final = 2
_START: Final = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A way from one step to another, ``""`` for the start of the case and ``END`` for its end."""

    source: str
    target: str
    answer: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    left: float
    right: float
    middle: float


def lines_of(process: Process) -> list[Line]:
    """Return the ways of a table in its order; those to unknown steps are left out."""
    known = {*process.by_id, END}
    found = [Line(_START, process.steps[0].id, "")] if process.steps else []
    for step in process.steps:
        found += [Line(step.id, goal, way.answer) for way in step.ways for goal in way.targets if goal in known]
        found += [Line(step.id, alarm.target, alarm.text, late=True) for alarm in step.alarms if alarm.target in known]
    return found


def draw(process: Process, *, faulty: frozenset[str] = frozenset(), title: str = "", nobody: str = "—") -> str:
    """Return a step table as SVG; colours are classes, so that a page or a paper chooses them.

    Args:
        process: The table.
        faulty: Numbers of the steps that are marked.
        title: What readers of the screen hear.
        nobody: Name of the lane of steps without a post.
    """
    return _Drawing(process, faulty, title, nobody).svg()


class _Drawing:
    """Places and lines of one table."""

    def __init__(self, process: Process, faulty: frozenset[str], title: str, nobody: str) -> None:
        self.process, self.faulty, self.title, self.nobody = process, faulty, title, nobody
        self.lines = lines_of(process)
        self.posts = process.posts
        self.columns = [_START, *(step.id for step in process.steps), END]
        self.lane = {step.id: self.posts.index(step.post) for step in process.steps}
        self.lane |= {_START: 0, END: self._last_lane()}
        self.tracks = self._tracks()
        self.tops = self._tops()
        self.places, self.width = self._places()

    def _last_lane(self) -> int:
        ends = [self.lane[line.source] for line in self.lines if line.target == END]
        return ends[-1] if ends else 0

    def _straight(self, line: Line) -> bool:
        """Tell whether a line joins neighbours of one lane, so that it needs no track."""
        source, target = self.columns.index(line.source), self.columns.index(line.target)
        return target == source + 1 and self.lane[line.source] == self.lane[line.target] and not line.answer

    def _tracks(self) -> dict[int, int]:
        """Return the track of each line that needs one, counted from 0 in the lane where it begins."""
        used: Counter[int] = Counter()
        found = {}
        for index, line in enumerate(self.lines):
            if not self._straight(line):
                lane = self.lane[line.source]
                found[index] = used[lane]
                used[lane] += 1
        return found

    def _tops(self) -> list[float]:
        """Return the upper edge of each lane, and the lower edge of the last."""
        tops: list[float] = [0]
        for lane in range(max(1, len(self.posts))):
            own = sum(self.lane[self.lines[index].source] == lane for index in self.tracks)
            tops.append(tops[-1] + _HIGH + 2 * _PAD + own * _TRACK)
        return tops

    def _places(self) -> tuple[dict[str, _Place], float]:
        """Return where each step stands; gutters are as wide as the lines that run in them need."""
        place: dict[str, _Place] = {}
        left: float = _HEAD + _PAD
        for column, name in enumerate(self.columns):
            left += _GUTTER + _SLOT * self._slots(column) if column else 0
            wide = 26 if name in {_START, END} else _WIDE
            place[name] = _Place(left, left + wide, self.tops[self.lane[name]] + _PAD + _HIGH / 2)
            left += wide
        return place, left + _GUTTER + _PAD

    def _slots(self, column: int) -> int:
        """Return how many lines run up or down in the gutter before a column."""
        after, before = self.columns[column], self.columns[column - 1]
        return sum((self.lines[index].target == after) + (self.lines[index].source == before) for index in self.tracks)

    def svg(self) -> str:
        high = self.tops[-1]
        parts = [*self._lanes(), *self._ways(), *(part for step in self.process.steps for part in self._step(step))]
        return (
            f'<svg class="swim" role="img" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:g} {high:g}" '
            f'width="{self.width:g}" height="{high:g}" aria-label="{escape(self.title)}">'
            '<defs><marker id="swim-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
            'orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>'
            f"{''.join(parts)}{self._ends()}</svg>"
        )

    def _lanes(self) -> Iterator[str]:
        for index, post in enumerate(self.posts):
            top, high = self.tops[index], self.tops[index + 1] - self.tops[index]
            yield f'<rect class="lane" x="0.5" y="{top + 0.5:g}" width="{self.width - 1:g}" height="{high - 1:g}"/>'
            for row, text in enumerate(_wrapped(post or self.nobody, 6, 3)):
                yield f'<text class="post" x="10" y="{top + _PAD + 22 + 16 * row:g}">{escape(text)}</text>'

    def _ends(self) -> str:
        start, end = self.places[_START], self.places[END]
        return (
            f'<circle class="start" cx="{start.left + 13:g}" cy="{start.middle:g}" r="12"/>'
            f'<circle class="end" cx="{end.left + 13:g}" cy="{end.middle:g}" r="12"/>'
        )

    def _step(self, step: Step) -> Iterator[str]:
        place, state = self.places[step.id], " faulty" if step.id in self.faulty else ""
        top = place.middle - _HIGH / 2
        yield f'<g class="step{state}" data-step="{escape(step.id)}">'
        yield f'<rect x="{place.left:g}" y="{top:g}" width="{_WIDE}" height="{_HIGH}" rx="6"/>'
        yield f'<text class="number" x="{place.left + 7:g}" y="{top + 15:g}">{escape(step.id)}</text>'
        if step.limit_text:
            limit = escape(step.limit_text[:10])
            yield f'<text class="limit" x="{place.right - 7:g}" y="{top + 15:g}" text-anchor="end">{limit}</text>'
        for row, text in enumerate(_wrapped(step.name, _LETTERS, _LINES)):
            yield f'<text x="{place.left + 7:g}" y="{top + 33 + 16 * row:g}">{escape(text)}</text>'
        yield "</g>"

    def _ways(self) -> Iterator[str]:
        out: Counter[str] = Counter()
        into: Counter[str] = Counter()
        for index, line in enumerate(self.lines):
            source, target = self.places[line.source], self.places[line.target]
            late = " late" if line.late else ""
            if index not in self.tracks:
                straight = f"M{source.right:g} {source.middle:g}H{target.left - 1:g}"
                yield f'<path class="way" d="{straight}" marker-end="url(#swim-tip)"/>'
                continue
            out[line.source] += 1
            into[line.target] += 1
            along = self.tops[self.lane[line.source]] + 2 * _PAD + _HIGH + self.tracks[index] * _TRACK + 2
            down, up = source.right + 6 + _SLOT * out[line.source], target.left - 10 - _SLOT * into[line.target]
            leave, arrive = _spread(source, out[line.source]), _spread(target, into[line.target])
            yield (
                f'<path class="way{late}" d="M{source.right:g} {leave:g}H{down:g}V{along:g}H{up:g}V{arrive:g}'
                f'H{target.left - 1:g}" marker-end="url(#swim-tip)"/>'
            )
            if line.answer:
                at, anchor = (down + 4, "start") if up >= down else (down - 4, "end")
                text = escape(line.answer[:14])
                yield f'<text class="answer" x="{at:g}" y="{along - 4:g}" text-anchor="{anchor}">{text}</text>'


def _spread(place: _Place, turn: int) -> float:
    """Return the height at which the lines of a step leave or enter it, each at its own while there is room."""
    return place.middle + (4 * turn if turn <= 5 else 22) if place.right - place.left > 30 else place.middle


def _wrapped(text: str, letters: int, most: int) -> list[str]:
    """Return a text in lines; what does not fit ends in an ellipsis."""
    flat = " ".join(text.split())
    lines = [flat[start : start + letters] for start in range(0, len(flat), letters)][:most]
    if len(flat) > letters * most:
        lines[-1] = f"{lines[-1][:-1]}…"
    return lines
