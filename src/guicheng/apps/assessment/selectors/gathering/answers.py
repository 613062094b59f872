"""Lines of checklists that were answered on rounds, for promises that somebody looks at on the spot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from guicheng.apps.assessment.models import SourceKind
from guicheng.apps.assessment.selectors.gathering.grading import grades_of
from guicheng.apps.assessment.selectors.gathering.promising import Promise, Promises
from guicheng.apps.assessment.selectors.gathering.story import From, Story
from guicheng.apps.operations.models import Round
from guicheng.apps.operations.readings.checklists import Line, lines_asked
from guicheng.apps.operations.selectors.rounds.states import events_of_rounds, folded
from guicheng.domain.attainment import Ticked
from guicheng.domain.evidence.lines import Mark
from guicheng.domain.evidence.rounds import RoundState

_CHUNK: Final = 200
#: A round that began so long before the month may have been walked on in it.
_BEFORE: Final = timedelta(days=7)
_ANSWERS: Final[Mapping[Mark | None, bool | str]] = {Mark.PASS: True, Mark.FAIL: False, Mark.NOT_APPLICABLE: "不适用"}


def tell_answers(story: Story, promises: Promises) -> None:
    """Tell what rounds of an estate say of its promises, line by line and point by point.

    Args:
        story: Where it is told.
        promises: What holds in the month.
    """
    ticked = _ticked(promises)
    if not ticked:
        return
    rows = Round.objects.filter(
        unit=promises.unit, begun_at__gte=promises.since - _BEFORE, begun_at__lt=promises.until
    ).prefetch_related("version", "unit")
    found = list(rows.order_by("pk"))
    for start in range(0, len(found), _CHUNK):
        some = found[start : start + _CHUNK]
        events = events_of_rounds(some)
        story.forgotten.update(event.occurrence for event in events if event.payload is None)
        states = folded(some, events)
        grades = grades_of(promises.unit, [row.occurrence for row in some], story)
        for row in some:
            best = min((grade for _at, grade in grades.get(row.occurrence, ())), default="")
            _tell(story, row, states[row.pk], ticked, best)


def _ticked(promises: Promises) -> dict[tuple[int, str], list[Promise]]:
    """Return the promises that are answered on the spot, by edition and clause."""
    found: dict[tuple[int, str], list[Promise]] = {}
    for each in promises.in_force():
        if each.requirement is not None and isinstance(each.requirement.measure, Ticked):
            found.setdefault((each.clause.edition_id, str(each.clause.key)), []).append(each)
    return found


def _tell(
    story: Story, row: Round, state: RoundState, ticked: Mapping[tuple[int, str], list[Promise]], grade: str
) -> None:
    lines = {line.key: line for line in lines_asked(row)}
    for address, given in state.answers.items():
        line = lines.get(address.partition("@")[0])
        if line is None or line.act or given.faults or given.mark not in _ANSWERS:
            continue
        about = [each.key for each in _of_line(ticked.get((row.version.edition_id or 0, line.clause), ()), line)]
        if about:
            task = f"{row.occurrence}/{address}"
            story.sources[task] = From(SourceKind.ROUND, row.occurrence)
            story.tell(task, "answer", given.at_ms, {"clause": about, "answer": _ANSWERS[given.mark]})
            if grade:
                story.tell(task, "check_in", given.at_ms, {"grade": grade})


def _of_line(promises: Iterable[Promise], line: Line) -> list[Promise]:
    """Return the promises of a clause that a line is about: those whose words it has, or else all of them."""
    all_of_them = list(promises)
    said = [each for each in all_of_them if (words := each.clause.text[each.span.start : each.span.end]) in line.text
            or line.text in words]  # fmt: skip
    return said or all_of_them
