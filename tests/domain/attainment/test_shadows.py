"""Days and times that a count names are no promises of their own."""

from datetime import date

import pytest

from guicheng.domain.attainment.compiling import Setting, compile_clause
from guicheng.domain.clause.reader import read


def compiled(text):
    return compile_clause(read(text), Setting("S/1.1", "1", date(2026, 1, 1)))


@pytest.mark.parametrize(
    "text",
    [
        "水景每周三清洗1次。",
        "水景每周一、四清洗1次。",
        "每月5日前公布收支1次。",
        "每月1日、15日检查配电房各1次。",
        "每月最后一天盘点物料1次。",
        "每周末清洗地垫1次。",
        "每周五18:00前提交周报1次。",
        "周一至周五每日巡视大堂1次。",
        "周末，大堂每日巡视1次。",
        "每天上午、下午各巡视1次。",
        "每日早、中、晚各巡查1次。",
        "大堂每天清扫1次，7:00前完成。",
        "保洁员每周一、周四清运垃圾，9:00前完成。",
    ],
)
def test_one_promise_has_one_row(text):
    found = compiled(text)
    assert [each.key for each in found.requirements] == ["S/1.1#0"]
    [count] = found.requirements
    words = count.span.of(text)
    assert {each.reason.render() for each in found.unmeasured} == {f"It is measured together with {words}."}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        # The count is not measured, so that the times stay a line to look at.
        ("每日7:00、19:00各消毒1次。", ["S/1.1#1"]),
        ("草坪每周一修剪，高度不超过8厘米。", ["S/1.1#0", "S/1.1#1"]),
        ("周六、周日不得施工，每日巡查2次。", ["S/1.1#0", "S/1.1#1"]),
        ("周末开放泳池。大堂每日巡视1次。", ["S/1.1#0", "S/1.1#1"]),
    ],
)
def test_what_is_no_part_of_the_count_stays(text, keys):
    assert [each.key for each in compiled(text).requirements] == keys
