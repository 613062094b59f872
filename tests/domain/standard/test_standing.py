"""In which states clauses want things to be, and when."""

from __future__ import annotations

import pytest

from guicheng.domain.standard.claims import contradiction
from guicheng.domain.standard.standing import standings_in

#: No state of the thing is allowed by both.
STATES = [
    ("屋面门平时上锁，钥匙放在监控室。", "各楼通往楼顶的门任何时候都不得锁，以便逃生。"),
    ("配电房门日常保持锁闭。", "配电房的门平时敞开，便于巡查。"),
    ("地下车库照明通宵全亮，不得关灯。", "地库的灯23:00以后隔一盏关一盏。"),
    ("走廊灯夜间全部点亮。", "走廊灯｜22:00至次日6:00｜半数开启"),
    ("戏水池停用期间保持满水。", "戏水池在停用季节应放空池水。"),
    ("稳压泵控制柜｜日常挡位｜自动", "稳压泵平时打在手动位，由值班员启动。"),
    ("晚高峰17:30-18:30出口道闸保持常抬。", "17点到19点出口道闸一车一杆，禁止常开。"),
    ("西侧大门白天敞开，无车时也不关。", "西侧大门不论昼夜应处于关闭状态。"),
    ("洗地机充电柜夜间断电。", "洗地机充电柜通宵通电。"),
    ("背景音乐8:00至20:00播放，其余时间停播。", "背景音乐晚九点以后播放，十点关闭。"),
    ("景观喷泉白天始终开启。", "景观喷泉上午不得开启。"),
    ("南门岗夜间有人值守。", "南门岗0:00-5:00无人值守，改为刷卡。"),
    ("七八月泳池净化循环始终运行。", "泳池净化循环7月至9月夜间停用。"),
    ("东侧货运门｜7-19点｜常开", "东侧货运门白天常闭。"),
    ("空调机房门｜工作日｜上锁", "空调机房门周一至周五敞开。"),
    ("喷淋泵的转换开关平时放在自动。", "喷淋泵控制柜平时放在手动位。"),
    ("看到稳压泵打在手动挡，马上转回自动。", "稳压泵平时置于手动。"),
    ("一楼防火门不得撑开。", "一楼防火门白天用木楔顶住。"),
    ("旋转门20:00后锁定。", "旋转门昼夜保持可转动。"),
    ("连廊灯夜间不得关闭任何一盏。", "连廊灯夜间开启50%。"),
    ("园路路灯整夜全亮，天亮后才关。", "园路路灯23:00以后隔一盏关一盏。"),
    ("地库除湿机汛期连续运行。", "地库除湿机汛期夜间停机。"),
    ("防火卷帘控制箱平时打在自动位。", "防火卷帘控制箱平时置于手动。"),
    ("屋面门夜间锁定。", "屋面门夜间不得锁定。"),
    ("景观灯23:00后全部关闭。", "景观灯通宵全亮。"),
]
#: Other things, other times, other occasions, or states that go together.
NO_STATES = [
    ("天台门平时上锁。", "配电房的门平时不上锁。"),
    ("地下车库照明通宵全亮。", "园区景观灯23:00后全部熄灭。"),
    ("泳池停用期间放空池水。", "喷泉池冬季满水。"),
    ("消防泵平时置于自动位。", "消防泵检修时置于手动位。"),
    ("屋面门平时上锁。", "屋面门平时关闭。"),
    ("大堂照明18:00后全部开启。", "大堂照明白天全部关闭。"),
    ("入口道闸早高峰常抬。", "出口道闸早高峰一车一杆。"),
    ("东侧门平时上锁。", "发现东侧门敞开的，立即上报。"),
    ("泳池池水夏季保持满水。", "泳池池水冬季放空。"),
    ("西侧大门工作日敞开。", "西侧大门周末关闭。"),
    ("垃圾房门随手关闭。", "垃圾房门检查是否敞开。"),
    ("关闭阀门。", "大堂门打开。"),
    ("集水井盖日常关闭。", "拿钥匙打开门锁。"),
    ("喷淋泵的转换开关平时放在自动。", "喷淋泵检修时放在手动位。"),
    ("楼梯间防火门常闭。", "楼梯间窗户白天打开。"),
    ("旋转门20:00后锁定。", "平开门20:00后保持开启。"),
    ("连廊灯夜间不得关闭任何一盏。", "草坪灯夜间关闭一半。"),
    ("地库除湿机汛期连续运行。", "地库除湿机冬季停机。"),
    ("防火卷帘控制箱平时打在自动位。", "喷淋泵控制柜平时置于手动。"),
    ("屋面门夜间锁定。", "大堂门夜间不得锁定。"),
    ("景观灯23:00后全部关闭。", "楼道灯通宵全亮。"),
    ("配电柜转换开关平时放在自动。", "配电柜断电检修。"),
    ("一楼防火门不得撑开。", "一楼单元门可以撑开。"),
]


@pytest.mark.parametrize(("mine", "theirs"), STATES)
def test_states_of_one_thing_of_which_none_is_allowed_by_both_contradict(mine, theirs):
    """One of two clauses that want a thing in two states cannot be kept."""
    assert contradiction(mine, theirs) is not None
    assert contradiction(theirs, mine) is not None


@pytest.mark.parametrize(("mine", "theirs"), NO_STATES)
def test_states_of_other_things_and_times_stand_side_by_side(mine, theirs):
    """Other doors, other hours and what goes on meanwhile keep states apart."""
    assert contradiction(mine, theirs) is None


def test_what_is_denied_is_all_the_rest():
    """A door that may not be locked is shut or open; one that is shut may be locked."""
    assert [each.states for each in standings_in("东门平时不得上锁。")] == [{"c", "o"}]
    assert [each.states for each in standings_in("东门平时关闭。")] == [{"l", "c"}]


def test_an_act_is_no_state():
    """To open a door once says nothing of how it stands."""
    assert standings_in("保洁员打开东门清扫。") == ()


def test_the_last_thing_named_is_the_one_in_the_state():
    """Of a pump and its lamp the lamp is on."""
    assert [each.axis for each in standings_in("水泵房门口的灯夜间全亮。")] == ["light"]
