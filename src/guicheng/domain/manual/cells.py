"""What the cells of one row say: items, quantities with their units, and the sentence they make."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guicheng.domain.manual.columns import Column
from guicheng.domain.manual.numbering import find_item_marker, find_marker, split_inline

_OPEN_END = re.compile(r"[、，,（(和与及或]$")
_BARE_NUMBER = re.compile(r"^[≤<≥>]?\s?[0-9０-９]+(?:[.．][0-9０-９]+)?(?:\s?[-~～—至]\s?[0-9０-９]+)?$")
_DURATION = re.compile(
    r"^[0-9０-９一二两三四五六七八九十半]+(?:[.．][0-9]+)?(?:\s?[-~～—至]\s?[0-9０-９]+)?\s?个?(?:分钟|min|小时|h|工作日|天|日|周|月|秒)$"
)
# Headings under which a bare duration is an upper bound; 服务时间 24小时 is none.
_LIMITING = re.compile(r"限|完成|响应|到场|处理|办理|时效|用时")
# What must have happened by then; 完成 and 办理 say no more than the content does.
_REACHED = {"到场", "响应", "到达", "上门", "接单", "回复", "答复", "回访", "派单", "受理", "恢复"}
# Said with their figure where the row has other limits: 4小时内完成.
_DONE = {
    "完成",
    "修复",
    "办结",
    "处理",
    "办理",
    "处置",
    "解决",
    "关闭",
    "维修完成",
    "处理完成",
    "修复完成",
    "完工",
    "反馈",
    "结案",
    "验收",
}
_AT_ONCE = {"立即", "马上", "立刻", "即时", "当场", "当日", "当天", "及时", "尽快", "随时"}
_ADVANCE = re.compile(r"提前")
_INTERVAL = re.compile(r"周期|间隔")
_PERIOD = re.compile(r"^(?:分钟|小时|天|日|周|月|季|季度|年|班)$")
#: What of a frequency says no deed.
_HOW_OFTEN = re.compile(
    r"[每隔各]|个?(?:工作日|小时|分钟|季度|半年|[日天周月季年班])|[0-9０-９一二两三四五六七八九十半.~～至到-]+|[次遍回趟]"
    r"|不少于|不低于|至少|以上|左右|随时|实时|根据|需要|必要时|早|晚|中午|上午|下午|[^\u4e00-\u9fff]"
)
_LEAST_DEED = 2
_MARKS = "。；;，,、：:.．…!！?？（）() "
_MAX_PHRASE = 14
_BREAK = re.compile(r"[，,。；;：:！!？?\s]")


@dataclass(frozen=True, slots=True)
class CellItem:
    """One item of a cell.

    Args:
        number: Its number inside the cell, "" where it has none.
        text: Without the number and the closing mark.
    """

    number: str
    text: str


def items_in(text: str) -> list[CellItem]:
    """Divide a cell into items: lines, numbered items, and parts between semicolons.

    A line that ends openly (、，和) goes on in the next one: people break lines to make a cell look right.
    """
    items = []
    for line in _joined_lines(text):
        for position, part in enumerate(split_inline(line)):
            pieces = [piece.strip() for piece in re.split(r"[；;]", part) if piece.strip()]
            items += [_item(piece, cut=position > 0 and piece == pieces[0]) for piece in pieces]
    return [item for item in items if item.text.strip(_MARKS) or item.number]


def phrase(cell: str) -> str:
    """Return a short cell on one line, without its closing mark."""
    return "、".join(item.text for item in items_in(cell)) or cell.strip()


def with_subject(subject: str, text: str) -> str:
    """Put the object of a row before what is said of it, so that the clause reads as a sentence.

    Example:
        >>> with_subject("大堂地面", "清扫"), with_subject("报修响应", "接到报修后登记，30分钟内到场")
        ('大堂地面清扫', '报修响应：接到报修后登记，30分钟内到场')
    """
    if not subject or text.startswith(subject.rstrip("：")):
        return text
    if subject.endswith("："):
        return subject + text
    if len(text) <= _MAX_PHRASE and not _BREAK.search(text):
        return subject + text
    return f"{subject}：{text}"


def quantity(cell: str, column: Column) -> str:
    """Return a figure with the unit that only the heading states: 2 under 频次（次/周） is 2次/周."""
    text = phrase(cell)
    if not column.unit or not _BARE_NUMBER.match(text):
        return text
    if column.role == "frequency" and _PERIOD.match(column.unit):
        return f"每{text}{column.unit}一次"
    return text + column.unit


def frequency_phrase(cell: str, column: Column) -> str:
    """Return a frequency as a sentence says it: 15天 under 保养周期 is 每15天一次."""
    text = quantity(cell, column)
    return f"每{text}一次" if _DURATION.match(text) and _INTERVAL.search(column.heading) else text


def says_deed(cell: str) -> bool:
    """Tell whether a cell of a frequency names what is done so often: 每日清洁4次, but not 每日不少于4次.

    Example:
        >>> says_deed("每日清洁4次"), says_deed("每日不少于4次")
        (True, False)
    """
    return len(_HOW_OFTEN.sub("", phrase(cell))) >= _LEAST_DEED


def limit_phrase(cell: str, column: Column, *, among_others: bool = False) -> str:
    """Return a time limit as a sentence says it: 30分钟 under 到场时限 is 30分钟内到场.

    Args:
        cell: The cell.
        column: Its column.
        among_others: Whether the row has other limits, so that each must say what it limits.
    """
    text = quantity(cell, column)
    if _ADVANCE.search(column.heading):
        return text if text.startswith("提前") else f"提前{text}"
    if _DURATION.match(text) and _LIMITING.search(column.heading):
        text = f"{text}内"
    label = limit_label(column)
    if not label or label in text or not (among_others or label in _REACHED):
        return text
    if among_others and _DURATION.match(text) and label in _REACHED | _DONE:
        text = f"{text}内"
    if text.endswith("内") or text in _AT_ONCE:
        return text + label
    return f"{label}：{text}" if among_others else text


def limit_label(column: Column) -> str:
    """Return what a limit column limits: 到场 for 到场时限, "" where the heading says only that it is a limit."""
    bare = re.sub(r"[（(].*", "", phrase(column.heading.split("\n")[-1]))
    return re.sub(r"(?:标准|要求)?(?:时限|时间|期限|时长)(?:要求|标准)?$|^时效$|^用时$", "", bare)


def _joined_lines(text: str) -> list[str]:
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and _OPEN_END.search(lines[-1].rstrip()):
            lines[-1] = lines[-1].rstrip() + line.strip()
        elif line.strip():
            lines.append(line.strip())
    return lines


def _item(text: str, *, cut: bool) -> CellItem:
    marker = find_item_marker(text) if cut else find_marker(text)
    if marker is None:
        return CellItem("", _closed(text))
    if marker.length >= len(text.strip()):
        # Nothing but a number: it is the item.
        return CellItem("", text)
    return CellItem(marker.shown, _closed(text[marker.length :]))


def _closed(text: str) -> str:
    return text.strip().rstrip("。；;，,、") or text.strip()
