"""What was accepted for a reason, in one list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import DraftClause, Standard, Suppression
from guicheng.apps.standards.readings import company_words, judge
from guicheng.apps.standards.readings.judging import Notes
from guicheng.apps.standards.readings.sorting import is_over
from guicheng.apps.standards.selectors.fetching import as_key
from guicheng.apps.standards.selectors.paging import cursor_of, place_of


@dataclass(frozen=True, slots=True)
class SuppressionRow:
    """A suppression, its clause (None where that is deleted), and whether it is used, unused or expired."""

    suppression: Suppression
    clause: DraftClause | None
    state: str


@dataclass(frozen=True, slots=True)
class SuppressionPage:
    """A page of suppressions, newest first."""

    rows: list[SuppressionRow]
    next: str


def suppressions_visible_to(
    actor: Actor, *, day: date, standard_key: str | UUID = "", state: str = "", cursor: str = "", count: int = 50
) -> SuppressionPage:
    """Return suppressions, each with what has become of it: four queries.

    Args:
        actor: Who asks; needs ``standards.read`` at the units.
        day: The day on which one is over or not.
        standard_key: Only those of this standard; "" for all.
        state: Only ``used``, ``unused`` or ``expired`` ones; "" for all. A page may then hold fewer rows than asked.
        cursor: Where the page before ended.
        count: How many to look at.

    Raises:
        BadCursorError: The cursor is none of ours.
    """
    rows = Suppression.objects.filter(actor.within("standards.read", "standard__unit"))
    if standard_key:
        rows = rows.filter(standard__key=as_key(Suppression, standard_key))
    if state == "expired":
        rows = rows.filter(expires_on__lt=day)
    if cursor:
        rows = rows.filter(pk__lt=place_of(cursor)[1])
    found = list(rows.select_related("standard__unit", "author").order_by("-pk")[: count + 1])
    told = [row for row in _rows(actor, found[:count], day) if state in {"", row.state}]
    return SuppressionPage(told, cursor_of("", found[count - 1].pk) if len(found) > count else "")


def _rows(actor: Actor, suppressions: Sequence[Suppression], day: date) -> list[SuppressionRow]:
    clauses = {
        clause.key: clause for clause in DraftClause.objects.filter(key__in=[each.clause_key for each in suppressions])
    }
    words = company_words(actor.company_id or 0)
    grouped: defaultdict[UUID, list[Suppression]] = defaultdict(list)
    for each in suppressions:
        grouped[each.clause_key].append(each)
    used: set[int] = set()
    for key, listed in grouped.items():
        if key in clauses:
            judgement = judge(clauses[key], words, Notes(suppressions={key: listed}), day)
            used |= {covering.pk for _finding, covering in judgement.findings.suppressed}
    return [
        SuppressionRow(
            each,
            clauses.get(each.clause_key),
            "expired" if is_over(each, day) else "used" if each.pk in used else "unused",
        )
        for each in suppressions
    ]


def baseline_counts(actor: Actor) -> list[tuple[Standard, int]]:
    """Return the standards with findings that were there when their text was imported, and how many: one query."""
    rows = Standard.objects.filter(actor.within("standards.read"), archived_at__isnull=True)
    counted = rows.annotate(found=Count("baseline")).filter(found__gt=0).order_by("code")
    return [(row, row.found) for row in counted]
