"""A library of promises against itself, its levels against one another, two libraries side by side."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import (
    ANYWHERE,
    Fault,
    Key,
    Level,
    Standing,
    Verdict,
    against,
    analyse,
    compare_libraries,
    grouped,
    tailoring,
    terms_of,
)
from guicheng.domain.comparison.bounds import Hours, Range, Tally, Use
from guicheng.domain.values import ClauseRef, Severity


def terms(*texts, level=Level.COMPANY, confirmed=True):
    found = []
    for index, text in enumerate(texts):
        clause = replace(read(text), ref=ClauseRef(index=index))
        found += terms_of(clause, level=level, confirmed=confirmed)
    return found


def faults(*texts, **given):
    return [(fault.fault, fault.severity) for fault in analyse(terms(*texts, **given))]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["设备房应上锁", "设备房不得上锁"], [(Fault.CONTRADICTION, Severity.ERROR)]),
        (["投诉3日内答复", "投诉5日内答复"], [(Fault.DIFFERING, Severity.WARNING)]),
        (["投诉72小时内答复", "投诉3日内答复"], [(Fault.DIFFERING, Severity.WARNING)]),
        (["投诉5日内答复", "投诉5日内答复"], [(Fault.REDUNDANCY, Severity.HINT)]),
        (["满意率不低于0%"], [(Fault.VACUITY, Severity.WARNING)]),
        (["报修30分钟内到场", "报修24小时内修复"], []),
        (["大堂每日清扫2次", "卫生间每日清扫4次"], []),
        (["报修2小时内到场", "急修30分钟内到场"], []),
    ],
)
def test_a_library_is_told_what_is_wrong(texts, expected):
    assert faults(*texts) == expected


def test_an_unconfirmed_reading_only_warns():
    assert faults("设备房应上锁", "设备房不得上锁", confirmed=False) == [(Fault.CONTRADICTION, Severity.WARNING)]


def test_two_ways_to_write_one_promise_are_said_twice():
    assert faults("报修2小时内到场", "报修120分钟内到场") == [(Fault.REDUNDANCY, Severity.HINT)]
    first, second = terms("投诉5日内答复", "投诉5日内答复")
    assert first.trigger == "reported"
    assert [fault.fault for fault in analyse([first, replace(second, trigger="")])] == [Fault.REDUNDANCY]
    other = replace(second, residue=second.residue, bound=Range(Fraction(1), None), words="至少1")
    assert [fault.fault for fault in analyse([first, other])] == [Fault.DIFFERING]


def test_levels_that_differ_are_no_fault_of_the_library():
    both = terms("投诉5日内答复", level=Level.LAW) + terms("投诉3日内答复")
    assert analyse(both) == ()


def test_a_gap_names_what_nobody_promises():
    required = [Key("complaint", "deadline"), Key("patrol", "frequency")]
    (gap,) = analyse(terms("投诉5日内答复"), required=required)
    assert (gap.fault, gap.key, gap.first, gap.severity) == (Fault.GAP, required[1], (), Severity.WARNING)


@pytest.mark.parametrize(
    ("bound", "nothing"),
    [
        (Range(Fraction(0), Fraction(100), unit="%"), True),
        (Range(None, None, unit="%"), True),
        (Range(None, Fraction(99), unit="%"), False),
        (Range(Fraction(0), None, unit="人"), False),
        (Tally(Fraction(0), None, "day"), True),
        (Tally(None, None, "day"), True),
        (Tally(Fraction(1), None, "day"), False),
        (Hours(0, Use.SERVICE), True),
        (Hours(1, Use.SERVICE), False),
    ],
)
def test_a_bound_that_everything_keeps_is_vacuous(bound, nothing):
    term = replace(terms("投诉5日内答复")[0], bound=bound)
    assert [fault.fault for fault in analyse([term])] == ([Fault.VACUITY] if nothing else [])


def test_a_share_of_no_cases_is_vacuous():
    term = replace(terms("投诉5日内答复")[0], quota=Fraction(0))
    assert [fault.fault for fault in analyse([term])] == [Fault.VACUITY]


def test_a_promise_just_written_is_set_beside_its_like_only():
    library = grouped(terms("投诉5日内答复", "报修30分钟内到场"))
    (term,) = terms("投诉3日内答复")
    assert [fault.fault for fault in against(term, library)] == [Fault.DIFFERING]
    (patrol,) = terms("巡逻每日2次")
    assert list(against(patrol, library)) == []
    (equal,) = terms("受理投诉后5日内书面答复")
    assert all(fault.fault is not Fault.CONTRADICTION for fault in against(equal, library))


def test_sayings_about_cells_apart_are_no_fault():
    assert list(against(terms("夜间报修30分钟内到场")[0], grouped(terms("白天报修20分钟内到场")))) == []


@pytest.mark.parametrize(
    ("upper", "lower", "standing", "severity"),
    [
        ("投诉5日内答复", ["投诉5日内答复"], Standing.COVERED, None),
        ("投诉5日内答复", ["投诉3日内答复"], Standing.TIGHTER, None),
        ("投诉5日内答复", ["投诉7日内答复"], Standing.LOOSER, Severity.ERROR),
        ("设备房应上锁", ["设备房不得上锁"], Standing.CONFLICT, Severity.ERROR),
        ("投诉5日内答复", ["投诉3个工作日内答复"], Standing.CANNOT_COMPARE, Severity.WARNING),
        ("草坪高度4-6厘米", ["草坪高度5-8厘米"], Standing.PARTLY, Severity.WARNING),
        ("投诉5日内答复", ["巡逻每日2次"], Standing.NO_CLAUSE, Severity.WARNING),
        ("值班期间严禁饮酒", [], Standing.NO_CLAUSE, Severity.HINT),
        ("报修30分钟内到场", ["白天报修20分钟内到场", "夜间报修30分钟内到场"], Standing.TIGHTER, None),
        ("报修30分钟内到场", ["白天报修20分钟内到场", "夜间报修40分钟内到场"], Standing.LOOSER, Severity.ERROR),
        ("夜间报修30分钟内到场", ["白天报修20分钟内到场"], Standing.NO_CLAUSE, Severity.WARNING),
    ],
)
def test_a_lower_level_stands_to_the_upper(upper, lower, standing, severity):
    found = tailoring(terms(upper, level=Level.LAW), terms(*lower))
    assert [(deviation.standing, deviation.severity) for deviation in found] == [(standing, severity)]


def test_an_unconfirmed_reading_makes_no_error_of_a_looser_level():
    (found,) = tailoring(terms("投诉5日内答复"), terms("投诉7日内答复", confirmed=False))
    assert (found.standing, found.severity) == (Standing.LOOSER, Severity.WARNING)
    assert found.comparison.witness.example.text


def test_two_libraries_give_the_pairs_that_are_about_one_thing():
    first = [terms("报修30分钟内到场，24小时内修复"), terms("巡逻每日2次"), terms("急修15分钟内到场")]
    second = [terms("巡逻每日3次"), terms("报修20分钟内到场"), terms("一般报修40分钟内到场")]
    found = [(mine, theirs, pairing.verdict) for mine, theirs, pairing in compare_libraries(first, second)]
    assert found == [
        (0, 1, Verdict.COMPATIBLE),
        (0, 2, Verdict.TIGHTER),
        (1, 0, Verdict.LOOSER),
        (2, 1, Verdict.COMPATIBLE),
    ]


def test_a_vague_promise_is_set_beside_every_one_of_its_activity():
    found = list(compare_libraries([terms("投诉应及时答复")], [terms("投诉5日内答复"), terms("巡逻每日2次")]))
    assert [(theirs, pairing.verdict) for _mine, theirs, pairing in found] == [(0, Verdict.CANNOT_COMPARE)]


def test_what_nothing_narrows_is_anywhere():
    assert terms("投诉5日内答复")[0].scope == ANYWHERE
