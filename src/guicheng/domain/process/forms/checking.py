"""Answers set beside their form: what is missing, what cannot be, what is out of order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final

from guicheng.domain.process.forms.field import LONGEST, MOST_PHOTOS, Field, FieldKind, plain
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

_NUMBER: Final = re.compile(r"[-+]?\d{1,12}(?:\.\d{1,9})?")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an answer is not taken.

    Args:
        field: Name of the field.
        message: What to do.
    """

    field: str
    message: Message


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers beside their form.

    Args:
        values: What is kept, by field; fields that were left empty are not among them.
        faults: Why the form can't be taken; none where it can.
        outside: Numbers that lie outside what is in order; they are kept, for they were measured.
        answer: What says where the case goes; "" where nothing does.
    """

    values: Mapping[str, Any]
    faults: tuple[Fault, ...]
    outside: tuple[str, ...] = ()
    answer: str = ""


def check(fields: Sequence[Field], given: Mapping[str, Any]) -> Answers:
    """Set answers beside their form.

    Args:
        fields: The form.
        given: Answers by field, as JSON or an HTML form holds them.
    """
    values, faults = dict[str, Any](), list[Fault]()
    for field in fields:
        found = _read(field, given.get(field.name))
        if isinstance(found, Message):
            faults.append(Fault(field.name, found))
        elif found is not None:
            values[field.name] = found
    known = {field.name for field in fields}
    faults += [
        Fault(name, _("This step has no field “{name}”.", name=str(name)[:60])) for name in given if name not in known
    ]
    return Answers(values, tuple(faults), tuple(_outside(fields, values)), _answer(fields, values))


def _read(field: Field, said: Any) -> Any:
    """Return an answer as it is kept, None where there is none, or why it is not taken."""
    if said is None or said in ("", []):
        return _missing(field) if field.required else None
    found = _READ[field.kind](field, said)
    if not isinstance(found, Message) and found in ("", []):
        return _missing(field) if field.required else None
    return found


def _missing(field: Field) -> Message:
    if field.kind is FieldKind.PHOTO:
        return _("Take at least {least} photos for “{name}”.", least=str(field.least), name=field.name)
    if field.kind is FieldKind.CHOICE:
        return _("Choose an answer for “{name}”: {answers}.", name=field.name, answers="、".join(field.answers))
    if field.kind is FieldKind.SIGNATURE:
        return _("Sign at “{name}” by writing the name.", name=field.name)
    return _("Fill in “{name}”.", name=field.name)


def _text(field: Field, said: Any) -> str | Message:
    if not isinstance(said, str):
        return _("“{name}” is a text.", name=field.name)
    text = "\n".join(" ".join(line.split()) for line in said.replace("\0", "").splitlines()).strip()
    if len(text) > LONGEST[field.kind]:
        return _("“{name}” has at most {most} characters. Shorten it.", name=field.name, most=str(LONGEST[field.kind]))
    return text


def _number(field: Field, said: Any) -> int | float | Message:
    if isinstance(said, bool) or not isinstance(said, int | float | str):
        return _not_a_number(field)
    text = str(said).strip().removesuffix(field.unit).strip().replace("，", "").replace(",", "")
    return plain(Fraction(text)) if _NUMBER.fullmatch(text) else _not_a_number(field)


def _not_a_number(field: Field) -> Message:
    return _("Write “{name}” as a number, such as 0.3.", name=field.name)


def _choice(field: Field, said: Any) -> str | list[str] | Message:
    chosen = [said] if isinstance(said, str) else said
    wrong = not isinstance(chosen, list) or any(each not in field.answers for each in chosen)
    if wrong or (len(chosen) > 1 and not field.several):
        return _("Choose an answer for “{name}”: {answers}.", name=field.name, answers="、".join(field.answers))
    if field.several:
        return [answer for answer in field.answers if answer in chosen]
    return chosen[0] if chosen else ""


def _photos(field: Field, said: Any) -> list[str] | Message:
    if not isinstance(said, list) or any(not isinstance(each, str) or not _DIGEST.fullmatch(each) for each in said):
        return _("“{name}” takes photos that were sent before.", name=field.name)
    photos = list(dict.fromkeys(said))
    if len(photos) > MOST_PHOTOS:
        return _("“{name}” takes at most {most} photos.", name=field.name, most=str(MOST_PHOTOS))
    return photos if len(photos) >= field.least or not field.required else _missing(field)


def _date(field: Field, said: Any) -> str | Message:
    try:
        return date.fromisoformat(said.strip()).isoformat()
    except (ValueError, AttributeError):
        return _("Write “{name}” as a date, such as 2026-11-23.", name=field.name)


def _time(field: Field, said: Any) -> str | Message:
    try:
        return datetime.fromisoformat(said.strip()).isoformat(timespec="minutes")
    except (ValueError, AttributeError):
        return _("Write “{name}” as a date and a time, such as 2026-11-23 08:30.", name=field.name)


_READ: Final[Mapping[FieldKind, Callable[[Field, Any], Any]]] = {
    FieldKind.TEXT: _text,
    FieldKind.NUMBER: _number,
    FieldKind.CHOICE: _choice,
    FieldKind.PHOTO: _photos,
    FieldKind.SIGNATURE: _text,
    FieldKind.DATE: _date,
    FieldKind.TIME: _time,
    FieldKind.PERSON: _text,
    FieldKind.PLACE: _text,
}


def _outside(fields: Sequence[Field], values: Mapping[str, Any]) -> Iterator[str]:
    for field in fields:
        if field.kind is FieldKind.NUMBER and field.name in values:
            number = Fraction(str(values[field.name]))
            below = field.low is not None and number < field.low
            if below or (field.high is not None and number > field.high):
                yield field.name


def _answer(fields: Sequence[Field], values: Mapping[str, Any]) -> str:
    """Return what says where the case goes, as a way is named."""
    for field in fields:
        if field.decides and field.name in values:
            said = values[field.name]
            return "、".join(said) if isinstance(said, list) else f"{said}{field.unit}"
    return ""
