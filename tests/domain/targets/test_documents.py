"""What a clause compiles to in print: manual, handbook of a post, public notice."""

from dataclasses import replace
from datetime import date

import pytest
from tests.domain.targets.standards import CLEANING, DRAFT, REPAIR, standard

from guicheng.domain.clause.reader import read
from guicheng.domain.standard.text import PartKind
from guicheng.domain.targets.document import ClauseBlock, Facts, Heading, Note, Table
from guicheng.domain.targets.handbook import PostUnknownError, handbook, is_of_post, posts_of
from guicheng.domain.targets.imprint_words import header_words, standing_words
from guicheng.domain.targets.manual import manual
from guicheng.domain.targets.notice import Contact, NothingPromisedError, notice
from guicheng.domain.targets.plain_words import bound_in_words, without_duty_words
from guicheng.domain.targets.source import Imprint, SourceLine, Standing
from guicheng.domain.values import ClauseRef

ESTATE = Imprint(ClauseRef("清河家园"), "清河家园服务手册", company="清河物业")


def _of(document, kind):
    return [block for block in document.blocks if isinstance(block, kind)]


def test_a_manual_tells_every_clause_of_its_standard_with_its_address():
    found = manual([REPAIR])
    assert [block.text for block in _of(found, ClauseBlock)] == [line.text for line in REPAIR.clauses]
    assert list(found.refs()) == [line.ref for line in REPAIR.clauses]


def test_several_standards_stand_in_chapters_under_one_title_page():
    found = manual([REPAIR, CLEANING], ESTATE)
    told = [(block.level, block.number, block.text) for block in _of(found, Heading)]
    assert (1, "", "GC-01 报修服务标准") in told
    assert (1, "", "BJ-01 保洁服务标准") in told
    assert (3, "2.1", "急修") in told
    assert found.imprint.title == "清河家园服务手册"
    with pytest.raises(ValueError, match="title page"):
        manual([REPAIR, CLEANING])


def test_elements_stand_below_a_clause_only_where_asked_for():
    assert not any(block.details for block in _of(manual([REPAIR]), ClauseBlock))
    told = _of(manual([REPAIR], elements=True), ClauseBlock)[1]
    assert told.details == (("时限", "15分钟内"), ("提供者", "维修工"), ("考核方法", "每月抽查派单"))


def test_a_standard_without_numbers_is_numbered_by_its_outline():
    plain = standard("X-1", "无号", "# 受理", "甲。", "## 急修", "乙。", "丙。", "# 到场", "丁。", "> 注")
    blocks = [block for block in manual([plain]).blocks if isinstance(block, Heading | ClauseBlock)]
    assert [block.number for block in blocks] == ["1", "1.1", "1.2", "1.2.1", "1.2.2", "2", "2.1"]
    assert [block.ref.number for block in blocks] == [block.number for block in blocks]


def test_a_handbook_holds_the_clauses_of_its_post_with_the_headings_above_them():
    found = handbook([REPAIR, CLEANING], "维修工", ESTATE)
    assert [block.text[:8] for block in _of(found, ClauseBlock)] == ["接到急修派单后，", "维修人员应佩戴工"]
    assert [block.text for block in _of(found, Heading)] == ["时限与频次一览", "GC-01 报修服务标准", "到场", "急修"]
    (table,) = _of(found, Table)
    assert [row.cells for row in table.rows] == [("GC-01 2.1.1", "接到急修派单后 → 维修人员到达现场", "15 分钟内")]
    assert table.rows[0].ref == REPAIR.clauses[1].ref


def test_the_provider_decides_whose_a_clause_is_and_endings_do_not():
    assert is_of_post(REPAIR.clauses[1], "维修人员")
    assert is_of_post(REPAIR.clauses[1], "维修")
    assert not is_of_post(REPAIR.clauses[0], "维修工")
    assert not is_of_post(REPAIR.clauses[0], "  ")
    assert is_of_post(REPAIR.clauses[2], "维修员"), "named in the sentence where no element is"
    assert posts_of([REPAIR, CLEANING]) == ("保洁员", "客服前台", "维修工")


def test_a_post_that_nobody_names_is_refused_with_those_that_are_named():
    calls = []
    with pytest.raises(PostUnknownError) as refused:
        handbook([REPAIR], "园艺师", ESTATE, progress=lambda *of: calls.append(of))
    assert "维修工" in refused.value.message.render()
    assert calls == [(1, 1)]
    with pytest.raises(PostUnknownError, match="none names"):
        handbook([standard("X", "空", "无岗位。")], "园艺师", ESTATE)


def test_a_notice_tells_promises_and_nothing_of_the_companys_own_checks():
    found = notice([REPAIR, CLEANING], ESTATE, Contact(ESTATE.ref, phone="0533-1234567"))
    rows = [row for table in _of(found, Table) for row in table.rows]
    assert [row.cells for row in rows] == [
        ("急修", "接到急修派单后，维修人员在15分钟内到达现场。", "15 分钟内"),
        ("楼道清扫", "楼道地面每日清扫2次。", "每日 2 次"),
    ]
    assert all(row.ref.document in {"GC-01", "BJ-01"} for row in rows)
    (facts,) = _of(found, Facts)
    assert facts.facts[0] == ("服务电话", "0533-1234567")
    assert facts.facts[1] == ("投诉监督电话", "")
    assert any("12345" in block.text for block in _of(found, Note))
    assert not any(word in str(found.blocks) for word in ("扣2分", "抽查", "及时率"))


def test_a_sentence_that_begins_with_the_companys_own_affairs_is_not_announced_at_all():
    archive = standard("X", "档案", "档案室由专人管理，温度不高于24℃。楼道每日清扫2次，填写《清扫记录表》。")
    rows = [row.cells for table in _of(notice([archive], ESTATE, Contact(ESTATE.ref)), Table) for row in table.rows]
    assert rows == [("档案", "楼道每日清扫2次。", "每日 2 次")]


def test_a_notice_without_a_promise_is_refused():
    calls = []
    with pytest.raises(NothingPromisedError):
        notice(
            [standard("X", "空", "主管每周抽查2次。")],
            ESTATE,
            Contact(ESTATE.ref),
            progress=lambda *of: calls.append(of),
        )
    assert calls == [(1, 1)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("接到报修后30分钟内到场。", ["30 分钟内"]),
        ("停水应提前24小时公告。", ["至少提前 24 小时"]),
        ("监控录像保存不少于30天。", ["保存至少 30 天"]),
        ("每隔2小时巡逻1次。", ["每 2 小时 1 次"]),
        ("至少每2小时巡逻1次。", ["每 2 小时至少 1 次"]),
        ("每月巡查不少于2次。", ["每月至少 2 次"]),
        ("室温不低于18℃。", ["不低于 18 ℃"]),
        ("电话铃响3声内接听。", ["不超过 3 声"]),
        ("客服前台8:00-20:00接待。", ["08:00-20:00"]),
    ],
)
def test_bounds_are_told_without_signs(text, words):
    assert [bound_in_words(each) for each in read(text).requirements] == words


def test_a_collection_says_of_which_day_its_editions_are():
    imprint = replace(ESTATE, as_of=date(2026, 11, 29))
    assert header_words(imprint) == "清河物业 · 清河家园服务手册 · 2026年11月29日施行的各版"
    assert header_words(ESTATE) == "清河物业 · 清河家园服务手册"


def test_duty_words_go_and_words_that_hold_them_stay():
    text = "前台必须应答，应当响应，须登记，供应应急物资，无须预约，应有记录。"
    assert without_duty_words(text) == "前台应答，响应，登记，供应应急物资，无须预约，应有记录。"
    text = "管家须在2小时内回应，自提问起30分钟内首次回应。装修须知应当面说明，以到场单数除以应到场单数，有问必应。"
    kept = "管家在2小时内回应，自提问起30分钟内首次回应。装修须知当面说明，以到场单数除以应到场单数，有问必应。"
    assert without_duty_words(text) == kept


@pytest.mark.parametrize(
    ("standing", "word"),
    [
        (Standing.DRAFT, "草稿"),
        (Standing.FUTURE, "自2026年3月1日起施行"),
        (Standing.REPLACED, "新版代替"),
        (Standing.WITHDRAWN, "自2026年9月1日起不再执行"),
    ],
)
def test_a_standing_that_does_not_hold_is_told(standing, word):
    imprint = replace(REPAIR.imprint, standing=standing, ended=date(2026, 9, 1))
    assert word in standing_words(imprint)


def test_the_header_names_company_standard_edition_and_first_day():
    assert header_words(REPAIR.imprint) == "清河物业 · GC-01 报修服务标准 · 第2版 · 2026年3月1日起施行"
    assert header_words(DRAFT.imprint) == "清河物业 · GC-01 报修服务标准 · 草稿"
    assert header_words(replace(REPAIR.imprint, standing=Standing.WITHDRAWN)).endswith("已废止")
    assert standing_words(REPAIR.imprint) == ""
    assert standing_words(replace(REPAIR.imprint, standing=Standing.WITHDRAWN)) == "已废止，不再执行"
    assert standing_words(replace(REPAIR.imprint, standing=Standing.FUTURE, effective=None)) == "尚未生效"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("接到报修后，维修工30分钟内到场。", "接到报修后 → 维修工到场"),
        ("紧急报修由维修工自接报起6小时内修复。", "紧急报修 → 接报起 → 维修工修复"),
        ("井盖缺失或破损由维修工自发现起12小时内更换。", "井盖缺失或破损 → 发现起 → 维修工更换"),
        ("收到暴雨预警后，维修工1小时内检查水泵。", "收到暴雨预警后 → 维修工检查水泵"),
        ("6月至9月，维修工清理落水斗每7日不少于1次。", "6月至9月 → 维修工清理落水斗"),
    ],
)
def test_the_table_of_limits_says_which_case_each_is_for(text, told):
    found = handbook([standard("GC-01", "报修", f"1.1 {text}|provider=维修工")], "维修工", ESTATE)
    assert [row.cells[1] for table in _of(found, Table) for row in table.rows] == [told]


def test_a_post_whose_name_another_one_ends_with_is_another_post():
    line = SourceLine(ClauseRef(), PartKind.CLAUSE, "空调维修工每日巡查机房1次。", elements={"provider": "空调维修工"})
    assert not is_of_post(line, "维修工")
    assert is_of_post(line, "空调维修工")
    assert is_of_post(replace(line, text="保洁员每日清扫1次。", elements={}), "保洁员")
