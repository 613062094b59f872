"""What says who somebody is is covered, and nothing else is."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guicheng.domain.demand.masking import COVER, Mark, is_like_a_name, mask

CANARY = "13812345678"


@pytest.mark.parametrize(
    "written",
    [
        CANARY,
        "138 1234 5678",
        "138-1234-5678",
        "+86 13812345678",
        "8613812345678",
        "１３８１２３４５６７８",
        "138.1234.5678",
    ],
)
def test_a_mobile_number_is_covered_however_it_is_written(written):
    for around in ("{}", "请打{}找我", "电话：{}。", "我的号码{}谢谢"):
        found = mask(around.format(written))
        assert found.kinds == (Mark.PHONE,)
        assert found.text == around.format(COVER[Mark.PHONE])


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("座机0571-87654321没人接", "座机［电话］没人接"),
        ("打(010)62345678", "打［电话］"),
        ("身份证330106199003077777", "身份证［证件号］"),
        ("身份证33010619900307777X丢了", "身份证［证件号］丢了"),
        ("浙A12345堵住消防通道", "［车牌］堵住消防通道"),
        ("新能源车浙A·D12345占位", "新能源车［车牌］占位"),
        ("写信到li.si@example.com.cn", "写信到［邮箱］"),
        ("加微信号wang_2020吧", "加微信号［账号］吧"),
        ("3栋2单元1203漏水", "［房号］漏水"),
        ("12号楼501室太吵", "［房号］太吵"),
        ("十二幢1101噪音", "［房号］噪音"),
        ("3-2-1203反映", "［房号］反映"),
        ("1203室装修", "［房号］装修"),
        ("803业主投诉", "［房号］投诉"),
        ("王女士说楼道脏", "［姓名］说楼道脏"),
        ("，张建国先生来电", "，［姓名］来电"),
        ("我叫李明，住这里", "我叫［姓名］，住这里"),
        ("联系人：赵敏", "联系人：［姓名］"),
    ],
)
def test_each_kind_of_mark_is_covered(said, wanted):
    assert mask(said).text == wanted


@pytest.mark.parametrize(
    "said",
    [
        "30分钟内到场，24小时值班",
        "2026年11月23日停水",
        "物业费1500元，涨了200元",
        "3栋电梯坏了",
        "2单元门禁失灵",
        "夜里11点到凌晨5点噪音",
        "12层走廊灯不亮",
        "订单号20261123000123456789",
        "每平方米2.80元，合计12345678.90元",
        "A座大堂",
        "保安很负责，希望继续",
        "高先进的门禁",
        "小区有1200户",
        "3-4天才来人",
        "",
    ],
)
def test_what_says_nothing_of_a_person_stays(said):
    assert mask(said).text == said
    assert mask(said).kinds == ()


def test_marks_say_where_they_stood():
    found = mask("电话13812345678，3栋2单元1203")
    assert [(mark.value, span.start, span.end) for mark, span in found.marks] == [("phone", 2, 13), ("room", 14, 23)]


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_canary_never_comes_through(before, after):
    # A digit beside the number would make it another number.
    text = f"{before} {CANARY} {after}"
    assert CANARY not in mask(text).text


@given(st.text(alphabet="0123456789-栋单元室王女士浙A电话，。 京", max_size=40))
def test_covering_twice_changes_nothing(text):
    once = mask(text).text
    assert mask(once).text == once


def test_thousands_of_texts_with_a_canary_leak_none():
    chance = random.Random(7)  # noqa: S311 - made-up numbers, the same in each run
    words = ["电梯", "坏了", "请回电", "，", "。", "3栋", "1单元", " ", "王女士", "晚上8点", "漏水"]
    for _case in range(3000):
        number = f"1{chance.choice('3456789')}{chance.randrange(10**8, 10**9)}"
        text = "".join(chance.choices(words, k=6)) + " " + number + "".join(chance.choices(words[:4], k=3))
        assert number not in mask(text).text


@pytest.mark.parametrize("role", ["李明", "王小明", "赵女士", "陈经理", "13812345678", "3栋2单元1203"])
def test_a_name_is_no_role(role):
    assert is_like_a_name(role)


@pytest.mark.parametrize(
    "role", ["业主代表", "租户", "商户", "业委会主任", "管家", "保洁员", "方案设计师", "独居老人", "高层住户", "顾客"]
)
def test_a_role_is_no_name(role):
    assert not is_like_a_name(role)
