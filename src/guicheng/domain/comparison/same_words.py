"""Two clauses in the same words, each bounding one thing: it is the same one, whatever the vocabulary makes of them.

Two authors put the words of one thought in another order, and one of them calls the thing by one word more. Where it
holds and what it is may then be read otherwise on either side although neither says anything that the other does not.
The time in which it holds, told by words that likeness passes over, and who owes it to whom are each one's own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from guicheng.domain.comparison import unlikeness
from guicheng.domain.comparison.bounds import Act, Bound, Hours, Range, Unread, Use
from guicheng.domain.comparison.comparing import compare
from guicheng.domain.comparison.facts import Facts
from guicheng.domain.comparison.likeness import plain_content
from guicheng.domain.comparison.named_cells import is_wider_in, named_apart
from guicheng.domain.comparison.pairing import Pairing, Part
from guicheng.domain.comparison.scope import FACETS, Scope
from guicheng.domain.comparison.side import Side
from guicheng.domain.comparison.term import Term
from guicheng.domain.comparison.verdict import Verdict, Witness
from guicheng.domain.comparison.vocabulary import Vocabulary
from guicheng.domain.values.message import _

#: Characters that only one of two clauses has and with which they still are in the same words: 发现, 配置.
MOST_OVER: Final = 3
#: Such characters of clauses that are much alike, and that nothing but words which nobody knows keeps apart.
MOST_UNKNOWN: Final = 8
#: Characters that tell one place, kind or case from another.
TELLING: Final = frozenset("上下内外东西南北前后左右大小高低新旧老全半各不未无非除免主次首末双男女雨雪租商快慢")
#: Facets that are told by words of time.
_OF_TIME: Final = frozenset({"season", "day", "hour"})
#: One of several who agree, or one of several things that are shown.
_EITHER: Final = re.compile(
    "或者?[^,;。]{1,12}?(?:批准|同意|审批|审核|签字|签名|确认|许可|方可)|(?:证件?|批准|同意|确认|签字)或者?"
)
_JOINED: Final = re.compile(
    "或者?|以及|[和与及、]|并且?|且|[都均]|[二两](?:人|者|方)|同时|共同|分别|先后|必须|方可|才可以?|后|须|由|未?经|不得|进行"
)
#: 未经批准,不得动火 asks for leave like 动火须经批准.
_UNLESS: Final = re.compile("未经[^,;。]{2,24},(?:不得|禁止)")
_BANS: Final = re.compile("不得|禁止|严禁|不准|不许")
#: Nobody knows of a dead plant before it is found.
_DEAD, _FOUND = "dead", "discovered"


def compared_in_same_words(
    mine: Side, theirs: Side, facts: Facts, vocabulary: Vocabulary, most_over: int = MOST_OVER
) -> Pairing | None:
    """Return how two clauses in the same words stand to one another, None where they are not in the same words.

    Args:
        mine: The first clause.
        theirs: The second clause.
        facts: What is known of the estate.
        vocabulary: The words that name places and cases.
        most_over: How many characters only one of them may have.
    """
    if len(mine.terms) != 1 or len(theirs.terms) != 1:
        return None
    (first,), (second,) = mine.terms, theirs.terms
    if not _are_measured_alike(first, second) or not _are_in_same_words(mine, theirs, vocabulary, most_over):
        return None
    if unlikeness.are_other_shares(mine.text, theirs.text) or unlikeness.are_turned(mine.text, theirs.text):
        return None
    a, b = _as_of(first, first, second), _as_of(second, first, first)
    found = compare(a, b, facts)
    # What is allowed at other hours may still clash where a task is given its hours.
    if found.verdict is Verdict.CANNOT_COMPARE or (found.verdict is Verdict.COMPATIBLE and isinstance(a.bound, Hours)):
        return None
    return Pairing(found.verdict, found.witness, parts=(Part(a, b, found),))


def compared_as_alternatives(mine: Side, theirs: Side) -> Pairing | None:
    """Return how two clauses stand of which one leaves open who agrees, or what is shown, where the other asks for all.

    Whoever obeys 经经理和主管批准 obeys 经经理或者主管批准, and not the other way. None for any other clauses.

    Args:
        mine: The first clause.
        theirs: The second clause.
    """
    either, other = (bool(_EITHER.search(side.text)) for side in (mine, theirs))
    if either is other or _BANS.search(_UNLESS.sub("", mine.text + theirs.text)):
        return None
    said = [sorted(plain_content(_JOINED.sub("", side.text))) for side in (mine, theirs)]
    if said[0] != said[1] or len(said[0]) <= MOST_OVER:
        return None
    if other:
        return Pairing(Verdict.TIGHTER)
    example = _("Only the second clause promises “{b}”.", b=theirs.terms[0].words or theirs.text)
    return Pairing(Verdict.LOOSER, Witness(theirs.terms[0].scope, example))


def _are_measured_alike(first: Term, second: Term) -> bool:
    """Tell whether two promises bound one attribute in one way."""
    if first.key.attribute != second.key.attribute or type(first.bound) is not type(second.bound):
        return False
    if isinstance(first.bound, Act | Unread):
        return False
    return _unit(first.bound) == _unit(second.bound) and _use(first.bound) is _use(second.bound) is not Use.UNKNOWN


def _use(bound: Bound) -> Use | None:
    """Return what hours are for, of which nobody but the task beside it tells where that is unknown."""
    return bound.use if isinstance(bound, Hours) else None


def _unit(bound: Bound) -> str | None:
    return bound.unit if isinstance(bound, Range) else None


def _are_in_same_words(mine: Side, theirs: Side, vocabulary: Vocabulary, most_over: int) -> bool:
    """Tell whether hardly anything is left over of two clauses, and nothing that tells cases or places apart."""
    said, other = Counter(plain_content(mine.text)), Counter(plain_content(theirs.text))
    over = (said - other) + (other - said)
    if over.total() > most_over or is_wider_in(mine.text, theirs.text, vocabulary):
        return False
    return not over.keys() & (TELLING | named_apart(mine.text, theirs.text, vocabulary))


def _as_of(term: Term, named: Term, other: Term) -> Term:
    """Return a promise about the thing, and of the post and the places, of another one; its time stays its own."""
    trigger = term.trigger or other.trigger
    return replace(
        term,
        key=named.key,
        post=named.post,
        residue=named.residue,
        scope=in_place_of(named, term),
        trigger=_FOUND if trigger == _DEAD else trigger,
    )


def in_place_of(named: Term, term: Term) -> Scope:
    """Return where and for whom one promise holds, at the times at which another one does.

    Args:
        named: The promise that tells places and people.
        term: The promise that tells times, and conditions.
    """
    own = zip(FACETS, term.scope.masks, named.scope.masks, strict=True)
    return replace(term.scope, masks=tuple(mine if facet in _OF_TIME else theirs for facet, mine, theirs in own))
