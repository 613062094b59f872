"""In which season, months, weather, height or size a bound holds."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.printer import echo
from guicheng.domain.clause.reader import read

CONDITIONS = {
    # Said in its own part, and nothing carried where the part names another time.
    "花灌木秋季修剪一次，藤本全年修剪3次": ["秋季", None],
    "月季每年冬季重剪一次，绿篱每月2次": [None, None],
    "泳池每年夏季开放1届，池底清洗2遍": [None, None],
    "草坪每年夏季每周浇水2次，每次不少于20分钟": ["夏季", "夏季"],
    "冬季路面每日除雪1次，开春时清洗1次": ["冬季", None],
    "春夏秋冬各检查1次": [None],
    "雨水井每年雷雨季节前清淤一次，井盖沉降不大于5毫米": [None, None],
    "夏季每日换水1次；滤网每周清洗1次": ["夏季", None],
    "冬季室温不低于18℃，湿度不低于40%": ["冬季", "冬季"],
    # One season among others, and one put between what holds always.
    "夏季19:30开灯、冬季18:00开灯，23:00关灯": ["夏季", "冬季", None],
    "春季、秋季各施肥1次，每次不少于5公斤": [None, "春季、秋季"],
    "检查井每月巡查1次，汛期每周1次，井圈每年刷漆1次": [None, "汛期", None],
    "检查井每月巡查1次，汛期每周1次，每次不少于2人": [None, "汛期", "汛期"],
    "检查井完好，汛期每周巡查1次，井圈每月刷漆1次": ["汛期", "汛期"],
    "消防通道完好。汛期每周巡查1次，井圈每月刷漆1次": ["汛期", "汛期"],
    "水箱每月查看，汛期每周查看1次，破损的2日内修复": [None, "汛期", None],
    "供暖期室温不低于18℃，低于16℃的2日内检修": ["供暖期", "供暖期"],
    "外墙每周清洗2次（雨季每日1次），内墙每月1次": [None, "雨季", None],
    "路灯每周检查1次（雨季除外），灯杆每月1次": ["雨季除外", None],
    "路灯（冬季）每周检查1次，灯杆擦拭2次": ["冬季", "冬季"],
    # Months, and those that are left.
    "路灯灯罩4至9月每周擦1次，其余月份每月1次": ["4至9月", "其余月份"],
    "绿篱5至9月每周修剪1次、10月至次年4月每月1次": ["5至9月", "10月至次年4月"],
    "7、8、9月每周消杀2次": ["7、8、9月"],
    "6月底前清淤，每月巡查1次": [None, None],
    "灭鼠每月1次（雨季每周1次）": [None, "雨季"],
    # Heights and sizes.
    "橱窗2米以下每日擦1次，2米以上每月擦1次": ["2米以下", "2米以上"],
    "水箱容积30吨以下的每季度清洗一次": ["30吨以下"],
    "闲置3个月以上的每周试车1次": [None],
}


@pytest.mark.parametrize("text", CONDITIONS)
def test_a_bound_holds_in_the_season_or_size_that_is_meant_of_it(text: str) -> None:
    assert [each.condition for each in read(text).requirements] == CONDITIONS[text]


ECHOES = {
    # What a count is done before or behind, and to what.
    "屋面天沟每年台风季前疏通一次": "每年 =1 次 · 屋面天沟台风季前疏通",
    "游泳池每季度或停用后检测水质一次": "每季度 =1 次 · 游泳池或停用后检测水质",
    "天台机房每周擦3号楼1次": "每周 =1 次 · 天台机房擦3号楼",
    # Of what it is, where a part says its case alone.
    "橱窗2米以下每日擦1次，2米以上每月擦1次": "每日 =1 次 · 橱窗2米以下擦；橱窗 · 每月 =1 次 · 2米以上擦",
    "草坪浇水春季每周1次，夏季每日1次，冬季每月1次": "每周 =1 次 · 草坪浇水春季；草坪浇水 · 每日 =1 次 · 夏季；草坪浇水 · 每月 =1 次 · 冬季",
    "地库每日清扫；汛期每周1次": "每日 =1 次 · 地库清扫；每周 =1 次 · 汛期清扫",
    "气温30℃以上每日浇水1次，夏季每周1次": "每日 =1 次 · 气温30℃以上浇水；每周 =1 次 · 夏季浇水",
    "夏季每日1次，冬季每周1次": "每日 =1 次 · 夏季；每周 =1 次 · 冬季",
    "水温夏季26℃，冬季每周测1次": "水温夏季 · =26 ℃；每周 =1 次 · 冬季测",
    # A row of a table has a blank for its line.
    "桂花 浇水 每周1次 施肥 每年2次": "每周 =1 次 · 桂花 浇水；每年 =2 次 · 施肥",
    "沙坑每周翻沙1次、每月消毒1次": "每周 =1 次 · 沙坑翻沙；每月 =1 次 · 沙坑消毒",
    # A case with what is done in it says nothing of the part behind it.
    "落叶超过5厘米即清，清扫不少于2次": "清扫 · ≥2 次",
    "停水超过6小时的，送水不少于2次": "停水超过6小时的 · 送水 · ≥2 次",
    "花坛土面低于路缘3厘米": "花坛土面低于路缘 · =3 cm",
}


@pytest.mark.parametrize("text", ECHOES)
def test_an_echo_says_of_what_and_when_a_count_is(text: str) -> None:
    assert echo(read(text)) == ECHOES[text]
