"""The fields of a step's form: what kind of answer each takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final


class FieldKind(StrEnum):
    """What an answer is."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    #: Pictures, each named by the SHA-256 of its bytes.
    PHOTO = "photo"
    #: The name of whoever signs, as they wrote it.
    SIGNATURE = "signature"
    DATE = "date"
    #: A date with a clock time.
    TIME = "time"
    PERSON = "person"
    PLACE = "place"


#: The longest answer in characters, by kind.
LONGEST: Final[Mapping[FieldKind, int]] = {
    FieldKind.TEXT: 2_000,
    FieldKind.SIGNATURE: 40,
    FieldKind.PERSON: 40,
    FieldKind.PLACE: 120,
}
MOST_PHOTOS: Final = 12


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Args:
        name: What is asked for; no two fields of a form have the same.
        kind: What an answer is.
        unit: Unit of a number, "" for none.
        low: Least number that is in order; one below is kept and told. None for no bound.
        high: Greatest number that is in order.
        answers: What can be chosen.
        several: Whether several answers may be chosen.
        required: Whether the step can't be done without it.
        least: How many photos there have to be.
        decides: Whether the answer says where the case goes.
    """

    name: str
    kind: FieldKind = FieldKind.TEXT
    unit: str = ""
    low: Fraction | None = None
    high: Fraction | None = None
    answers: tuple[str, ...] = ()
    several: bool = False
    required: bool = True
    least: int = 1
    decides: bool = False


def schema_of(fields: Sequence[Field]) -> dict[str, Any]:
    """Return a form as JSON Schema (draft 2020-12).

    Bounds of a number are those of what is in order, not of what can be entered: they stand under ``x-in-order``, and
    the unit under ``x-unit``; ``x-kind`` says what the answer is, ``x-decides`` that it says where the case goes.

    Args:
        fields: The form.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {field.name: _property(field) for field in fields},
        "required": [field.name for field in fields if field.required],
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, Any]:
    found: dict[str, Any] = {"title": field.name, "x-kind": field.kind.value, **_TYPES[field.kind]}
    if field.kind in LONGEST:
        found |= (
            {"minLength": 1, "maxLength": LONGEST[field.kind]} if field.required else {"maxLength": LONGEST[field.kind]}
        )
    if field.kind is FieldKind.CHOICE:
        listed: dict[str, Any] = {"type": "string", "enum": list(field.answers)}
        many = {"type": "array", "items": listed, "minItems": int(field.required), "uniqueItems": True}
        found |= many if field.several else listed
    if field.kind is FieldKind.PHOTO:
        found |= {"minItems": field.least if field.required else 0, "maxItems": MOST_PHOTOS}
    if field.unit:
        found["x-unit"] = field.unit
    bounds = {"minimum": field.low, "maximum": field.high}
    if order := {name: plain(bound) for name, bound in bounds.items() if bound is not None}:
        found["x-in-order"] = order
    return {**found, "x-decides": True} if field.decides else found


_TYPES: Final[Mapping[FieldKind, Mapping[str, Any]]] = {
    FieldKind.TEXT: {"type": "string"},
    FieldKind.NUMBER: {"type": "number"},
    FieldKind.CHOICE: {},
    FieldKind.PHOTO: {"type": "array", "items": {"type": "string", "pattern": "^[0-9a-f]{64}$"}, "uniqueItems": True},
    FieldKind.SIGNATURE: {"type": "string"},
    FieldKind.DATE: {"type": "string", "format": "date"},
    FieldKind.TIME: {"type": "string", "format": "date-time"},
    FieldKind.PERSON: {"type": "string"},
    FieldKind.PLACE: {"type": "string"},
}


def plain(number: Fraction) -> int | float:
    """Return a number as JSON writes it: whole where it is whole."""
    return int(number) if number.denominator == 1 else float(number)
