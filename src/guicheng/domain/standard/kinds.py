"""A promise in its words: which other ones speak of the same thing, and how it stands to those that bind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from guicheng.domain.clause import Clause
from guicheng.domain.comparison import UNKNOWN, Comparison, Facts, Key, Scope, Term, Verdict, compare_in_common
from guicheng.domain.comparison.bounds import Act
from guicheng.domain.comparison.scope import EVERY, FACETS
from guicheng.domain.comparison.tables import activities
from guicheng.domain.comparison.vacuity import never_binds
from guicheng.domain.standard.kinship import Wording, around, grade_label, idle_beside, kinship, opposed, wording
from guicheng.domain.standard.sites import are_apart, sites_of

#: Pairs of characters with which an act that no vocabulary knows is named: 收费 alone, or 使用, may be of anything.
_FEWEST_PAIRS: Final = 3
#: How much of their words two promises must share to be taken for one, where their activity alone tells little.
_KIN: Final = 0.3
_NEAR_KIN: Final = 0.5
_LEAST_KIN: Final = {"deadline": 0.1, "retention": 0.1, "frequency": 0.3, "act": 0.3}
#: What is bounded by clauses of which every word is understood, so that no further words need be shared.
_PLAIN: Final = frozenset({"deadline", "share", "score"})
_TITLE: Final = re.compile("《[^《》]{1,60}》")
_KEPT: Final = frozenset({Verdict.EQUAL, Verdict.TIGHTER})
_SEVERITY: Final = FACETS.index("severity")
#: What is about people: their training, how many they are.
_OF_STAFF: Final = re.compile("training|headcount|staff|岁")
#: Departments by any word for their people (客服岗员工), of which the table of posts knows the usual ones alone.
_STAFF: Final = {
    department: re.compile(words)
    for department, words in {
        "customer": "客服|前台|管家",
        "cleaning": "保洁|清洁",
        "order": "秩序|保安|安保|护卫",
        "greening": "绿化|园林",
        "engineering": "工程|维修",
        "housekeeping": "家政",
        "electrician": "电工",
        "lifts": "电梯(?:安全)?管理员|电梯(?:司机|工)",
        "lifeguard": "救生员",
        "control_room": "消控|消防控制室",
    }.items()
}


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """A promise in its words, whoever makes it: two of one kind stand alike to every third one.

    Args:
        number: Kinds count up as they are first seen.
        term: The promise as it was first seen.
        words: The words by which it is known.
        label: The grade that its clause names for itself.
        posts: The posts that its clause names.
        sites: Mask of the places where its things stand.
        topic: Number of its key.
        strange: The pairs of characters under which an act that no vocabulary knows is found; none for all others.
        empty: Whether it binds nobody.
    """

    number: int
    term: Term
    words: Wording
    label: str
    posts: frozenset[str]
    sites: int
    topic: int
    strange: frozenset[str]
    empty: bool

    def of_one_thing_with(self, other: Kind) -> bool:
        """Tell whether two promises of one key speak of one thing, as far as their words say."""
        if self.label != other.label or opposed(self.words, other.words):
            return False
        if are_apart(self.sites, other.sites) or not _residues_agree(self.term, other.term):
            return False
        key = self.term.key
        broad = is_broad(key.activity)
        # Rounds of the foreman are not the manager's, nor is the training of guards that of cleaners.
        if (broad or is_of_staff(key)) and self.posts and other.posts and self.posts.isdisjoint(other.posts):
            return False
        shared = kinship(self.words, other.words)
        if not key.known:
            return shared >= _NEAR_KIN
        if key.attribute in _PLAIN and not broad and not self.term.residue and not other.term.residue:
            return True
        told_apart = broad and not _of_one_severity(self.term.scope, other.term.scope)
        return shared >= (_KIN if told_apart else _LEAST_KIN.get(key.attribute, 0.2))

    def against(self, upper: Kind, facts: Facts = UNKNOWN) -> Comparison | None:
        """Return how this promise stands to one that binds it, None where they speak of differing things.

        This is the one answer to that question: findings, the pages of a contract and of a clause all ask it. The two
        are compared in the cells that both share; a promise kept in some cells only is COMPATIBLE with the upper one.

        Args:
            upper: The promise of a contract, a company, or a unit above.
            facts: What is known for comparing.
        """
        if not self.of_one_thing_with(upper):
            return None
        found = compare_in_common(self.term, upper.term, facts)
        kept = found.verdict in _KEPT and not self.term.scope.covers(upper.term.scope)
        return Comparison(Verdict.COMPATIBLE) if kept else found


def _of_one_severity(mine: Scope, theirs: Scope) -> bool:
    """Tell whether both name the same severity (一级故障, 急修), which says as much as many words."""
    return mine.masks[_SEVERITY] == theirs.masks[_SEVERITY] != EVERY


@dataclass(frozen=True, slots=True)
class Marks:
    """What beside its own words tells a promise apart from others.

    Args:
        around: Its sentence, up to the end of its own part.
        label: The grade that its clause names for itself.
        posts: The posts that its clause names.
    """

    around: str
    label: str
    posts: frozenset[str]


def marks_of(clause: Clause, term: Term) -> Marks:
    """Return the marks of a promise of a clause."""
    posts = staff_in(clause.text) if is_of_staff(term.key) else _posts(clause)
    return Marks(_TITLE.sub("", around(clause.text, term.span)), grade_label(clause.text), posts)


def kind_of(number: int, term: Term, marks: Marks, topic: int) -> Kind:
    """Return a kind of promises as it is first seen.

    Args:
        number: Its number.
        term: The promise.
        marks: Its marks.
        topic: Number of its key.
    """
    sites = sites_of(term.key.attribute, marks.around)
    words, strange = wording(marks.around), _strange(term)
    return Kind(number, term, words, marks.label, marks.posts, sites, topic, strange, never_binds(term))


def _strange(term: Term) -> frozenset[str]:
    """Return the pairs of characters under which an act that no vocabulary knows is found."""
    content = act_in_words(term.key).content if isinstance(term.bound, Act) and not term.key.known else frozenset()
    return content if len(content) >= _FEWEST_PAIRS else frozenset()


def act_in_words(key: Key) -> Wording:
    """Return the words of an act that no vocabulary knows."""
    return wording(key.activity.removeprefix("?"))


def _posts(clause: Clause) -> frozenset[str]:
    return frozenset([word.canonical for word in clause.words if word.group == "post"])


def is_of_staff(key: Key) -> bool:
    """Tell whether a promise is about people of the company, so that those of another department are other people."""
    return bool(_OF_STAFF.search(f"{key.activity} {key.attribute}"))


def staff_in(text: str) -> frozenset[str]:
    """Return the departments whose people a text names."""
    return frozenset(department for department, words in _STAFF.items() if words.search(text))


def _residues_agree(a: Term, b: Term) -> bool:
    """Tell whether the words that nothing has understood let two promises speak of one thing."""
    if isinstance(a.bound, Act) and isinstance(b.bound, Act):
        return not (a.residue and b.residue) or kinship(wording(a.residue), wording(b.residue)) >= _NEAR_KIN
    return idle_beside(a.residue, b.residue)


def is_broad(activity: str) -> bool:
    """Tell whether many differing things share an activity, such as cleaning or rounds."""
    return activity in _broad()


@cache
def _broad() -> frozenset[str]:
    """Return the activities that many differing things share, such as cleaning or rounds."""
    return frozenset(each.key for each in activities() if "." not in each.item) | {"repair", "record", "public_notice"}
