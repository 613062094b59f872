"""Words that make the opposite of a clause, or another thing of it, while all the others stay."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.turning import turned_words, unless_turned


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("喷泉应在9:00前开启", "喷泉应在9:00前关闭", ("开启", "关闭")),
        ("更衣柜钥匙下班前交还前台", "更衣柜钥匙上班前到前台领取", ("交还", "领取")),
        ("客梯、货梯每日消毒1次", "货梯每日消毒1次", None),
        ("全部电梯（含货梯）每日消毒1次", "客梯每日消毒1次", None),
        ("公共部分每日清扫1次", "全部楼道每日清扫1次", None),
        ("不得停止供电", "严禁停电", None),
        ("自动扶梯每日检查1次", "人工湖每日检查1次", None),
    ],
)
def test_a_pair_of_opposed_words_stands_in_two_clauses_each_in_one_alone(a, b, words):
    assert turned_words(a, b) == words
    assert turned_words(b, a) == (words and words[::-1])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("服务热线24小时人工接听。", "服务热线24小时自动接听。"),
        ("屋面防水工程自开标之日起30日内完工。", "屋面防水工程自开标之日起30日内开工。"),
        ("大件垃圾由住户自行清运。", "大件垃圾由物业公司统一清运。"),
        ("楼道灯每晚20:00前全部点亮。", "楼道灯每晚20:00前部分点亮。"),
    ],
)
def test_neither_of_two_such_clauses_is_told_to_keep_the_other(a, b):
    kept = {Verdict.EQUAL, Verdict.TIGHTER, Verdict.LOOSER}
    assert compare_asked(read(a), read(b)).verdict not in kept
    assert compare_asked(read(b), read(a)).verdict not in kept


@pytest.mark.parametrize("found", [Verdict.EQUAL, Verdict.TIGHTER, Verdict.LOOSER])
def test_only_a_verdict_by_which_one_keeps_the_other_is_left_open(found):
    a, b = "阀门须开启", "阀门须关闭"
    assert unless_turned(Pairing(found), a, b).verdict is Verdict.CANNOT_COMPARE
    assert unless_turned(Pairing(Verdict.CONFLICT), a, b).verdict is Verdict.CONFLICT
    assert unless_turned(Pairing(found), a, a).verdict is found
