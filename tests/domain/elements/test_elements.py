"""What a clause says of the seven elements, and what a standard lacks to be specific, measurable and the rest."""

from __future__ import annotations

import pytest

from guicheng.domain.clause import Clause, State
from guicheng.domain.clause.clause import Word
from guicheng.domain.clause.reader import read
from guicheng.domain.elements import SEVEN, Element, ElementRow, Evidence, Ground, Letter, elements_of, smart_of
from guicheng.domain.values import Span

FULL = "接到业主紧急报修后，维修工应带齐工具，在15分钟内到达现场，每月抽查派工单，按时到场率不低于98%。"
BESIDE = {
    "object": "业主",
    "content": "巡视",
    "quality": "无积水",
    "provider": "保洁员",
    "way": "抹布",
    "assessment": "抽查",
}


def said(text, **beside):
    row = elements_of(read(text), beside)
    return {element.value: told.text for element, told in row.told.items()}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "接到业主报修后，维修工30分钟内到场。",
            {"object": "业主", "content": "到场", "limit": "30分钟内", "provider": "维修工"},
        ),
        (
            "保洁员每2小时巡视卫生间1次，地面无积水。",
            {"content": "巡视卫生间", "limit": "每2小时1次", "provider": "保洁员", "quality": "地面无积水"},
        ),
        ("每周1-2次检查消防泵。", {"content": "检查消防泵", "limit": "每周1-2次"}),
        ("员工应佩戴工牌。", {"content": "佩戴工牌", "quality": "佩戴工牌"}),
        ("应通过电话回访业主。", {"object": "业主", "content": "回访业主", "way": "电话"}),
    ],
)
def test_the_text_gives_what_it_says(text, wanted):
    assert wanted.items() <= said(text).items()


def test_a_full_clause_lacks_nothing():
    row = elements_of(read(FULL), {})
    assert row.missing == ()
    assert all(told.source == "text" for told in row.told.values())
    assert row.told[Element.LIMIT].span.of(FULL) == "15分钟内"


POSTS = (
    "秩序维护员 秩序维护岗 保安员 绿化工 绿化养护员 安管员 门岗 门岗值班员 门卫 岗亭保安 监控员 监控室值班员 监控中心值班员 中控室值班员 "
    "消控室值班员 消防控制室值班员 消防中控值班员 配电房值班员 项目经理 管家 水电工 强电工 值班电工 电工 万能工 工程维修工 客服前台 前台客服 "
    "车场管理员 设备管理员 电梯安全管理员 值班工程师 楼管员 礼宾员 秩序队长 保洁领班 巡逻班长 电梯维保单位 收银员 客服中心"
)


@pytest.mark.parametrize("post", POSTS.split())
def test_a_post_is_known_by_its_whole_name(post):
    assert said(f"{post}每日检查设备1次。")["provider"] == post


@pytest.mark.parametrize(
    "text",
    [
        "每日检查门岗1次。", "监控部位每日检查1次。", "电梯部件每月检查1次。", "保安岗亭每日清扫1次。", "前台每日清洁2次。",
        "维修工作每日记录1次。", "消防岗位每日检查1次。",
    ],
)  # fmt: skip
def test_places_and_things_with_words_of_posts_are_none(text):
    assert "provider" not in said(text)


def test_what_stands_beside_counts_before_the_text_and_frequency_is_a_limit():
    assert said("维修工30分钟内到场。", provider="工程部", frequency="每次")["provider"] == "工程部"
    assert said("大堂保持整洁。", limit="8:00前", frequency="每日1次")["limit"] == "8:00前；每日1次"


def test_the_standard_says_for_whom_where_the_clause_does_not():
    row = elements_of(read("员工应佩戴工牌。"), {}, customers="业主、访客")
    assert (row.told[Element.OBJECT].text, row.told[Element.OBJECT].source) == ("业主、访客", "standard")


def test_a_note_says_nothing_by_itself():
    assert elements_of(Clause("说明:业主", State.NOTE), {}).missing == SEVEN


def test_a_company_post_is_known_by_the_lexicon():
    post = Word(Span(0, 3), "水电匠", "post", "水电匠")
    assert elements_of(Clause("水电匠到场", State.BEHAVIOUR, words=(post,)), {}).told[Element.PROVIDER].text == "水电匠"


def test_a_clause_without_any_part_has_no_content():
    assert Element.CONTENT not in elements_of(Clause("好", State.BEHAVIOUR), {}).told


def smart(text, *, effort=True, grounds=(Ground.ITEM,), **beside):
    clause = read(text)
    return smart_of([Evidence(clause, elements_of(clause, beside), effort, frozenset(grounds))])


@pytest.mark.parametrize("ground", Ground)
def test_law_contract_demand_and_service_each_make_a_clause_relevant(ground):
    assert Letter.RELEVANT not in smart(FULL, grounds=[ground]).missing


def test_a_full_clause_has_all_letters():
    found = smart(FULL)
    assert (found.clauses, found.missing) == (1, ())
    assert all(found.having(letter) == 1 for letter in Letter)


@pytest.mark.parametrize(
    ("text", "more", "letters", "words"),
    [
        ("接到业主报修后30分钟内到场，每月抽查。", {}, "S", "post"),
        ("维修工30分钟内到场。", {}, "M", "assessed"),
        ("维修工30分钟内到场，每月抽查派工单1次。", {"effort": False}, "A", "effort"),
        (FULL, {"grounds": ()}, "R", "catalogue"),
        ("维修工上门应佩戴工牌，纳入考核。", {}, "T", "frequency"),
        ("维修工及时到场。", BESIDE, "SMT", "leaves open"),
        (FULL, {"limit": "20分钟内"}, "T", "is written beside it"),
        (
            "每日巡查消防通道2次，班长抽查记录。",
            {"limit": "每月1次", "provider": "保安员"},
            "T",
            "is written beside it",
        ),
    ],
)
def test_a_missing_letter_says_why(text, more, letters, words):
    found = smart(text, **more)
    assert "".join(found.missing) == letters
    reasons = [lack.reason.text for letter in found.missing for lack in found.lacks[letter]]
    assert any(words in reason for reason in reasons)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        (FULL, "接到报修后15分钟内到场"),
        (FULL, "0.25小时内"),
        (FULL, "15分钟内，每月抽查一次"),
        (FULL, "急修优先"),
        ("保洁员每日清扫楼道不少于2次，每月抽查。", "每天两次"),
        ("电工自接报起2小时内修复，1小时内到场，每月抽查。", "到场1小时，修复2小时"),
    ],
)
def test_a_limit_beside_that_is_the_one_of_the_sentence_or_of_another_kind_is_no_odds(text, limit):
    assert Letter.TIMED not in smart(text, limit=limit).missing


def test_another_limit_beside_is_told_with_both():
    (lack,) = smart(FULL, limit="20分钟内").lacks[Letter.TIMED]
    assert lack.reason.fields == {"beside": "20分钟内", "said": "15分钟内"}


def test_unread_quantities_are_not_measurable_and_what_has_no_act_is_not_specific():
    row = ElementRow(
        {element: told for element, told in elements_of(read(FULL), {}).told.items() if element != "content"}
    )
    found = smart_of([Evidence(Clause("x", State.UNREAD), row, effort=True, grounds=frozenset({Ground.LAW}))])
    assert [letter.value for letter in found.missing] == ["S", "M"]


def test_notes_are_not_judged_and_places_are_those_of_all_clauses():
    note, clause = Clause("说明", State.NOTE), read("维修工30分钟内到场。")
    found = smart_of([Evidence(note, elements_of(note, {})), Evidence(clause, elements_of(clause, {}), effort=True)])
    assert found.clauses == 1
    assert [lack.index for lack in found.lacks[Letter.RELEVANT]] == [1]
