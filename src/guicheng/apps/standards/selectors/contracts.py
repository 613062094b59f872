"""The contracts of estates: which there are, and what the standards below say of their promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from guicheng.apps.catalogue.selectors import UnitDescription
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import DraftClause, Standard, StandardLevel
from guicheng.apps.standards.readings import CompanyWords, company_words
from guicheng.apps.standards.readings.comparing import Library, Member, members_of
from guicheng.apps.standards.readings.contracts import Below, ContractPromise
from guicheng.apps.standards.readings.wholes import weighed_whole
from guicheng.apps.standards.selectors.fetching import by_key_or_code, drafts_within, unit_within
from guicheng.apps.standards.selectors.gathering import Gathered, binding_on
from guicheng.apps.standards.selectors.library import Found, settled
from guicheng.domain.comparison import services_promised
from guicheng.domain.comparison.compliance import Standing


def contracts_visible_to(actor: Actor, *, unit: str = "", archived: bool = False) -> QuerySet[Standard]:
    """Return the contracts whose estates an actor may see, each with ``promises``, its number of clauses.

    Args:
        actor: Who asks; needs ``standards.read`` at the estates.
        unit: Key of a unit; its contracts and those of the units below; "" for all.
        archived: Only those that were archived, else only the others.

    Raises:
        Unit.DoesNotExist: The unit is not within reach.
    """
    rows = drafts_within(actor).filter(level=StandardLevel.CONTRACT, archived_at__isnull=not archived)
    if unit:
        rows = rows.filter(unit__path__startswith=unit_within(actor, unit).path)
    return rows.annotate(promises=Count("clauses", filter=Q(clauses__kind="clause"))).order_by("code", "pk")


def contract_visible_to(actor: Actor, key_or_code: str | UUID) -> Standard:
    """Return a contract.

    Raises:
        Standard.DoesNotExist: There is none, or it lies outside the actor's reach.
    """
    return drafts_within(actor).filter(level=StandardLevel.CONTRACT).get(by_key_or_code(actor, key_or_code))


def contract_members(unit: Unit, words: CompanyWords, *, day: date, grade: str = "") -> list[Member]:
    """Return the clauses of the contracts that bind at a unit on a day, for what stands below them: one query.

    Args:
        unit: The unit.
        words: The words of its company.
        day: The day.
        grade: The grade that is promised there.
    """
    listed = list(_binding(day).filter(standard__unit=unit))
    return members_of(listed, {row.standard_id: row.standard for row in listed}, words, grade=grade)


def promised_at(actor: Actor, places: Mapping[int, UnitDescription], *, day: date) -> dict[int, dict[str, Member]]:
    """Return for several units which services the contracts that bind there promise: two queries at most.

    Args:
        actor: Who asks; only contracts whose text they may read count.
        places: What is known of the units, by their primary keys.
        day: The day on which contracts bind.

    Returns:
        For each unit, service → the first clause that promises it.
    """
    rows: dict[int, list[DraftClause]] = {pk: [] for pk in places}
    for row in _binding(day).filter(actor.within("standards.read", "standard__unit"), standard__unit__in=places):
        rows[row.standard.unit_id].append(row)
    words = company_words(actor.company_id or 0) if any(rows.values()) else CompanyWords()
    found: dict[int, dict[str, Member]] = {}
    for pk, listed in rows.items():
        standards = {row.standard_id: row.standard for row in listed}
        services = found[pk] = dict[str, Member]()
        for member in members_of(listed, standards, words, grade=places[pk].estate.grade):
            for service in services_promised(member.terms):
                services.setdefault(service, member)
    return found


def _binding(day: date) -> QuerySet[DraftClause]:
    """Return the paragraphs of the contracts that bind on a day, contract by contract."""
    rows = DraftClause.objects.filter(
        binding_on(day, "standard__"), standard__level=StandardLevel.CONTRACT, standard__archived_at__isnull=True
    )
    return rows.select_related("standard__unit").order_by("standard__code", "standard", "position", "pk")


@dataclass(frozen=True, slots=True)
class ContractLine:
    """A promise of a contract with what is said of it.

    Args:
        promise: The promise, with the clauses that speak of it.
        found: Findings of those clauses against it, with what somebody signed.
    """

    promise: ContractPromise
    found: tuple[Found, ...]

    @property
    def standing(self) -> Standing:
        """How the clauses stand to it."""
        return self.promise.standing


@dataclass(frozen=True, slots=True)
class ContractReport:
    """What the standards say of the promises of contracts.

    Args:
        lines: The promises, those that ask for something first.
        contracts: The contracts.
    """

    lines: tuple[ContractLine, ...]
    contracts: tuple[Standard, ...]

    def counted(self, standing: Standing) -> int:
        """Return how many promises stand so."""
        return sum(line.standing is standing for line in self.lines)


def contract_report_on(gathered: Gathered, *, day: date, contract: Standard | None = None) -> ContractReport:
    """Set the standards that hold at estates beside their contracts: one query.

    Args:
        gathered: The clauses that concern a unit.
        day: The day on which deviations hold or are over.
        contract: Only this contract; None for all at the unit and below it.
    """
    said = gathered.of(contract) if contract else gathered.contracts
    below, library = (
        Below(gathered.members, gathered.facts, words=gathered.words),
        Library(gathered.members, gathered.facts),
    )
    promises = below.promises(said)
    wanted = {promise.member.clause.key for promise in promises}
    speaking = {kept.member.clause.key: kept.member for promise in promises for kept in promise.kept}
    remarks = [
        remark
        for member in speaking.values()
        for remark in library.beside(member)
        if remark.other is not None and remark.other.clause.key in wanted
    ]
    remarks = weighed_whole(remarks, gathered.facts, gathered.words)
    found = _by_promise(settled(remarks, day), promises)
    order = list(Standing)
    lines = [ContractLine(promise, found.get(promise.member.clause.key, ())) for promise in promises]
    lines.sort(key=lambda line: order.index(line.standing))
    standards = {member.standard.pk: member.standard for member in said}
    return ContractReport(tuple(lines), tuple(standards.values()))


def _by_promise(found: tuple[Found, ...], promises: list[ContractPromise]) -> Mapping[UUID, tuple[Found, ...]]:
    """Return findings by the clause of the contract, those of clauses that still speak of it, each clause once."""
    kept = {promise.member.clause.key: {each.member.clause.key for each in promise.kept} for promise in promises}
    sorted_out: dict[UUID, dict[UUID, Found]] = {}
    for each in found:
        other, own = each.remark.other, each.remark.member.clause.key
        if other is not None and own in kept[other.clause.key]:
            sorted_out.setdefault(other.clause.key, {}).setdefault(own, each)
    return {key: tuple(each.values()) for key, each in sorted_out.items()}
