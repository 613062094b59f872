"""What an inspection found becomes a nonconformity, which is mended and verified."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Replace

from guicheng.apps.assessment.models import Finding, Inspection
from guicheng.apps.assessment.selectors.inspections import SCORED, finding_visible_to
from guicheng.apps.assessment.services.inspecting.following import problem_of
from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.improvement.services.nonconformities import open_nonconformity
from guicheng.apps.organization.actors import Actor
from guicheng.domain.attainment.mending import Severity

#: By what a nonconformity names a finding as what it came from; its key is that of the finding.
SOURCE: Final = "inspection"


def with_findings_left(rows: QuerySet[Inspection]) -> QuerySet[Inspection]:
    """Narrow inspections to those that were presented with a finding that became neither order nor nonconformity.

    Args:
        rows: Inspections, as their selectors give them.
    """
    # A key is text with hyphens where it is named as a source; databases write a UUID with or without them.
    bare = Replace(Cast(OuterRef("key"), CharField()), Value("-"), Value(""))
    named = Nonconformity.objects.filter(source_kind=SOURCE, unit=OuterRef("unit"))
    named = named.annotate(bare=Replace(F("source_key"), Value("-"), Value(""))).filter(bare=bare)
    left = Finding.objects.filter(~Exists(named), inspection=OuterRef("pk"), order=None)
    return rows.filter(Exists(left), state__in=SCORED)


def nonconformity_of_finding(*, actor: Actor, key: str | UUID, at: datetime, severity: str = "") -> Nonconformity:
    """Open the nonconformity of what was found; asked again, it is the same one.

    Args:
        actor: Who opens it; needs ``improvement.work`` at the estate.
        key: The finding.
        at: Now, with time zone.
        severity: ``slight``, ``ordinary`` or ``serious``; "" for serious where the line vetoes, ordinary otherwise.

    Raises:
        Finding.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not mend there.
        NotMendedError: The severity is none.
    """
    found = finding_visible_to(actor, key)
    usual = Severity.SERIOUS if found.veto else Severity.ORDINARY
    where = f"{found.item}：" if found.item else ""
    return open_nonconformity(
        unit=found.unit,
        clause_key=UUID(found.clause_key) if found.clause_key else None,
        citation=found.citation,
        sentence=found.sentence,
        edition=found.edition_key,
        severity=severity or usual.value,
        found=f"{where}{problem_of(found)}",
        source=f"{SOURCE}:{found.key}",
        photos=found.photos,
        actor=actor,
        at=at,
    )
