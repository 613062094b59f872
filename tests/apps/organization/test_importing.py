"""The tree, posts and people from a workbook: all or nothing, and nothing twice."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.apps.organization.organization import AT, LATER, fresh, last_audit, state

from adapters.excel_files import book_bytes
from guicheng.apps.organization import services
from guicheng.apps.organization.models import Person, Placement, Post, Unit
from guicheng.apps.platform.models import AuditEntry
from guicheng.domain.values import FileRefusedError, NotAllowedError

UNITS = [
    ["上级", "名称", "类型", "编码"],
    # A child may stand before its parent.
    ["西区", "听涛苑", "项目", "W2"],
    ["", "西区", "区域", "W"],
    ["云帆物业/东区", "云栖花园", "项目", "E1"],
]
POSTS = [["岗位", "业务类别"], ["维修工", "工程"], ["门岗", "秩序维护"]]
PEOPLE = [
    ["用户名", "姓名", "手机", "邮箱", "单位", "岗位", "角色", "角色范围"],
    ["Zhou", "周工", 13911112222, "zhou@example.com", "听涛苑", "维修工", "一线", ""],
    ["zhou", "", "", "", "西区/听涛苑", "门岗", "主管、审计", "西区"],
    ["qian", "钱师傅", "", "", "E1", "维修工", "", ""],
]


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    return book_bytes(book)


def whole(units=(), posts=(), people=()):
    return workbook(组织=[*UNITS, *units], 岗位=[*POSTS, *posts], 人员=[*PEOPLE, *people])


def take(company, data, by="gao", at=AT):
    return services.import_organization(actor=company.actor(by), data=data, at=at, name="组织.xlsx")


def faults(company, data):
    """Import a workbook that is wrong; return the Chinese remarks by sheet and row."""
    before = state()
    with translation.override("zh-hans"):
        result = take(company, data)
    assert state() == before
    assert not result.changed
    book = openpyxl.load_workbook(io.BytesIO(result.workbook))
    found = {
        (error.sheet, error.row): book[error.sheet].cell(error.row, book[error.sheet].max_column).value
        for error in result.errors
    }
    assert all(found.values())
    return found


def test_a_workbook_is_taken_whole(company):
    result = take(company, whole())
    assert result.errors == ()
    assert result.workbook is None
    assert result.counts == {
        "units_added": 2,
        "units_changed": 0,
        "posts_added": 1,
        "posts_changed": 0,
        "people_added": 1,
        "people_changed": 0,
        "placements_added": 2,
        "roles_granted": 3,
        "hours_set": 0,
    }
    west = Unit.objects.get(name="西区")
    inner = Unit.objects.get(name="听涛苑")
    assert (west.kind, west.code, Unit.objects.get_parent(inner)) == ("region", "W", west)
    assert Unit.objects.find_problems() == ([], [], [], [], [])
    zhou = Person.objects.get(username="zhou")
    assert (zhou.name, zhou.phone, zhou.email, zhou.joined_at) == ("周工", "13911112222", "zhou@example.com", AT)
    assert not zhou.has_usable_password()
    assert sorted(zhou.placements.values_list("post__name", "unit__name")) == [("维修工", "听涛苑"), ("门岗", "听涛苑")]
    assert sorted(zhou.grants.values_list("role", "unit__name")) == [
        ("auditor", "西区"),
        ("frontline", "听涛苑"),
        ("supervisor", "西区"),
    ]


def test_every_row_written_has_its_audit_row_and_the_import_has_one(company):
    before = AuditEntry.objects.count()
    take(company, whole(), at=LATER)
    rows = list(AuditEntry.objects.order_by("pk")[before:])
    acts = [row.act.removeprefix("organization.") for row in rows]
    assert sorted(acts) == sorted(
        ["add_unit"] * 2
        + ["add_post"]
        + ["add_person"]
        + ["place_person"] * 2
        + ["grant_role"] * 3
        + ["import_organization"]
    )
    assert acts[-1] == "import_organization"
    assert rows[-1].after["file"] == "组织.xlsx"
    assert rows[-1].after["people_added"] == 1
    assert {(row.actor_name, row.at, row.company) for row in rows} == {("高管", LATER, company.root.pk)}
    person = next(row for row in rows if row.act == "organization.add_person")
    assert person.after == {"username": "zhou", "name": "周工", "email": "zhou@example.com", "phone": "139****2222"}
    assert "13911112222" not in str([(row.before, row.after) for row in rows])


def test_the_same_workbook_a_second_time_changes_nothing(company):
    take(company, whole())
    before = state()
    result = take(company, whole(), at=LATER)
    assert state() == before
    assert not result.changed
    assert set(result.counts.values()) == {0}


def test_a_changed_workbook_changes_what_differs_and_an_empty_cell_nothing(company):
    take(company, whole())
    changed = workbook(
        组织=[["上级", "名称", "类型", "编码"], ["西区", "听涛苑", "", "W9"], ["", "云帆物业", "公司", "YF"]],
        岗位=[["岗位", "业务类别"], ["门岗", "客户服务"]],
        人员=[["用户名", "姓名", "手机", "邮箱"], ["zhou", "周师傅", "", ""], ["qian", "钱师傅", "13800005678", ""]],
    )
    result = take(company, changed, at=LATER)
    assert {name: count for name, count in result.counts.items() if count} == {
        "units_changed": 2,
        "posts_changed": 1,
        "people_changed": 2,
    }
    zhou = Person.objects.get(username="zhou")
    assert (zhou.name, zhou.phone, zhou.email) == ("周师傅", "13911112222", "zhou@example.com")
    assert company.person("qian").phone == "13800005678"
    assert (Unit.objects.get(name="听涛苑").code, fresh(company.root).code) == ("W9", "YF")
    assert Post.objects.get(name="门岗", company=company.root).trade == "customer"
    row = last_audit("change_unit")
    assert last_audit("change_post").before == {"name": "门岗", "trade": "order"}
    assert row.after["code"] in {"W9", "YF"}
    people = AuditEntry.objects.filter(act="organization.change_person")
    assert [(each.before, each.after) for each in people] == [
        ({}, {}),  # the number differs where the audit shows only stars
        ({"name": "周工"}, {"name": "周师傅"}),
    ]


def test_what_is_not_in_the_workbook_stays(company):
    before = state()[0]
    take(company, workbook(岗位=POSTS))
    assert state()[0] == before
    assert Person.objects.filter(company=company.root).count() == 8


def test_each_wrong_row_says_in_chinese_what_is_wrong_and_nothing_is_written(company, beside):
    services.end_person(actor=company.actor("gao"), key=company.people["zhao"].key, at=AT)
    old = services.add_post(actor=company.actor("gao"), name="旧岗", trade="order", at=AT)
    services.archive_post(actor=company.actor("gao"), key=old.key, at=AT)
    units = [
        ["", "", "项目", ""],  # 5
        ["", "新区", "街道", ""],
        ["", "新区", "", ""],
        ["云栖花园", "楼栋", "项目", ""],
        ["不存在", "甲", "项目", ""],
        ["", "乙", "项目", "W2"],  # 10
        ["", "山语城", "区域", ""],
        ["", "西区", "区域", ""],
        ["", "别家物业", "公司", ""],
        ["", "东/西", "区域", ""],
        ["", "=A1", "区域", ""],  # 15
        ["", "长" * 81, "区域", ""],
    ]
    posts = [["", "工程"], ["保洁员", "魔法"], ["保洁员二", ""], ["门岗", "秩序"], ["旧岗", "秩序"]]
    people = [
        ["ab", "甲", "", "", "", "", "", ""],  # 5
        ["lisi", "", "", "", "", "", "", ""],
        ["lisi2", "李四", "号码", "信箱", "", "", "", ""],
        ["xqian", "钱", "", "", "", "", "", ""],
        ["zhao", "赵经理", "", "", "", "", "", ""],
        ["zhou", "周公", "", "", "", "", "", ""],  # 10
        ["lisi3", "李四", "", "zhou@example.com", "", "", "", ""],
        ["lisi4", "李四", "", "", "月球", "门岗", "", ""],
        ["lisi5", "李四", "", "", "山语城", "宇航员", "", ""],
        ["lisi6", "李四", "", "", "", "门岗", "", ""],
        ["lisi7", "李四", "", "", "山语城", "", "", ""],  # 15
        ["lisi8", "李四", "", "", "", "", "主管", ""],
        ["lisi9", "李四", "", "", "山语城", "门岗", "皇帝", ""],
        ["lisi10", "李四", "#N/A", "", "", "", "", ""],
        ["lisi11", "李四", "", "", "山语城", "旧岗", "", ""],
    ]
    found = faults(company, whole(units, posts, people))
    expected = {
        ("组织", 5): "填写单位名称",
        ("组织", 6): "“街道”不是单位类型。写“区域”或“项目”",
        ("组织", 7): "选择单位是区域还是项目",
        ("组织", 8): "云栖花园是项目，下面不能再有单位。选一个区域或公司",
        ("组织", 9): "没有单位“不存在”，系统和这个文件里都没有。改名称，或在组织表加一行",
        ("组织", 10): "编码 W2 已是听涛苑的。换一个",
        ("组织", 11): "山语城的类型和已有的不同，导入不改类型。改这一格",
        ("组织", 12): "和第 3 行是同一个单位。删掉一行",
        ("组织", 13): "公司名称是“云帆物业”。导入不改公司名，也不加公司",
        ("组织", 14): "单位名称里去掉“/”：它用来分隔上下级",
        ("组织", 15): "“=A1”是没有算出结果的公式。改填结果",
        ("组织", 16): "“长长长长长长长长长长…”太长，最多 80 个字",
        ("岗位", 4): "填写岗位名称",
        ("岗位", 5): "没有“魔法”这个业务类别。从模板列出的类别里选",
        ("岗位", 6): "选择岗位的业务类别",
        ("岗位", 7): "和第 3 行是同一个岗位。删掉一行",
        ("岗位", 8): "旧岗已归档。先取消归档",
        ("人员", 5): "用户名写 3～60 个字母、数字或 . _ - + @，中间不留空格",
        ("人员", 6): "填写姓名",
        ("人员", 7): "手机号写数字，例如 13812345678，或者留空\n邮箱写完整，例如 name@example.com，或者留空",
        ("人员", 8): "用户名 xqian 已有人用。换一个",
        ("人员", 9): "赵经理已停用。先恢复，再继续",
        ("人员", 10): "同一用户名 zhou，第 2 行写“周工”，这一行写“周公”。改成一样",
        ("人员", 11): "邮箱 zhou@example.com 已有人用。换一个",
        ("人员", 12): "没有单位“月球”，系统和这个文件里都没有。改名称，或在组织表加一行",
        ("人员", 13): "没有岗位“宇航员”，系统和这个文件里都没有。改名称，或在岗位表加一行",
        ("人员", 14): "填写这个岗位在哪个单位",
        ("人员", 15): "填写在山语城的岗位",
        ("人员", 16): "填写角色管到哪个单位",
        ("人员", 17): "没有“皇帝”这个角色。从模板列出的角色里选",
        ("人员", 18): "公式出错，显示 #N/A。改填结果\n手机号写数字，例如 13812345678，或者留空",
        ("人员", 19): "旧岗已归档。先取消归档",
    }
    assert found == expected


def test_the_returned_workbook_goes_through_once_its_rows_are_put_right(company):
    result = take(company, whole(people=[["wu", "吴工", "号码", "", "", "", "", ""]]))
    assert [(error.sheet, error.row) for error in result.errors] == [("人员", 5)]
    book = openpyxl.load_workbook(io.BytesIO(result.workbook))
    page = book["人员"]
    page["A5"], page["C5"] = "wugong", "13800001111"
    assert take(company, book_bytes(book)).counts["people_added"] == 2


def test_a_name_that_several_units_have_is_not_guessed(company):
    twice = [["上级", "名称", "类型"], ["东区", "同名苑", "项目"], ["", "同名苑", "项目"], ["同名苑", "楼", "项目"]]
    found = faults(
        company, workbook(组织=twice, 人员=[["用户名", "姓名", "单位", "岗位"], ["zhou", "周工", "同名苑", "维修工"]])
    )
    assert "东区/同名苑、同名苑" in found["组织", 4]
    assert "东区/同名苑、同名苑" in found["人员", 2]


def test_a_parent_that_gets_a_namesake_further_down_is_not_guessed_either(company):
    rows = [["上级", "名称", "类型"], ["东区", "丙区", "区域"], ["丙区", "楼", "项目"], ["", "丙区", "区域"]]
    assert ("组织", 3) in faults(company, workbook(组织=rows))
    rows[2][0] = "东区/丙区"
    assert take(company, workbook(组织=rows)).counts["units_added"] == 3


def test_units_that_stand_on_one_another_are_refused(company):
    rows = [["上级", "名称", "类型"], ["乙", "甲", "区域"], ["甲", "乙", "区域"]]
    assert set(faults(company, workbook(组织=rows))) == {("组织", 2), ("组织", 3)}


def test_the_address_of_somebody_who_is_not_in_the_workbook_is_taken(company, beside):
    services.change_person(
        actor=beside.actor("gao"), key=beside.people["qian"].key, name="钱", email="Q@example.com", phone="", at=AT
    )
    found = faults(company, workbook(人员=[["用户名", "姓名", "邮箱"], ["zhou", "周工", "q@EXAMPLE.com"]]))
    assert "已有人用" in found["人员", 2]


def test_an_archived_unit_is_not_found_and_its_name_is_free(company):
    services.archive_unit(actor=company.actor("gao"), key=company.other.key, at=AT)
    rows = [["用户名", "姓名", "单位", "岗位"], ["zhou", "周工", "山语城", "维修工"]]
    assert ("人员", 2) in faults(company, workbook(人员=rows))
    assert take(company, workbook(组织=[["名称", "类型"], ["山语城", "项目"]], 人员=rows)).counts["units_added"] == 1


@pytest.mark.parametrize("by", ["chen", "wang", "sun", "qian", "shen", "hexi"])
def test_only_who_manages_the_whole_company_imports(company, by):
    before = state()
    with pytest.raises(NotAllowedError, match="高管"):
        take(company, whole(), by=by)
    assert state() == before


def test_a_company_imports_into_itself_only(company, beside):
    before = Unit.objects.filter(path__startswith=beside.root.path).count()
    take(company, whole())
    assert Unit.objects.filter(path__startswith=beside.root.path).count() == before
    assert not Placement.objects.filter(unit__path__startswith=beside.root.path, person__company=company.root).exists()


def test_a_file_that_is_no_workbook_is_refused(company):
    with pytest.raises(FileRefusedError, match=r"组织\.xlsx"):
        take(company, b"%PDF-1.7")


def test_a_name_taken_in_the_meantime_undoes_the_whole_import(company, monkeypatch):
    from guicheng.apps.organization.services.importing import people

    monkeypatch.setattr(people, "_named", lambda _names: [])
    before = state()
    with pytest.raises(services.TakenError, match="at this moment"):
        take(company, whole())
    assert state() == before


@pytest.mark.one
def test_five_thousand_people_cost_hardly_more_queries_than_five_hundred(company, django_assert_max_num_queries):
    units = [["东区", f"小区{n}", "项目", f"X{n}"] for n in range(100)]
    people = [
        [f"pp{n}", f"人{n}", 13800000000 + n, f"p{n}@example.com", f"小区{n % 100}", "维修工", "一线", ""]
        for n in range(5_000)
    ]
    with CaptureQueriesContext(connection) as few:
        take(company, whole(units=units, people=people[:500]))
    data = whole(units=units, people=people)
    with django_assert_max_num_queries(2 * len(few)):
        result = take(company, data)
    assert result.errors == ()
    assert result.counts["people_added"] == 4_500
    with django_assert_max_num_queries(len(few)):
        again = take(company, data)
    assert (again.errors, again.changed) == ((), False)
