"""Revisions with their evidence, and what came of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from guicheng.apps.improvement.models import Nonconformity, Revision
from guicheng.apps.standards.models import Edition, Standard


@dataclass(frozen=True, slots=True)
class Opened:
    """A revision as pages show it.

    Args:
        revision: The revision, with its standard.
        evidence: Its nonconformities.
        became: Number of the edition that came of it; None while there is none.
    """

    revision: Revision
    evidence: tuple[Nonconformity, ...]
    became: int | None


def revisions_of(standard: Standard, *, clause_key: UUID | None = None) -> list[Opened]:
    """Return the revisions of a standard, the newest first; of their evidence key and number: one query."""
    rows = Revision.objects.filter(standard=standard)
    if clause_key is not None:
        rows = rows.filter(clause_key=clause_key)
    named = {name: F(f"evidence__nonconformity__{name}") for name in ("id", "key", "number")}
    told = {f"evidence_{name}": path for name, path in named.items()}
    opened: dict[int, Opened] = {}
    for row in _with_edition(rows).annotate(**told).order_by("-pk", "evidence"):
        found = opened.setdefault(row.pk, Opened(row, (), _became(row)))
        shown = {name: getattr(row, f"evidence_{name}") for name in named}
        if shown["id"] is not None:
            opened[row.pk] = replace(found, evidence=(*found.evidence, Nonconformity(**shown)))
    return list(opened.values())


def revisions_for(row: Nonconformity) -> list[Opened]:
    """Return the revisions for which a nonconformity is evidence, the newest first, it alone as evidence: one query."""
    return [
        Opened(each, (row,), _became(each))
        for each in _with_edition(Revision.objects.filter(evidence__nonconformity=row))
    ]


def _with_edition(rows: QuerySet[Revision]) -> QuerySet[Revision]:
    """Return revisions, the newest first, each with the first edition that was published after it was opened."""
    after = Edition.objects.filter(standard=OuterRef("standard"), number__gt=OuterRef("base")).order_by("number")
    return rows.select_related("standard").annotate(became=Subquery(after.values("number")[:1])).order_by("-pk")


def _became(row: Revision) -> int | None:
    found: int | None = getattr(row, "became", None)
    return found


def figures_for(evidence: Sequence[Nonconformity]) -> dict[str, Any]:
    """Return what nonconformities come to: how many, at how many units, of which root causes, since when."""
    if not evidence:
        return {}
    return {
        "count": len(evidence),
        "units": len({each.unit_id for each in evidence}),
        "roots": dict(Counter(each.root for each in evidence if each.root)),
        "since": min(each.found_at for each in evidence).isoformat(),
    }
