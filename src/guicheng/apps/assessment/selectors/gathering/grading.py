"""Grades of the evidence that phones sent of tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from guicheng.apps.assessment.selectors.gathering.story import Story
from guicheng.apps.operations.models import FieldEvent
from guicheng.apps.operations.selectors.events import GRADED, grade_at, photos_of
from guicheng.apps.organization.models import Unit

_CHUNK: Final = 300


def grades_of(unit: Unit, occurrences: Sequence[str], story: Story) -> dict[str, list[tuple[int, str]]]:
    """Return moments and grades of the check-ins of tasks, by task; tasks of which content was purged are noted.

    Args:
        unit: Their estate.
        occurrences: The tasks.
        story: Where it is noted.
    """
    rows = list(rows_of(unit, occurrences, kinds=GRADED))
    arrived = frozenset(photos_of(rows))
    found: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        if row.payload is None:
            story.forgotten.add(row.occurrence)
        elif grade := grade_at(row, arrived):
            found.setdefault(row.occurrence, []).append((row.effective_ms, grade.value))
    return found


def rows_of(unit: Unit, occurrences: Sequence[str], kinds: Iterable[str] = ()) -> Iterator[FieldEvent]:
    """Yield the events of tasks that phones of the estate, of a unit above it or below it sent.

    Args:
        unit: The estate.
        occurrences: The tasks.
        kinds: Only of these kinds; none for all.
    """
    wanted = list(kinds)
    for start in range(0, len(occurrences), _CHUNK):
        rows = FieldEvent.objects.filter(
            company__path=unit.company_path, occurrence__in=occurrences[start : start + _CHUNK]
        )
        if wanted:
            rows = rows.filter(kind__in=wanted)
        for row in rows.prefetch_related("device", "unit", "flags").order_by("pk"):
            if reaches(row.unit, unit):
                yield row


def reaches(sender: Unit, unit: Unit) -> bool:
    """Tell whether a phone of a unit works at another: at, above or below it."""
    return str(sender.path).startswith(str(unit.path)) or str(unit.path).startswith(str(sender.path))
