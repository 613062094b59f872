"""Rows of a table taken back into standards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guicheng.domain.standard import ClauseText, PartKind, StandardText, Suppression
from guicheng.domain.standard.rows import Row, row_of, take_rows

STANDARD = StandardText(
    "GC-01",
    "报修",
    grades=("一级", "二级"),
    parts=(
        ClauseText("受理", "1", PartKind.HEADING, 1),
        ClauseText(
            "应在{15|20}分钟内到场，及时率不低于{98|95}%。",
            "1.1",
            elements={"provider": "维修工", "区域": "大堂"},
            suppressions=(Suppression("MH001", "r"),),
        ),
        ClauseText("每日巡查2次。", "1.2", key="6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
    ),
)


def rows(*changes, standard=STANDARD):
    """Return all rows, with changes by position."""
    found = []
    for index in range(len(standard.parts)):
        values = row_of(standard, index)
        for place, more in changes:
            if place == index:
                values |= more
        found.append(Row(index + 2, values))
    return found


def take(*changes, **more):
    return take_rows([STANDARD], rows(*changes), **more)


def said(taken, number):
    return taken.faults[number][0].render()


def test_rows_that_nobody_touched_change_nothing():
    taken = take()
    assert (taken.standards, taken.changes, taken.faults) == ((STANDARD,), (), {})


def test_a_row_shows_the_values_of_each_grade():
    row = row_of(STANDARD, 1)
    assert (row["grade:一级"], row["grade:二级"]) == ("15 / 98", "20 / 95")
    assert (row["provider"], row["other:区域"]) == ("维修工", "大堂")


def test_a_changed_text_and_element_are_taken_and_the_rest_stays():
    taken = take((1, {"text": "应在{10|20}分钟内到场，及时率不低于{98|95}%。", "limit": "10分钟", "provider": ""}))
    (change,) = taken.changes
    assert (change.what, change.row) == ("changed", 3)
    part = taken.standards[0].parts[1]
    assert part.text.startswith("应在{10|20}分钟")
    assert part.elements == {"区域": "大堂", "limit": "10分钟"}
    assert part.suppressions == STANDARD.parts[1].suppressions


def test_a_changed_grade_column_changes_the_text():
    taken = take((1, {"grade:二级": "25 / 90"}))
    assert taken.standards[0].parts[1].text == "应在{15|25}分钟内到场，及时率不低于{98|90}%。"


def test_an_emptied_grade_column_is_refused_while_the_text_still_has_its_value():
    refused = said(take((1, {"grade:二级": ""})), 3)
    assert refused == (
        "The value of grade “二级” was emptied, but the text still has it. Write the value, or change the text."
    )
    taken = take((1, {"grade:一级": "", "grade:二级": "", "text": "应在15分钟内到场，及时率不低于98%。"}))
    assert taken.standards[0].parts[1].text == "应在15分钟内到场，及时率不低于98%。"


def test_text_and_grade_column_that_disagree_are_refused():
    taken = take((1, {"grade:二级": "25 / 90", "text": "应在{10|20}分钟内到场，及时率不低于{98|95}%。"}))
    assert said(taken, 3) == "Text and grade columns were both changed. Change one of the two."
    assert "a grade gives 1" in said(take((1, {"grade:二级": "25"})), 3)


def test_a_row_without_an_id_is_a_new_clause_behind_the_one_above():
    new = Row(9, {"code": "GC-01", "text": "佩戴工牌。"})
    listed = rows()
    taken = take_rows([STANDARD], [*listed[:2], new, *listed[2:]])
    assert [part.text for part in taken.standards[0].parts][2] == "佩戴工牌。"
    assert [change.what for change in taken.changes] == ["added"]
    first = take_rows([STANDARD], [new])
    assert first.standards[0].parts[0].text == "佩戴工牌。"


def test_a_new_row_that_is_brought_again_is_no_other_clause():
    new = [Row(9, {"code": "GC-01", "text": "佩戴工牌。"}), Row(10, {"code": "GC-01", "text": "佩戴工牌。"})]
    first = take_rows([STANDARD], [*rows(), *new])
    assert [change.what for change in first.changes] == ["added", "added"]
    again = take_rows(first.standards, [*rows(), *new])
    assert (again.standards, again.changes) == (first.standards, ())
    assert take_rows(first.standards, [*rows(), *new], remove=True).standards == first.standards


def test_parts_without_keys_are_known_again_where_others_came_in_above_them():
    new = Row(1, {"code": "GC-01", "text": "佩戴工牌。"})
    first = take_rows([STANDARD], [new, *rows()])
    assert first.standards[0].parts[0].text == "佩戴工牌。"
    again = take_rows(first.standards, [new, *rows((1, {"number": "1.9"}))], remove=True)
    assert [part.number for part in again.standards[0].parts] == ["", "1", "1.9", "1.2"]


def test_rows_that_were_taken_carry_what_they_say_now():
    new = Row(9, {"code": "GC-01", "text": "佩戴工牌。"})
    taken = take_rows([STANDARD], [*rows((1, {"number": "1.8"})), new])
    ids = taken.ids()
    assert sorted(ids) == [2, 3, 4, 9]
    edited = [Row(row, {"code": "GC-01", "id": told, "number": f"2.{row}"}) for row, told in ids.items()]
    again = take_rows(taken.standards, edited)
    assert again.faults == {}
    assert [part.number for part in again.standards[0].parts] == ["2.2", "2.3", "2.4", "2.9"]


def test_what_stood_there_unreadable_stays_and_what_is_new_is_refused():
    standard = replace(STANDARD, parts=(*STANDARD.parts[:2], replace(STANDARD.parts[2], elements={"effort": "很久"})))
    kept = take_rows([standard], rows((2, {"number": "1.3"}), standard=standard))
    assert kept.standards[0].parts[2].elements == {"effort": "很久"}
    assert "is no effort" in said(take_rows([standard], rows((2, {"effort": "二十分钟乘两人"}), standard=standard)), 4)


def test_a_formula_without_a_result_is_no_text():
    values = row_of(STANDARD, 2)
    taken = take_rows([STANDARD], [Row(4, values, "=CONCATENATE(A1)")])
    assert said(taken, 4) == "“=CONCATENATE(A1)” is a formula without a result. Write the text itself."


def test_of_several_standards_a_row_must_name_one_that_is_there():
    taken = take_rows([STANDARD, replace(STANDARD, code="GC-02")], [Row(2, {"code": "GC-99", "text": "佩戴工牌。"})])
    assert said(taken, 2) == "No standard has the code “GC-99”. Correct it."


def test_parts_keep_their_order_however_the_sheet_was_sorted():
    assert take_rows([STANDARD], reversed(rows())).standards == (STANDARD,)


def test_a_missing_row_removes_only_where_that_was_asked_for():
    kept = take_rows([STANDARD], rows()[:2])
    assert kept.standards == (STANDARD,)
    gone = take_rows([STANDARD], rows()[:2], remove=True)
    assert [change.what for change in gone.changes] == ["removed"]
    assert len(gone.standards[0].parts) == 2
    assert take_rows([STANDARD], [], remove=True).standards == (STANDARD,)


def test_a_clause_that_changed_since_is_not_overwritten():
    changed = replace(STANDARD, parts=(*STANDARD.parts[:2], replace(STANDARD.parts[2], text="每日巡查3次。")))
    edited = rows((2, {"text": "每日巡查4次。"}))
    taken = take_rows([changed], edited)
    assert taken.standards == (changed,)
    assert said(taken, 4) == "The clause was changed since the table was written. It says now: 每日巡查3次。"
    assert take_rows([changed], rows()).faults == {}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"text": " "}, "The text is empty."),
        ({"text": "条" * 5001}, "A clause has at most 5000 characters."),
        ({"material": "-5元"}, "“-5元” is no amount."),
        ({"provider": "工" * 301}, "“工工工工工工工工工工工工工工工工工工工工…” is longer than the 300 characters"),
        ({"kind": "表"}, "“表” is no kind of part."),
        ({"code": "GC-99"}, "The row is of “GC-99”, and here only rows of “GC-01” are taken."),
        ({"id": "#77:abc"}, "The clause of this row is no longer there."),
        ({"text": "应在{1|2|3}分钟内到场。"}, "{1|2|3} has 3 values"),
        ({"grades": "特级"}, "GC-01 has no grade “特级”."),
    ],
)
def test_a_bad_row_is_told_and_the_good_ones_are_taken(change, fault):
    taken = take((1, change), (2, {"text": "每日巡查3次。"}))
    assert said(taken, 3).startswith(fault)
    assert [part.text for part in taken.standards[0].parts][2] == "每日巡查3次。"


def test_a_row_copied_with_its_id_is_refused():
    listed = rows()
    assert "Another row has the same ID" in said(take_rows([STANDARD], [*listed, Row(9, listed[1].values)]), 9)


def test_the_level_of_a_heading_is_a_number():
    assert "from 1 to 9" in said(take((0, {"level": "x"})), 2)
    assert take((0, {"level": "2"})).standards[0].parts[0].level == 2


def test_some_grades_may_be_named_in_several_ways():
    assert take((2, {"grades": "一级，二级"})).standards[0].parts[2].grades == ("一级", "二级")


def test_a_new_row_that_cannot_be_taken_is_told():
    taken = take_rows([STANDARD], [*rows(), Row(9, {"code": "GC-01", "text": "", "number": "1.9"})])
    assert (said(taken, 9), taken.standards) == ("The text is empty. Write it, or delete the row.", (STANDARD,))


def test_a_text_that_begins_as_a_formula_is_refused_unless_it_stood_there():
    standard = replace(STANDARD, parts=(replace(STANDARD.parts[0], text="=合计"), *STANDARD.parts[1:]))
    untouched = row_of(standard, 0)
    assert not take_rows([standard], [Row(2, untouched)]).faults
    taken = take_rows([standard], [Row(2, untouched | {"text": "=甲"})])
    assert "begins as a formula does" in taken.faults[2][0].render()
