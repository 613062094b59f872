"""The columns of the sheet, in Chinese and English, and the words of its cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from guicheng.domain.standard import PartKind
from guicheng.domain.values.message import Message, _

SHEET: Final = _("Clauses")
SHEET_WORDS: Final = ("条款", "clauses")
REMARK: Final = _("Reason")
REMARK_WORDS: Final = frozenset({"原因", "reason"})
GRADE: Final = _("Grade {grade}")
_GRADE: Final = re.compile(r"(?:等级|grade)[ :：]*(?P<grade>\S.{0,20})", re.IGNORECASE)

#: The columns that are read back, in the order of the sheet, with what they are called in both languages.
COLUMNS: Final[dict[str, Message]] = {
    "code": _("Code"),
    "kind": _("Kind"),
    "level": _("Heading level"),
    "number": _("Number"),
    "text": _("Text"),
    "object": _("Element: for whom"),
    "content": _("Element: what is done"),
    "quality": _("Element: quality"),
    "limit": _("Element: time limit"),
    "provider": _("Element: who"),
    "way": _("Element: way and tools"),
    "assessment": _("Element: assessment"),
    "frequency": _("How often"),
    "retention": _("Kept for"),
    "price": _("Price"),
    "record": _("Record"),
    "next": _("Next step"),
    "note": _("Remarks"),
    "grade": _("Grade as written"),
    "effort": _("Effort"),
    "material": _("Material"),
    "grades": _("Only at grades"),
}
ID: Final = _("ID")
#: Columns that only show something.
SHOWN: Final[dict[str, Message]] = {
    "standard": _("Standard"),
    "section": _("Section"),
    "state": _("State"),
    "echo": _("Read as"),
    "findings": _("Findings"),
}
KINDS: Final[dict[str, Message]] = {
    PartKind.CLAUSE.value: _("Clause"),
    PartKind.HEADING.value: _("Heading"),
    PartKind.NOTE.value: _("Note"),
}
_CHINESE: Final = {
    "code": "编号 编码 标准编号 标准编码",
    "kind": "类别 类型",
    "level": "标题级别",
    "number": "条号 序号 条款号",
    "text": "文字 条款 条款内容 正文",
    "object": "服务对象",
    "content": "服务内容",
    "quality": "质量要求",
    "limit": "时限",
    "provider": "提供者",
    "way": "方式与工具",
    "assessment": "考核方法",
    "frequency": "频次",
    "retention": "保存期限",
    "price": "收费标准",
    "record": "记录",
    "next": "后续环节",
    "note": "备注",
    "grade": "等级原文",
    "effort": "耗时",
    "material": "材料",
    "grades": "仅适用等级",
    "id": "标识",
    "standard": "标准",
    "section": "章节",
    "state": "状态",
    "echo": "读作",
    "findings": "检查结果",
}
_OWN_COLUMNS: Final = frozenset({"code", "kind", "number", "text", "state", "echo", "findings"})
_KIND_WORDS: Final = {
    "条款": "clause",
    "clause": "clause",
    "标题": "heading",
    "标题行": "heading",
    "heading": "heading",
    "说明": "note",
    "注": "note",
    "note": "note",
}


def folded(text: str) -> str:
    """Return a head so that widths, case and blanks make no difference."""
    return re.sub(r"[\s*]+", "", unicodedata.normalize("NFKC", text).casefold())


_BY_HEAD: Final = {
    **{folded(word): key for key, words in _CHINESE.items() for word in words.split()},
    **{folded(message.text): key for key, message in (COLUMNS | SHOWN | {"id": ID}).items()},
}


def column_called(head: str) -> str:
    """Return which column a head names: a key, ``grade:一级``, or ``other:…`` for one of the company's own."""
    word = folded(head)
    if word in _BY_HEAD:
        return _BY_HEAD[word]
    if hit := _GRADE.fullmatch(head.strip()):
        return f"grade:{hit['grade'].strip()}"
    return f"other:{head.strip()}" if head.strip() else ""


def is_shown(heads: Iterable[str]) -> bool:
    """Tell whether these are the columns of a workbook in which the product shows clauses, and no table of others."""
    return _OWN_COLUMNS.issubset(map(column_called, heads))


def kind_called(text: str) -> str:
    """Return the kind that a cell names; what is none comes back as it is."""
    return _KIND_WORDS.get(folded(text), text)


def shown_column(key: str) -> str:
    """Return what a column may be called, in both languages, for a sentence."""
    return f"{_CHINESE[key].split()[0]} ({(COLUMNS | {'id': ID})[key].text})"
