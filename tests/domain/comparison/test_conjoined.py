"""Things that one clause names together and of which the other names one: ``comparison.conjoined``."""

from __future__ import annotations

import pytest

from guicheng.domain.comparison.conjoined import named_besides


@pytest.mark.parametrize(
    ("text", "other", "besides"),
    [
        ("报修和投诉办结后回访", "投诉办结后回访", "报修"),
        ("投诉与建议办结后回访", "投诉办结后回访", "建议"),
        ("入户维修、入户家政完成后回访", "入户维修完成后回访", "家政"),
        ("维修工单和保洁工单完工后回访", "保洁工单完工后回访", "维修"),
        ("投诉办结后回访", "报修和投诉办结后回访", ""),
        ("报修和投诉办结后回访", "报修和投诉办结后回访", ""),
        ("报修和投诉可以电话回访", "投诉可以电话回访", ""),
        ("报修或投诉办结后回访", "投诉办结后回访", ""),
        ("24小时内与投诉人联系", "投诉24小时内联系", ""),
        ("投诉及时回访", "投诉回访", ""),
    ],
)
def test_what_stands_beside_the_thing_that_both_name(text, other, besides):
    assert named_besides(text, other) == besides
