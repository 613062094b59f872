"""How much speaks for two promises being one, weighed by what their clauses share.

No single sign tells that two authors mean one thing: a rare word, a known activity, the same place. Each is given a
weight, and their sum decides. The weights were fitted to six manuals with 72 contradictions that their authors knew of,
against all other pairs of their clauses and those of the starter library (decision 0168); each manual was judged with
the weights of the five others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from guicheng.domain.comparison import Comparison, Facts, Key, Term, compare_in_common, read_rephrased
from guicheng.domain.comparison.bounds import Act, Gap, Notice, Tally
from guicheng.domain.comparison.likeness import likeness, plain_content
from guicheng.domain.comparison.phrasing import rephrased
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.comparison.unlikeness import are_contrasted, are_other_shares, done_in
from guicheng.domain.standard.entries import Entry
from guicheng.domain.standard.kinds import is_broad
from guicheng.domain.standard.kinship import around
from guicheng.domain.standard.level import among_equals
from guicheng.domain.standard.neighbours import compares
from guicheng.domain.standard.sites import are_apart, sites_of
from guicheng.domain.standard.telling import Content, weight_of

#: What the less telling clause tells that the other one tells as well: its share, and how much it is.
_SHARED: Final = 3.75
_TOLD: Final = 4.0
#: From here on more that is told says no more.
_MUCH: Final = 40.0
#: One activity or another one, by name; one that many things share, such as rounds.
_ONE_ACTIVITY: Final = 3.4
_OTHER_ACTIVITY: Final = -1.5
_BROAD_ACTIVITY: Final = 0.9
#: How often something is done is said of more things than anything else.
_OFTEN: Final = -1.35
_ONE_PLACE: Final = 1.1
#: From this sum on two promises seem to be one: of what many things of one activity have each for itself, and of others.
_LEAST_OF_MANY: Final = 5.2
_LEAST: Final = 4.2
_OF_MANY: Final = frozenset({"frequency", "deadline"})
_WRONG: Final = frozenset({"CT001", "CT002"})


def weighed(mine: Entry, theirs: Entry, facts: Facts) -> Comparison | None:
    """Return how promises of two clauses stand that seem to be one by the sum of signs and differ; None without any.

    Args:
        mine: One clause.
        theirs: The other clause.
        facts: What is known for comparing.
    """
    texts = rephrased(mine.clause.text), rephrased(theirs.clause.text)
    shared = _shared(Content.of(mine), Content.of(theirs))
    for first, second in _bounding_one_attribute(mine, theirs):
        least = _LEAST_OF_MANY if first.key.attribute in _OF_MANY else _LEAST
        if shared + _signs(first, second) < least or _are_other_measures(first, second, texts):
            continue
        found = _in_one_cell(first, second, facts)
        if found is not None and not are_contrasted(likeness(*map(plain_content, texts))):
            return found
    return None


def _bounding_one_attribute(mine: Entry, theirs: Entry) -> Iterator[tuple[Term, Term]]:
    """Yield the promises that bound one attribute in cells that both share."""
    others = read_rephrased(theirs.clause.text)[1]
    for first in read_rephrased(mine.clause.text)[1]:
        for second in others:
            alike = first.key.attribute == second.key.attribute and first.scope.meets(second.scope)
            if alike and all(compares(term) and not isinstance(term.bound, Act) for term in (first, second)):
                yield first, second


def _shared(mine: Content, theirs: Content) -> float:
    told = min(weight_of(mine.chars & theirs.chars), _MUCH)
    return _SHARED * mine.share(theirs) + _TOLD * told / _MUCH


def _signs(first: Term, second: Term) -> float:
    """Return what the activities, the attribute and the cells of two promises say for their being one."""
    found = _of_activities(first.key, second.key)
    if first.key.attribute == "frequency":
        found += _OFTEN
    return found + (_ONE_PLACE if first.scope == second.scope else 0.0)


def _of_activities(first: Key, second: Key) -> float:
    if first == second and is_broad(first.activity):
        return _BROAD_ACTIVITY
    if not (first.known and second.known) or is_broad(first.activity) or is_broad(second.activity):
        return 0.0
    return _ONE_ACTIVITY if first == second else _OTHER_ACTIVITY


def _are_other_measures(first: Term, second: Term, texts: tuple[str, str]) -> bool:
    """Tell whether two promises are of other places, other deeds (浇水, 修剪) or other shares (合格率, 及时率)."""
    words = [around(text, term.span) for text, term in zip(texts, (first, second), strict=True)]
    if are_apart(*(sites_of(first.key.attribute, text) for text in words)):
        return True
    if first.key.attribute.startswith("share"):
        return are_other_shares(*texts)
    if not all(isinstance(term.bound, Tally | Gap) for term in (first, second)):
        return False
    mine, theirs = map(done_in, words)
    return bool(mine and theirs and not mine & theirs)


def _in_one_cell(first: Term, second: Term, facts: Facts) -> Comparison | None:
    """Return how two promises stand as promises of one thing to the same people, None where they agree."""
    key = Key("?", first.key.attribute)
    a, b = (_plainly(term, key) for term in (first, second))
    found = compare_in_common(a, b, replace(facts, same_activity=True))
    return found if among_equals(a, b, found.verdict)[0] in _WRONG else None


def _plainly(term: Term, key: Key) -> Term:
    """Return a promise without whose it is and where; a notice ends with being given, in whatever words."""
    endpoint = "" if isinstance(term.bound, Notice) else term.endpoint
    return replace(term, key=key, scope=ANYWHERE, post="", subject="", endpoint=endpoint)
