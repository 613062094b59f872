"""Standards as JSON that other programs read, and read back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any, Final
from uuid import UUID

from guicheng.domain.standard import ClauseText, PartKind, StandardText, Suppression
from guicheng.domain.standard.grades import check_values
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _

Json = dict[str, Any]
_FORMAT: Final = 1
_LISTS: Final = ("unit_path", "items", "property_types", "customer_groups", "grades")
_TEXTS: Final = ("code", "title", "domain", "level", "key")
#: What is told of a standard besides its text, and passed over when it is read back.
_TOLD: Final = frozenset({"unit", "state", "revision", "edition"})
_MOST: Final = 50_000_000


def standard_json(standard: StandardText) -> Json:
    """Return a standard as plain values; what is empty is left out."""
    found: Json = {name: getattr(standard, name) for name in _TEXTS if getattr(standard, name)}
    found |= {name: list(getattr(standard, name)) for name in _LISTS if getattr(standard, name)}
    return found | {"parts": [_part_json(part) for part in standard.parts]}


def dump_standards(standards: Iterable[StandardText]) -> str:
    """Return a JSON file of standards."""
    told = {"format": _FORMAT, "standards": [standard_json(each) for each in standards]}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def load_standards(name: str, data: bytes) -> tuple[StandardText, ...]:
    """Return the standards of a file that ``dump_standards`` wrote, or that drafts or an edition were handed out as.

    Args:
        name: The file, for messages.
        data: All of it.

    Raises:
        FileRefusedError: It is no such file.
        GradeValuesError: A part gives more or fewer values than there are grades.
    """
    try:
        if len(data) > _MOST:
            raise ValueError("too long")  # noqa: TRY301  (one sentence tells all)
        told = json.loads(data)
        if told["format"] != _FORMAT:
            raise ValueError("another format")  # noqa: TRY301
        standards = tuple(_standard(each) for each in told["standards"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FileRefusedError(
            _("“{name}” is no JSON file of standards. Write one with “guicheng convert”.", name=name)
        ) from error
    for standard in standards:
        for part in standard.parts:
            check_values(standard, part)
    return standards


def _part_json(part: ClauseText) -> Json:
    told: Json = {"kind": part.kind.value, "number": part.number, "text": part.text}
    told |= {"level": part.level} if part.level else {}
    told |= {"elements": dict(part.elements)} if part.elements else {}
    told |= {"grades": list(part.grades)} if part.grades else {}
    told |= {"key": part.key} if part.key else {}
    if part.suppressions:
        told["suppressions"] = [
            {"code": each.code, "reason": each.reason} | ({"until": f"{each.until:%Y-%m-%d}"} if each.until else {})
            for each in part.suppressions
        ]
    return told


def _standard(told: Json) -> StandardText:
    known = {each.name for each in fields(StandardText)}
    if not set(told) - _TOLD <= known or not told["code"] or not told["title"]:
        raise ValueError("another field")
    texts = {name: _text(told.get(name, "")) for name in _TEXTS}
    lists = {name: tuple(_text(each) for each in told.get(name, ())) for name in _LISTS}
    parts = tuple(_part(each) for each in told["parts"])
    held: Json = {**texts, **lists}
    return StandardText(**held, parts=parts)


def _part(told: Json) -> ClauseText:
    text = _text(told["text"])
    if not text:
        raise ValueError("no text")
    key = _text(told.get("key", ""))
    return ClauseText(
        text,
        _text(told.get("number", "")),
        PartKind(told["kind"]),
        int(told.get("level", 0)),
        {_text(name): _text(value) for name, value in told.get("elements", {}).items()},
        tuple(_text(each) for each in told.get("grades", ())),
        str(UUID(key)) if key else "",
        tuple(_suppression(each) for each in told.get("suppressions", ())),
    )


def _suppression(told: Json) -> Suppression:
    until = date.fromisoformat(told["until"]) if "until" in told else None
    return Suppression(_text(told["code"]), _text(told["reason"]), until)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value.strip()
