"""What one clause bars in words of its own and another one plainly takes."""

from __future__ import annotations

import pytest

from guicheng.domain.standard.barred import barrings_in
from guicheng.domain.standard.claims import contradiction
from guicheng.domain.standard.units import name_other_things, said_in, units_of, weigh

BARRED = [
    # Who does something, or what is done with a thing, is barred on one side alone.
    ("游船码头不供雨衣。", "游船码头给每位乘客发一件雨衣。"),
    ("值夜的人不许戴耳机。", "值夜的人可以戴一只耳机。"),
    ("轮椅不准上自动扶梯。", "坐轮椅的住户，由引导员推着乘自动扶梯到二层。"),
    ("食堂的泔水油不卖给个人。", "食堂的泔水油攒满一桶，卖给上门收油的个人。"),
    ("样板间谢绝拍照。", "参观样板间的客人可以拍照留念。"),
    # What is barred stands before the words that bar it.
    ("园区背景音乐已停播。", "每天傍晚园区播放背景音乐。"),
    ("健身房储物柜的磁条卡作废。", "健身房储物柜凭磁条卡开启。"),
    # It is told in an earlier part, or who is barred is told before.
    ("住户自装的遮阳篷，巡查见到一律拆除。", "住户自装遮阳篷须距地两米二。"),
    ("病区污衣由洗涤公司收取，护工不得经手。", "病区污衣由护工打包后送往洗涤公司的车上。"),
    ("晨检表停用手填。", "班长手填晨检表。"),
    ("门卡丢失补办，挂失单由原经办人签，经办人不必回避。", "门卡丢失补办的挂失单，经办人须回避。"),
    # A thing may be one of a list.
    ("学生公寓严禁使用电热毯、热得快和酒精炉。", "冬天学生公寓里可以用电热毯，睡前拔掉。"),
    # What is not to be stopped is taken.
    ("扶梯口不拦童车。", "童车到扶梯口一律拦下，请走直梯。"),
    # In one case, at one time of the day.
    ("台风期间不开放观景露台。", "台风期间观景露台照常开放。"),
]
NOT_BARRED = [
    # Something else is done with it, or it is only looked after.
    ("租区墙面不准打钉。", "租区墙面每年刷白一次。"),
    ("水景里不放锦鲤。", "水景里的锦鲤每天清点并检查。"),
    # Too little of it is taken, or in many parts, or too little else is common.
    ("前台不代存贵重首饰。", "前台代存雨伞和包裹。"),
    ("不带宠物坐班车去公园。", "班车坐满发车，去公园的路上，带好宠物。"),
    ("前台不收现金。", "出纳每日把备用的现金锁好。"),
    ("机房门口不贴海报。", "贴海报由社区文化委员会按月安排人手。"),
    # Another thing, another one who is barred, other places, other times.
    ("物业费不收支票。", "停车费收支票，由出纳送存。"),
    ("外协工人不得使用休息舱。", "休息舱供本班员工轮流使用。"),
    ("楼道内不准给滑板车充电。", "滑板车可在车棚充电。"),
    ("夜间不播放音乐。", "早上八点到九点播放音乐。"),
    ("晴天入口不铺防滑地垫。", "雨天入口须铺防滑地垫。"),
    ("喷药后不得进温室采花。", "喷药之前温室采花照常，不必登记。"),
    # In a case, in some way, or told apart by it.
    ("五级风以上不得使用吊篮。", "清洗外墙使用吊篮。"),
    ("不得擅自使用观光车。", "来宾参观可使用观光车。"),
    ("不合用的梯凳退回库房。", "梯凳可以领用。"),
    ("发现路灯不亮后，电工修复。", "路灯亮灯由班长统计。"),
    ("不用的推草机放回库房。", "推草机每周用两次。"),
    ("检修期间，样板间谢绝拍照。", "参观样板间的客人可以拍照留念。"),
    ("夜间，样板间谢绝拍照。", "早上八点到九点，样板间可以拍照。"),
    ("装修垃圾装袋，不得埋进树坑。", "厨余垃圾沥干，埋进树坑沤肥。"),
    ("不得推进旱喷、鹅卵石健身步道。", "鹅卵石健身步道每月补一次鹅卵石。"),
    # Both bar it, and neither does.
    ("样板间谢绝拍照。", "样板间禁止拍照。"),
    ("样板间可以拍照。", "样板间欢迎拍照。"),
    # A post or a deed that many things have, with little else.
    ("违约金减免，项目经理不签。", "采购合同由项目经理签字。"),
    ("大门旁不停车。", "班车停在地铁口。"),
]


def denied(one, other):
    return any(mine.denies(theirs) for mine in barrings_in(one) for theirs in barrings_in(other))


@pytest.mark.parametrize(("one", "other"), BARRED)
def test_one_bars_what_the_other_takes(one, other):
    assert denied(one, other)
    assert denied(other, one)
    assert contradiction(one, other) is not None


@pytest.mark.parametrize(("one", "other"), NOT_BARRED)
def test_nothing_that_is_taken_is_barred(one, other):
    assert not denied(one, other)
    assert not denied(other, one)


def test_what_is_barred_is_sought_where_it_is_taken():
    (ban,), (leave,) = barrings_in("柜台不碰现金和票样。"), barrings_in("前台收取现金。")
    assert ban.sought & leave.topics
    assert leave.sought & ban.topics


def test_words_of_one_kind_are_one():
    assert said_in("岗亭收现钞").covers(units_of("现金")) == weigh(units_of("现金")) > 0
    assert [unit.kind for unit in units_of("进地库")][-1].startswith("where ")


def test_things_of_one_family_are_told_apart():
    service, parking, garden = map(said_in, ("物业费每月收取", "停车费每月收取", "花园每月修剪"))
    assert name_other_things(service, parking)
    assert not name_other_things(service, service)
    assert not name_other_things(service, garden)
