"""How much speaks for two promises being one, weighed by what their clauses share.

No single sign tells that two authors mean one thing: a rare word, a known activity, the same place. Each is given a
weight, and their sum decides. The weights were fitted to fourteen manuals with 168 contradictions that their authors
knew of, against all other pairs of their clauses and those of the starter library (decision 0168); each manual was
judged with the weights of the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from guicheng.domain.comparison import Comparison, Facts, Key, Term, Verdict, read_rephrased
from guicheng.domain.comparison.attendance import are_of_other_days
from guicheng.domain.comparison.bounds import Act, Bound, Gap, Notice, Tally
from guicheng.domain.comparison.likeness import likeness, plain_content
from guicheng.domain.comparison.phrasing import clocked, rephrased
from guicheng.domain.comparison.scope import EVERY, FACETS
from guicheng.domain.comparison.unlikeness import are_contrasted, are_other_shares, done_in
from guicheng.domain.standard.cadence import is_left_too_long
from guicheng.domain.standard.cells import in_one_cell, to_one_end
from guicheng.domain.standard.concerns import OF_CLOCKS, are_of_one_concern, are_of_other_concerns, concerns_in
from guicheng.domain.standard.daytime import when_in
from guicheng.domain.standard.divisions import are_divided
from guicheng.domain.standard.entries import Entry
from guicheng.domain.standard.kinds import is_broad
from guicheng.domain.standard.kinship import around
from guicheng.domain.standard.neighbours import compares
from guicheng.domain.standard.setting import are_set_otherwise
from guicheng.domain.standard.sites import are_apart, sites_of
from guicheng.domain.standard.stretches import are_done_in_other_times
from guicheng.domain.standard.telling import Content, weight_of
from guicheng.domain.standard.usage import Usage
from guicheng.domain.values.message import _

#: What the less telling clause tells that the other one tells as well: its share, and how much it is.
_SHARED: Final = 4.1
_TOLD: Final = 4.1
#: Pairs of characters that stand in both and seldom elsewhere.
_SAID_ALIKE: Final = 2.5
#: From here on more that is told says no more.
_MUCH: Final = 40.0
#: One activity or another one, by name; one that many things share, such as rounds, beside itself or another one.
_ONE_ACTIVITY: Final = 3.2
_OTHER_ACTIVITY: Final = -1.3
_BROAD_ACTIVITY: Final = 1.2
_WITHIN_BROAD: Final = -1.2
#: How often something is done, and how soon, is said of more things than anything else; a temperature of few.
_OF: Final = {"frequency": -2.3, "deadline": -1.5, "notice": -1.2, "quantity": 1.5, "count": 1.5}
_ONE_PLACE: Final = 1.0
#: Work that many things share, in cases as urgent, up to one and the same stage: 急修15分钟到场, 急修30分钟到场.
_ONE_CASE: Final = 2.6
#: How soon somebody is there is said of urgent cases once: 急修15分钟到场, 跑水、断电等突发故障25分钟抵达.
_AT_HAND: Final = 5.6
_THERE: Final = "arrived"
_CALL: Final = "call"
_VISITED: Final = "visited"
#: Of a supply that is stopped people are told once.
_ONE_SUPPLY: Final = 3.6
_STOPPED: Final = re.compile("停水|停电|停气|停暖|停梯")
#: How long something stays on the board is said of no term but its own.
_POSTED: Final = "public_notice"
#: From this sum on two promises seem to be one, and from the lesser one they may be; of times of day with other words.
_SEEM: Final = 4.2
_MAY: Final = 3.2
_LEASTOF_CLOCKS: Final = 3.6
_SEVERITY: Final = FACETS.index("severity")
_SPACE: Final = FACETS.index("space")
_TIME: Final = re.compile(r"\d\d?:\d\d|24小时")
#: Where a part of a rephrased text ends.
_ENDS: Final = ",;。\n"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """How promises of two clauses stand that seem to be one.

    Args:
        comparison: What comparing said.
        strong: Whether the signs are many; otherwise it is worth a look.
    """

    comparison: Comparison
    strong: bool = True


def weighed(mine: Entry, theirs: Entry, facts: Facts, usage: Usage) -> Suspicion | None:
    """Return how promises of two clauses stand that seem to be one by the sum of signs and differ; None without any.

    Args:
        mine: One clause.
        theirs: The other clause.
        facts: What is known for comparing.
        usage: How words are used among the clauses that the two are of.
    """
    texts = rephrased(mine.clause.text), rephrased(theirs.clause.text)
    shared = _shared(Content.of(mine, usage), Content.of(theirs, usage))
    shared += _SAID_ALIKE * min(usage.told_in_common(mine.clause.text, theirs.clause.text), _MUCH) / _MUCH
    found: Suspicion | None = None
    for first, second in _bounding_one_attribute(mine, theirs):
        told = shared + _signs(first, second) + _of_stopped_supply(texts, (first, second))
        one = _are_of_one_concern(texts, (first, second))
        told = max(told, _SEEM) if one else told
        if told < (_SEEM if found else _MAY) or _are_other_measures(first, second, texts, one=one):
            continue
        if not one and _are_contrasted(texts, (first, second)):
            continue
        cells = (to_one_end(first), to_one_end(second)) if one else (first, second)
        differing = in_one_cell(*cells, facts)
        if one and differing is None and _are_set_otherwise(texts, (first, second)):
            differing = Comparison(Verdict.CANNOT_COMPARE, missing=_("Whether both speak of the same activity."))
        if differing is not None and told >= _SEEM:
            found = Suspicion(differing)
            break
        found = found or (Suspicion(differing, strong=False) if differing else None)
    said = mine.clause.text, theirs.clause.text
    if found is None and (are_done_in_other_times(*said) or is_left_too_long(*said)):
        found = Suspicion(Comparison(Verdict.CANNOT_COMPARE, missing=_("Whether both speak of the same activity.")))
    if found is None and any(
        (shared + _signs(*pair) >= _LEASTOF_CLOCKS or _are_of_one_concern(texts, pair))
        and not (_are_contrasted(texts, pair) or _are_divided(texts, pair))
        for pair in _of_other_times(mine, theirs)
    ):
        found = Suspicion(Comparison(Verdict.CANNOT_COMPARE, missing=_("Whether both speak of the same activity.")))
    return found


def _are_contrasted(texts: tuple[str, str], pair: tuple[Term, Term]) -> bool:
    """Tell whether the parts in which two promises stand name things that are told apart by a word: 高压, 低压.

    What else their clauses say, of old people or of what lies outside, tells nothing of the two.
    """
    said = [around(text, term.span, _ENDS) for text, term in zip(texts, pair, strict=True)]
    return are_contrasted(likeness(*map(plain_content, said)))


def _are_of_one_concern(texts: tuple[str, str], pair: tuple[Term, Term]) -> bool:
    """Tell whether two promises concern one thing by the names that departments have for it, in cases as urgent."""
    if pair[0].scope.masks[_SEVERITY] != pair[1].scope.masks[_SEVERITY]:
        return False
    return are_of_one_concern(*(concerns_in(text, term) for text, term in zip(texts, pair, strict=True)))


def _are_set_otherwise(texts: tuple[str, str], pair: tuple[Term, Term]) -> bool:
    return are_set_otherwise(pair, [around(text, term.span, _ENDS) for text, term in zip(texts, pair, strict=True)])


def _are_divided(texts: tuple[str, str], pair: tuple[Term, Term]) -> bool:
    """Tell whether the sentences in which two promises stand name things of a division, such as other events."""
    if are_of_other_concerns(*(concerns_in(text, term) for text, term in zip(texts, pair, strict=True))):
        return True
    said = [around(text, term.span) for text, term in zip(texts, pair, strict=True)]
    return are_divided(pair[0].key.attribute, *said)


def _of_other_times(mine: Entry, theirs: Entry) -> Iterator[tuple[Term, Term]]:
    """Yield promises of times of day of which none stands in the other clause: 22:00前完成清场, 清场在22:30结束.

    How the one is bound and how the other may differ: a latest time, opening hours, a time of which nothing was made.
    """
    sides = [(_times_in(entry), read_rephrased(entry.clause.text)[1]) for entry in (mine, theirs)]
    (times, terms), (others, their_terms) = sides
    if not times or not others or times & others:
        return
    for first in terms:
        for second in their_terms:
            clocked = {first.key.attribute, second.key.attribute} <= OF_CLOCKS
            if clocked and first.scope.meets(second.scope) and not are_of_other_days(first, second):
                yield first, second


def _times_in(entry: Entry) -> frozenset[str]:
    return frozenset(_TIME.findall(rephrased(entry.clause.text)))


def _bounding_one_attribute(mine: Entry, theirs: Entry) -> Iterator[tuple[Term, Term]]:
    """Yield the promises that bound one attribute in cells that both share."""
    others = read_rephrased(theirs.clause.text)[1]
    for first in read_rephrased(mine.clause.text)[1]:
        for second in others:
            # The 外墙玻璃 of one author is the 幕墙 of another.
            meets = first.scope.without("space").meets(second.scope.without("space"))
            alike = first.key.attribute == second.key.attribute and meets and not are_of_other_days(first, second)
            if alike and all(compares(term) and not isinstance(term.bound, Act) for term in (first, second)):
                yield first, second


def _shared(mine: Content, theirs: Content) -> float:
    told = min(weight_of(mine.chars & theirs.chars), _MUCH)
    return _SHARED * mine.share(theirs) + _TOLD * told / _MUCH


def _signs(first: Term, second: Term) -> float:
    """Return what the activities, the attribute and the cells of two promises say for their being one."""
    found = _of_activities(first.key, second.key) if not _end_as_named(first, second) else _ONE_ACTIVITY
    found += _OF.get(first.key.attribute.partition(".")[0], 0.0)
    if _are_of_one_case(first, second):
        found += _AT_HAND if first.endpoint == _THERE else _ONE_CASE
    return found + (_ONE_PLACE if first.scope == second.scope or _are_in_one_place(first, second) else 0.0)


def _end_as_named(first: Term, second: Term) -> bool:
    """Tell whether both end with what names the activity by itself, whatever went before: 维修后回访, 上门修理完做回访."""
    return first.endpoint == second.endpoint == _VISITED


def _of_stopped_supply(texts: tuple[str, str], pair: tuple[Term, Term]) -> float:
    """Return what it says for two notices that one supply is stopped, whatever for."""
    if not all(isinstance(term.bound, Notice) for term in pair):
        return 0.0
    said = [around(text, term.span) for text, term in zip(texts, pair, strict=True)]
    stopped = [frozenset(_STOPPED.findall(words)) for words in said]
    return _ONE_SUPPLY if stopped[0] & stopped[1] else 0.0


def _are_in_one_place(first: Term, second: Term) -> bool:
    """Tell whether two promises name one and the same place, whatever days and hours they name: 卫生间.

    Of times of day a place tells little: much is done in a lobby by some time.
    """
    return first.key.attribute not in OF_CLOCKS and EVERY != first.scope.masks[_SPACE] == second.scope.masks[_SPACE]


def _are_of_one_case(first: Term, second: Term) -> bool:
    """Tell whether two promises are of cases as urgent up to one stage, and of no work that has a name of its own.

    Who is called about it, by telephone or at the desk, is no work: 急修自来电时起30分钟到场, 急修工单1小时到场.
    """
    severities = first.scope.masks[_SEVERITY], second.scope.masks[_SEVERITY]
    if not EVERY != severities[0] == severities[1] or not first.endpoint == second.endpoint != "":
        return False
    return all(is_broad(key.activity) or key.activity == _CALL for key in (first.key, second.key))


def _of_activities(first: Key, second: Key) -> float:
    broad = is_broad(first.activity), is_broad(second.activity)
    if first == second and broad[0]:
        return _BROAD_ACTIVITY
    if not (first.known and second.known):
        return 0.0
    if any(broad):
        return _WITHIN_BROAD if not all(broad) else 0.0
    if first == second:
        return _ONE_ACTIVITY
    return 0.0 if _is_kind_of(first, second) or _is_kind_of(second, first) else _OTHER_ACTIVITY


def _is_kind_of(special: Key, general: Key) -> bool:
    """Tell whether one activity is another one done to one kind of thing: hedge_pruning, pruning."""
    return special.activity.endswith(f"_{general.activity}")


def _are_other_measures(first: Term, second: Term, texts: tuple[str, str], *, one: bool) -> bool:
    """Tell whether two promises are of other places, other deeds (浇水, 修剪), other shares (合格率, 及时率) or a notice.

    Args:
        first: One promise.
        second: The other one.
        texts: Their clauses in one way of writing.
        one: Whether the table of concerns names what both do.
    """
    words = [around(text, term.span) for text, term in zip(texts, (first, second), strict=True)]
    if (first.key.activity == _POSTED) is not (second.key.activity == _POSTED):
        return True
    if are_apart(*(sites_of(first.key.attribute, text) for text in words)):
        return True
    if _are_divided(texts, (first, second)):
        return True
    if first.key.attribute.startswith("share"):
        return are_other_shares(*texts)
    if not all(isinstance(term.bound, Tally | Gap) for term in (first, second)):
        return False
    mine, theirs = (frozenset() if one else done_in(text) for text in words)
    if one and len({_is_by_shift(term.bound) for term in (first, second)}) > 1:
        # How long a shift is nobody says.
        return True
    hours = [when_in(clocked(text)).minutes for text in words]
    return bool((mine and theirs and not mine & theirs) or (all(hours) and not hours[0] & hours[1]))


def _is_by_shift(bound: Bound) -> bool:
    return isinstance(bound, Tally) and bound.per == "shift"
