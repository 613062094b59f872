"""The words of the workbook: sheets, columns, and the names of kinds, trades and roles, in Chinese and English."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from guicheng.adapters.sheet_form import SheetForm, by_word, folded
from guicheng.domain.values.message import Message, _
from guicheng.domain.worktime.hours import EXAMPLE

UNITS: Final = "units"
POSTS: Final = "posts"
PEOPLE: Final = "people"
DUTY: Final = "duty"

#: What the template calls its sheets, in the order of a workbook.
SHEET_NAMES: Final[dict[str, Message]] = {
    UNITS: _("Organization"),
    POSTS: _("Posts"),
    PEOPLE: _("People"),
    DUTY: _("Duty hours"),
}
#: What the template calls the columns of each sheet.
COLUMN_NAMES: Final[dict[str, dict[str, Message]]] = {
    UNITS: {"parent": _("Unit above"), "name": _("Name of the unit"), "kind": _("Kind"), "code": _("Code")},
    POSTS: {
        "name": _("Name of the post"),
        "trade": _("Kind of service"),
        "rank": _("Level of the post"),
        "hours": _("Duty hours"),
    },
    PEOPLE: {
        "username": _("User name"),
        "name": _("Name of the person"),
        "phone": _("Phone"),
        "email": _("E-mail"),
        "unit": _("Works at"),
        "post": _("Post"),
        "role": _("Role"),
        "role_unit": _("Role holds for"),
    },
    DUTY: {"post": _("Post"), "unit": _("Unit"), "hours": _("Duty hours")},
}
NOTE_NAME: Final = _("Remark")

KIND_NAMES: Final[dict[str, Message]] = {"company": _("Company"), "region": _("Region"), "estate": _("Estate")}
TRADE_NAMES: Final[dict[str, Message]] = {
    "customer": _("Customer service"),
    "order": _("Public order"),
    "cleaning": _("Cleaning"),
    "greening": _("Greening"),
    "engineering": _("Engineering"),
    "value_added": _("Added services"),
    "management": _("Management"),
}
ROLE_NAMES: Final[dict[str, Message]] = {
    "administrator": _("Administrator"),
    "quality_manager": _("Quality manager"),
    "estate_manager": _("Estate manager"),
    "supervisor": _("Supervisor"),
    "frontline": _("Frontline"),
    "auditor": _("Auditor"),
}

#: What to fill in, by sheet and column.
HINTS: Final[dict[str, Message]] = {
    "units.parent": _("The unit above, by its name or its path such as East/Riverside; empty for the company itself."),
    "units.name": _("Once below the unit above. A row whose unit exists already changes only its code."),
    "units.kind": _("One of: {choices}."),
    "units.code": _("Once in the company; may stay empty."),
    "posts.name": _("Once in the company."),
    "posts.trade": _("One of: {choices}."),
    "posts.rank": _("May stay empty. A number from 1 to 99, the highest post with the greatest."),
    "posts.hours": _("May stay empty. When the post is on duty wherever nothing else is said, such as {example}."),
    "duty.post": _("The name of the post."),
    "duty.unit": _("Name, path or code of the unit; the hours hold for all below it too."),
    "duty.hours": _("Such as {example}."),
    "people.username": _("What the person signs in with: 3 to 60 letters, figures or the signs . _ - + @."),
    "people.name": _("The full name. A person with several posts has several rows with the same user name."),
    "people.phone": _("May stay empty."),
    "people.email": _("May stay empty; nobody else has the same."),
    "people.unit": _("Where they work: name, path or code of the unit."),
    "people.post": _("The name of the post; goes together with the unit."),
    "people.role": _("May stay empty. Several are separated by commas. One of: {choices}."),
    "people.role_unit": _("Where the role holds, with all below; empty for the unit in which they work."),
}

_SHEETS: Final = {
    UNITS: "组织 组织架构 组织结构 组织机构 单位 项目 小区 部门 units unit organization organisation tree estates",
    POSTS: "岗位 岗位表 岗位清单 岗位名单 职位 posts post positions jobs",
    DUTY: "在岗时间 值班时间 岗位时间 dutyhours duty hours",
    PEOPLE: "人员 人员表 人员名单 员工 员工名单 花名册 员工花名册 people person persons staff employees users",
}
_COLUMNS: Final = {
    UNITS: {
        "parent": "上级 上级单位 上级组织 所属 所属上级 父级 parent above unitabove parentunit",
        "name": "名称 单位名称 组织名称 项目名称 小区名称 单位 name unit unitname nameoftheunit",
        "kind": "类型 类别 单位类型 层级 kind type level",
        "code": "编码 编号 代码 单位编码 项目编号 项目编码 code number",
    },
    POSTS: {
        "name": "岗位 岗位名称 名称 职位 职位名称 post name postname position nameofthepost",
        "trade": "业务类别 类别 服务类别 专业 条线 业务 trade service kind type kindofservice",
        "rank": "职级 级别 岗位级别 层级 rank level grade levelofthepost",
        "hours": "在岗时间 值班时间 工作时间 上班时间 hours dutyhours workinghours",
    },
    DUTY: {
        "post": "岗位 岗位名称 职位 post position job",
        "unit": "单位 项目 所在单位 小区 适用单位 unit estate project",
        "hours": "在岗时间 值班时间 工作时间 上班时间 时间 hours dutyhours workinghours",
    },
    PEOPLE: {
        "username": "用户名 登录名 账号 帐号 工号 员工编号 username login account userid employeenumber",
        "name": "姓名 名字 人员姓名 员工姓名 name fullname personname nameoftheperson",
        "phone": "手机 手机号 手机号码 电话 联系电话 联系方式 phone mobile telephone phonenumber",
        "email": "邮箱 电子邮箱 电子邮件 邮件 email emailaddress mail",
        "unit": "单位 所在单位 所属单位 项目 所属项目 所在项目 小区 unit estate worksat project",
        "post": "岗位 岗位名称 职位 post position job",
        "role": "角色 权限角色 系统角色 role roles",
        "role_unit": "角色范围 管理范围 权限范围 适用单位 roleunit rolescope scope roleholdsfor",
    },
}
_KINDS: Final = {
    "company": "公司 集团 总部 物业公司 company",
    "region": "区域 片区 大区 分公司 城市公司 城市 区 region area branch",
    "estate": "项目 小区 园区 楼盘 服务中心 管理处 estate project",
}
_TRADES: Final = {
    "customer": "客户服务 客服 综合服务 customer customerservice",
    "order": "秩序维护 秩序 安保 保安 安全 安防 order publicorder security",
    "cleaning": "清洁 保洁 环境保洁 环境 环境卫生 清洁卫生 cleaning",
    "greening": "绿化 绿化养护 园林 greening landscaping",
    "engineering": "工程 工程维保 工程维修 维修 设施设备 设备 engineering maintenance",
    "value_added": "增值服务 增值 社区经营 valueadded addedservices",
    "management": "管理 行政 综合管理 management",
}
_ROLES: Final = {
    "administrator": "管理员 系统管理员 administrator admin",
    "quality_manager": "品质经理 品质管理 质量经理 品质 qualitymanager",
    "estate_manager": "项目经理 项目负责人 小区经理 estatemanager",
    "supervisor": "主管 班长 领班 supervisor",
    "frontline": "一线 一线员工 一线人员 员工 frontline",
    "auditor": "审计 审计员 auditor",
}
_BETWEEN: Final = re.compile(r"[、,;/\n]+")
#: The columns without which a sheet says nothing.
REQUIRED: Final = {UNITS: ("name",), POSTS: ("name",), PEOPLE: ("username", "name"), DUTY: ("post", "unit", "hours")}


_HOURS: Final = f"{EXAMPLE}；周六 22:00-06:00"
#: The workbook as a form.
FORM: Final = SheetForm(
    sheets=SHEET_NAMES,
    columns=COLUMN_NAMES,
    sheet_words=_SHEETS,
    column_words=_COLUMNS,
    required=REQUIRED,
    hints=HINTS,
    choices={
        "units.kind": {name: KIND_NAMES[name] for name in ("region", "estate")},
        "posts.trade": TRADE_NAMES,
        "people.role": ROLE_NAMES,
    },
    several=frozenset({"people.role"}),
    named={"example": _HOURS},
)
_KIND_BY_WORD: Final = by_word(_KINDS)
_TRADE_BY_WORD: Final = by_word(_TRADES)
_ROLE_BY_WORD: Final = by_word({value: f"{words} {value}" for value, words in _ROLES.items()})


def kind_called(text: str) -> str:
    """Return the kind of unit that a cell names, "" for none."""
    return _KIND_BY_WORD.get(folded(text), "")


def trade_called(text: str) -> str:
    """Return the kind of service that a cell names, "" for none."""
    return _TRADE_BY_WORD.get(folded(text), "")


def roles_called(text: str) -> list[tuple[str, str]]:
    """Return the words of a cell that may name several roles, each with its role, "" for none."""
    words = [word.strip() for word in _BETWEEN.split(unicodedata.normalize("NFKC", text))]
    return [(word, _ROLE_BY_WORD.get(folded(word), "")) for word in words if word]
