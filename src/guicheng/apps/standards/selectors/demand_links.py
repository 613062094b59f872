"""Which clauses answer which demands of customers: what people said, what may be suggested, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.duty import paths_above
from guicheng.apps.research.models import Demand, DemandState
from guicheng.apps.research.selectors.demands import demands_visible_to
from guicheng.apps.standards.models import ClauseKind, DemandLink, DraftClause, Standard, StandardLevel
from guicheng.apps.standards.readings.comparing import vocabulary_of
from guicheng.apps.standards.readings.contracts import Below
from guicheng.apps.standards.readings.duties import duties_on
from guicheng.apps.standards.readings.words import CompanyWords, company_words
from guicheng.apps.standards.selectors.gathering import Gathered
from guicheng.domain.comparison import Vocabulary
from guicheng.domain.comparison.norm import Norm
from guicheng.domain.demand.linking import ClauseIndex, Suggestion

#: Suggestions for one demand.
MOST_SUGGESTED: Final = 5
_OPEN: Final = (DemandState.PROPOSED, DemandState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class LinkRow:
    """What a person said of a clause and a demand.

    Args:
        link: The link.
        clause: The clause as it stands in its draft; None where it was deleted or lies out of reach.
    """

    link: DemandLink
    clause: DraftClause | None


@dataclass(frozen=True, slots=True)
class SuggestedClause:
    """A clause that may answer a demand.

    Args:
        clause: The clause, with its standard.
        why: What the suggestion rests on.
    """

    clause: DraftClause
    why: Suggestion


@dataclass(frozen=True, slots=True)
class DemandAnswers:
    """What is known of the answers to a demand.

    Args:
        confirmed: Clauses that a person said answer it.
        refused: Clauses that a person said do not.
        suggested: Clauses that nobody judged yet, the likeliest first.
    """

    confirmed: tuple[LinkRow, ...]
    refused: tuple[LinkRow, ...]
    suggested: tuple[SuggestedClause, ...]


def answers_of(actor: Actor, demand: Demand, *, suggests: bool = True) -> DemandAnswers:
    """Return the clauses that answer a demand, that do not, and that may: three queries, two where none is suggested.

    Args:
        actor: Who asks; only clauses that they may read are told.
        demand: A visible demand, with its unit.
        suggests: Whether to look for clauses that nobody judged.
    """
    links = list(DemandLink.objects.filter(demand=demand).select_related("standard", "by"))
    clauses = list(_near(actor, demand.unit)) if suggests else _by_keys(actor, [link.clause_key for link in links])
    by_key = {clause.key: clause for clause in clauses}
    judged = {link.clause_key for link in links}
    rows = [LinkRow(link, by_key.get(link.clause_key)) for link in links]
    open_clauses = [clause for clause in clauses if clause.key not in judged] if suggests else []
    return DemandAnswers(
        confirmed=tuple(row for row in rows if row.link.answers),
        refused=tuple(row for row in rows if not row.link.answers),
        suggested=_suggested(demand, open_clauses, company_words(demand.company_id)) if open_clauses else (),
    )


def _near(actor: Actor, unit: Unit) -> QuerySet[DraftClause]:
    """Return the clauses that hold at a unit or below it, as far as somebody may read them."""
    steps = range(unit.steplen, len(unit.path), unit.steplen)
    above = Q(standard__unit__path__in=[unit.path[:step] for step in steps])
    return _readable(actor).filter(above | Q(standard__unit__path__startswith=unit.path))


def _readable(actor: Actor) -> QuerySet[DraftClause]:
    rows = DraftClause.objects.filter(
        actor.within("standards.read", "standard__unit"),
        kind=ClauseKind.CLAUSE,
        standard__archived_at__isnull=True,
        standard__level=StandardLevel.STANDARD,
    )
    return rows.select_related("standard__unit").order_by("standard__code", "position", "pk")


def _by_keys(actor: Actor, keys: Iterable[UUID]) -> list[DraftClause]:
    return list(_readable(actor).filter(key__in=list(keys)))


def _suggested(demand: Demand, clauses: Sequence[DraftClause], words: CompanyWords) -> tuple[SuggestedClause, ...]:
    # The title says what a clause is about that only says how often.
    texts = tuple(f"{clause.standard.title} {clause.text}" for clause in clauses)
    found = _index(texts, vocabulary_of(words)).suggest(demand.text, activity=demand.activity, most=MOST_SUGGESTED)
    return tuple(SuggestedClause(clauses[each.clause], each) for each in found)


@lru_cache(maxsize=4)
def _index(texts: tuple[str, ...], vocabulary: Vocabulary) -> ClauseIndex:
    """Return the index of texts; kept, since one page after the other asks for the same clauses."""
    return ClauseIndex(texts, vocabulary)


def clauses_with_demands(standard: Standard) -> tuple[list[DraftClause], frozenset[UUID]]:
    """Return the paragraphs of a draft in order, and the keys of those that answer a confirmed demand: one query."""
    links = DemandLink.objects.filter(clause_key=OuterRef("key"), answers=True, demand__state=DemandState.CONFIRMED)
    rows = DraftClause.objects.filter(standard=standard).annotate(demanded=Exists(links)).order_by("position", "pk")
    listed = list(rows)
    return [*listed], frozenset(clause.key for clause in listed if clause.demanded)


def served_by(actor: Actor, standard: Standard) -> dict[UUID, list[Demand]]:
    """Return whom the clauses of a standard serve, by key of the clause, the demand that matters most first: one query.

    Only demands within the actor's reach that are open are told.
    """
    rows = DemandLink.objects.filter(
        actor.within("research.read", "demand__unit"), standard=standard, answers=True, demand__state__in=_OPEN
    )
    found: dict[UUID, list[Demand]] = {}
    for link in rows.select_related("demand__group"):
        found.setdefault(link.clause_key, []).append(link.demand)
    for demands in found.values():
        demands.sort(key=lambda demand: (-(demand.importance or 0), demand.number))
    return found


def unanswered(actor: Actor, unit: Unit | None = None) -> QuerySet[Demand]:
    """Return the open demands within reach that no clause answers which still stands in a draft.

    Args:
        actor: Who looks.
        unit: Only those of this unit: stated there, below it, or above it for all units; None for all within reach.
    """
    standing = DraftClause.objects.filter(key=OuterRef("clause_key"), standard__archived_at__isnull=True)
    answered = DemandLink.objects.filter(Exists(standing), demand=OuterRef("pk"), answers=True)
    rows = demands_visible_to(actor).filter(~Exists(answered), state__in=_OPEN)
    if unit is None:
        return rows
    return rows.filter(Q(unit__path__startswith=unit.path) | Q(unit__path__in=paths_above(unit)))


def confirmed_links(actor: Actor) -> dict[UUID, list[Demand]]:
    """Return the open demands within reach that each clause answers, by key of the clause: one query."""
    rows = DemandLink.objects.filter(
        actor.within("research.read", "demand__unit"), answers=True, demand__state__in=_OPEN
    )
    found: dict[UUID, list[Demand]] = {}
    for link in rows.select_related("demand__group", "demand__theme", "demand__unit").order_by("demand__number"):
        found.setdefault(link.clause_key, []).append(link.demand)
    return found


@dataclass(frozen=True, slots=True)
class TracedClause:
    """A clause that holds at a unit, with what stands behind it.

    Args:
        clause: The clause, with its standard.
        demands: The demands that it answers.
        norms: The duties of law that it speaks of.
        contract: Whether it keeps a promise of the contract.
    """

    clause: DraftClause
    demands: tuple[Demand, ...]
    norms: tuple[Norm, ...]
    contract: bool

    @property
    def bare(self) -> bool:
        """Whether neither a demand nor a duty stands behind it."""
        return not (self.demands or self.norms or self.contract)


def traced(gathered: Gathered, demands: dict[UUID, list[Demand]]) -> list[TracedClause]:
    """Return the clauses that hold at a unit with the demands, duties and contracts behind them.

    Args:
        gathered: The clauses that concern the unit.
        demands: The demands that clauses answer, by key.
    """
    # Who may not read a draft from above does not see the demands behind it, so nothing is said of its clauses.
    members = [each for each in gathered.holding if each.clause.kind == ClauseKind.CLAUSE and not each.edition]
    placed = {member.reading.ref: member.clause.key for member in members}
    norms: dict[UUID, dict[str, Norm]] = {}
    for duty in duties_on(members, gathered.place.estate):
        for answer in duty.answers:
            if (key := placed.get(answer.clause.ref)) is not None:
                norms.setdefault(key, {})[duty.norm.id] = duty.norm
    below = Below(members, gathered.facts, gathered.contracts, gathered.words).promises(gathered.contracts)
    kept = {each.member.clause.key for promise in below for each in promise.kept}
    return [
        TracedClause(
            member.clause,
            tuple(demands.get(member.clause.key, ())),
            tuple(norms.get(member.clause.key, {}).values()),
            member.clause.key in kept,
        )
        for member in members
    ]
