"""What clauses say that no measure tells: ways, posts, places and means, states, hours, bans, orders of steps, fees."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache, partial
from typing import Final, Protocol, Self

from guicheng.domain.comparison import Comparison, Verdict
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.comparison.verdict import Witness
from guicheng.domain.standard.assigned import assignments_in
from guicheng.domain.standard.barred import Barring, barrings_in
from guicheng.domain.standard.choices import Choice, choices_in
from guicheng.domain.standard.courses import courses_in
from guicheng.domain.standard.directions import directions_in
from guicheng.domain.standard.duties import duties_in
from guicheng.domain.standard.fees import fees_in
from guicheng.domain.standard.made_up import conditions_in
from guicheng.domain.standard.ordering import steps_in
from guicheng.domain.standard.permission import permissions_in
from guicheng.domain.standard.reversal import Reversal, reversals_in
from guicheng.domain.standard.revisits import revisits_in
from guicheng.domain.standard.scheduled import schedules_in
from guicheng.domain.standard.standing import standings_in
from guicheng.domain.standard.surcharges import surcharges_in
from guicheng.domain.standard.timers import runs_in
from guicheng.domain.standard.waits import waits_in
from guicheng.domain.standard.ways import ways_in
from guicheng.domain.standard.weekly import weeks_in
from guicheng.domain.values.message import _


class Claim(Protocol):
    """Something that a clause says and another one may deny."""

    @property
    def words(self) -> str:
        """Return the words that say so."""

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return what it is about: claims that contradict one another share one of them."""

    def denies(self, other: Self) -> bool:
        """Tell whether both cannot be kept; the same from either side."""


#: What reads claims, kind by kind.
_READ: Final[tuple[Callable[[str], Iterable[Claim]], ...]] = (
    ways_in,
    duties_in,
    runs_in,
    steps_in,
    conditions_in,
    courses_in,
    directions_in,
    fees_in,
    surcharges_in,
    choices_in,
    assignments_in,
    reversals_in,
    barrings_in,
    revisits_in,
    standings_in,
    permissions_in,
    schedules_in,
    weeks_in,
    waits_in,
)


#: Claims that are denied by what others rule out, or take.
_SEEKING: Final = (Choice, Reversal, Barring)


@lru_cache(maxsize=20_000)
def claims_in(text: str) -> tuple[Claim, ...]:
    """Return what a clause says that another one may deny.

    Args:
        text: The clause.
    """
    found = tuple(claim for read in _READ for claim in read(text))
    # What a clause itself denies was not understood.
    return tuple(each for each in found if not any(type(each) is type(other) and each.denies(other) for other in found))


def topics_in(text: str) -> frozenset[Hashable]:
    """Return what the claims of a clause are about."""
    return frozenset(topic for claim in claims_in(text) for topic in claim.topics)


def sought_by(text: str) -> frozenset[Hashable]:
    """Return the topics of the claims that may deny those of a clause: their own, of choices what others rule out."""
    found = (
        claim.sought if isinstance(claim, Choice | Reversal | Barring) else claim.topics for claim in claims_in(text)
    )
    return frozenset(topic for topics in found for topic in topics)


def contradiction(mine: str, theirs: str) -> Comparison | None:
    """Return the conflict of two clauses of which one denies what the other says, None where there is none.

    Args:
        mine: One clause.
        theirs: The other clause.
    """
    for first in claims_in(mine):
        for second in claims_in(theirs):
            if type(first) is type(second) and first.denies(second):
                example = _("“{a}” and “{b}” cannot both be done.", a=first.words, b=second.words)
                return Comparison(Verdict.CONFLICT, shown=partial(Witness, ANYWHERE, example))
    return None
