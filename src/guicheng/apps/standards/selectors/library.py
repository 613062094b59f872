"""The clauses of a company beside one another: what comparing them says, and what somebody signed about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import Deviation, Standard, TwoThings
from guicheng.apps.standards.readings.comparing import Library, Member, Remark
from guicheng.apps.standards.readings.contracts import Below, without_answered
from guicheng.apps.standards.readings.duties import duties_on, legal_remarks
from guicheng.apps.standards.readings.grades import grade_remarks
from guicheng.apps.standards.readings.wholes import weighed_whole
from guicheng.apps.standards.selectors.gathering import Gathered, gather_around, gather_for
from guicheng.domain.comparison.compliance import Duty, Standing
from guicheng.domain.comparison.norm import plain_name
from guicheng.domain.comparison.towns import town_of
from guicheng.domain.values import Severity

#: Code of the finding that two clauses seem to speak of one thing.
SUSPICION: Final = "CT007"
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.HINT)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of comparing, with what somebody said that covers it.

    Args:
        remark: The finding.
        deviation: What somebody signed for it and what still holds; None where it speaks.
        expired: A deviation whose last day is over, so that the finding speaks again; None for none.
        apart: That somebody found both clauses to be two things; None where nobody did.
    """

    remark: Remark
    deviation: Deviation | None = None
    expired: Deviation | None = None
    apart: TwoThings | None = None

    @property
    def speaks(self) -> bool:
        """Whether nobody has signed for it, or found its clauses to be two things."""
        return self.deviation is None and self.apart is None


@dataclass(frozen=True, slots=True)
class Report:
    """What comparing says of many clauses.

    Args:
        found: The findings, the weightiest first; those that somebody signed for come last.
        clauses: Clauses that were compared.
        promises: Promises that were compared.
        silent: Clauses in which nothing could be compared.
        unconfirmed: Clauses whose readings nobody confirmed, so that nothing said of them is an error.
        standards: Standards that were compared.
        published: Whether of the units above only what is published was compared, drafts being out of reach.
    """

    found: tuple[Found, ...]
    clauses: int
    promises: int
    silent: int
    unconfirmed: int
    standards: int
    published: bool


def report_on(actor: Actor, unit: Unit, *, day: date) -> Report:
    """Compare all clauses that concern a unit with one another: eight queries at most, whatever their number.

    Args:
        actor: Who asks; only what they may read is compared.
        unit: A visible unit.
        day: The day on which deviations hold or are over, and on which contracts bind.
    """
    gathered = gather_for(actor, unit, day=day)
    members, facts = gathered.members, gathered.facts
    remarks = weighed_whole(Library(members, facts).all_pairs(), facts, gathered.words)
    remarks = without_answered(remarks, Below(members, facts, words=gathered.words))
    remarks += grade_remarks(_drafts(members), gathered.words, facts)
    return _reported(gathered, remarks, day)


@dataclass(frozen=True, slots=True)
class LegalReport:
    """What the clauses that hold at a unit say of each duty of law.

    Args:
        duties: The duties of its city, its province and the country.
        found: Findings by id of the duty.
        members: The clauses that were compared.
        city: The city that chose them, "" for the country alone.
        known: Whether there are duties of that city.
        regional: Whether there are duties of that city or of its province.
        published: Whether of the units above only what is published was compared, drafts being out of reach.
    """

    duties: tuple[Duty, ...]
    found: Mapping[str, Sequence[Found]]
    members: Sequence[Member]
    city: str
    known: bool
    regional: bool = False
    published: bool = False

    def counted(self, standing: Standing) -> int:
        """Return how many duties stand so."""
        return sum(duty.standing is standing for duty in self.duties)


def legal_report_on(gathered: Gathered, *, day: date, city: str = "", standard: Standard | None = None) -> LegalReport:
    """Set the clauses that hold at a unit beside the duties of law: one query.

    Args:
        gathered: The clauses that concern the unit.
        day: The day on which deviations hold or are over.
        city: Another city than that of the unit.
        standard: Only the clauses of this standard; None for all that hold at the unit.
    """
    members = gathered.holding
    if standard is not None:
        members = [member for member in members if member.standard.pk == standard.pk]
    estate = replace(gathered.place.estate, city=city or gathered.place.estate.city)
    duties = duties_on(members, estate)
    found: dict[str, list[Found]] = {}
    for each in settled(legal_remarks(members, duties), day):
        if each.remark.norm is not None:
            found.setdefault(each.remark.norm.id, []).append(each)
    places = {plain_name(duty.norm.place.zh) for duty in duties if not duty.norm.place.national}
    known = not places.isdisjoint({plain_name(estate.city), town_of(estate.city).city})
    return LegalReport(duties, found, members, estate.city, known, bool(places), gathered.published)


def _reported(gathered: Gathered, remarks: Sequence[Remark], day: date) -> Report:
    members = gathered.members
    return Report(
        found=settled(remarks, day),
        clauses=len(members),
        promises=sum(len(member.terms) for member in members),
        silent=sum(not member.terms for member in members),
        unconfirmed=sum(not member.confirmed for member in members),
        standards=len({member.standard.pk for member in members}),
        published=gathered.published,
    )


def settled(remarks: Iterable[Remark], day: date) -> tuple[Found, ...]:
    """Return findings with what somebody said of them, the weightiest first: one query, two with a suspicion."""
    listed = list(remarks)
    signed = deviations_for({remark.member.clause.key for remark in listed})
    parted = two_things_for([remark for remark in listed if remark.code == SUSPICION])
    found = [_found(remark, signed, parted, day) for remark in listed]
    found.sort(key=lambda each: (not each.speaks, _ORDER.index(each.remark.severity), each.remark.code))
    return tuple(found)


def deviations_for(keys: Collection[UUID]) -> dict[tuple[UUID, str, str, str], Deviation]:
    """Return the newest deviation of clauses by clause, code, other side and mark, those taken back left out."""
    rows = Deviation.objects.filter(clause_key__in=keys, end__isnull=True).order_by("pk")
    rows = rows.select_related("signed_by", "standard")
    return {(row.clause_key, row.code, row.against, row.mark): row for row in rows}


def two_things_for(suspicions: Collection[Remark]) -> dict[tuple[frozenset[UUID], str], TwoThings]:
    """Return what people found to be two things, by both clauses and mark: one query, none without a suspicion."""
    if not suspicions:
        return {}
    rows = TwoThings.objects.filter(mark__in={remark.mark for remark in suspicions}).select_related("author")
    return {(row.pair, row.mark): row for row in rows.order_by("pk")}


def _found(
    remark: Remark,
    signed: Mapping[tuple[UUID, str, str, str], Deviation],
    parted: Mapping[tuple[frozenset[UUID], str], TwoThings],
    day: date,
) -> Found:
    if remark.code == SUSPICION and remark.other is not None:
        pair = frozenset({remark.member.clause.key, remark.other.clause.key})
        if (apart := parted.get((pair, remark.mark))) is not None:
            return Found(remark, apart=apart)
    row = signed.get((remark.member.clause.key, remark.code, remark.against, remark.mark))
    if row is None:
        return Found(remark)
    return Found(remark, row) if row.expires_on >= day else Found(remark, expired=row)


def findings_of_standard(
    standard: Standard, *, day: date, keys: Collection[UUID] | None = None, actor: Actor | None = None
) -> dict[UUID, list[Found]]:
    """Compare the clauses of a standard with all that concern its unit: eight queries at most.

    Args:
        standard: The standard, with its unit.
        day: The day on which deviations hold or are over, and on which contracts bind.
        keys: Only these clauses; None for all.
        actor: Only with what they may read, drafts or from above what is published; None for all drafts.

    Returns:
        What is said of each clause that something is said of, by its key.
    """
    return findings_in(gather_around(standard, day=day, actor=actor), standard, day=day, keys=keys)


def findings_in(
    gathered: Gathered, standard: Standard, *, day: date, keys: Collection[UUID] | None = None
) -> dict[UUID, list[Found]]:
    """Compare the clauses of a standard with those that were gathered around it: two queries.

    Args:
        gathered: The clauses that concern its unit.
        standard: The standard.
        day: The day on which deviations hold or are over.
        keys: Only these clauses; None for all.
    """
    library = Library(gathered.members, gathered.facts)
    wanted = [member for member in gathered.of(standard) if keys is None or member.clause.key in keys]
    remarks = [remark for member in wanted for remark in library.beside(member)]
    remarks = weighed_whole(remarks, gathered.facts, gathered.words)
    remarks = without_answered(remarks, Below(gathered.members, gathered.facts, words=gathered.words))
    remarks += legal_remarks(wanted, duties_on(wanted, gathered.place.estate))
    remarks += grade_remarks(_drafts(wanted), gathered.words, gathered.facts)
    found: dict[UUID, list[Found]] = {}
    for each in settled(remarks, day):
        found.setdefault(each.remark.member.clause.key, []).append(each)
    return found


def _drafts(members: Iterable[Member]) -> list[Member]:
    """Return the clauses of drafts: what is published at several grades is no longer to be mended there."""
    return [member for member in members if not member.edition]


def deviations_within(actor: Actor, *, day: date, over: bool | None = None) -> QuerySet[Deviation]:
    """Return signed deviations, newest first, those taken back left out.

    Args:
        actor: Who asks; needs ``standards.read``.
        day: The day on which one is over or not.
        over: Only those that are over, or only those that hold; None for both.
    """
    rows = Deviation.objects.filter(actor.within("standards.read", "standard__unit"), end__isnull=True)
    if over is not None:
        rows = rows.filter(expires_on__lt=day) if over else rows.filter(expires_on__gte=day)
    return rows.select_related("standard__unit", "signed_by")
