"""Lines that were answered on rounds and on inspections, for promises that somebody looks at on the spot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from guicheng.apps.assessment.models import Inspection, SourceKind
from guicheng.apps.assessment.selectors.gathering.grading import grades_of
from guicheng.apps.assessment.selectors.gathering.promising import Promise, Promises
from guicheng.apps.assessment.selectors.gathering.story import From, Story
from guicheng.apps.assessment.selectors.inspections import SCORED
from guicheng.apps.operations.models import Round
from guicheng.apps.operations.readings.checklists import Line, lines_asked
from guicheng.apps.operations.selectors.rounds.states import events_of_rounds, folded
from guicheng.domain.attainment import Ticked
from guicheng.domain.evidence.lines import Mark
from guicheng.domain.evidence.rounds import RoundState

_CHUNK: Final = 200
#: A round that began so long before the month may have been walked on in it.
_BEFORE: Final = timedelta(days=7)
#: An inspection may take as long as its plan lets it.
_LONGEST: Final = timedelta(days=92)
_ANSWERS: Final[Mapping[Mark | None, bool | str]] = {Mark.PASS: True, Mark.FAIL: False, Mark.NOT_APPLICABLE: "不适用"}


Ticks = Mapping[tuple[str, str], list[Promise]]


@dataclass(frozen=True, slots=True)
class _Walk:
    """A round that was walked, with what its answers say it is of.

    Args:
        round: The round.
        editions: Keys of the editions that its lines come from.
        source: What the figures call it.
    """

    round: Round
    editions: tuple[str, ...]
    source: From


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
        unit=promises.unit, begun_at__gte=promises.since - _BEFORE, begun_at__lt=promises.until, inspection=None
    ).prefetch_related("version__edition", "unit")
    _tell_all(story, promises, ticked, [_walk(row) for row in rows.order_by("pk")])


def tell_inspections(story: Story, promises: Promises) -> None:
    """Tell what inspections of an estate say of its promises, once it was shown what they came to.

    Each line is a look of its own at a sentence, by somebody who does not do the work. Its round is no round of the
    estate, so that no answer is told twice; an inspection that is not presented yet may still be corrected.

    Args:
        story: Where it is told.
        promises: What holds in the month.
    """
    ticked = _ticked(promises)
    if not ticked:
        return
    rows = (
        Inspection.objects.filter(
            unit=promises.unit,
            state__in=SCORED,
            started_at__gte=promises.since - _LONGEST,
            started_at__lt=promises.until,
        )
        .select_related("round")
        .prefetch_related("round__version", "round__unit")
    )
    walks = [
        _Walk(row.round, tuple(row.editions.values()), From(SourceKind.CHECK, str(row.key)))
        for row in rows.order_by("pk")
        if row.round is not None
    ]
    _tell_all(story, promises, ticked, walks)


def _walk(row: Round) -> _Walk:
    edition = row.version.edition
    return _Walk(row, (str(edition.key),) if edition else (), From(SourceKind.ROUND, row.occurrence))


def _tell_all(story: Story, promises: Promises, ticked: Ticks, walks: list[_Walk]) -> None:
    for start in range(0, len(walks), _CHUNK):
        some = [walk.round for walk in walks[start : start + _CHUNK]]
        events = events_of_rounds(some)
        gone = {event.occurrence for event in events if event.payload is None}
        states = folded(some, events)
        grades = grades_of(promises.unit, [row.occurrence for row in some], story)
        for walk in walks[start : start + _CHUNK]:
            if walk.round.occurrence in gone:
                story.forgotten.add(walk.source.key)
            best = min((grade for _at, grade in grades.get(walk.round.occurrence, ())), default="")
            _tell(story, walk, states[walk.round.pk], ticked, best)


def _ticked(promises: Promises) -> Ticks:
    """Return the promises that are answered on the spot, by key of the edition and of the clause."""
    found: dict[tuple[str, str], list[Promise]] = {}
    for each in promises.in_force():
        if each.requirement is not None and isinstance(each.requirement.measure, Ticked):
            found.setdefault((str(each.clause.edition.key), str(each.clause.key)), []).append(each)
    return found


def _tell(story: Story, walk: _Walk, state: RoundState, ticked: Ticks, grade: str) -> None:
    lines = {line.key: line for line in lines_asked(walk.round)}
    for address, given in state.answers.items():
        line = lines.get(address.partition("@")[0])
        if line is None or line.act or given.faults or given.mark not in _ANSWERS:
            continue
        meant = [each for edition in walk.editions for each in ticked.get((edition, line.clause), ())]
        about = [each.key for each in _of_line(meant, line)]
        if about:
            task = f"{walk.round.occurrence}/{address}"
            story.sources[task] = walk.source
            story.tell(task, "answer", given.at_ms, {"clause": about, "answer": _ANSWERS[given.mark]})
            if grade:
                story.tell(task, "check_in", given.at_ms, {"grade": grade})


def _of_line(promises: Iterable[Promise], line: Line) -> list[Promise]:
    """Return the promises of a clause that a line is about: those whose words it has, or else all of them."""
    all_of_them = list(promises)
    said = [each for each in all_of_them if (words := each.clause.text[each.span.start : each.span.end]) in line.text
            or line.text in words]  # fmt: skip
    return said or all_of_them
