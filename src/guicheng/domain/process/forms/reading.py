"""The cell 表单/记录 of a step, read as the form that is filled in when the step is done.

Each record that a cell names is a field, or has its fields in brackets: ``评分表(结论:优/良/差)``,
``水压(数值 MPa 0.2~0.4)``, ``派工单（写到场时间，附照片2张）``, ``签名``, ``备注(选填)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from guicheng.domain.process.answers import folded, read_answer, unanswered
from guicheng.domain.process.forms.field import MOST_PHOTOS, Field, FieldKind
from guicheng.domain.process.routes import read_choices

#: Full-width signs as the narrow ones; letters keep their case, since units have one (MPa).
_NARROW: Final = {0xFF01 + sign: 0x21 + sign for sign in range(94)} | {0x3000: " "}
#: The name of a field that asks for nothing but where the case goes: the heading of that column.
ROUTE: Final = "去向"
_BRACKETS: Final = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_PARTS: Final = re.compile(r"[、；;，,\n]")
_PIECES: Final = re.compile(r"[；;，,]")
_KEPT: Final = re.compile(r"(?:保存|保管|留存|存档|归档)")
_VERBS: Final = re.compile(r"^(?:并|且)?(?:填写|写明|写清|注明|记录|上传|须附|须|写|填|附|记|拍)")
_OPTIONAL: Final = re.compile(r"(?:选填|可不填|可选|非必填|如有)")
_EDGE: Final = " \t:：《》〈〉“”\"'-"
_NUM: Final = r"-?\d{1,9}(?:\.\d{1,6})?"
_UNIT: Final = r"[^\d\s~～≥≤<>=()（）:：]{0,8}"
_BOUNDS: Final = (
    rf"(?:(?P<low>{_NUM})\s?{_UNIT}?\s?(?:~|～|-|—|至|到)\s?(?P<high>{_NUM})"
    rf"|(?:≥|>=|不低于|不少于|至少)\s?(?P<least>{_NUM})|(?:≤|<=|不高于|不超过|至多)\s?(?P<most>{_NUM}))"
)
#: 水压 数值 MPa 0.2~0.4, 数值 ℃, 读数 kWh ≥0.
_NUMBER: Final = re.compile(
    rf"(?P<name>.*?)[\s:]*(?:数值|数字|读数)\s?(?P<unit>{_UNIT})\s?(?:{_BOUNDS}\s?(?P<after>{_UNIT}))?"
)
_MEASURED: Final = re.compile(r"数值|数字|读数")
#: 水压 0.2~0.4MPa.
_BOUNDED: Final = re.compile(rf"(?P<name>[^\d~]*?)[\s:]*{_BOUNDS}\s?(?P<unit>{_UNIT})")
_PHOTO: Final = re.compile(r"(?:照片|相片|图片|拍照)(?:\s?(?P<least>\d{1,2})\s?张(?:以上)?)?$")
_WORDS: Final = (
    (FieldKind.SIGNATURE, re.compile(r"(?:签名|签字|签章|签收人?)$")),
    (FieldKind.DATE, re.compile(r"日期$")),
    (FieldKind.TIME, re.compile(r"(?:时间|时刻)$")),
    (FieldKind.PLACE, re.compile(r"(?:地点|位置|部位|房号|地址)$")),
    (FieldKind.PERSON, re.compile(r"(?:人员|姓名|负责人|经办人|责任人|检查人|验收人|接班人|交班人|联系人|陪同人)$")),
)


def read_form(record: str, routes: Sequence[str] = (), *, several: bool = False) -> tuple[Field, ...]:
    """Read what is filled in when a step is done.

    Args:
        record: The cell.
        routes: Answers of which one says where the case goes, as the step's ways have them; "" for one that is open
            when no other is.
        several: Whether several of them may be given.

    Example:
        >>> [(field.name, field.kind.value) for field in read_form("水压(数值 MPa 0.2~0.4)、照片、签名")]
        [('水压', 'number'), ('照片', 'photo'), ('签名', 'signature')]
    """
    fields = list(_once(field for part, inside in _records(record) for field in _fields(part, inside)))
    answers = [answer for answer in routes if answer]
    return tuple(_deciding(fields, answers, several=several) if answers else fields)


def _records(cell: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each record that a cell names, with what stands in brackets behind it."""
    bare = _BRACKETS.sub(lambda hit: "\0" * len(hit[0]), cell)
    start = 0
    for mark in [*_PARTS.finditer(bare), None]:
        end = mark.start() if mark else len(bare)
        part = cell[start:end]
        start = mark.end() if mark else end
        if part.strip(_EDGE):
            yield " ".join(_BRACKETS.sub("", part).split()).strip(_EDGE), _BRACKETS.findall(part)


def _fields(name: str, inside: Sequence[str]) -> Iterator[Field]:
    optional = any(_OPTIONAL.search(text) for text in inside)
    found = [field for text in inside for piece in _PIECES.split(text) for field in _piece(piece, name)]
    if not found and name and not _is_dash(name):
        number = _number(name.translate(_NARROW), "") if _MEASURED.search(name) else None
        found = [number or _typed(name) or Field(name)]
    yield from (replace(field, required=False) if optional else field for field in found)


def _is_dash(name: str) -> bool:
    return name in {"—", "/", "\\", "无", "－"}


def _piece(piece: str, record: str) -> Iterator[Field]:
    """Yield the fields that one piece in brackets asks for; nothing for a remark, such as how long it is kept."""
    text = _OPTIONAL.sub("", piece.translate(_NARROW)).strip()
    if not text or _KEPT.search(text):
        return
    if choices := read_choices(f"({text})"):
        yield from (Field(choice.name or record, FieldKind.CHOICE, answers=choice.answers) for choice in choices)
        return
    if number := _number(text, record):
        yield number
        return
    for part in text.split("、"):
        named = part if _PHOTO.match(part) else _VERBS.sub("", part).strip(_EDGE)
        field = _typed(named) if named else None
        if field is None and named and _VERBS.match(part):
            field = Field(named)
        if field is not None:
            yield field


def _number(text: str, record: str) -> Field | None:
    match = _NUMBER.fullmatch(text) or _BOUNDED.fullmatch(text)
    if match is None:
        return None
    found = match.groupdict()
    low, high = found["low"] or found["least"], found["high"] or found["most"]
    name = _VERBS.sub("", found["name"]).strip(_EDGE) or record
    unit = (found["unit"] or found.get("after") or "").strip()
    if low and high:
        low, high = sorted((low, high), key=Fraction)
    bounds = [Fraction(bound) if bound else None for bound in (low, high)]
    return Field(name, FieldKind.NUMBER, unit, bounds[0], bounds[1]) if name else None


def _typed(name: str) -> Field | None:
    """Return the field that a name asks for by its last word, None where that says nothing."""
    plain = name.translate(_NARROW)
    if match := _PHOTO.search(plain):
        least = min(int(match["least"] or 1), MOST_PHOTOS)
        return Field(
            plain[: match.start("least")].strip() if match["least"] else name, FieldKind.PHOTO, least=max(least, 1)
        )
    return next((Field(name, kind) for kind, words in _WORDS if words.search(plain)), None)


def _once(fields: Iterable[Field]) -> Iterator[Field]:
    """Yield fields with names of their own; a second one of a name gets its number."""
    seen: dict[str, int] = {}
    for field in fields:
        seen[field.name] = seen.get(field.name, 0) + 1
        yield field if seen[field.name] == 1 else replace(field, name=f"{field.name} {seen[field.name]}")


def _deciding(fields: Sequence[Field], routes: Sequence[str], *, several: bool) -> list[Field]:
    """Return a form one field of which says where the case goes: one that it has, or one more."""
    answers = [read_answer(route) for route in routes]
    known = {folded(route) for route in routes} | {word for answer in answers for word in answer.words}
    for place, field in enumerate(fields):
        listed = {folded(answer) for answer in field.answers}
        if listed & known and not unanswered(field.answers, answers):
            chosen = replace(field, decides=True, required=True, several=several)
            return [*fields[:place], chosen, *fields[place + 1 :]]
    counted = [answer.ranges[0] for answer in answers if len(answer.ranges) == 1 and not answer.words]
    if len(counted) == len(answers):
        return _counted(fields, counted[0].subject, counted[0].unit)
    ways = Field(ROUTE, FieldKind.CHOICE, answers=tuple(routes), several=several, decides=True)
    return [*fields, ways]


def _counted(fields: Sequence[Field], subject: str, unit: str) -> list[Field]:
    """Return a form in which a number says where the case goes."""
    for place, field in enumerate(fields):
        if field.kind is FieldKind.NUMBER and field.unit in {unit, ""} and subject in {field.name, ""}:
            chosen = replace(field, unit=unit, decides=True, required=True)
            return [*fields[:place], chosen, *fields[place + 1 :]]
    return [*fields, Field(subject or ROUTE, FieldKind.NUMBER, unit, decides=True)]
