"""Standards that several tests print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from guicheng.domain.standard.text import PartKind
from guicheng.domain.targets.source import Imprint, SourceLine, SourceStandard, Standing
from guicheng.domain.values import ClauseRef

_KINDS = {"#": PartKind.HEADING, ">": PartKind.NOTE}


def standard(code: str, title: str, *texts: str, **imprint) -> SourceStandard:
    """Return a standard; a text that begins with # is a heading, one with > a note, ``|`` divides text and elements."""
    whole = Imprint(ClauseRef(code), title, code=code, company="清河物业", edition=2, effective=date(2026, 3, 1))
    lines = tuple(_line(code, index, text) for index, text in enumerate(texts))
    return SourceStandard(replace(whole, **imprint), lines)


def _line(code: str, index: int, text: str) -> SourceLine:
    mark, level = text[:1], len(text) - len(text.lstrip("#"))
    said, *told = text.lstrip("#>").split("|")
    number, _blank, words = said.strip().partition(" ")
    if not number[:1].isdigit():
        number, words = "", said.strip()
    elements = dict(each.split("=", 1) for each in told)
    return SourceLine(
        ClauseRef(code, "", number, index), _KINDS.get(mark, PartKind.CLAUSE), words, number, level, elements
    )


REPAIR = standard(
    "GC-01",
    "报修服务标准",
    "# 1 受理",
    "1.1 接到业主报修后，客服前台应在3分钟内派单，超时每次扣2分。|provider=客服前台|limit=3分钟内",
    "# 2 到场",
    "## 2.1 急修",
    "2.1.1 接到急修派单后，维修人员应在15分钟内到达现场。|provider=维修工|limit=15分钟内|assessment=每月抽查派单",
    "> 注：急修指停水、停电、电梯困人。",
    "2.1.2 维修人员应佩戴工牌。",
    "# 3 检查",
    "3.1 主管每周抽查派单2次，考核及时率不低于95%。",
)
CLEANING = standard("BJ-01", "保洁服务标准", "# 1 楼道", "1.1 楼道地面每日清扫2次。|provider=保洁员|content=楼道清扫")
DRAFT = replace(REPAIR, imprint=replace(REPAIR.imprint, edition=0, effective=None, standing=Standing.DRAFT))
