"""Days and times that a count names, and what follows from none of them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from guicheng.domain.attainment.deadlines import UnplacedError, parts_of
from guicheng.domain.attainment.figure import Counts
from guicheng.domain.clause.reader import read
from guicheng.domain.clause.requirement import Kind


def parts(text, per, times=1):
    clause = read(text)
    count = next(each for each in clause.requirements if each.kind in {Kind.FREQUENCY, Kind.INTERVAL})
    return parts_of(clause, count.span, per, times)


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("每月5日前公示收支情况", "quarter"),
        ("每月5日前公示收支情况", "year"),
        ("每月5日前公示收支情况", "day"),
        ("每年1月31日前公布财务收支", "month"),
        ("每周一检查电梯", "month"),
        ("每天7:00前、19:00前清运垃圾", "day"),
        ("每周一、周三7:00前清运垃圾，19:00前清扫", "week"),
    ],
)
def test_where_no_deadline_follows_from_a_day_the_count_says_why(text, per):
    with pytest.raises(UnplacedError, match="deadline"):
        parts(text, per)


def test_a_count_that_names_no_day_has_no_parts():
    assert parts("大堂每日清扫2次", "day", 2) == ()


def test_the_share_of_what_has_evidence_leaves_out_what_has_none():
    counts = Counts(kept=3, late=1, missed=1, no_evidence=5, excused=2)
    assert (counts.with_evidence, counts.share_with_evidence) == (5, Fraction(3, 5))
    assert Counts(no_evidence=2).share_with_evidence is None
