"""Whether a standard is specific, measurable, achievable, relevant and time-bound, and why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from guicheng.domain.clause import Clause, State
from guicheng.domain.elements.reading import Element, ElementRow
from guicheng.domain.elements.timing import other_limit
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

_VAGUE: Final = "vague-"


class Letter(StrEnum):
    """One of the five."""

    SPECIFIC = "S"
    MEASURABLE = "M"
    ACHIEVABLE = "A"
    RELEVANT = "R"
    TIMED = "T"


LETTERS: Final = tuple(Letter)


class Ground(StrEnum):
    """Why a clause is there: what stands behind it."""

    LAW = "law"
    CONTRACT = "contract"
    DEMAND = "demand"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A clause with what is known about it.

    Args:
        clause: The clause as read.
        elements: Its elements.
        effort: Whether the effort of one occasion is stated.
        grounds: What stands behind it: a duty of law, a promise of the contract, a demand, a service of the catalogue.
    """

    clause: Clause
    elements: ElementRow
    effort: bool = False
    grounds: frozenset[Ground] = frozenset()


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a clause does not have a letter.

    Args:
        index: Position of the clause among those that were judged, counted from 0.
        reason: What is missing and what to do.
    """

    index: int
    reason: Message


@dataclass(frozen=True, slots=True)
class Smart:
    """How many of the clauses have each letter, and why the others do not.

    Args:
        clauses: Clauses that were judged; notes are left out.
        lacks: Letter → the clauses that lack it.
    """

    clauses: int
    lacks: dict[Letter, tuple[Lack, ...]]

    def having(self, letter: Letter) -> int:
        """Return how many clauses have a letter."""
        return self.clauses - len(self.lacks[letter])

    @property
    def missing(self) -> tuple[Letter, ...]:
        """The letters that one clause at least does not have."""
        return tuple(letter for letter in LETTERS if self.lacks[letter])


def smart_of(evidence: Sequence[Evidence]) -> Smart:
    """Judge the clauses of a standard; notes promise nothing and are left out.

    Args:
        evidence: The clauses, in order.
    """
    judged = [(index, each) for index, each in enumerate(evidence) if each.clause.state is not State.NOTE]
    lacks: dict[Letter, tuple[Lack, ...]] = {}
    for letter in LETTERS:
        why = _JUDGES[letter]
        found = ((index, why(each)) for index, each in judged)
        lacks[letter] = tuple(Lack(index, reason) for index, reason in found if reason is not None)
    return Smart(len(judged), lacks)


def _specific(each: Evidence) -> Message | None:
    if Element.PROVIDER not in each.elements.told:
        return _("Nobody is named who does it. Name the post.")
    if Element.CONTENT not in each.elements.told:
        return _("It is not said what is done. Name the act.")
    vague = next((word for word in each.clause.words if word.group.startswith(_VAGUE)), None)
    if vague is not None and each.clause.state is State.UNQUANTIFIED:
        return _(
            "“{word}” leaves open what is meant. Say it in numbers or as something to be seen.", word=vague.surface
        )
    return None


def _measurable(each: Evidence) -> Message | None:
    if each.clause.state is State.UNREAD:
        return _("A quantity was not understood, so nothing can be measured. Rewrite it.")
    if each.clause.state is State.UNQUANTIFIED:
        return _("There is neither a number nor anything an eye could check. Add one.")
    if Element.ASSESSMENT not in each.elements.told:
        return _("It is not said how it is assessed. Write the check and the share that must be kept.")
    return None


def _achievable(each: Evidence) -> Message | None:
    if each.effort:
        return None
    return _("No effort is stated, so nobody can tell whether the posts can do it. Give minutes and people.")


def _relevant(each: Evidence) -> Message | None:
    if each.grounds:
        return None
    return _(
        "Neither law nor contract, no demand of customers and no service of the catalogue stands behind it. "
        "Choose the services that the standard covers."
    )


def _timed(each: Evidence) -> Message | None:
    if Element.LIMIT in each.elements.told:
        return _agreeing(each)
    return _("It is not said when, how often or how fast. Give a limit or a frequency.")


def _agreeing(each: Evidence) -> Message | None:
    other = other_limit(each.clause, each.elements)
    if other is None:
        return None
    beside, said = other
    return _(
        "“{beside}” is written beside it, but the sentence says “{said}”. Let both say the same.",
        beside=beside,
        said=said,
    )


_JUDGES: Final[dict[Letter, Callable[[Evidence], Message | None]]] = {
    Letter.SPECIFIC: _specific,
    Letter.MEASURABLE: _measurable,
    Letter.ACHIEVABLE: _achievable,
    Letter.RELEVANT: _relevant,
    Letter.TIMED: _timed,
}
