"""Noticing that duties of the law are new, read otherwise or are gone, and which clauses speak of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.timezone import get_default_timezone

from guicheng.adapters.norms.shipped import shipped_norms
from guicheng.apps.improvement.models import LawChange
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import Edition, Standard
from guicheng.apps.standards.selectors.editions import in_force
from guicheng.apps.standards.selectors.gathering import gather_around
from guicheng.apps.standards.selectors.library import legal_report_on
from guicheng.domain.comparison.norm import Norm


def watch_law(*, at: datetime, norms: Sequence[Norm] | None = None) -> int:
    """Note for every company which duties changed since it read the norms last; return how many rows were written.

    What a company reads for the first time is no change. Nothing is written where nothing changed.

    Args:
        at: Now, with time zone.
        norms: The norms; None for those shipped.
    """
    read = {norm.id: norm for norm in (shipped_norms() if norms is None else norms)}
    digests = {name: digest_of(norm) for name, norm in read.items()}
    written = 0
    for company in Unit.objects.filter(depth=1, archived_at=None).order_by("path"):
        with transaction.atomic():
            written += _watch(company, read, digests, at)
    return written


def digest_of(norm: Norm) -> str:
    """Return a digest of what a duty says: law and day, article, whose it is, figure and sentence."""
    parts = (norm.law.title, norm.law.effective, norm.article, norm.owner, norm.figure, norm.ban, norm.zh, norm.says)
    return sha256("\n".join(str(part) for part in parts).encode()).hexdigest()


def _watch(company: Unit, norms: Mapping[str, Norm], digests: Mapping[str, str], at: datetime) -> int:
    known = {row.norm: row.after for row in LawChange.objects.filter(company=company).order_by("pk")}
    changed = {name for name in {*digests, *known} if digests.get(name, "") != known.get(name, "")}
    if not changed:
        return 0
    first = not known
    affected = {} if first else _affected(company, norms, changed, at)
    rows = [
        LawChange(
            company=company,
            norm=name,
            before=known.get(name, ""),
            after=digests.get(name, ""),
            first=first,
            affected=affected.get(name, []),
            at=at,
        )
        for name in sorted(changed)
    ]
    LawChange.objects.bulk_create(rows, batch_size=200)
    return len(rows)


def _affected(company: Unit, norms: Mapping[str, Norm], changed: set[str], at: datetime) -> dict[str, list[Any]]:
    """Return the clauses of standards in force that speak of changed duties, by name of the duty."""
    day = at.astimezone(get_default_timezone()).date()
    rows = in_force(Edition.objects.filter(standard__company=company, standard__archived_at=None), day)
    found: dict[str, list[Any]] = {}
    for edition in rows.select_related("standard__unit").order_by("code"):
        for name, told in _of_standard(edition.standard, changed, day):
            found.setdefault(name, []).append(told)
    return found


def _of_standard(standard: Standard, changed: set[str], day: date) -> Iterable[tuple[str, dict[str, str]]]:
    report = legal_report_on(gather_around(standard, day=day), day=day, standard=standard)
    placed = {member.reading.ref: member.clause for member in report.members}
    for duty in report.duties:
        if duty.norm.id not in changed:
            continue
        clauses = {
            answer.clause.ref: placed[answer.clause.ref] for answer in duty.answers if answer.clause.ref in placed
        }
        for clause in clauses.values():
            yield (
                duty.norm.id,
                {
                    "standard": str(standard.key),
                    "clause": str(clause.key),
                    "number": clause.number,
                    "text": clause.text[:200],
                    "standing": duty.standing.value,
                },
            )
