"""Answers beside their form: kept, missing, impossible, out of order; and the form as JSON Schema."""

from __future__ import annotations

import pytest

from guicheng.domain.process.forms import check, read_form, schema_of

PHOTO = "a" * 64
FORM = read_form(
    "检查表（结论：合格/不合格；水压 数值 MPa 0.2~0.4；写情况、日期、到场时间、位置、检查人员；附照片、签名）",
    ["合格", "不合格"],
)
GOOD = {
    "结论": "合格",
    "水压": "0.30",
    "情况": "  都好 \n 无漏 ",
    "日期": "2026-11-23",
    "到场时间": "2026-11-23T08:30",
    "位置": "3栋2单元",
    "检查人员": "王师傅",
    "照片": [PHOTO, PHOTO],
    "签名": "王",
}


def faults(**more):
    return {fault.field: fault.message.render() for fault in check(FORM, {**GOOD, **more}).faults}


def test_good_answers_are_kept_tidily():
    found = check(FORM, GOOD)
    assert found.faults == ()
    assert found.values == {**GOOD, "水压": 0.3, "情况": "都好\n无漏", "照片": [PHOTO]}
    assert (found.answer, found.outside) == ("合格", ())


@pytest.mark.parametrize(("said", "kept"), [(0.3, 0.3), ("0.3MPa", 0.3), (1, 1), ("1,000", 1000), (-2, -2)])
def test_a_number_is_read_as_people_write_it(said, kept):
    assert check(FORM, {**GOOD, "水压": said}).values["水压"] == kept


@pytest.mark.parametrize(("said", "outside"), [("0.1", ("水压",)), ("0.5", ("水压",)), ("0.2", ()), ("0.4", ())])
def test_a_number_out_of_order_is_kept_and_told(said, outside):
    found = check(FORM, {**GOOD, "水压": said})
    assert (found.faults, found.outside) == ((), outside)
    assert check(read_form("温度(数值 ℃ ≤5)"), {"温度": 6}).outside == ("温度",)


@pytest.mark.parametrize("name", list(GOOD))
@pytest.mark.parametrize("said", [None, "", []])
def test_what_is_missing_is_asked_for(name, said):
    assert list(faults(**{name: said})) == [name]
    assert name in faults(**{name: said})[name]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("结论", "也许"), ("结论", 3), ("结论", ["合格", "不合格"]), ("水压", "很高"), ("水压", True), ("水压", {}),
        ("水压", "1e9"), ("情况", 5), ("情况", "长" * 2_001), ("情况", " \n "), ("位置", "长" * 121), ("日期", "明天"),
        ("日期", 20261123), ("到场时间", "8点"), ("到场时间", 8), ("照片", PHOTO), ("照片", ["x"]), ("照片", [1]),
        ("照片", [f"{number:064x}" for number in range(13)]), ("签名", "长" * 41), ("不认识", "x"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_field(name, said):
    assert list(faults(**{name: said})) == [name]


def test_too_few_photos_are_asked_for_and_optional_fields_may_stay_empty():
    form = read_form("照片3张、备注(选填)、图片（选填）、读数（选填，数值 度）、判断(结论:甲/乙，选填)")
    assert [fault.field for fault in check(form, {"照片": [PHOTO]}).faults] == ["照片"]
    three = [f"{number:064x}" for number in range(3)]
    found = check(form, {"照片": three, "备注": "  ", "图片": [], "结论": [], "读数": None})
    assert (found.values, found.faults) == ({"照片": three}, ())


def test_a_number_and_several_choices_say_where_the_case_goes():
    counted = read_form("", ["不足3处", "3处以上"])
    assert check(counted, {"去向": "4"}).answer == "4处"
    many = read_form("单(判断:急/难)", ["急", "难"], several=True)
    assert check(many, {"判断": ["难", "急"]}).answer == "急、难"
    assert check(many, {"判断": "难"}).answer == "难"
    assert check(read_form("登记表"), {"登记表": "x"}).answer == ""


def test_a_form_is_described_as_json_schema():
    schema = schema_of(FORM)
    assert schema["required"] == list(GOOD)
    parts = schema["properties"]
    assert parts["结论"] == {
        "title": "结论", "x-kind": "choice", "type": "string", "enum": ["合格", "不合格"], "x-decides": True,
    }  # fmt: skip
    assert parts["水压"] == {
        "title": "水压", "x-kind": "number", "type": "number", "x-unit": "MPa",
        "x-in-order": {"minimum": 0.2, "maximum": 0.4},
    }  # fmt: skip
    assert (parts["照片"]["minItems"], parts["日期"]["format"], parts["情况"]["minLength"]) == (1, "date", 1)
    optional = schema_of(read_form("备注(选填)、照片（选填）、人数(数字，选填)"))
    assert optional["required"] == []
    assert "minLength" not in optional["properties"]["备注"]
    many = schema_of(read_form("单(判断:急/难)", ["急", "难"], several=True))["properties"]["判断"]
    assert (many["type"], many["minItems"], many["items"]["enum"]) == ("array", 1, ["急", "难"])
    assert schema_of(read_form("人数(数字 ≥1)"))["properties"]["人数"]["x-in-order"] == {"minimum": 1}
