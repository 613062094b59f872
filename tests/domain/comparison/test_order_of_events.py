"""Limits between events of one process, against every course that the events can take.

The oracle knows what comes before what from the list below and from each limit's own beginning and end, nothing of the
places in the shipped tables: a verdict holds where no course keeps one limit and breaks the other against it.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Key, Term, Verdict, compare, compare_asked, terms_of
from guicheng.domain.comparison.bounds import Clockwork, Limit, Stretch

_HOURS = range(4)
_TRIGGERS = ("reported", "received", "dispatched", "arrived", "finished")
_ENDS = ("responded", "dispatched", "arrived", "finished", "visited")
#: What comes before what in the handling of a report.
_BEFORE = (
    ("reported", "received"),
    ("received", "responded"),
    ("received", "dispatched"),
    ("responded", "arrived"),
    ("dispatched", "arrived"),
    ("arrived", "finished"),
    ("finished", "visited"),
)


def _reaches(start: str, end: str) -> bool:
    return any(a == start and (b == end or _reaches(b, end)) for a, b in _BEFORE)


def _courses(limits: list[tuple[str, str, int]]) -> list[dict[str, int]]:
    names = sorted({name for start, end, _most in limits for name in (start, end)})
    own = [(start, end) for start, end, _most in limits if start != end]
    found = []
    for times in product(_HOURS, repeat=len(names)):
        at = dict(zip(names, times, strict=True))
        ordered = all(at[start] <= at[end] for start, end in own)
        usual = all(
            at[a] <= at[b]
            for a, b in product(names, repeat=2)
            # What ends a limit comes after its beginning, and then nobody knows what else it comes before.
            if _reaches(a, b) and not any(_reaches(end, start) and a == end for start, end in own)
        )
        if ordered and usual:
            found.append(at)
    return found


def _keeps(at: dict[str, int], limit: tuple[str, str, int]) -> bool:
    start, end, most = limit
    return at[end] <= at[start] + most


def _term(start: str, end: str, most: int) -> Term:
    bound = Limit(Stretch(Fraction(most), Clockwork.CLOCK))
    return Term(Key("repair", "deadline"), bound, trigger=start, endpoint=end)


_LIMITS = [(start, end) for start in _TRIGGERS for end in _ENDS if start != end]


@pytest.mark.parametrize("first", _LIMITS)
def test_no_course_of_events_tells_against_a_verdict(first: tuple[str, str]) -> None:
    for second, (mine, theirs) in product(_LIMITS, ((1, 2), (2, 2), (2, 1))):
        a, b = (*first, mine), (*second, theirs)
        verdict = compare(_term(*a), _term(*b)).verdict
        courses = _courses([a, b])
        if verdict in {Verdict.TIGHTER, Verdict.EQUAL}:
            assert not [at for at in courses if _keeps(at, a) and not _keeps(at, b)], (a, b, verdict)
        if verdict in {Verdict.LOOSER, Verdict.EQUAL}:
            assert not [at for at in courses if _keeps(at, b) and not _keeps(at, a)], (a, b, verdict)
        if verdict is Verdict.CONFLICT:
            assert not [at for at in courses if _keeps(at, a) and _keeps(at, b)], (a, b, verdict)


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("接到报修后10分钟内派单", "派单后20分钟内电话联系报修人", "COMPATIBLE"),
        ("接到报修后10分钟内派单", "派单后20分钟内响应", "COMPATIBLE"),
        ("接到投诉后10分钟内指派责任人", "指派后2小时内联系投诉人", "COMPATIBLE"),
        ("派单后1小时内到场", "到场后2小时内响应业主", "COMPATIBLE"),
        ("接到报修后10分钟内派单", "接到报修后30分钟内响应", "CANNOT_COMPARE"),
        ("接到报修后30分钟内到场", "接到报修后30分钟内派单", "TIGHTER"),
        ("接到报修后30分钟内到场", "接到报修后1小时内响应", "TIGHTER"),
    ],
)
def test_a_step_says_nothing_of_the_next_one(a: str, b: str, verdict: str) -> None:
    found = compare_asked(read(a), read(b))
    assert found.verdict.name == verdict
    assert terms_of(read(a))[0].key.attribute == "deadline"
