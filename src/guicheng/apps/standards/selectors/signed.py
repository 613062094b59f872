"""What is signed of drafts, as files hold it: clause, verdict and other side by the names that people call them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import ClauseKind, Deviation, DraftClause, Standard
from guicheng.apps.standards.readings.comparing import Member, Remark
from guicheng.apps.standards.selectors.fetching import one
from guicheng.apps.standards.selectors.library import Found, findings_of_standard
from guicheng.domain.standard.deviation import SignedDeviation


def signed_of(
    standards: Sequence[Standard], *, actor: Actor | None, day: date, ids: bool = True
) -> list[SignedDeviation]:
    """Return the deviations of drafts that hold: signed, not taken back, not over, and of texts as they stand.

    Args:
        standards: Visible standards, with their units.
        actor: Who reads; only what was found beside what they may read is told. None for who may read all.
        day: The day on which deviations hold or are over.
        ids: Whether a clause whose number does not tell it apart is called by its key.

    Returns:
        In order of standards, clauses and other sides. Queries grow with the standards that have deviations.
    """
    signed: dict[int, set[UUID]] = {}
    rows = Deviation.objects.filter(standard__in=standards, end__isnull=True, expires_on__gte=day)
    for standard_id, key in rows.values_list("standard_id", "clause_key"):
        signed.setdefault(standard_id, set()).add(key)
    held = [each for each in standards if each.pk in signed]
    found = [_holding(each, signed[each.pk], actor, day) for each in held]
    numbers = _numbers([remark for remarks in found for remark, _by in remarks])
    entries = [
        SignedDeviation(
            clause=_address(remark.member, numbers, ids=ids),
            verdict=remark.verdict,
            reason=by.reason,
            signed_by=by.signed_by.name,
            expires=by.expires_on,
            against=_other(remark, numbers, ids=ids),
        )
        for remarks in found
        for remark, by in remarks
    ]
    return list(dict.fromkeys(entries))


def _holding(
    standard: Standard, keys: Collection[UUID], actor: Actor | None, day: date
) -> list[tuple[Remark, Deviation]]:
    found = findings_of_standard(standard, day=day, keys=keys, actor=actor)
    held = [(each.remark, each.deviation) for rows in found.values() for each in rows if each.deviation is not None]
    return sorted(held, key=lambda pair: (pair[0].member.clause.position, pair[0].member.clause.pk, pair[0].against))


def _numbers(remarks: Sequence[Remark]) -> Mapping[tuple[int, str], int]:
    """Return how many clauses of a standard have a number: one query."""
    standards = {member.standard.pk for each in remarks for member in (each.member, each.other) if member}
    rows = DraftClause.objects.filter(standard__in=standards, kind=ClauseKind.CLAUSE)
    return Counter(rows.order_by().values_list("standard_id", "number"))


def _address(member: Member, numbers: Mapping[tuple[int, str], int], *, ids: bool) -> str:
    number = member.clause.number
    plain = number and numbers.get((member.standard.pk, number), 1) == 1
    return f"{member.standard.code}/{number}" if plain or (number and not ids) else str(member.clause.key)


def _other(remark: Remark, numbers: Mapping[tuple[int, str], int], *, ids: bool) -> str:
    if remark.norm is not None:
        return remark.norm.id
    return _address(remark.other, numbers, ids=ids) if remark.other is not None else ""


def clauses_called(actor: Actor, name: str) -> list[DraftClause]:
    """Return the clauses of drafts within reach that a file calls so: by key, or by code and number as in GC-01/1.1.

    Args:
        actor: Who asks; needs ``standards.read`` where the clauses are.
        name: The name.
    """
    rows = DraftClause.objects.filter(
        actor.within("standards.read", "standard__unit"), standard__archived_at__isnull=True, kind=ClauseKind.CLAUSE
    ).select_related("standard__unit")
    code, slash, number = name.rpartition("/")
    if slash:
        return list(rows.filter(standard__code=code.upper(), number=number)[:2])
    try:
        return [one(rows, name)]
    except DraftClause.DoesNotExist:
        return []


def findings_meant(
    standard: Standard, entries: Sequence[tuple[UUID, SignedDeviation]], *, actor: Actor, day: date
) -> Iterator[list[Found]]:
    """Yield for each entry of a file the findings that it means, signed or not.

    Args:
        standard: The standard, with its unit.
        entries: Key of the clause, and what the file says of it.
        actor: Who asks.
        day: The day on which deviations hold or are over.
    """
    found = findings_of_standard(standard, day=day, keys={key for key, _entry in entries}, actor=actor)
    for key, entry in entries:
        meant = [each for each in found.get(key, ()) if each.remark.verdict == entry.verdict and each.apart is None]
        yield [each for each in meant if not entry.against or entry.against in _names(each.remark)]


def _names(remark: Remark) -> frozenset[str]:
    if remark.norm is not None:
        return frozenset({remark.norm.id})
    other = remark.other
    if other is None:
        return frozenset()
    return frozenset({str(other.clause.key), f"{other.standard.code}/{other.clause.number}"})
