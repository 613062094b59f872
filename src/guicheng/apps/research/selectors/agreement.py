"""How far two coders of the same quotes agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from django.db.models import Prefetch

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.research.models import Code, Coding
from guicheng.apps.research.selectors.groups import READ
from guicheng.domain.demand.agreement import Agreement, cohens_kappa

#: Below this many quotes coded by both, an interval is told and nothing said of it.
FEW_QUOTES: Final = 20


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """How far two people agree.

    Args:
        first: One of them.
        second: The other.
        quotes: Quotes that both coded.
        whole: Of the codes of a quote taken together: the same ones or not.
        by_code: Code with the agreement on whether a quote has it; those that neither gave are left out.
    """

    first: Person
    second: Person
    quotes: int
    whole: Agreement
    by_code: tuple[tuple[Code, Agreement], ...]

    @property
    def few(self) -> bool:
        """Whether both coded so few that the interval is all that can be told."""
        return self.quotes < FEW_QUOTES


def agreements(actor: Actor) -> list[PairAgreement]:
    """Return how far each two coders agree on the quotes within reach, those with most quotes first: two queries."""
    rows = Coding.objects.filter(actor.within(READ, "quote__interview__unit")).select_related("coder")
    rows = rows.prefetch_related(Prefetch("codes", Code.objects.order_by("name")))
    people: dict[int, Person] = {}
    given: dict[int, dict[int, frozenset[int]]] = {}
    codes: dict[int, Code] = {}
    for coding in rows:
        people[coding.coder_id] = coding.coder
        found = list(coding.codes.all())
        codes |= {code.pk: code for code in found}
        given.setdefault(coding.coder_id, {})[coding.quote_id] = frozenset(code.pk for code in found)
    pairs = [_pair(people[one], people[other], given, codes) for one, other in combinations(sorted(people), 2)]
    return sorted((pair for pair in pairs if pair.quotes), key=lambda pair: -pair.quotes)


def _pair(
    first: Person, second: Person, given: Mapping[int, Mapping[int, frozenset[int]]], codes: Mapping[int, Code]
) -> PairAgreement:
    mine, theirs = given[first.pk], given[second.pk]
    both = sorted(mine.keys() & theirs.keys())
    ours, others = [mine[quote] for quote in both], [theirs[quote] for quote in both]
    used = sorted(set().union(*ours, *others), key=lambda pk: codes[pk].name)
    by_code = tuple((codes[pk], _of_code(pk, ours, others)) for pk in used)
    return PairAgreement(first, second, len(both), cohens_kappa(ours, others), by_code)


def _of_code(pk: int, ours: Sequence[frozenset[int]], theirs: Sequence[frozenset[int]]) -> Agreement:
    return cohens_kappa([pk in each for each in ours], [pk in each for each in theirs])
