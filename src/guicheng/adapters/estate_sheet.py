"""The Excel workbook in which an estate sends its places, points, equipment, shifts, rosters and people on posts."""

from __future__ import annotations

from typing import Final

from guicheng.adapters.returned_sheet import Notes, noted_sheets
from guicheng.adapters.sheet_form import FilledForm, SheetForm, Translate, blank_form, by_word, folded, read_form
from guicheng.domain.values.message import Message, _

PLACES: Final = "places"
POINTS: Final = "points"
EQUIPMENT: Final = "equipment"
POSTS: Final = "posts"
SHIFTS: Final = "shifts"
ROSTERS: Final = "rosters"
CREWS: Final = "crews"
NOTE_NAME: Final = _("Remark")

PLACE_KINDS: Final[dict[str, Message]] = {
    "building": _("Building"),
    "entrance": _("Entrance"),
    "floor": _("Floor"),
    "room": _("Room"),
    "area": _("Area"),
}
PROOFS: Final[dict[str, Message]] = {
    "code": _("Printed QR code"),
    "nfc": _("NFC tag"),
    "dynamic": _("Changing code"),
}
_KIND_WORDS: Final = {
    "building": "楼栋 楼 栋 建筑 building",
    "entrance": "单元 门 门栋 entrance",
    "floor": "楼层 层 floor",
    "room": "房间 室 机房 用房 room",
    "area": "区域 公区 室外 场地 area",
}
_PROOF_WORDS: Final = {
    "code": "二维码 静态码 printedqrcode qr code",
    "nfc": "NFC NFC标签 nfctag",
    "dynamic": "动态码 动态二维码 changingcode dynamic",
}
_CODE: Final = "编码 编号 代码 code"
_NAME: Final = "名称 名字 name"
_PLACE: Final = "所在空间 空间 位置 所在位置 地点 place attheplace"
_FORM: Final = SheetForm(
    sheets={
        PLACES: _("Buildings and places"),
        POINTS: _("Patrol points"),
        EQUIPMENT: _("Equipment"),
        POSTS: _("People on posts"),
        SHIFTS: _("Shifts"),
        ROSTERS: _("Rosters"),
        CREWS: _("Crews"),
    },
    columns={
        PLACES: {"code": _("Code"), "name": _("Name"), "kind": _("Kind"), "parent": _("Lies in")},
        POINTS: {
            "code": _("Code"),
            "name": _("Name"),
            "place": _("At the place"),
            "proof": _("Proof of a visit"),
            "nfc": _("NFC tag"),
            "latitude": _("Latitude"),
            "longitude": _("Longitude"),
        },
        EQUIPMENT: {
            "code": _("Code"),
            "name": _("Name"),
            "category": _("Kind of equipment"),
            "place": _("At the place"),
            "maker": _("Maker"),
            "serial": _("Serial number"),
            "inspect_by": _("Next legal inspection by"),
        },
        POSTS: {"username": _("User name"), "post": _("Post")},
        SHIFTS: {"name": _("Name of the shift"), "hours": _("From when to when")},
        ROSTERS: {
            "name": _("Name of the roster"),
            "post": _("Post"),
            "pattern": _("Pattern"),
            "cycle": _("Own cycle"),
            "crews": _("Crews"),
            "starts_on": _("First day"),
            "ends_on": _("Last day"),
        },
        CREWS: {"roster": _("Roster"), "crew": _("Crew"), "username": _("User name")},
    },
    sheet_words={
        PLACES: "空间 楼栋 楼栋楼层 位置 places place buildings buildingsandplaces",
        POINTS: "巡查点 巡更点 巡检点 点位 patrolpoints points",
        EQUIPMENT: "设备 设备台账 设施设备 equipment",
        POSTS: "岗位人员 人员岗位 在岗人员 peopleonposts placements",
        SHIFTS: "班次 班次表 shifts",
        ROSTERS: "排班 排班表 rosters roster",
        CREWS: "班组人员 班组 班组成员 crews",
    },
    column_words={
        PLACES: {
            "code": f"{_CODE} 空间编码",
            "name": f"{_NAME} 空间名称",
            "kind": "类型 类别 空间类型 kind type",
            "parent": "上级 所属空间 上级空间 所属 liesin parent",
        },
        POINTS: {
            "code": f"{_CODE} 点位编码",
            "name": f"{_NAME} 点位名称",
            "place": _PLACE,
            "proof": "到场证明 到场方式 签到方式 proofofavisit proof",
            "nfc": "NFC标签 NFC nfctag nfc",
            "latitude": "纬度 latitude lat",
            "longitude": "经度 longitude lon lng",
        },
        EQUIPMENT: {
            "code": f"{_CODE} 设备编号 设备编码",
            "name": f"{_NAME} 设备名称",
            "category": "类别 设备类别 设备类型 分类 kindofequipment category",
            "place": f"{_PLACE} 安装位置",
            "maker": "厂家 制造商 生产厂家 品牌 maker manufacturer",
            "serial": "出厂编号 序列号 机身号 serialnumber serial",
            "inspect_by": "下次检验 下次法定检验期限 下次检验期限 下次检验日期 下次年检 检验有效期 nextlegalinspectionby inspectby",
        },
        POSTS: {"username": "用户名 登录名 账号 工号 username login", "post": "岗位 岗位名称 post"},
        SHIFTS: {
            "name": f"班次 班次名称 {_NAME} nameoftheshift shift",
            "hours": "时间 起止时间 上班时间 fromwhentowhen hours",
        },
        ROSTERS: {
            "name": f"排班 排班名称 {_NAME} nameoftheroster roster",
            "post": "岗位 岗位名称 post",
            "pattern": "班制 排班方式 模式 pattern",
            "cycle": "周期 自定周期 循环 owncycle cycle",
            "crews": "班组 班组位置 crews",
            "starts_on": "开始日期 第一天 起始日期 生效日期 firstday startson",
            "ends_on": "结束日期 截止日 截止日期 lastday endson",
        },
        CREWS: {
            "roster": "排班 排班名称 roster",
            "crew": "班组 班组名称 crew",
            "username": "用户名 登录名 账号 工号 username login",
        },
    },
    required={
        PLACES: ("code", "name"),
        POINTS: ("code", "name"),
        EQUIPMENT: ("code", "name"),
        POSTS: ("username", "post"),
        SHIFTS: ("name", "hours"),
        ROSTERS: ("name", "post", "starts_on"),
        CREWS: ("roster", "crew", "username"),
    },
    hints={
        "places.code": _("Names the place for good, once in the estate, such as {place}."),
        "places.name": _("What people call it."),
        "places.kind": _("One of: {choices}."),
        "places.parent": _("Code of the place it lies in; empty for the estate itself."),
        "points.code": _("Names the point for good, once in the estate; it is printed on its label."),
        "points.name": _("What people call it."),
        "points.place": _("Code of the place; may stay empty."),
        "points.proof": _("One of: {choices}."),
        "points.nfc": _("Identity of the tag; may stay empty."),
        "points.latitude": _("Degrees (WGS 84) such as {latitude}; may stay empty together with the longitude."),
        "points.longitude": _("Degrees (WGS 84) such as {longitude}; may stay empty together with the latitude."),
        "equipment.code": _("Names the piece for good, once in the estate."),
        "equipment.name": _("What people call it."),
        "equipment.category": _("Such as {category}."),
        "equipment.place": _("Code of the place; may stay empty."),
        "equipment.maker": _("May stay empty."),
        "equipment.serial": _("May stay empty."),
        "equipment.inspect_by": _("The last day for it, such as 2027-03-31; may stay empty."),
        "posts.username": _("User name of somebody of the company."),
        "posts.post": _("Name of the post that they fill at the estate."),
        "shifts.name": _("One word, such as {shift}."),
        "shifts.hours": _("Such as 20:00-08:00; one over midnight belongs to the day on which it begins."),
        "rosters.name": _("Once in the estate."),
        "rosters.post": _("Name of the post whose people it plans."),
        "rosters.pattern": _("May stay empty for an own cycle. One of: {patterns}."),
        "rosters.cycle": _("Names of shifts with blanks between, such as {cycle}; empty with a pattern."),
        "rosters.crews": _("Crews with their place in the cycle on the first day, such as {crews}; may stay empty."),
        "rosters.starts_on": _("Such as 2026-11-01."),
        "rosters.ends_on": _("May stay empty."),
        "crews.roster": _("Name of the roster."),
        "crews.crew": _("Name of the crew."),
        "crews.username": _("User name of somebody of the company."),
    },
    choices={"places.kind": PLACE_KINDS, "points.proof": PROOFS},
    named={
        "place": "A-1F",
        "latitude": "30.274151",
        "longitude": "120.155150",
        "category": "电梯",
        "shift": "早",
        "patterns": "四班三运转、四班两运转、两班倒（按周）、上一休二（24小时）、做六休一、周班（周一至周五）",
        "cycle": "早 早 中 中 夜 夜 休 休",
        "crews": "甲班=0、乙班=2",
    },
)
_KIND_BY_WORD: Final = by_word({value: f"{words} {value}" for value, words in _KIND_WORDS.items()})
_PROOF_BY_WORD: Final = by_word({value: f"{words} {value}" for value, words in _PROOF_WORDS.items()})


def place_kind_called(text: str) -> str:
    """Return the kind of place that a cell names, "" for none."""
    return _KIND_BY_WORD.get(folded(text), "")


def proof_called(text: str) -> str:
    """Return the proof of a visit that a cell names, "" for none."""
    return _PROOF_BY_WORD.get(folded(text), "")


def read_estate(name: str, data: bytes) -> FilledForm:
    """Read a workbook with at least one of the sheets; other sheets are left alone.

    Args:
        name: File name, for messages.
        data: The whole file.

    Raises:
        FileRefusedError: It is no workbook, protected, damaged, hostile, too long, or has none of the sheets.
    """
    refusal = _(
        "“{name}” has no sheet called {places}, {points} or {equipment}. Take the template and fill it in.",
        name=name,
        places=_FORM.shown_sheet(PLACES),
        points=_FORM.shown_sheet(POINTS),
        equipment=_FORM.shown_sheet(EQUIPMENT),
    )
    return read_form(name, data, _FORM, refusal)


def estate_template(translate: Translate = str) -> bytes:
    """Return an empty workbook to be filled in: a sheet for each thing that it brings, and one that explains."""
    return blank_form(_FORM, translate)


def noted_estate(book: FilledForm, notes: Notes, translate: Translate = str) -> bytes:
    """Return a workbook as it came, every row where it was, with a last column for remarks."""
    return noted_sheets(book.sheets, notes, NOTE_NAME, translate)
