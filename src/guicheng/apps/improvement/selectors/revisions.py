"""Revisions with their evidence, and what came of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from guicheng.apps.improvement.models import Nonconformity, Revision, RevisionEvidence
from guicheng.apps.standards.models import Edition, Standard


@dataclass(frozen=True, slots=True)
class Opened:
    """A revision as pages show it.

    Args:
        revision: The revision.
        evidence: Its nonconformities.
        edition: The edition that came of it; None while there is none.
    """

    revision: Revision
    evidence: tuple[Nonconformity, ...]
    edition: Edition | None


def revisions_of(standard: Standard, *, clause_key: UUID | None = None) -> list[Opened]:
    """Return the revisions of a standard, the newest first: three queries."""
    rows = Revision.objects.filter(standard=standard).select_related("standard")
    if clause_key is not None:
        rows = rows.filter(clause_key=clause_key)
    return _opened(list(rows.order_by("-pk")))


def revisions_for(row: Nonconformity) -> list[Opened]:
    """Return the revisions for which a nonconformity is evidence, the newest first: three queries."""
    rows = Revision.objects.filter(evidence__nonconformity=row).select_related("standard")
    return _opened(list(rows.order_by("-pk")))


def _opened(revisions: Sequence[Revision]) -> list[Opened]:
    if not revisions:
        return []
    evidence: dict[int, list[Nonconformity]] = {}
    links = RevisionEvidence.objects.filter(revision__in=revisions).select_related("nonconformity__unit")
    for link in links.order_by("pk"):
        evidence.setdefault(link.revision_id, []).append(link.nonconformity)
    editions: dict[int, list[Edition]] = {}
    for edition in Edition.objects.filter(standard__in={each.standard_id for each in revisions}).order_by("number"):
        editions.setdefault(edition.standard_id, []).append(edition)
    return [
        Opened(each, tuple(evidence.get(each.pk, ())), _after(each, editions.get(each.standard_id, ())))
        for each in revisions
    ]


def _after(revision: Revision, editions: Iterable[Edition]) -> Edition | None:
    """Return the first edition that was published after a revision was opened."""
    return next((each for each in editions if each.number > revision.base), None)


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
