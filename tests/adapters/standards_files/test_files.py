"""A standard as a Markdown file: what is read, what is refused, and that writing is the exact inverse."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guicheng.adapters.standards_files import StandardsFileError, file_name, is_standard, read_standard, write_standard
from guicheng.domain.catalogue import CUSTOMERS, PROPERTY_TYPES
from guicheng.domain.standard import ELEMENTS, ClauseText, PartKind, StandardText, Suppression

FRONT = (
    "---\ncode: GC-01\ntitle: 报修服务标准\ndomain: engineering\ngrades: [一级, 二级, 三级]\n---\n# 报修服务标准\n\n"
)
FILE = (
    FRONT
    + """## 1 受理

> 本章适用于住宅项目。

1.1 接到业主紧急报修后，维修工应在{15|20|30}分钟内到达现场。
- 服务对象：业主、物业使用人
- 时限：{15|20|30}分钟内到场
- 耗时：20分钟×1人
- 条款等级：一级、二级
- 忽略：MH001 业主委员会已知情 至2027-01-01
- 编号：6f9619ff-8b86-4d01-b42d-00cf4fc964ff
"""
)


def read(text):
    return read_standard("GC-01.md", text.encode()).standard


def refusal(text):
    with pytest.raises(StandardsFileError) as caught:
        read(text)
    return caught.value.message.render()


def test_a_file_is_read_into_front_matter_sections_clauses_and_elements():
    standard = read(FILE)
    assert (standard.code, standard.title, standard.grades) == ("GC-01", "报修服务标准", ("一级", "二级", "三级"))
    heading, note, clause = standard.parts
    assert (heading.kind, heading.number, heading.text, heading.level) == (PartKind.HEADING, "1", "受理", 1)
    assert (note.kind, note.text) == (PartKind.NOTE, "本章适用于住宅项目。")
    assert (clause.number, clause.text) == ("1.1", "接到业主紧急报修后，维修工应在{15|20|30}分钟内到达现场。")
    assert clause.elements == {
        "object": "业主、物业使用人",
        "limit": "{15|20|30}分钟内到场",
        "effort": "20分钟×1人",
    }
    assert clause.grades == ("一级", "二级")
    assert clause.suppressions == (Suppression("MH001", "业主委员会已知情", date(2027, 1, 1)),)
    assert clause.key == "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"


def test_each_part_knows_its_line():
    assert read_standard("GC-01.md", FILE.encode()).lines == (9, 11, 13)


def test_a_file_written_by_hand_in_the_written_form_comes_back_byte_for_byte():
    assert write_standard(read(FILE)) == FILE


def test_a_clause_may_begin_with_a_figure_and_a_heading_figure_is_its_number():
    standard = read(FRONT + "## 2 值班\n\n24 小时值班。\n1. 每日巡查2次。\n一、佩戴工牌。\n")
    assert [(part.number, part.text) for part in standard.parts] == [
        ("2", "值班"),
        ("", "24 小时值班。"),
        ("1", "每日巡查2次。"),
        ("一", "佩戴工牌。"),
    ]


def test_line_ends_and_encodings_of_offices_are_read():
    assert read_standard("a.md", FILE.replace("\n", "\r\n").encode("gb18030")).standard == read(FILE)
    assert read_standard("a.md", b"\xef\xbb\xbf" + FILE.encode()).standard == read(FILE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# 报修\n", "GC-01.md:1: The file must begin with front matter"),
        ("---\ncode: A\n", "GC-01.md:1: The front matter has no end"),
        ("---\ntitle: A\n---\n", "GC-01.md:2: The front matter names no code"),
        ("---\ncode: [A\n---\n", "The front matter is no YAML"),
        ("---\ncode: A\ntitel: B\n---\n# B\n", "GC-01.md:3: “titel” is no field"),
        ("---\ncode: A\nlevel: law\n---\n# B\n", "GC-01.md:3: “level” is one of: company, estate, contract."),
        ("---\ncode: A\nitems: x\n---\n# B\n", "GC-01.md:3: “items” takes a list"),
        ("---\ncode: A\ntitle: B\ncode: C\n---\n", "GC-01.md:4: “code” stands twice in the front matter"),
        ("---\ncode: A\ngrades: [一级, 一级]\n---\n# B\n", "GC-01.md:3: “grades” names the same thing twice"),
        ("---\ncode: [A]\n---\n# B\n", "GC-01.md:2: “code” takes one text"),
        ("---\ncode: A\nkey: 7\n---\n# B\n", "GC-01.md:3: “7” is no key"),
        ("---\ncode: A\n---\n\n1.1 每日清扫1次。\n", "GC-01.md:4: The standard has no title"),
        (FRONT + "# 另一个\n", "GC-01.md:9: A file holds one standard"),
        (FRONT + "- 时限：1日\n", "GC-01.md:9: “- 时限” says something of a clause, but none stands before it."),
        (FRONT + "1.1 每日清扫。\n- 没有冒号\n", "GC-01.md:10: A line that begins with -"),
        (FRONT + "1.1 每日清扫。\n- 时限：1\n- 时限：2\n", "GC-01.md:11: “时限” stands twice"),
        (FRONT + "1.1 每日清扫。\n- 条款等级：\n", "GC-01.md:10: Name the grades"),
        (
            FRONT + "1.1 每日清扫。\n- 条款等级：特级\n",
            "GC-01.md:9: GC-01 has no grade “特级”. It has: 一级, 二级, 三级.",
        ),
        (FRONT + "1.1 每日清扫{1|2}次。\n", "GC-01.md:9: {1|2} has 2 values"),
        (FRONT + "1.1 每日清扫。\n- 忽略：因为\n", "GC-01.md:10: Write code, reason"),
        (FRONT + "1.1 每日清扫。\n- 忽略：MH001 因为 至2027-13-01\n", "GC-01.md:10: There is no day 2027-13-01"),
        (FRONT + "1.1 每日清扫。\n- 编号：x\n", "GC-01.md:10: “x” is no key"),
        ("---\ncode: A\ndomain: nowhere\n---\n# B\n", "GC-01.md:3: “nowhere” is none of domain. There are: customer,"),
        ("---\ncode: A\nitems: [cleaning.foo]\n---\n# B\n", "GC-01.md:3: “cleaning.foo” is none of items."),
        ("---\ncode: A\nproperty_types: [castle]\n---\n# B\n", "“castle” is none of property_types"),
        ("---\ncode: A\ncustomer_groups: [ghost]\n---\n# B\n", "“ghost” is none of customer_groups"),
        (FRONT + "1.1 每日清扫。\n- 耗时：很多\n", "GC-01.md:9: “很多” is no effort"),
        (FRONT + "1.1 每日清扫。\n- 材料：{1元|2元|免费}\n", "GC-01.md:9: “免费” is no amount"),
    ],
)
def test_what_is_not_in_the_format_is_refused_with_file_line_and_what_to_write(text, said):
    assert refusal(text).startswith(said) or said in refusal(text)


def test_all_that_is_wrong_with_a_file_is_told_at_once_in_order_of_lines():
    text = "---\ntitle: A\nlevel: law\nitems: [foo.bar]\n---\n# A\n\n1.1 每日清扫。\n- 耗时：很多\n- 没有冒号\n"
    lines = refusal(text).split("\n")
    assert [line.split(" ")[0] for line in lines] == [f"GC-01.md:{number}:" for number in (2, 3, 4, 8, 10)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("---\ntitle: A\ndomain: engineering\n---\n", True),
        ("---\ntitle: A\n---\n# A\n\n1.1 每日清扫。\n- 时限：每日1次\n", True),
        ("---\ntitle: A\n---\n# A\n\n每日清扫。\n", False),
        ("---\ntitle: A\nauthor: B\n---\n每日清扫。\n- 时限：每日1次\n", False),
        ("# A\n", False),
    ],
)
def test_a_file_whose_code_was_forgotten_is_still_a_standard_and_another_text_is_none(text, found):
    assert is_standard("a.md", text.encode()) is found


def test_two_clauses_with_one_key_are_refused():
    key = "- 编号：6f9619ff-8b86-4d01-b42d-00cf4fc964ff\n"
    assert "Another clause has the same key" in refusal(FRONT + f"每日清扫。\n{key}\n每日巡查。\n{key}")


def test_a_file_is_named_by_code_and_title():
    assert file_name(StandardText("GC/01", "报修 服务:标准")) == "GC-01-报修-服务-标准.md"


_TEXT = st.text(
    st.one_of(
        st.sampled_from("#->*\\：:|0123456789.、一二（）()①第条 　【】<br>/\n应在每日清扫"),
        st.characters(exclude_categories=("Cs", "Cc")),
    ),
    min_size=1,
    max_size=30,
)
_PLAIN = _TEXT.map(lambda text: text.replace("{", "").strip()).filter(bool)
_VALUES = st.sampled_from(["", "{15|20|30}", "{|是|否}"])
_SAID = st.tuples(_PLAIN, _VALUES).map("".join)
_LINE = _PLAIN.map(lambda text: " ".join(text.split())).filter(bool)
_NUMBERS = st.one_of(
    st.just(""), st.sampled_from(["1", "1.1", "3.1.2", "(二)", "①", "一", "第三条", "A.1", "1-①"]), _PLAIN
)
_KEYS = st.one_of(st.sampled_from([*ELEMENTS, "frequency", "record", "时限", "编号", "条款等级", "忽略"]), _PLAIN)
_SUPPRESSIONS = st.builds(
    Suppression,
    st.sampled_from(["MH001", "CT002"]),
    _PLAIN.filter(lambda text: " 至" not in text),
    st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2100, 1, 1))),
)


@st.composite
def parts(draw):
    kind = draw(st.sampled_from(PartKind))
    clause = kind is PartKind.CLAUSE
    return ClauseText(
        draw(_SAID),
        draw(_NUMBERS),
        kind,
        draw(st.integers(1, 5)) if kind is PartKind.HEADING else 0,
        draw(st.dictionaries(_KEYS, st.one_of(st.just(""), _SAID), max_size=4)),
        draw(st.sampled_from([(), ("一级",), ("一级", "三级")])) if clause else (),
        str(draw(st.uuids())) if draw(st.booleans()) else "",
        tuple(draw(st.lists(_SUPPRESSIONS, max_size=2))) if clause else (),
    )


@st.composite
def standards(draw):
    def several(known):
        return st.lists(st.sampled_from(known), max_size=3, unique=True).map(tuple)

    return StandardText(
        draw(_LINE),
        draw(_LINE),
        draw(st.sampled_from(["", "engineering"])),
        draw(several(["engineering.repair", "engineering.own-0a1b2c3d", "cleaning.stairs"])),
        draw(several(PROPERTY_TYPES)),
        draw(several(CUSTOMERS)),
        ("一级", "二级", "三级"),
        draw(st.sampled_from(["", "company", "estate"])),
        str(draw(st.uuids())) if draw(st.booleans()) else "",
        tuple(draw(st.lists(parts(), max_size=6))),
        tuple(draw(st.lists(_LINE, max_size=3))),
    )


def test_a_unit_may_be_called_as_the_one_above_it_and_each_has_a_name():
    assert read(FILE.replace("title:", "unit_path: [静安, 静安]\ntitle:")).unit_path == ("静安", "静安")
    assert "unit_path" in refusal(FILE.replace("title:", "unit_path: [静安, '']\ntitle:"))
    assert "unit_path" in refusal(FILE.replace("title:", "unit_path: 静安\ntitle:"))


@settings(max_examples=300, deadline=None)
@given(standards())
def test_whatever_is_written_reads_back_to_the_same_and_writes_to_the_same_bytes(standard):
    text = write_standard(standard)
    again = read_standard("a.md", text.encode()).standard
    assert again == standard
    assert write_standard(again) == text


def test_a_standard_is_read_as_a_manual_at_its_best_grade():
    from guicheng.usecases.read_manual import read_manual

    reading = read_manual("GC-01.md", FILE.encode())
    (read_clause,) = reading.clauses
    assert read_clause.source.text == "接到业主紧急报修后，维修工应在15分钟内到达现场。"
    assert (read_clause.source.number, read_clause.source.place.block) == ("1.1", 13)
    assert (read_clause.section.title, read_clause.section.path) == ("受理", ("报修服务标准",))
    assert [left.text for left in reading.manual.leftovers] == ["本章适用于住宅项目。"]
    assert {finding.code for finding in read_clause.findings} == set()
