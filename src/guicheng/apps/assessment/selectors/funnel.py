"""How far promises come: written, read, proved, landed, kept; each stage is a part of the one before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Any, Final
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Min,
    OuterRef,
    QuerySet,
    Sum,
    Value,
    When,
)

from guicheng.apps.assessment.models import MonthCount, Tally
from guicheng.apps.assessment.readings.cells import state_of_sums
from guicheng.apps.assessment.selectors.figures import READ
from guicheng.apps.operations.models import PromiseSource
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.apps.standards.models import ClauseKind, DraftClause, Edition, EditionClause, StandardLevel
from guicheng.apps.standards.readings.comparing import Library
from guicheng.apps.standards.readings.contracts import Below, without_answered
from guicheng.apps.standards.readings.duties import duties_on, legal_remarks
from guicheng.apps.standards.readings.wholes import weighed_whole
from guicheng.apps.standards.selectors.editions import in_force
from guicheng.apps.standards.selectors.gathering import gather_for
from guicheng.apps.standards.selectors.library import settled
from guicheng.domain.attainment import Counts
from guicheng.domain.attainment import State as Figure
from guicheng.domain.clause import State

#: What of comparing speaks against a promise: a conflict, another figure, looser than what stands above or the law.
_AGAINST: Final = frozenset({"CT001", "CT002", "CJ001", "CJ002", "CJ004", "CJ005"})
#: Figures that say of a promise that was due that it is not known to be kept.
_JUDGED: Final = frozenset({Figure.NOT_MET, Figure.NO_EVIDENCE})
#: Outcomes that count.
_COUNTED: Final = ("kept", "late", "missed", "no_evidence")


class Stage(IntEnum):
    """How far a promise came; each holds those of the later ones."""

    WRITTEN = 1
    READ = 2
    PROVED = 3
    LANDED = 4
    KEPT = 5


@dataclass(frozen=True, slots=True)
class Promise:
    """A clause that says something, and how far it came.

    Args:
        key: Its lasting key.
        code: Of its standard.
        title: Of its standard.
        domain: Kind of service, "" where nobody said it.
        number: Its number in the standard.
        text: The sentence.
        stage: The last stage that it reached.
        figure: What the figure of the last month that was counted says of it.
    """

    key: UUID
    code: str
    title: str
    domain: str
    number: str
    text: str
    stage: Stage
    figure: Figure = Figure.NOTHING_DUE


@dataclass(frozen=True, slots=True)
class Funnel:
    """All promises within reach.

    Args:
        promises: In order of the standards' codes.
        month: The month by which they are kept, "" where none was counted.
    """

    promises: tuple[Promise, ...] = field(default=())
    month: str = ""

    @property
    def domains(self) -> list[str]:
        """Kinds of service that have promises, in order of their names."""
        return sorted({each.domain for each in self.promises})

    def reached(self, stage: Stage, domain: str | None = None) -> list[Promise]:
        """Return the promises that came so far or further.

        Args:
            stage: How far.
            domain: Only of this kind of service; None for all.
        """
        return [each for each in self._of(domain) if each.stage >= stage]

    def lost(self, stage: Stage, domain: str | None = None) -> list[Promise]:
        """Return the promises that reached the stage before and not this one."""
        return [each for each in self._of(domain) if each.stage == stage - 1]

    def unkept(self, domain: str | None = None, *, judged: bool) -> list[Promise]:
        """Return the promises that landed and are not told to be kept.

        Args:
            domain: Only of this kind of service; None for all.
            judged: Those that were not kept, or nobody recorded; else those of which the month cannot tell, since
                nothing was due or too few cases were.
        """
        return [each for each in self.lost(Stage.KEPT, domain) if (each.figure in _JUDGED) is judged]

    def _of(self, domain: str | None) -> Iterable[Promise]:
        return (each for each in self.promises if domain is None or each.domain == domain)


def funnel_of(actor: Actor, company: Unit, *, day: date) -> Funnel:
    """Return how far the promises come that somebody may read: eight queries, however many they are.

    A promise is written where a clause of a standard in use says one; read where nothing of it is left unread or
    unquantified; proved where no check finds an error, no other clause conflicts with it, and neither the law nor a
    standard above asks for more; landed where the edition in force at an estate has a source of evidence for it; kept
    where the last month that was counted met its target.

    Args:
        actor: Who reads.
        company: The root of their tree.
        day: Today, by which editions are in force and deviations hold.
    """
    written = _written(actor)
    blamed, landed = _blamed(actor, company, day), _landed(actor, day)
    month, figures = _figures(actor)
    promises = []
    for key, code, title, domain, number, text, state, errors in written:
        figure = figures.get(key, Figure.NOTHING_DUE)
        passed = (
            (Stage.READ, state in {State.READ, State.BEHAVIOUR}),
            (Stage.PROVED, not errors and key not in blamed),
            (Stage.LANDED, key in landed),
            (Stage.KEPT, figure is Figure.MET),
        )
        promises.append(Promise(key, code, title, domain, number, text, _reached(passed), figure))
    return Funnel(tuple(promises), month)


def _reached(passed: Iterable[tuple[Stage, bool]]) -> Stage:
    reached = Stage.WRITTEN
    for stage, holds in passed:
        if not holds:
            break
        reached = stage
    return reached


def _written(actor: Actor) -> Iterable[Any]:
    rows = DraftClause.objects.filter(
        actor.within("standards.read", "standard__unit"),
        standard__archived_at=None,
        standard__level=StandardLevel.STANDARD,
        kind=ClauseKind.CLAUSE,
    ).exclude(state=State.NOTE)
    named = ("key", "standard__code", "standard__title", "standard__category", "number", "text", "state", "errors")
    return rows.order_by("standard__code", "position").values_list(*named)


def _blamed(actor: Actor, company: Unit, day: date) -> frozenset[UUID]:
    """Return the clauses against which comparing speaks and for which nobody signed: five queries."""
    gathered = gather_for(actor, company, day=day)
    members = gathered.members
    below = Below(members, gathered.facts, words=gathered.words)
    remarks = weighed_whole(Library(members, gathered.facts).all_pairs(), gathered.facts, gathered.words)
    remarks = without_answered(remarks, below)
    remarks += legal_remarks(members, duties_on(members, gathered.place.estate))
    speaking = [each.remark for each in settled(remarks, day) if each.speaks and each.remark.code in _AGAINST]
    sides = [side for remark in speaking for side in (remark.member, remark.other) if side is not None]
    return frozenset(side.clause.key for side in sides)


def _landed(actor: Actor, day: date) -> frozenset[UUID]:
    """Return the clauses in force at an estate that have a source of evidence: one query."""
    sources = PromiseSource.objects.filter(clause=OuterRef("pk")).exclude(source="")
    rows = _at_estates(actor, day).filter(Exists(sources))
    return frozenset(rows.order_by().values_list("key", flat=True))


def without_source(actor: Actor, day: date) -> QuerySet[EditionClause]:
    """Return the promises in force at an estate that nothing gives evidence of, by standard and number.

    Args:
        actor: Who asks.
        day: Today.
    """
    sources = PromiseSource.objects.filter(clause=OuterRef("pk"))
    rows = _at_estates(actor, day).filter(Exists(sources), ~Exists(sources.exclude(source="")))
    rows = rows.filter(edition__standard__archived_at=None, edition__standard__level=StandardLevel.STANDARD)
    return rows.select_related("edition__standard").order_by("edition__code", "position")


def _at_estates(actor: Actor, day: date) -> QuerySet[EditionClause]:
    """Return the clauses of editions in force whose unit is an estate or holds one."""
    editions = in_force(Edition.objects.filter(actor.within("standards.read", "standard__unit")), day)
    here = ExpressionWrapper(OuterRef("edition__standard__unit__path"), output_field=CharField())
    estates = Unit.objects.filter(kind=UnitKind.ESTATE, archived_at=None).annotate(here=here)
    return EditionClause.objects.filter(Exists(estates.filter(path__startswith=F("here"))), edition__in=editions)


def _figures(actor: Actor) -> tuple[str, dict[UUID, Figure]]:
    """Return the last month that was counted, and what the figure of each clause says in it: one query."""
    last = MonthCount.objects.filter(actor.within(READ)).order_by("-month").values("month")[:1]
    counted = sum((F(name) for name in _COUNTED[1:]), start=F(_COUNTED[0]))
    whole = Case(When(promise__whole=True, then=Value(1)), default=Value(0), output_field=IntegerField())
    rows = Tally.objects.filter(actor.within(READ), version=0, month__in=last).order_by().values("month", "clause_key")
    each = {f"sum_{name}": Sum(name) for name in _COUNTED}
    found = list(rows.annotate(**each, wanted=Sum(counted * F("promise__target")), whole=Min(whole)))
    return found[0]["month"] if found else "", {sums["clause_key"]: _figure(sums) for sums in found}


def _figure(sums: Mapping[str, Any]) -> Figure:
    counts = Counts(**{name: sums[f"sum_{name}"] for name in _COUNTED})
    return state_of_sums(counts, sums["wanted"], whole=bool(sums["whole"]))
