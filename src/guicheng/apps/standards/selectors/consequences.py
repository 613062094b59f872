"""What a change of a standard means: tighter or looser, dearer or cheaper, for law and contract, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from guicheng.apps.catalogue.selectors import UnitDescription, catalogue_of, facts_at
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import DraftClause, Edition, EditionClause, Standard
from guicheng.apps.standards.readings import ClauseDifference, CompanyWords, company_words, differences
from guicheng.apps.standards.readings.comparing import Member, facts_of
from guicheng.apps.standards.readings.effects import Effect, effects_on
from guicheng.apps.standards.readings.states import State, members_in
from guicheng.apps.standards.selectors.affected import PostAffected, posts_affected
from guicheng.apps.standards.selectors.contracts import contract_members
from guicheng.apps.standards.selectors.editions import editions_of, texts_of
from guicheng.apps.standards.selectors.system import effort_beside, items_of, rates_of
from guicheng.domain.capacity import Rates, cost_of
from guicheng.domain.catalogue import shipped
from guicheng.domain.comparison import Facts, Verdict, compare_clauses


class Meaning(StrEnum):
    """What became of a promise."""

    TIGHTER = "tighter"
    LOOSER = "looser"
    SCOPE = "scope"
    NEW = "new"
    GONE = "gone"
    OTHERWISE = "otherwise"
    UNCLEAR = "unclear"
    WORDING = "wording"
    BESIDE = "beside"


class Priced(StrEnum):
    """On which sides of a change the cost is known; ``NEW`` and ``GONE`` have but one side, and it is not."""

    BOTH = "both"
    BEFORE = "before"
    AFTER = "after"
    NEITHER = "neither"
    NEW = "new"
    GONE = "gone"


_MEANINGS = {
    Verdict.TIGHTER: Meaning.TIGHTER,
    Verdict.LOOSER: Meaning.LOOSER,
    Verdict.EQUAL: Meaning.WORDING,
    Verdict.COMPATIBLE: Meaning.SCOPE,
    Verdict.CONFLICT: Meaning.OTHERWISE,
    Verdict.DISJOINT: Meaning.OTHERWISE,
    Verdict.CANNOT_COMPARE: Meaning.UNCLEAR,
}


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a change of one clause means.

    Args:
        difference: The words that changed; none where only a parameter, a grade or the effort did.
        meaning: What became of the promise.
        was: Yuan a year before; None where that cannot be worked out.
        becomes: Yuan a year after.
        effects: Duties of law and promises of the contract of which the clause spoke or speaks.
        posts: The posts that it names.
        beside: What stands beside it and changed, such as the provider or the effort: key, before and after.
        was_lacks: What was missing for its cost before, as ``Cost.missing``.
        becomes_lacks: What is missing for its cost after.
        added: Whether it was no clause before.
        dropped: Whether it is none any more.
    """

    difference: ClauseDifference
    meaning: Meaning
    was: Decimal | None
    becomes: Decimal | None
    effects: tuple[Effect, ...]
    posts: tuple[str, ...]
    beside: tuple[tuple[str, str, str], ...] = ()
    was_lacks: tuple[str, ...] = ()
    becomes_lacks: tuple[str, ...] = ()
    added: bool = False
    dropped: bool = False

    @property
    def priced(self) -> Priced:
        """On which sides its cost is known; a clause that is not there costs nothing, which is no cost that is lost."""
        if self.was is not None and self.becomes is not None:
            return Priced.BOTH
        if self.added or self.dropped:
            return Priced.NEW if self.added else Priced.GONE
        if self.was is None and self.becomes is None:
            return Priced.NEITHER
        return Priced.BEFORE if self.becomes is None else Priced.AFTER


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a change of a standard means.

    Args:
        rows: Its clauses that changed, in order.
        was: Yuan a year before, of what could be worked out on both sides.
        becomes: Yuan a year after, of the same.
        open: Changed clauses that are in neither sum: a cost could not be worked out on one side or on both.
        unit: The unit at which costs were worked out, and whose law and contract were asked.
        affected: The posts that changed clauses name, with the people who fill them.
        same: Clauses of which nothing changed.
    """

    rows: tuple[Consequence, ...]
    was: Decimal
    becomes: Decimal
    open: int
    unit: Unit
    affected: tuple[PostAffected, ...] = ()
    same: int = 0

    def counted(self, meaning: Meaning) -> int:
        """Return how many changes mean this."""
        return sum(row.meaning is meaning for row in self.rows)

    def lost(self) -> tuple[int, Decimal]:
        """Return how many costs were known and are not any more, and what they came to."""
        gone = [row.was for row in self.rows if row.priced is Priced.BEFORE and row.was is not None]
        return len(gone), sum(gone, Decimal(0))

    def gained(self) -> tuple[int, Decimal]:
        """Return how many costs were not known and are now, and what they come to."""
        new = [row.becomes for row in self.rows if row.priced is Priced.AFTER and row.becomes is not None]
        return len(new), sum(new, Decimal(0))


def consequences_of_draft(standard: Standard, unit: Unit, *, day: date) -> Consequences:
    """Return what publishing the draft would change against the newest edition: nine queries.

    Args:
        standard: A visible standard.
        unit: The unit at which costs are worked out.
        day: The day on which contracts bind.
    """
    last = editions_of(standard).values("pk")[:1]
    rows = list(EditionClause.objects.filter(edition__in=last).select_related("edition").order_by("position"))
    before = _state_of(rows[0].edition, rows) if rows else State()
    after = State(list(DraftClause.objects.filter(standard=standard).order_by("position", "pk")), standard.grades)
    return consequences(standard, before, after, unit, day=day)


def consequences_between(older: Edition, newer: Edition, unit: Unit, *, day: date) -> Consequences:
    """Return what changed from one edition of a standard to another and what that means: nine queries.

    Args:
        older: The earlier edition.
        newer: The later edition, with its standard.
        unit: The unit at which costs are worked out.
        day: The day on which contracts bind.
    """
    rows: dict[int, list[EditionClause]] = {older.pk: [], newer.pk: []}
    for row in EditionClause.objects.filter(edition__in=rows).order_by("position"):
        rows[row.edition_id].append(row)
    before, after = (_state_of(edition, rows[edition.pk]) for edition in (older, newer))
    return consequences(newer.standard, before, after, unit, day=day)


def _state_of(edition: Edition, rows: Sequence[EditionClause]) -> State:
    return State(rows, edition.grades or [], edition.parameters)


@dataclass(frozen=True, slots=True)
class _Bench:
    """What two states are weighed with."""

    place: UnitDescription
    rates: Rates
    facts: Facts
    contract: Sequence[Member]
    words: CompanyWords = field(default_factory=CompanyWords)


def consequences(standard: Standard, before: State, after: State, unit: Unit, *, day: date) -> Consequences:
    """Return what changed between two states of a standard and what that means.

    Args:
        standard: The standard, with its unit.
        before: The earlier state.
        after: The later state.
        unit: The unit at which costs are worked out, and whose city and contract are asked.
        day: The day on which contracts bind.
    """
    bench = _bench(standard, unit, day)
    old, new = (members_in(standard, state, bench.words, bench.place.estate.grade) for state in (before, after))
    effects = effects_on(list(old.values()), list(new.values()), bench.place.estate, bench.contract, bench.words)
    rows, same = [], 0
    for each in differences(texts_of(before.paragraphs), texts_of(after.paragraphs)):
        if each.key not in old and each.key not in new:
            continue
        row = _row(each, old.get(each.key), new.get(each.key), bench, effects.get(each.key, ()))
        if row is None:
            same += 1
        else:
            rows.append(row)
    known = [row for row in rows if row.priced is Priced.BOTH]
    return Consequences(
        tuple(rows),
        sum((row.was or Decimal(0) for row in known), Decimal(0)),
        sum((row.becomes or Decimal(0) for row in known), Decimal(0)),
        len(rows) - len(known),
        unit,
        posts_affected(standard, {post for row in rows for post in row.posts}),
        same,
    )


def _bench(standard: Standard, unit: Unit, day: date) -> _Bench:
    place, items, words = facts_at(unit), items_of(standard), company_words(standard.company_id)
    # Only services that the company added are asked for; those of the shipped catalogue are known.
    own = any(shipped().get(item) is None for item in items)
    rates = rates_of(standard, catalogue_of(standard.company_id) if own else shipped(), items, place)
    contract = contract_members(unit, words, day=day, grade=place.estate.grade)
    return _Bench(place, rates, facts_of(place.estate.facts), contract, words)


def _row(
    each: ClauseDifference, old: Member | None, new: Member | None, bench: _Bench, effects: Sequence[Effect]
) -> Consequence | None:
    """Return what a change means; None where neither the promise, what stands beside it, nor its cost changed."""
    (was, was_lacks), (becomes, becomes_lacks) = _yearly(old, bench.rates), _yearly(new, bench.rates)
    beside = _beside(old, new) if old is not None and new is not None else ()
    if old is not None and new is not None and old.text == new.text and was == becomes and not beside:
        return None
    meaning = _meaning(old, new, bench.facts)
    if beside and old is not None and new is not None and old.text == new.text:
        meaning = Meaning.BESIDE
    posts = tuple(dict.fromkeys(post for member in (old, new) if member for post in member.posts))
    return Consequence(
        each,
        meaning,
        was,
        becomes,
        tuple(effects),
        posts,
        beside,
        was_lacks,
        becomes_lacks,
        added=old is None,
        dropped=new is None,
    )


def _beside(old: Member, new: Member) -> tuple[tuple[str, str, str], ...]:
    """Return what stands beside a clause and changed: key, before and after, "" for nothing."""
    before, after = ({key: str(text).strip() for key, text in member.clause.elements.items()} for member in (old, new))
    keys = dict.fromkeys((*before, *after))
    return tuple(
        (key, before.get(key, ""), after.get(key, "")) for key in keys if before.get(key, "") != after.get(key, "")
    )


def _meaning(old: Member | None, new: Member | None, facts: Facts) -> Meaning:
    if old is None:
        return Meaning.NEW
    if new is None:
        return Meaning.GONE
    if old.text == new.text:
        return Meaning.WORDING
    if not old.terms and not new.terms:
        return Meaning.UNCLEAR
    if not old.terms or not new.terms:
        return Meaning.NEW if new.terms else Meaning.GONE
    return _MEANINGS[compare_clauses(new.terms, old.terms, facts).verdict]


def _yearly(member: Member | None, rates: Rates) -> tuple[Decimal | None, tuple[str, ...]]:
    """Return what a year costs and what is missing for knowing it; a clause that is not there costs nothing."""
    if member is None:
        return Decimal(0), ()
    cost = cost_of(member.reading, effort_beside(member.clause), rates, member.clause.elements)
    return cost.yearly, cost.missing
