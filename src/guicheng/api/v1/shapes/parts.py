"""What all shapes share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import ConfigDict, field_validator

#: A lasting key of something.
Key = Annotated[str, Field(max_length=36, examples=["0b4f8a52-6d3f-4f0e-9a57-2f6f2f0b9c11"])]
#: The revision that the caller saw.
Revision = Annotated[int, Field(ge=0, le=2_000_000_000, description="the revision that was seen", examples=[1])]
#: Where the page before ended.
Cursor = Annotated[str, Field(max_length=400, description="`next` of the page before")]
#: Number of an edition.
Number = Annotated[int, Field(ge=1, le=2_000_000_000)]
Next = Annotated[str, Field(description="cursor of the next page, empty at the end")]


class Problem(Schema):
    """Why a call was not carried out (RFC 9457). Some codes come with more: see the list of codes."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(..., description="address of what the code means", examples=["/api/v1/docs#stale"])
    title: str = Field(..., description="a sentence in the caller's language")
    status: int
    code: str = Field(..., description="stable; act on this, not on the sentence", examples=["stale"])


class Sent(Schema):
    """A body that a caller sends; a field that it does not know is refused, since it may be a misspelt one."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*", mode="after")
    @classmethod
    def storable(cls, value: Any) -> Any:
        """Refuse text that no database keeps: half of a character, or a sign that ends strings."""
        if not _is_storable(value):
            raise ValueError("holds U+0000 or half of a surrogate pair")
        return value


class Wanted(Schema):
    """What a caller wants of a list."""

    cursor: Cursor = ""

    @field_validator("*", mode="after")
    @classmethod
    def findable(cls, value: Any) -> Any:
        """Refuse text that no database can look for."""
        if not _is_storable(value):
            raise ValueError("holds U+0000 or half of a surrogate pair")
        return value


class Told(Schema):
    """A thing by key and name."""

    key: str
    name: str


def _is_storable(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)
    if isinstance(value, Mapping):
        return all(_is_storable(part) for pair in value.items() for part in pair)
    if isinstance(value, list | tuple):
        return all(_is_storable(part) for part in value)
    return True
