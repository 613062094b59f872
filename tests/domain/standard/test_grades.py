"""Clauses with a value per grade."""

from __future__ import annotations

import pytest

from guicheng.domain.standard import ClauseText, PartKind, StandardText
from guicheng.domain.standard.grades import (
    GradeValuesError,
    UnknownGradeError,
    at_grade,
    check_values,
    has_values,
    values_of,
)

GRADES = ("一级", "二级", "三级")


def standard(*parts, grades=GRADES):
    return StandardText("GC-01", "报修", grades=grades, parts=parts)


def texts(found):
    return [part.text for part in found.parts]


def test_each_grade_has_its_own_values_in_text_and_elements():
    clause = ClauseText("应在{15|20|30}分钟内到场，每年{4|2|1}次。", elements={"assessment": "不低于{98|95|92}%"})
    third = at_grade(standard(clause), "三级")
    assert texts(third) == ["应在30分钟内到场，每年1次。"]
    assert third.parts[0].elements == {"assessment": "不低于92%"}
    assert third.grades == ()


def test_a_clause_of_some_grades_may_give_values_for_all_or_for_its_own():
    parts = (
        ClauseText("每日{3|2|1}次。", grades=("一级", "二级")),
        ClauseText("每周{3|2}次。", grades=("一级", "二级")),
    )
    assert texts(at_grade(standard(*parts), "二级")) == ["每日2次。", "每周2次。"]
    assert texts(at_grade(standard(*parts), "三级")) == []


def test_a_heading_goes_with_all_its_clauses_and_stays_with_some():
    parts = (
        ClauseText("夜间", kind=PartKind.HEADING, level=1),
        ClauseText("细则", kind=PartKind.HEADING, level=2),
        ClauseText("夜间巡查2次。", grades=("一级",)),
        ClauseText("白天", kind=PartKind.HEADING, level=1),
        ClauseText("每日巡查2次。"),
        ClauseText("留白", kind=PartKind.HEADING, level=1),
    )
    assert texts(at_grade(standard(*parts), "二级")) == ["白天", "每日巡查2次。", "留白"]
    assert len(texts(at_grade(standard(*parts), "一级"))) == 6


def test_a_standard_with_one_form_is_the_same_at_every_grade():
    plain = standard(ClauseText("每日清扫1次。"), grades=())
    assert at_grade(plain, "一级") is plain


def test_a_grade_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(UnknownGradeError, match=r"GC-01 has no grade “五星”\. It has: 一级, 二级, 三级\."):
        at_grade(standard(), "五星")


@pytest.mark.parametrize("part", [ClauseText("{1|2}次"), ClauseText("x", elements={"limit": "{1|2|3|4}日"})])
def test_more_or_fewer_values_than_grades_are_refused(part):
    with pytest.raises(GradeValuesError, match="one value for each grade"):
        check_values(standard(part), part)


def test_values_without_grades_are_refused():
    part = ClauseText("{1|2}次")
    with pytest.raises(GradeValuesError):
        check_values(standard(part, grades=()), part)


def test_braces_without_a_bar_are_text():
    assert not has_values("见{附录}")
    assert values_of("{1|2}与{甲|乙}") == (("1", "2"), ("甲", "乙"))
