"""What a clause that measures nothing says of a deed, and how it stands to another one."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked
from guicheng.domain.comparison.act_words import words_of_act
from guicheng.domain.comparison.barring import compared_as_rules
from guicheng.domain.comparison.facts import Facts
from guicheng.domain.comparison.gates import rules_of, words_in
from guicheng.domain.comparison.gates_apart import are_both_on_terms, are_rules_apart


def said(text):
    return [(rule.sort.value, words_in(rule.need)) for rule in rules_of(text)]


def settled(a, b):
    """Return the verdict of the rules, after seeing that it is the same from the other side."""
    found, swapped = compared_as_rules(a, b), compared_as_rules(b, a)
    assert (found and found.verdict.swapped) == (swapped and swapped.verdict)
    return found and found.verdict


@pytest.mark.parametrize(
    "text",
    [
        "未办通行证的，不得入园。",
        "没有通行证者不得入园。",
        "无通行证，禁止入园。",
        "入园须凭通行证。",
        "须持通行证入园。",
        "凭通行证入园。",
        "只有持通行证方可入园。",
        "出示通行证后，才能入园。",
    ],
)
def test_one_gate_is_said_in_many_ways(text):
    (rule,) = rules_of(text)
    assert rule.sort in {"gate", "duty"}
    assert words_in(rule.need) == {"出入证"}
    assert settled(text, "未办理出入证不得入园。") is Verdict.EQUAL


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("楼道内严禁吸烟。", ["ban"]),
        ("保洁员应当佩戴口罩。", ["duty"]),
        ("住户可以使用棋牌室。", ["leave"]),
        ("搬家无须登记。", ["free"]),
        ("住户可以使用棋牌室，无须预约。", ["leave", "free"]),
        ("入户须穿鞋套，不得吸烟。", ["duty", "ban"]),
        ("入户须穿鞋套；楼道内不得吸烟。", ["duty", "ban"]),
        ("挡水板一律放下。", ["duty"]),
        ("货物经清点后放行。", ["gate"]),
        ("吊篮验收合格前不得使用。", ["gate"]),
        # What nothing is told of has no rules at all.
        ("楼道内堆满杂物。", []),
        ("按规定穿工装。", []),
        ("除雨天外不得关窗。", []),
        ("大堂应张贴禁止吸烟标志。", []),
        ("业主可以使用棋牌室，不得吸烟。", []),
        ("住户可以进入，不必登记即可使用。", []),
        ("入户须穿鞋套，不得吸烟；按规定执行。", []),
        ("未戴安全帽或手套的，不得进入。", []),
        ("登记后方可进入，并须换鞋。", []),
        ("方可进入。", []),
        ("入户须穿鞋套；尽快离开。", []),
        ("入户须穿鞋套；到点离开。", []),
    ],
)
def test_a_clause_is_read_as_a_whole_or_not_at_all(text, sorts):
    assert [sort for sort, _need in said(text)] == sorts


def test_who_agrees_is_part_of_what_is_needed():
    assert said("业主没有同意的，维修工不得入户。") == [("gate", {"业主", "同意"})]
    assert said("访客未登记不得进入。") == [("gate", {"记入"})]
    assert said("登记后方可进入。") == [("gate", {"记入"})]


def test_words_that_two_authors_add_say_nothing():
    assert words_of_act("戴好工作牌，第3层") == words_of_act("佩戴工牌第层")
    assert said("员工要进业主家门，必须先征得业主同意。") == [("duty", {"业主", "同意"})]


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        # More is asked for, or more is banned.
        ("进泵房须登记并换鞋。", "进泵房须登记。", Verdict.TIGHTER),
        ("业主的电话、住址不得外泄。", "不得泄露业主的电话。", Verdict.TIGHTER),
        ("花园内不得遛狗，也不得烧烤。", "花园内禁止烧烤。", Verdict.TIGHTER),
        ("进泵房须经主管书面同意。", "进泵房须经主管同意。", Verdict.TIGHTER),
        ("楼道内不得堆放任何物品。", "楼道内不得堆放易燃物品。", Verdict.TIGHTER),
        ("任何人进入泵房须登记。", "访客进入泵房须登记。", Verdict.TIGHTER),
        ("员工不得在岗饮酒。", "保安不得在岗饮酒。", Verdict.TIGHTER),
        ("任何人不得使用明火。", "员工不得使用明火。", Verdict.TIGHTER),
        ("保安不得放行空车。", "保安不得擅自放行空车。", Verdict.TIGHTER),
        ("应先断电、再开柜、再验电。", "应先断电、再验电。", Verdict.TIGHTER),
        # One of several is less than all of them, or than the first.
        ("进泵房须经业主和主管同意。", "进泵房须经业主或者主管同意。", Verdict.TIGHTER),
        ("没有工单的，不得领料。", "既没有工单又没有签字的，不得领料。", Verdict.TIGHTER),
        # A ban keeps each gate of what it bans.
        ("货车不得进入小区。", "货车登记后方可进入小区。", Verdict.TIGHTER),
        ("货车不得驶入小区。", "货车须凭通行证驶入小区。", Verdict.TIGHTER),
        # What is banned is allowed or ordered.
        ("不得在露台种菜。", "业主可以在露台种菜。", Verdict.CONFLICT),
        ("保安上岗必须戴白手套。", "保安不得戴白手套上岗。", Verdict.CONFLICT),
        ("快递员可以直接上楼。", "快递员未经业主同意不得上楼。", Verdict.CONFLICT),
        ("租户领卡无须业主同意。", "租户领卡须业主同意。", Verdict.CONFLICT),
        ("卷帘门须保持关闭。", "卷帘门应敞开。", Verdict.CONFLICT),
        ("应先切断电源再打开柜门。", "应先打开柜门再切断电源。", Verdict.CONFLICT),
        # Each asks for what the other doesn't.
        ("进泵房须登记并换鞋。", "进泵房须登记并戴帽。", Verdict.COMPATIBLE),
        ("施工人员须佩戴安全帽。", "施工人员须佩戴出入证。", Verdict.COMPATIBLE),
        # The same in other words.
        ("不得把业主的电话告诉他人。", "业主的电话不得向外人透露。", Verdict.EQUAL),
        ("不得以停止供水、供电的方式催交物业费。", "不得采取停电、停水的方式催交物业费。", Verdict.EQUAL),
        ("保安应先敲门再进门。", "先敲门再进门是保安应守的。", None),
        ("应先切断电源再打开柜门。", "须先断电，再打开柜门。", Verdict.EQUAL),
        ("业主可以使用棋牌室。", "棋牌室允许住户使用。", Verdict.EQUAL),
        ("维修人员入户须穿鞋套。", "入户维修须穿鞋套。", Verdict.EQUAL),
        ("外来车辆未经登记不得进入；楼道内不得吸烟。", "楼道内禁止吸烟；外来车辆须登记后方可驶入。", Verdict.EQUAL),
        ("外来车辆未经登记不得进入；楼道内不得吸烟。", "楼道内禁止吸烟。", Verdict.TIGHTER),
    ],
)
def test_rules_of_one_deed_are_compared(a, b, wanted):
    assert settled(a, b) is wanted


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # Other people, other deeds, the other way round.
        ("保洁员应佩戴口罩。", "保安应佩戴口罩。"),
        ("物业应当通知业主开会。", "业主应当通知物业开会。"),
        ("业主可以使用客梯。", "保洁员不得使用客梯。"),
        ("登记后方可进入泵房。", "进入泵房后方可登记。"),
        ("进场前须签订协议。", "进场后须签订协议。"),
        ("未签订协议不得进场。", "进场后须签订协议。"),
        ("须经业主同意方可拆墙。", "须经租户同意方可拆墙。"),
        ("楼道内不得吸烟。", "露台上不得吸烟。"),
        ("住户可以使用棋牌室。", "住户可以使用台球室。"),
        # Of lists with words of their own in both nothing is told.
        ("没有工单的，不得领料。", "既没有工单又没有签字的，不得夜间领料。"),
        ("须经主管或者班长同意方可拆墙。", "须经主管和业主同意方可拆墙。"),
        ("露台须经主管或者班长同意方可拆墙。", "须经主管同意方可拆墙。"),
        ("员工进泵房须经业主或者主管同意。", "保安进泵房须经业主和主管同意。"),
        ("员工不得擅自开柜。", "保安不得开柜。"),
        ("保安不得开柜、饮酒。", "员工不得开柜。"),
        ("应先断电再开柜。", "开柜、断电。"),
        ("应先断电再开柜。", "应断电、开柜。"),
        ("业主应先断电再验电。", "保安应先验电再断电。"),
        ("进泵房须登记姓名、登记手机号后缀。", "进泵房须登记姓名、手机号。"),
        ("不得吸烟。", "员工须登记吸烟。"),
        ("保安不得值守东门。", "保洁员须登记值守东门。"),
        ("不得擅自开柜。", "登记后方可擅自开柜。"),
        ("受理投诉须登记。", "不得拖延投诉。"),
        ("住户可以使用棋牌室，无须预约。", "住户可以使用棋牌室。"),
        ("楼道内不得吸烟。", "露台搬家无须登记。"),
        ("不得擅自使用露台。", "业主可以擅自使用露台。"),
        ("露台可以晾晒。", "未经登记不得晾晒露台被褥。"),
        ("出示证件后可以进入泵房。", "未出示证件不得进入泵房。"),
        ("保安可以进入泵房。", "保洁员未经登记不得进入泵房。"),
    ],
)
def test_what_is_not_settled_is_left_to_others(a, b):
    assert settled(a, b) is None


def test_what_a_person_said_decides_over_rules():
    a, b = read("未经业主同意不得入户。"), read("入户须征得业主同意。")
    assert compare_asked(a, b).verdict is Verdict.EQUAL
    assert compare_asked(a, b, Facts(same_activity=False)).verdict is Verdict.DISJOINT


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("登记后方可进入。", "进入后方可登记。"),
        ("进入后方可登记。", "登记后方可进入。"),
        ("未经业主同意不得入户。", "未经租户同意不得入户。"),
        ("不得向业主推销商品。", "不得向商户推销商品。"),
        ("不得向商户推销商品。", "不得向业主推销商品。"),
        ("有电工证的人员不得单独操作。", "没有电工证的人员不得单独操作。"),
        ("没有电工证的人员不得单独操作。", "有电工证的人员不得单独操作。"),
        ("访客须经相关部门同意方可进入。", "访客须经业主同意方可进入。"),
    ],
)
def test_nearly_the_same_words_on_other_people_are_not_compared(a, b):
    assert are_rules_apart(a, b)
    assert compare_asked(read(a), read(b)).verdict is Verdict.CANNOT_COMPARE


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("未经业主同意不得入户。", "入户须征得业主同意。"),
        ("未经业主同意不得入户。", "入户须登记。"),
        ("培训不合格的不得上岗。", "培训合格后方可上岗。"),
        ("入户须登记；不得吸烟。", "入户须登记。"),
        ("入户须登记。", "按规定登记。"),
        ("楼道内不得吸烟。", "楼道内不得饮酒。"),
    ],
)
def test_other_clauses_are_not_told_apart(a, b):
    assert not are_rules_apart(a, b)


def test_two_rules_on_terms_never_clash():
    assert are_both_on_terms("宠物没戴嘴套的，不得进电梯。", "带宠物进电梯须戴嘴套。")
    assert not are_both_on_terms("宠物不得进电梯。", "没登记的宠物不得进电梯。")
    assert not are_both_on_terms("须登记；没登记的不得进入。", "没登记的不得进入。")
    a, b = "宠物没戴嘴套的，业主不得带其乘电梯。", "业主带宠物乘电梯须给宠物戴嘴套。"
    assert compare_asked(read(a), read(b)).verdict is Verdict.CANNOT_COMPARE
