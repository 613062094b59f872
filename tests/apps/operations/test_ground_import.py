"""An estate from a workbook: all or nothing, and nothing twice."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.utils import translation
from tests.apps.operations.estate_ground import AT, here, post
from tests.apps.organization.test_importing import workbook

from guicheng.adapters.estate_sheet import estate_template
from guicheng.apps.operations.models import CrewMember, Equipment, Place, Point, Roster, Shift
from guicheng.apps.operations.services.ground_import import import_estate
from guicheng.apps.organization.models import Grant, Placement
from guicheng.apps.platform.models import AuditEntry
from guicheng.domain.values import FileRefusedError, NotAllowedError

SHEETS = {
    "空间": [
        ["编码", "名称", "类型", "所属空间"],
        # A place may stand before the one it lies in.
        ["A-1", "一层", "楼层", "A"],
        ["A", "A栋", "楼栋", ""],
    ],
    "巡查点": [
        ["编码", "名称", "所在空间", "到场证明", "NFC标签", "纬度", "经度"],
        ["P1", "大堂", "A-1", "NFC", "04:A1", "30.274151", "120.15515"],
        ["P2", "天台", "A", "", "", "", ""],
    ],
    "设备": [
        ["编码", "名称", "类别", "所在空间", "厂家", "出厂编号", "下次检验"],
        ["DT-1", "1号梯", "电梯", "A", "通力", "K-77", "2027-03-31"],
    ],
    "岗位人员": [["用户名", "岗位"], ["qian", "秩序员"]],
    "班次": [["班次", "时间"], ["长", "8:00-20:00"]],
    "排班": [
        ["名称", "岗位", "班制", "周期", "班组", "开始日期", "结束日期"],
        ["秩序", "秩序员", "四班三运转", "", "", "2026-11-01", ""],
        ["长白", "秩序员", "", "长 长 休", "一组=0、二组=1", "2026-11-01", "2026-12-31"],
    ],
    "班组人员": [["排班", "班组", "用户名"], ["秩序", "乙班", "qian"], ["长白", "一组", "sun"]],
}


@pytest.fixture(autouse=True)
def _posts(company):
    post(company)
    Grant.objects.create(person=company.people["wang"], role="administrator", unit=company.estate, granted_at=AT)


def take(company, sheets, by="wang"):
    return import_estate(**here(company, by), data=workbook(**sheets), name="项目.xlsx")


def faults(company, **sheets):
    """Import a workbook that is wrong; return the Chinese remarks by sheet and row."""
    before = AuditEntry.objects.count(), Place.objects.count(), Point.objects.count(), Placement.objects.count()
    with translation.override("zh-hans"):
        result = take(company, sheets)
    assert before == (
        AuditEntry.objects.count(), Place.objects.count(), Point.objects.count(), Placement.objects.count()
    )  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(result.workbook))
    return {
        (each.sheet, each.row): book[each.sheet].cell(each.row, book[each.sheet].max_column).value
        for each in result.errors
    }


def test_a_workbook_is_taken_whole_and_a_second_time_changes_nothing(company):
    result = take(company, SHEETS)
    assert result.errors == ()
    assert result.counts == {
        "places_written": 2,
        "points_written": 2,
        "equipment_written": 1,
        "posts_written": 1,
        "shifts_written": 1,
        "rosters_written": 2,
        "crews_written": 2,
    }
    assert [each.path for each in Place.objects.order_by("path")] == ["A/", "A/A-1/"]
    assert [(each.code, each.best_grade) for each in Point.objects.order_by("code")] == [("P1", "B"), ("P2", "D")]
    assert Equipment.objects.get().serial == "K-77"
    assert {shift.name for shift in Shift.objects.all()} == {"早", "中", "夜", "长"}
    assert Roster.objects.get(name="长白").crews == [{"name": "一组", "offset": 0}, {"name": "二组", "offset": 1}]
    assert {(each.person.username, each.crew) for each in CrewMember.objects.all()} == {
        ("qian", "乙班"),
        ("sun", "一组"),
    }
    before = AuditEntry.objects.count()
    assert AuditEntry.objects.first().act == "operations.import_ground"
    again = take(company, SHEETS)
    assert (again.changed, again.errors, AuditEntry.objects.count()) == (False, (), before)


def test_an_empty_cell_and_a_missing_column_change_nothing(company):
    take(company, SHEETS)
    result = take(
        company,
        {
            "空间": [["编码", "名称", "类型"], ["a-1", "首层", ""]],
            "巡查点": [["编码", "名称"], ["P1", ""]],
            "设备": [["编码", "名称", "厂家"], ["DT-1", "", "三菱"]],
            "排班": [["名称", "岗位", "开始日期"], ["长白", "秩序员", ""]],
        },
    )
    assert result.errors == ()
    counts = {name.removesuffix("_written"): count for name, count in result.counts.items() if count}
    assert counts == {"places": 1, "equipment": 1}
    assert Place.objects.get(code="A-1").path == "A/A-1/"
    assert (Equipment.objects.get().name, Equipment.objects.get().maker) == ("1号梯", "三菱")
    assert Point.objects.get(code="P1").nfc == "04A1"


def test_rows_that_are_wrong_are_named_and_nothing_is_written(company):
    found = faults(
        company,
        空间=[
            ["编码", "名称", "类型", "所属空间"],
            ["A", "A栋", "城堡", ""],
            ["B", "B栋", "楼栋", "C"],
            ["C", "C栋", "楼栋", "B"],
            ["D", "D栋", "楼栋", ""],
            ["d", "D栋", "楼栋", ""],
            ["E", "=1+1", "楼栋", ""],
        ],
        巡查点=[["编码", "名称", "所在空间"], ["P1", "大堂", "X"], ["P2", "天台", "D"]],
        岗位人员=[["用户名", "岗位"], ["niemand", "秩序员"], ["qian", "管家"]],
        班次=[["班次", "时间"], ["早", "白天"]],
        排班=[["名称", "岗位", "班制", "开始日期"], ["秩序", "秩序员", "五班", "2026-11-01"]],
        班组人员=[["排班", "班组", "用户名"], ["无", "甲班", "qian"]],
    )
    assert sorted(found) == sorted(
        [("空间", row) for row in (2, 3, 4, 6, 7)]
        + [("巡查点", 2), ("岗位人员", 2), ("岗位人员", 3), ("班次", 2), ("排班", 2), ("班组人员", 2)]
    )
    assert "第 5 行" in found["空间", 6]
    assert all(found.values())


def test_who_may_not_place_people_is_told_at_the_row(company):
    Grant.objects.filter(person=company.people["wang"], role="administrator").delete()
    found = faults(company, 岗位人员=SHEETS["岗位人员"])
    assert list(found) == [("岗位人员", 2)]
    with pytest.raises(NotAllowedError):
        take(company, SHEETS, by="qian")


def test_another_workbook_is_refused_and_the_template_says_how(company):
    with pytest.raises(FileRefusedError):
        take(company, {"别的": [["x"]]})
    book = openpyxl.load_workbook(io.BytesIO(estate_template()))
    assert len(book.sheetnames) == 8
    assert [cell.value for cell in book["Buildings and places"][1]] == ["Code*", "Name*", "Kind", "Lies in"]
    assert (
        book["Buildings and places"].data_validations.dataValidation[0].formula1
        == '"Building,Entrance,Floor,Room,Area"'
    )


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_template_is_understood_when_it_comes_back_filled_in(company, language):
    with translation.override(language):
        book = openpyxl.load_workbook(io.BytesIO(estate_template(translation.gettext)))
        for sheet, rows in zip(book.worksheets, SHEETS.values(), strict=False):
            for row in rows[1:]:
                sheet.append(row)
        data = io.BytesIO()
        book.save(data)
        result = import_estate(**here(company), data=data.getvalue())
    assert (result.errors, len(result.ignored)) == ((), 1)
    assert sum(result.counts.values()) == 11
