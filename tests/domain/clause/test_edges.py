"""Corners of the reader that no sentence of the cases reaches."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.domain.clause.said import said

from guicheng.domain.clause import Clause, Kind, Promise, State
from guicheng.domain.clause.lexicon import (
    Lexicon,
    LexiconTableError,
    Term,
    parse_table,
    shipped,
    table_rows,
    write_table,
)
from guicheng.domain.clause.numerals import parse, spoken_range
from guicheng.domain.clause.printer import echo
from guicheng.domain.clause.reader import read
from guicheng.domain.values import ClauseRef, Span

HEAD = "surface\tclass\tcanonical\tvalue\tinclusive\tsource\n"


def test_chinese_numerals_have_their_value() -> None:
    values = [parse(word) for word in ("一百二十", "二千零五", "两万", "三万五千", "十", "百", "一二", "1.5万")]
    assert values == [120, 2005, 20000, 35000, 10, 100, 12, 15000]


def test_what_is_no_numeral_is_refused() -> None:
    with pytest.raises(ValueError, match="no numeral"):
        parse("十几")


def test_neighbouring_digits_are_a_range_only_when_they_rise() -> None:
    assert spoken_range("两三") == (Decimal(2), Decimal(3))
    assert spoken_range("三两") is None
    assert spoken_range("三十") is None


def test_a_company_lexicon_lies_over_the_shipped_one() -> None:
    terms = parse_table(HEAD + "工单日\ttime-unit\tday\t1\t\t本公司\n# 注\n妥帖\tvague-quality\t\t\t\t本公司\n")
    clause = read("3工单日内修好，做得妥帖", lexicon=shipped().over(terms))
    assert said(clause.requirements) == ["time_limit <= 3 day"]
    assert [word.surface for word in clause.words if word.group == "vague-quality"] == ["妥帖"]


@pytest.mark.parametrize("table", ["surface\tclass\n", HEAD + "a\tb\tc\td\te\tf\tg\n"])
def test_a_lexicon_table_of_another_shape_is_refused(table: str) -> None:
    with pytest.raises(ValueError, match="terms"):
        parse_table(table, "terms")


def test_a_table_of_terms_is_written_as_it_is_read() -> None:
    terms = [
        Term("#１号楼长", "post", "", "", "", "两行\n和\t制表 \\n"),
        Term("工单日", "time-unit", "day", "1", "yes", "\\#"),
        Term("甲\\乙", "post", "", "", "", "a\rb"),
    ]
    table = write_table(terms)
    assert [(line, term) for line, term in table_rows(table)] == list(enumerate(terms, 2))
    assert [term.surface for term in parse_table(table)] == ["#1号楼长", "工单日", "甲\\乙"]
    assert table_rows("# 注\n\n" + table)[0][0] == 4


def test_a_row_with_too_many_cells_is_told_by_its_line() -> None:
    with pytest.raises(LexiconTableError) as caught:
        parse_table(HEAD + "# 注\na\tb\tc\td\te\tf\tg\n", "terms")
    assert caught.value.line == 3


def test_a_lexicon_without_words_finds_none() -> None:
    assert Lexicon([Term("天", "time-unit", "day", "1", "", "")]).words("每天", "每天") == ()


def test_the_longer_of_two_overlapping_words_is_found() -> None:
    lexicon = Lexicon([Term("及时", "vague-time", "", "", "", ""), Term("及时率", "metric-name", "", "", "", "")])
    assert [word.surface for word in lexicon.words("维修及时率", "维修及时率")] == ["及时率"]


def test_a_promise_answers_for_its_own_part() -> None:
    first, second = read("及时登记，30分钟内到场").promises
    assert not first.bounded()
    assert second.bounded(Kind.TIME_LIMIT)
    assert not second.bounded(Kind.RATIO)
    assert [word.surface for word in first.words_of("vague-time")] == ["及时"]
    assert Promise(Span(0, 1)).words_of("vague-time") == ()


def test_the_reference_is_kept() -> None:
    ref = ClauseRef("KF-03", "时限", "3.1", 4)
    assert read("30分钟内到场", ref=ref).ref == ref


def test_nothing_read_is_echoed_as_nothing() -> None:
    assert echo(Clause("地面", State.NOTE)) == ""


CORNERS = {
    "一人操作一人监护，共2人在场": ["count == 2 人"],
    "处二倍以上罚款": [],
    "每日清扫两次（早晚各一次）": ["frequency == 2 time day"],
    "早上各清扫一次": ["frequency == 1 time day"],
    "收缴率一季度末25%": ["ratio == 25 %"],
    "工期自次日起算": [],
    "收缴率年末97%": ["ratio == 97 %"],
    "储油够机组带载8小时": ["quantity >= 8 hour"],
    "全年有效投诉不超过3次": ["count <= 3 次 year"],
    "零分钟投诉": [],
    "每日8点开门，9点关灯": ["frequency == 1 time day", "window == 08:00", "window == 09:00"],
    "每日8点开门9点关灯": ["window == 08:00", "window == 09:00"],
    "时段8点开门9点关灯": ["window == 08:00", "window == 09:00"],
    "投诉０%": ["ratio == 0 %"],
    "每日不少于三分之二": ["ratio >= 66.67 % day"],
    "每日不超过投诉1次": ["count <= 1 次 day"],
    "逾期缴纳扣10%": [],
    "绿化成活率达到100%以上": ["ratio == 100 %"],
    "录像保存在机房(专柜)内30天": ["retention >= 30 day"],
    "巡查间隔不超过2小时": ["frequency >= 1 time 2 hour"],
    "清洗周期为3个月": ["frequency == 1 time quarter"],
    "不发生火灾事故": ["count == 0 次"],
    "有效投诉为零": ["count == 0 次"],
    "差错率为零": ["ratio == 0 %"],
    "临停24小时最高30元": [],
    "水深不超过3-5米": ["quantity <= 5 米"],
    "门岗不少于2-3人": ["count >= 2 人"],
    "每3半日巡查": [],
    "三十日内协商不成的，可以起诉": [],
    "出租面积百分之六十以上的": [],
    "满意率80%以上者": [],
    "风力大于6级或气温高于38℃停止登高": [],
    "连续运行时间不超过24小时": ["quantity <= 24 hour"],
    "热线开放12小时": ["quantity == 12 hour day"],
    "不发生3次以上投诉": [],
    "两年内累计三次的": [],
    "累计运行达到500小时应保养": [],
    "保洁5人以上": ["count >= 5 人"],
    "面积低于100平方米的可以合并": [],
    "打印5页以内免费": [],
    "温度30度以下": ["quantity <= 30 ℃"],
    "保存24小时录像": ["retention >= 24 hour"],
    "投诉2次不处理": [],
    "凡3次未交者通报": [],
    "每季度每班至少2人": ["count >= 2 人 shift", "frequency == 1 time quarter"],
    "3小时运行": [],
}


@pytest.mark.parametrize("text", CORNERS)
def test_a_corner_is_read(text: str) -> None:
    clause = read(text)
    assert said(clause.requirements) == CORNERS[text]
    assert said(read(echo(clause)).requirements) == CORNERS[text]


def test_a_lexicon_yields_every_term_once() -> None:
    first, second = Term("天", "time-unit", "day", "1", "", ""), Term("周", "time-unit", "week", "1", "", "")
    assert list(Lexicon([first, second, first])) == [first, second]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("由维修工在接单后30分钟内到场", "接单后"),
        ("秩序班长发现险情后10分钟内上报", "发现险情后"),
        ("客户经理应自收到投诉之日起7日内答复", "收到投诉之日起"),
        ("业主报修后30分钟内到场", "业主报修后"),
        ("接到报修，管家应2小时内回复", "接到报修"),
        ("收到申请，借阅人3日内归还", "收到申请"),
        ("会议预约2小时内确认", "会议预约"),
    ],
)
def test_who_acts_is_no_part_of_what_starts_the_clock(text: str, trigger: str) -> None:
    assert read(text).requirements[0].trigger == trigger


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("4月至10月每月施肥1次", "4月至10月"),
        ("11月至次年3月，每月浇水1次", "11月至次年3月"),
        ("每百户每月投诉不超过2件", "每百户"),
        ("地面烟头每50平方米不超过2个", "每50平方米"),
        ("每万平方米配置保洁员2人", "每万平方米"),
        ("紧急报修15分钟内到场", "紧急"),
        ("每日清扫2次", None),
        ("雨季前清淤2次", None),
        ("台风过后2小时内巡查", None),
        ("接到急修后30分钟内到场", "急修"),
        ("6月检查，每日清扫2次", None),
    ],
)
def test_months_and_the_amount_for_each_of_which_a_bound_holds_are_its_condition(
    text: str, condition: str | None
) -> None:
    assert read(text).requirements[0].condition == condition


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("复杂投诉3日内办结，特殊情况不超过7日", None),
        ("紧急采购1天内审批，一般采购5个工作日内审批", None),
        ("暴雨天气30分钟内到岗，2小时内查完", "暴雨"),
    ],
)
def test_a_case_holds_for_the_next_part_unless_that_names_another_one(text: str, condition: str | None) -> None:
    assert read(text).requirements[-1].condition == condition


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("到场时限：20分钟（白天），30分钟（夜间）", ["白天", "夜间"]),
        ("服务响应：10分钟（工作时间），30分钟（非工作时间）", ["工作时间", "非工作时间"]),
        ("到场时限：20分钟（含路程），30分钟（夜间）", [None, "夜间"]),
    ],
)
def test_a_case_in_brackets_behind_a_number_is_that_of_the_number(text: str, conditions: list[str | None]) -> None:
    assert [each.condition for each in read(text).requirements] == conditions


def test_what_is_done_is_never_taken_from_behind_a_semicolon() -> None:
    assert [each.action for each in read("清洁频率：2次/日；消毒频率：1次/周").requirements] == ["清洁频率", "消毒频率"]
