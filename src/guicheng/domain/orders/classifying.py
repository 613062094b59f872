"""What an order seems to be about, by the words in which it was reported; a person has the last word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.vocabulary import Vocabulary, shipped_vocabulary
from guicheng.domain.orders.kinds import OrderKind
from guicheng.domain.orders.words import words_of

#: Roles of activities that an order can be about: others are counted, kept or forbidden.
_ROLES: Final = frozenset({"topic", "task"})
_QUESTION: Final = re.compile("[吗呢?]$|怎么|什么|哪|多久|能不能|几")
#: Items of the catalogue that tell the kind where no word does.
_ITEMS: Final = (
    ("customer.complaints", OrderKind.COMPLAINT),
    ("customer.consultation", OrderKind.CONSULTATION),
    ("engineering", OrderKind.REPAIR),
    # Whoever calls about cleaning, greenery or order, and asks for nothing to be mended, is not content.
    ("cleaning", OrderKind.COMPLAINT),
    ("greening", OrderKind.COMPLAINT),
    ("order", OrderKind.COMPLAINT),
)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place as it is called.

    Args:
        code: Its code.
        names: Names of all places from the estate down to it; the last one is its own.
    """

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What an order seems to be.

    Args:
        kind: Its kind.
        urgent: Whether it cannot wait.
        because: The words by which it is urgent or not, as written; "" where none says so.
        category: Key of the activity; "" where no word names one.
        category_name: Its Chinese name.
        place: Code of the place, "" where none is named.
    """

    kind: OrderKind
    urgent: bool
    because: str
    category: str
    category_name: str
    place: str


def suggest(problem: str, places: Iterable[PlaceName] = (), vocabulary: Vocabulary | None = None) -> Suggestion:
    """Return what an order seems to be by its words.

    Args:
        problem: What was reported.
        places: The places of the estate.
        vocabulary: The lexicon of activities; the shipped one where none is given.

    Example:
        >>> found = suggest("3栋电梯困人了，马上来")
        >>> found.kind.value, found.urgent, found.because, found.category
        ('repair', True, '困人', 'lift_rescue')
    """
    plain, lexicon = normalize(problem), vocabulary or shipped_vocabulary()
    choices = [each for each in lexicon.choices(lexicon.hits(plain)) if each.activity.role in _ROLES]
    activity = choices[0].activity if choices else None
    calm = _first(plain, words_of("calm")["ordinary"])
    hot = "" if calm else _first(plain, words_of("urgent")["urgent"])
    return Suggestion(
        kind=_kind(plain, activity.item if activity else ""),
        urgent=bool(hot),
        because=calm or hot,
        category=activity.key if activity else "",
        category_name=activity.zh if activity else "",
        place=_place(plain, places),
    )


def _kind(plain: str, item: str) -> OrderKind:
    """Return the kind by its words, else by what the activity belongs to; whoever complains of repairs complains."""
    for kind, words in words_of("kind").items():
        if _first(plain, words):
            return OrderKind(kind)
    if _faulty(plain):
        return OrderKind.REPAIR
    if _QUESTION.search(plain):
        return OrderKind.CONSULTATION
    return next((kind for start, kind in _ITEMS if item.startswith(start)), OrderKind.OTHER)


def _faulty(plain: str) -> bool:
    """Tell whether something that can break is named with what has become of it behind it: 道闸杆不抬."""
    start, thing = min(
        ((plain.index(word), word) for word in words_of("thing")["any"] if word in plain), default=(0, "")
    )
    return bool(thing) and bool(_first(plain[start:], words_of("fault")["any"]))


def _first(plain: str, words: Iterable[str]) -> str:
    """Return the word that stands first in a text, the longest of those; "" where none does."""
    found = [(plain.index(word), -len(word), word) for word in words if word in plain]
    return min(found)[2] if found else ""


def _place(plain: str, places: Iterable[PlaceName]) -> str:
    """Return the place whose own name and most of whose surroundings are named; of equal ones the first."""
    best, most = "", 0
    for place in places:
        names = [normalize(name) for name in place.names]
        if names[-1] not in plain:
            continue
        score = sum(len(name) for name in names if name in plain)
        if score > most:
            best, most = place.code, score
    return best
