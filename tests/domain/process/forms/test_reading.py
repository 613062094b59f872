"""What a record asks for, read from its cell; and which field says where the case goes."""

from __future__ import annotations

import pytest

from guicheng.domain.process.forms import read_form


def said(field):
    parts = [field.name, field.kind.value]
    if field.unit or field.low is not None or field.high is not None:
        low, high = ("" if bound is None else f"{float(bound):g}" for bound in (field.low, field.high))
        parts.append(f"{low}~{high}{field.unit}")
    if field.answers:
        parts.append("/".join(field.answers))
    if field.least > 1:
        parts.append(str(field.least))
    marks = ("" if field.required else "?") + ("!" if field.decides else "") + ("+" if field.several else "")
    return " ".join([*parts, *([marks] if marks else [])])


@pytest.mark.parametrize(
    ("cell", "fields"),
    [
        ("评分表(结论:优/良/差)", "结论 choice 优/良/差"),
        ("《报修登记表》（类别：紧急/一般）", "类别 choice 紧急/一般"),
        ("评分表(:优/良/差)", "评分表 choice 优/良/差"),
        ("水压(数值 MPa 0.2~0.4)、照片、签名", "水压 number 0.2~0.4MPa|照片 photo|签名 signature"),
        ("水压（０.２～０.４ＭＰａ）", "水压 number 0.2~0.4MPa"),
        ("水压 数值 MPa 0.4至0.2", "水压 number 0.2~0.4MPa"),
        ("水压(数值 0.2~0.4 MPa)", "水压 number 0.2~0.4MPa"),
        (
            "巡检表（水压:数值 MPa；电流 读数 A ≤30，写电压 数值 V 不低于200）",
            "水压 number ~MPa|电流 number ~30A|电压 number 200~V",
        ),
        ("温度(数值 ℃ ≥-5)", "温度 number -5~℃"),
        ("人数(数字)", "人数 number"),
        ("数值 ℃", "数值 ℃ text"),
        ("派工单（写到场时间，附照片2张）", "到场时间 time|照片 photo 2"),
        ("检查表（拍照、签字）", "拍照 photo|签字 signature"),
        ("现场照片99张以上", "现场照片 photo 12"),
        ("业主签字、日期、地点、检查人员、时刻", "业主签字 signature|日期 date|地点 place|检查人员 person|时刻 time"),
        ("派工单（保存2年）", "派工单 text"),
        ("派工单（注明返修）、（）", "返修 text"),
        ("放行条（门岗回收联；写、、）", "放行条 text"),
        ("备注(选填)、照片（选填）、读数（选填，数值 度）", "备注 text ?|照片 photo ?|读数 number ~度 ?"),
        ("登记表、登记表", "登记表 text|登记表 2 text"),
        ("—", ""),
        ("", ""),
    ],
)
def test_a_record_is_read_as_its_fields(cell, fields):
    assert "|".join(map(said, read_form(cell))) == fields


@pytest.mark.parametrize(
    ("cell", "routes", "fields"),
    [
        ("派工单（结果：修复/缺配件）", ["修复", "缺配件"], "结果 choice 修复/缺配件 !"),
        ("评分表(结论:优/良/差)", ["优/良", "差"], "结论 choice 优/良/差 !"),
        ("评分表(结论:优/良/差)", ["优", "其他"], "结论 choice 优/良/差 !"),
        ("评分表(结论:优/良/差)", ["甲", "乙"], "结论 choice 优/良/差|去向 choice 甲/乙 !"),
        ("登记表", ["急", "缓", ""], "登记表 text|去向 choice 急/缓 !"),
        ("", ["不足3处", "3处以上"], "去向 number ~处 !"),
        ("登记（漏点 数值 处，选填）", ["漏点不足3处", "漏点3处以上"], "漏点 number ~处 !"),
        ("登记（漏点 数值）", ["漏点不足3处", "漏点3处以上"], "漏点 number ~处 !"),
        ("登记（裂缝 数值 条）", ["漏点不足3处", "漏点3处以上"], "裂缝 number ~条|漏点 number ~处 !"),
        ("登记表", ["1处", "不知道"], "登记表 text|去向 choice 1处/不知道 !"),
    ],
)
def test_one_field_says_where_the_case_goes(cell, routes, fields):
    assert "|".join(map(said, read_form(cell, routes))) == fields


def test_several_answers_may_be_given_where_the_process_lets_them():
    assert said(read_form("单(判断:急/难)", ["急", "难"], several=True)[0]) == "判断 choice 急/难 !+"
    assert said(read_form("", ["急", "难"], several=True)[0]) == "去向 choice 急/难 !+"
