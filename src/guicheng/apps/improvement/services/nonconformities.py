"""Nonconformities opened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Case, IntegerField, Max, Q, When
from django.utils.timezone import get_default_timezone

from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.improvement.selectors.nonconformities import WORK, rules_of
from guicheng.apps.improvement.services.access import Turn, words_of
from guicheng.apps.improvement.services.photos import copy_photos
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.services.access import lock_company, permit, refuse_archived
from guicheng.apps.standards.models import Edition, EditionClause
from guicheng.apps.standards.selectors.editions import in_force
from guicheng.domain.attainment.mending import Act, NotMendedError, Severity, Stand, one_up
from guicheng.domain.values.message import _

_LONGEST: Final = 2000


@transaction.atomic
def open_nonconformity(
    *,
    unit: Unit,
    clause_key: UUID | None,
    citation: str,
    sentence: str,
    severity: str,
    found: str,
    source: str,
    actor: Actor,
    at: datetime,
    edition: str | UUID = "",
    photos: Sequence[str] = (),
    key: str = "",
) -> Nonconformity:
    """Open a nonconformity: a promise that was not kept at a unit.

    What one thing found of one clause is opened once; one of a clause that was broken there before is linked to that.

    Args:
        unit: Where it was found.
        clause_key: Lasting key of the clause; None where no clause of a standard says it.
        citation: The clause as people call it, such as KF-03/2; "" for what its edition says.
        sentence: Its words; likewise.
        severity: ``slight``, ``ordinary`` or ``serious``.
        found: What was found, at most 2,000 characters.
        source: What found it, as ``kind:key``, such as ``order:`` with the key of an order; "" for a person's own eyes.
        actor: Who opens it; needs ``improvement.work`` at the unit.
        at: Now, with time zone.
        edition: Key of the edition by which it was judged; "" for the one in force at ``at``.
        photos: Photos of how it was, each by the SHA-256 under which a phone sent it.
        key: The caller's name of the write; sent again under the same name, it returns the same nonconformity.

    Raises:
        NotAllowedError: The actor may not.
        ArchivedError: The unit is archived.
        NotMendedError: A value is missing or cannot be what it is, or a photo is not there.
    """
    permit(actor, WORK, unit)
    refuse_archived(unit)
    company = lock_company(actor)
    kind, source_key = wanted_source(source)
    if (earlier := _opened_before(company, (kind, source_key), clause_key, key)) is not None:
        return earlier
    clause = _clause_judged_by(clause_key, edition, at)
    rules, wanted = rules_of(company.pk), wanted_severity(severity)
    recurs = _recurs(unit, clause_key, at - timedelta(days=rules.recur_days))
    row = Nonconformity(
        company=company,
        unit=unit,
        number=_next_number(company),
        standard=clause.edition.standard if clause else None,
        clause_key=clause_key,
        citation=(citation or _cited(clause))[:140],
        edition=clause.edition.number if clause else None,
        sentence=sentence or (clause.text if clause else ""),
        found=words_of(found, "found", most=_LONGEST, empty=_("Write what was found.")),
        source_kind=kind,
        source_key=source_key,
        found_at=at,
        found_by=actor.person,
        found_by_name=actor.name[:80],
        write_key=key.replace("\0", "").strip()[:80],
        recurs=recurs,
        severity=wanted.value,
        proposed=one_up(wanted).value if recurs and one_up(wanted) is not wanted else "",
        days=rules.days_for(wanted),
        began_at=at,
        due_at=at,
    )
    row.save()
    copy_photos(row, photos, at=at, by=actor.name)
    return _opened(Turn(actor, row, at), row)


def _opened(turn: Turn, row: Nonconformity) -> Nonconformity:
    """Write that a nonconformity was opened into the record of acts."""
    told = {"severity": row.severity, "clause": row.citation, "recurs": row.recurs.called if row.recurs else ""}
    return turn.write(Act.OPEN, "open_nonconformity", told, severity=row.severity, found=row.found)


def wanted_severity(said: str) -> Severity:
    """Return a severity.

    Raises:
        NotMendedError: There is none of this name.
    """
    if said not in set(Severity):
        raise NotMendedError(_("Choose how bad it is."), field="severity")
    return Severity(said)


def wanted_source(said: str) -> tuple[str, str]:
    """Return kind and key of a source, each "" where there is none.

    Raises:
        NotMendedError: It is not written as ``kind:key``.
    """
    if not said:
        return "", ""
    kind, _sign, key = said.replace("\0", "").partition(":")
    if not (kind.isascii() and kind.replace("-", "").isalnum() and len(kind) <= 20 and 0 < len(key) <= 80):
        raise NotMendedError(_("Name what found it as kind and key, such as order: and its key."), field="source")
    return kind, key


def _opened_before(company: Unit, source: tuple[str, str], clause_key: UUID | None, key: str) -> Nonconformity | None:
    rows = Nonconformity.objects.filter(company=company).select_related("unit", "owner", "post", "standard")
    named = key.replace("\0", "").strip()[:80]
    if named and (found := rows.filter(write_key=named).first()):
        return found
    if not source[0]:
        return None
    same = rows.filter(source_kind=source[0], source_key=source[1], clause_key=clause_key)
    return same.exclude(stand=Stand.VOID.value).first()


def _clause_judged_by(clause_key: UUID | None, edition: str | UUID, at: datetime) -> EditionClause | None:
    """Return a clause as an edition says it: one query; as it is in force where the edition is not named or lacks it.

    Where none is in force, the newest edition says it.
    """
    if clause_key is None:
        return None
    rows = EditionClause.objects.filter(key=clause_key).select_related("edition__standard")
    day = at.astimezone(get_default_timezone()).date()
    current = in_force(Edition.objects.filter(clauses__key=clause_key), day).values("pk")
    named = Q(edition__key=_key(edition)) if edition else Q(pk__in=[])
    meant = Case(When(named, then=0), When(edition__in=current, then=1), default=2, output_field=IntegerField())
    return rows.order_by(meant, "-edition__number", "position").first()


def _key(said: str | UUID) -> UUID | None:
    try:
        return UUID(str(said))
    except ValueError:
        return None


def _cited(clause: EditionClause | None) -> str:
    if clause is None:
        return ""
    return f"{clause.edition.code}/{clause.number}" if clause.number else clause.edition.code


def _recurs(unit: Unit, clause_key: UUID | None, since: datetime) -> Nonconformity | None:
    """Return the last nonconformity of the same clause at the same unit since a moment: one query."""
    rows = Nonconformity.objects.filter(unit=unit, clause_key=clause_key, clause_key__isnull=False)
    return rows.filter(found_at__gte=since).exclude(stand=Stand.VOID.value).order_by("-pk").first()


def _next_number(company: Unit) -> int:
    last = Nonconformity.objects.filter(company=company).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1
