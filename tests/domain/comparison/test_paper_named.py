"""A measure that a paper sets, beside a number."""

from __future__ import annotations

import pytest

from guicheng.domain.comparison.accompanying import accompanied
from guicheng.domain.comparison.paper_named import compared_by_paper


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        ("大堂拖洗次数执行公司A类标准。", "大堂每日拖洗3次。", True),
        ("大堂每日拖洗3次。", "大堂拖洗频次按合同附件执行。", True),
        ("大堂拖洗次数执行公司A类标准。", "大堂拖洗次数执行公司B类标准。", False),
        ("大堂拖洗次数执行公司A类标准。", "大堂应保持整洁。", False),
        ("大堂拖洗次数执行公司A类标准。", "草坪每月修剪2次。", False),
    ],
)
def test_only_the_paper_tells_what_it_asks_for(a, b, told):
    assert (compared_by_paper(a, b, lambda _first, _second: None) is not None) == told


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("水箱每半年清洗一次,清洗后检测水质。", ["检测水质"]),
        # What the clause does not name once more is a case of its own.
        ("水箱每半年清洗一次,停电后启用备用泵房。", []),
        ("绿地设置警示牌,满3日后撤除。", ["撤除"]),
        ("机房每周清洁一次,由电工全程陪同。", ["电工全程陪同"]),
        ("余氯每2小时检测一次并在公示牌上公布。", ["在公示牌上公布"]),
    ],
)
def test_what_goes_with_each_time_stands_at_the_end(text, acts):
    assert [act for _core, _more, act in accompanied(text)] == acts
