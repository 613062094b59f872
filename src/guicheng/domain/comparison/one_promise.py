"""Two clauses that each bound one thing in one way: most likely it is one thing, and what they leave over tells.

Whoever sets two clauses beside one another mostly takes them to speak of one thing. Where each of them bounds just one
thing, both in the same way, the words around the bounds need not be understood one by one: it is enough that most of
them stand in both clauses, and that nothing is left over that could make another thing, place or case of it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from guicheng.domain.comparison import tables, unlikeness
from guicheng.domain.comparison.bounds import Act, Hours, Kept, Range, Unread, Use
from guicheng.domain.comparison.facts import Facts
from guicheng.domain.comparison.likeness import Likeness, likeness, plain_content
from guicheng.domain.comparison.named_cells import is_wider_in, named_apart, named_cells
from guicheng.domain.comparison.naming import UNTIL_END
from guicheng.domain.comparison.pairing import Pairing, compare_clauses
from guicheng.domain.comparison.same_words import TELLING, in_place_of
from guicheng.domain.comparison.side import Side
from guicheng.domain.comparison.taken_out import BUT, EXCEPTED, LIMITED
from guicheng.domain.comparison.telling import EXCEPT, characters, told
from guicheng.domain.comparison.term import Term
from guicheng.domain.comparison.unsaid import owed_alike
from guicheng.domain.comparison.verdict import Verdict
from guicheng.domain.comparison.vocabulary import Vocabulary

#: Share of the shorter clause's characters, and how many of them, from which two clauses most likely are of one thing.
_ONE: Final = 0.6
_FEWEST: Final = 3
#: Most promises of clauses that are of one thing.
_MOST: Final = 3
#: Ends of which one is not said, and characters that each clause then has for an act of its own.
_UNSAID: Final = {"", "handled"}
_OTHER_ACT: Final = 2
#: Ends of limits that authors tell in one another's words.
_ENDS: Final = (
    frozenset(
        {"", "finished", "handled", "started", "submitted", "delivered", "returned", "corrected", "stopped"}
        | {"handed_over", "confirmed"}
    ),
    frozenset({"", "notified", "published", "delivered", "reported", "submitted", "handed_over"}),
    frozenset({"", "replied", "handled"}),
    frozenset({"", "arrived"}),
    frozenset({"", "finished", "patrolled"}),
    frozenset({"", "finished", "approved"}),
)
#: Events that come at once, or that one author names and another takes for granted.
_EVENTS: Final = (
    frozenset({"", "happened", "discovered", "outage", "dead", "snow"}),
    frozenset({"", "finished", "checked", "ended"}),
    frozenset({"", "reported", "received"}),
)
#: Sites that are of one kind as a whole, unlike the blocks of flats of an estate.
_SITES: Final = frozenset(("building", kind) for kind in ("office", "mall", "industrial", "hospital", "school"))
_COMPANY: Final = "company"
_WRITTEN: Final = "书面"
_LASTING: Final = frozenset({"retention", "quantity.time"})
#: What more words may still tell.
_OPEN: Final = frozenset({Verdict.CANNOT_COMPARE, Verdict.DISJOINT})
#: How conditions begin that words tell: cases that are left out, cases to which a promise is limited.
_BY_WORDS: Final = (BUT, EXCEPTED, LIMITED)
#: What stands behind an event that starts a clock.
_EVENT: Final = "[^,;。]{0,4}?(?:后|起|之日|的|时(?![间限])|[,;:])"
#: One clause of all ways, the other of one of them.
_EVERY: Final = re.compile("不论|无论|不分|所有|全部|一切|任何|各类|凡")


def compared_as_one(mine: Side, theirs: Side, like: Likeness, facts: Facts, vocabulary: Vocabulary) -> Pairing | None:
    """Return how two clauses stand that each bound one thing, None where they may be of two, or of other cases.

    Args:
        mine: The first clause.
        theirs: The second clause.
        like: What their words share.
        facts: What is known of the estate.
        vocabulary: The words that name places and cases.
    """
    pairs = _paired(mine, theirs)
    like = _best(like, likeness(told(mine.text), told(theirs.text)))
    if not pairs or like.share < _ONE or like.common < _FEWEST or _are_of_two(mine, theirs, like):
        return None
    if not all(_are_owed_alike(mine, a, theirs, b) and _are_timed_alike(mine, a, theirs, b) for a, b in pairs):
        return None
    unsaid = any({a.endpoint, b.endpoint} == _UNSAID for a, b in pairs)
    if not _say_the_same(mine, theirs, like, vocabulary, apart=unsaid):
        return None
    excepted = EXCEPT.search(mine.text) is not None
    first = [_as_one(a, a, excepted=excepted) for a, _b in pairs]
    second = [_as_one(b, a, excepted=excepted) for a, b in pairs]
    found = compare_clauses(first, second, facts)
    return None if found.verdict in _OPEN else found


def _paired(mine: Side, theirs: Side) -> list[tuple[Term, Term]]:
    """Return the promises of two clauses in pairs, none where they are not of as many, each another attribute."""
    if len(mine.terms) != len(theirs.terms) or len(mine.terms) > _MOST:
        return []
    first, second = sorted(mine.terms, key=_which), sorted(theirs.terms, key=_which)
    if len(first) > 1 and ([*map(_which, first)] != [*map(_which, second)] or len({*map(_which, first)}) < len(first)):
        return []
    return [(a, owed_alike(mine, theirs, b, a)) for a, b in zip(first, second, strict=True)]


def _which(term: Term) -> tuple[str, str]:
    """Return what tells one promise of a clause from the others."""
    return term.key.attribute, term.endpoint


def _best(like: Likeness, told_alike: Likeness) -> Likeness:
    """Return a likeness with the shares of what two clauses tell, where those are greater."""
    return replace(like, share=max(like.share, told_alike.share), common=max(like.common, told_alike.common))


def _are_owed_alike(mine: Side, first: Term, theirs: Side, second: Term) -> bool:
    """Tell whether two promises bound one attribute in one way and are owed by one party."""
    if not _are_bound_alike(first, second) or (first.subject or _COMPANY) != (second.subject or _COMPANY):
        return False
    return first.written == second.written or all(_WRITTEN in side.text for side in (mine, theirs))


def _are_of_two(mine: Side, theirs: Side, like: Likeness) -> bool:
    """Tell whether some word tells the things of two clauses apart, or what only one of them leaves to a rule."""
    return (
        unlikeness.are_contrasted(like)
        or unlikeness.are_other_shares(mine.text, theirs.text)
        or unlikeness.referred(mine, theirs) is not None
        or unlikeness.are_of_other_months(mine, theirs)
    )


def _are_bound_alike(first: Term, second: Term) -> bool:
    a, b = first.bound, second.bound
    if type(a) is not type(b) or isinstance(a, Act | Unread):
        return False
    if isinstance(a, Hours):
        # Of hours nobody knows what they are for; those beside another promise are of that.
        return a == b and a.use is not Use.UNKNOWN
    if isinstance(a, Range) and isinstance(b, Range):
        return a.unit == b.unit and a.per == b.per
    if isinstance(a, Kept):
        # How long something is kept, or lasts, is told by one measure.
        return {first.key.attribute, second.key.attribute} <= _LASTING
    return first.key.attribute == second.key.attribute


def _are_timed_alike(mine: Side, first: Term, theirs: Side, second: Term) -> bool:
    """Tell whether two limits run between events that both clauses name, whichever of them each was read to mean."""
    ends, events = {first.endpoint, second.endpoint}, {first.trigger, second.trigger}
    return _in_one(ends, _ENDS, "endpoints", mine, theirs) and _in_one(events, _EVENTS, "triggers", mine, theirs)


def _in_one(stages: set[str], groups: tuple[frozenset[str], ...], table: str, mine: Side, theirs: Side) -> bool:
    if len(stages) == 1 or any(stages <= group for group in groups):
        return True
    behind = _EVENT if table == "triggers" else ""
    return all(
        re.search(f"(?:{'|'.join(map(re.escape, tables.stage_named(table, stage).words))}){behind}", side.text)
        for stage in stages - {""}
        for side in (mine, theirs)
    )


def _say_the_same(mine: Side, theirs: Side, like: Likeness, vocabulary: Vocabulary, *, apart: bool) -> bool:
    """Tell whether neither of two clauses says anything that may make another thing, place or case of what it bounds.

    ``apart`` tells that they name other acts.
    """
    signs = (EXCEPT, _EVERY, UNTIL_END)
    if any(bool(sign.search(mine.text)) != bool(sign.search(theirs.text)) for sign in signs):
        return False
    said, other = Counter(told(mine.text)), Counter(told(theirs.text))
    left, right = said - other, other - said
    over = left + right
    if apart and min(left.total(), right.total()) >= _OTHER_ACT:
        # 人工处理 and 人工放行 are two acts.
        return False
    if over.total() > like.common or is_wider_in(mine.text, theirs.text, vocabulary):
        return False
    # What only a synonym brings in, as 更换 the 新 of 更新, tells nothing.
    written = characters(mine.text) ^ characters(theirs.text)
    return not over.keys() & ((TELLING & written) | _cells_apart(mine, theirs, vocabulary))


def _cells_apart(mine: Side, theirs: Side, vocabulary: Vocabulary) -> set[str]:
    """Return the characters of words for places and cases that only one clause names.

    What kind of site all of it is about goes without saying.
    """
    first, second = (
        {cell: words for cell, words in named_cells(side.text, vocabulary).items() if cell in _SITES}
        for side in (mine, theirs)
    )
    apart = named_apart(mine.text, theirs.text, vocabulary)
    if first and second:
        return apart
    sites = {word for words in (*first.values(), *second.values()) for word in words}
    return apart - {char for word in sites for char in word + plain_content(word)}


def _as_one(term: Term, named: Term, *, excepted: bool) -> Term:
    """Return a promise about the thing, of the post and between the events of another one; its time stays its own.

    Exceptions that both make in words of their own narrow neither.
    """
    conditions = term.scope.conditions
    if excepted:
        conditions = tuple(each for each in conditions if not each.what.startswith(_BY_WORDS))
    return replace(
        term,
        key=named.key,
        post=named.post,
        residue=named.residue,
        subject=named.subject,
        scope=replace(in_place_of(named, term), conditions=conditions),
        trigger=named.trigger,
        endpoint=named.endpoint,
        written=named.written,
    )
