"""Noticing that duties of the law are new, read otherwise or are gone, and which clauses speak of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.timezone import get_default_timezone

from guicheng.adapters.norms.own import norms_in_use
from guicheng.adapters.norms.writing import file_of, norm_of
from guicheng.apps.catalogue.models import UnitFacts
from guicheng.apps.improvement.models import DutyText, LawChange
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import Edition, Standard
from guicheng.apps.standards.readings.duties import duties_on
from guicheng.apps.standards.selectors.editions import in_force
from guicheng.apps.standards.selectors.gathering import gather_around
from guicheng.domain.comparison.norm import Norm


def watch_law(*, at: datetime, norms: Sequence[Norm] | None = None) -> int:
    """Note for every company which duties changed since it read the norms last; return how many rows were written.

    What a company reads for the first time is no change. Nothing is written where nothing changed.

    Args:
        at: Now, with time zone.
        norms: The norms; None for those in use.
    """
    read = {norm.id: norm for norm in (norms_in_use() if norms is None else norms)}
    digests = {name: digest_of(norm) for name, norm in read.items()}
    _keep_texts(read, digests)
    written = 0
    for company in Unit.objects.filter(depth=1, archived_at=None).order_by("path"):
        with transaction.atomic():
            written += _watch(company, read, digests, at)
    return written


def _keep_texts(norms: Mapping[str, Norm], digests: Mapping[str, str]) -> None:
    """Keep what each duty says, so that it can still be set beside clauses when it is gone: one query where all are."""
    there = set(DutyText.objects.filter(digest__in=list(digests.values())).values_list("digest", flat=True))
    rows = [
        DutyText(digest=digests[name], said=file_of(norm)) for name, norm in norms.items() if digests[name] not in there
    ]
    DutyText.objects.bulk_create(rows, batch_size=200, ignore_conflicts=True)


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
    gone = _gone({known[name] for name in changed if not digests.get(name)})
    affected = {} if first else _affected(company, {**norms, **gone}, changed, at)
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


def _gone(digests: Collection[str]) -> dict[str, Norm]:
    """Return duties that are gone, as they were, by name; none of those read before texts were kept."""
    texts = DutyText.objects.filter(digest__in=digests).values_list("said", flat=True) if digests else ()
    return {norm.id: norm for said in texts if (norm := norm_of(said)) is not None}


def _affected(company: Unit, norms: Mapping[str, Norm], changed: set[str], at: datetime) -> dict[str, list[Any]]:
    """Return the clauses of standards in force that speak of changed duties, by name of the duty."""
    day = at.astimezone(get_default_timezone()).date()
    wanted = [norm for norm in norms.values() if norm.id in changed]
    cities = _cities(company)
    rows = in_force(Edition.objects.filter(standard__company=company, standard__archived_at=None), day)
    found: dict[str, list[Any]] = {}
    for edition in rows.select_related("standard__unit").order_by("code"):
        path = str(edition.standard.unit.path)
        below = {city for place, city in cities if place.startswith(path)}
        for name, told in _of_standard(edition.standard, wanted, below, day):
            found.setdefault(name, []).append(told)
    return found


def _cities(company: Unit) -> list[tuple[str, str]]:
    """Return the tree paths of the units of a company that name their city, each with it: one query."""
    rows = UnitFacts.objects.filter(unit__path__startswith=company.path, unit__archived_at=None).exclude(city="")
    return [(str(path), city) for path, city in rows.values_list("unit__path", "city")]


def _of_standard(
    standard: Standard, norms: Sequence[Norm], cities: Collection[str], day: date
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the clauses of a standard that speak of duties, each once.

    A standard of the company holds at estates of several cities: it is set beside the law of each of them.
    """
    gathered = gather_around(standard, day=day)
    members = [member for member in gathered.holding if member.standard.pk == standard.pk]
    placed = {member.reading.ref: member.clause for member in members}
    told: set[tuple[str, int]] = set()
    for city in sorted({gathered.place.estate.city, *cities}):
        for duty in duties_on(members, replace(gathered.place.estate, city=city), norms):
            for ref in [answer.clause.ref for answer in duty.answers if answer.clause.ref in placed]:
                clause = placed[ref]
                if (duty.norm.id, clause.pk) in told:
                    continue
                told.add((duty.norm.id, clause.pk))
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
