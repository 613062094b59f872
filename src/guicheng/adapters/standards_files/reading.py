"""Reads the file of a standard: front matter, title, sections, clauses, and what is said of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

import yaml

from guicheng.adapters.standards_files.known import complaints, named_twice
from guicheng.adapters.standards_files.lines import (
    ELEMENT,
    GRADES,
    HEADING,
    IGNORE,
    IGNORED,
    KEY,
    KEY_OF,
    NOTE,
    NUMBER,
    divided,
    element_key,
    unescaped,
)
from guicheng.adapters.standards_files.plain_yaml import load_plain, problem_line
from guicheng.adapters.text import decode, lines_of
from guicheng.domain.standard.text import ClauseText, PartKind, StandardText, Suppression
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import Messages, _

_TEXTS: Final = ("code", "title", "domain", "level", "key")
_LISTS: Final = ("unit_path", "items", "property_types", "customer_groups", "grades")
_LEVELS: Final = ("company", "estate", "contract")
_MOST_FRONT: Final = 20_000
_SEPARATOR: Final = re.compile(r"[、，,;；]")
_OWN_FIELD: Final = re.compile(
    rb"^(?:code|domain|unit_path|items|property_types|customer_groups|grades):", re.MULTILINE
)
_FIELD: Final = re.compile(rb"^([A-Za-z_]+):", re.MULTILINE)
_ELEMENT_LINE: Final = re.compile(f"^- (?:{'|'.join(KEY_OF)})[：:]".encode(), re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PlacedMessage(Message):
    """A sentence with the place that it speaks of before it, such as ``GC-01.md:12``."""

    place: str = ""

    def render(self, translate: Callable[[str], str] = str) -> str:
        """Return place and sentence."""
        return f"{self.place}: {Message.render(self, translate)}"


class StandardsFileError(GuichengError):
    """A file of a standard is not in the format.

    Args:
        reasons: What is wrong, all of it, each with file and line; at least one.
    """

    code = "standards-file"

    def __init__(self, *reasons: PlacedMessage) -> None:
        super().__init__(Messages.of(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class PlacedStandard:
    """A standard with the line of each of its parts.

    Args:
        standard: The standard.
        lines: Line of each part, counted from 1.
    """

    standard: StandardText
    lines: tuple[int, ...]


@dataclass
class _Part:
    """A part while its lines are read."""

    line: int
    part: ClauseText
    elements: dict[str, str] = field(default_factory=dict)

    def built(self) -> ClauseText:
        return replace(self.part, elements=self.elements)


def has_front_matter(data: bytes) -> bool:
    """Tell whether a file begins as the file of a standard does.

    Its front matter has a field that no other text has, or nothing but a title above clauses with elements: then the
    code was forgotten, and that is to be told.
    """
    head = data[:_MOST_FRONT].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if not head.startswith(b"---\n"):
        return False
    front, _end, body = head.removeprefix(b"---").partition(b"\n---")
    if _OWN_FIELD.search(front):
        return True
    fields = {hit[1] for hit in _FIELD.finditer(front)}
    return fields == {b"title"} and bool(_ELEMENT_LINE.search(body))


def read_standard(name: str, data: bytes) -> PlacedStandard:
    """Read the file of a standard.

    Args:
        name: The file, for messages.
        data: All of it.

    Raises:
        FileRefusedError: It is no text, or too large.
        StandardsFileError: A line is not in the format; the message names it and says what to write.
    """
    reader = _Reader(name, lines_of(decode(name, data)))
    placed = reader.read()
    told = [*reader.faults]
    for line, message in complaints(placed.standard, placed.lines, reader.line_of):
        told += reader.complain(line, message).reasons
    if told:
        raise StandardsFileError(*sorted(told, key=lambda each: int(each.place.rpartition(":")[2])))
    return placed


@dataclass
class _Reader:
    """Reads the lines of one file from front to back."""

    name: str
    lines: Sequence[str]
    parts: list[_Part] = field(default_factory=list)
    title: str = ""
    faults: list[PlacedMessage] = field(default_factory=list)

    def complain(self, line: int, message: Message) -> StandardsFileError:
        """Return the error for a line."""
        return StandardsFileError(PlacedMessage(message.text, message.fields, f"{self.name}:{line}"))

    def read(self) -> PlacedStandard:
        front, first = self._front()
        for number, line in enumerate(self.lines[first:], first + 1):
            if line.strip():
                self._try(self._line, number, line.rstrip())
        title = str(front.pop("title", "")) or self.title
        if not title:
            missing = _("The standard has no title. Write “# title” below the front matter.")
            self.faults += self.complain(first + 1, missing).reasons
        front.setdefault("code", "")
        standard = StandardText(title=title, parts=tuple(part.built() for part in self.parts), **front)
        return PlacedStandard(standard, tuple(part.line for part in self.parts))

    def _try(self, take: Callable[..., Any], *told: Any) -> Any:
        """Take something in; what is wrong with it is kept, so that all of a file is told at once."""
        try:
            return take(*told)
        except StandardsFileError as error:
            self.faults += error.reasons
            return None

    def _front(self) -> tuple[dict[str, Any], int]:
        """Return the front matter and the index of the first line after it."""
        if not self.lines or self.lines[0].lstrip("\ufeff").rstrip() != "---":
            raise self.complain(1, _("The file must begin with front matter: a line ---, then code: and title:."))
        end = next((index for index, line in enumerate(self.lines[1:], 1) if line.rstrip() == "---"), 0)
        if not end:
            raise self.complain(1, _("The front matter has no end. Write a line --- after it."))
        return self._values("\n".join(self.lines[1:end])), end + 1

    def _values(self, text: str) -> dict[str, Any]:
        try:
            found = load_plain(text[:_MOST_FRONT])
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            raise self.complain(
                problem_line(error) + 1, _("The front matter is no YAML. Write one “name: value” a line.")
            ) from error
        if not isinstance(found, dict):
            raise self.complain(2, _("The front matter is no YAML. Write one “name: value” a line."))
        for number, key in named_twice(text):
            twice = _("“{key}” stands twice in the front matter. Keep the one that holds.", key=key)
            self.faults += self.complain(number, twice).reasons
        if not str(found.get("code") or "").strip():
            self.faults += self.complain(2, _("The front matter names no code. Write “code: GC-01”.")).reasons
        read = {str(key): self._try(self._value, str(key), value) for key, value in found.items()}
        return {key: value for key, value in read.items() if value is not None}

    def _value(self, key: str, value: object) -> str | tuple[str, ...]:
        line = self.line_of(key)
        if key in _TEXTS:
            return self._text(line, key, value)
        if key in _LISTS:
            return self._list(line, key, value)
        known = ", ".join((*_TEXTS, *_LISTS))
        raise self.complain(line, _("“{key}” is no field of the front matter. It has: {known}.", key=key, known=known))

    def line_of(self, key: str) -> int:
        """Return the line of a field of the front matter."""
        return next((n for n, line in enumerate(self.lines, 1) if line.startswith(f"{key}:")), 2)

    def _text(self, line: int, key: str, value: object) -> str:
        if not isinstance(value, str):
            raise self.complain(line, _("“{key}” takes one text.", key=key))
        text = value.strip()
        if key == "level" and text and text not in _LEVELS:
            raise self.complain(line, _("“level” is one of: {known}.", known=", ".join(_LEVELS)))
        if key == "key" and text:
            text = self._uuid(line, text)
        return text

    def _list(self, line: int, key: str, value: object) -> tuple[str, ...]:
        listed = value or []
        if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
            raise self.complain(line, _("“{key}” takes a list, such as [a, b].", key=key))
        texts = tuple(each.strip() for each in listed)
        # An estate may be called as the region above it is.
        twice = key != "unit_path" and len(set(texts)) < len(texts)
        if twice or not all(texts):
            raise self.complain(line, _("“{key}” names the same thing twice, or nothing.", key=key))
        return texts

    def _uuid(self, line: int, text: str) -> str:
        try:
            return str(UUID(text))
        except ValueError as error:
            raise self.complain(
                line, _("“{quoted}” is no key: a UUID that the product wrote. Leave it out for a new one.", quoted=text)
            ) from error

    def _line(self, number: int, line: str) -> None:
        if hit := HEADING.fullmatch(line):
            self._heading(number, len(hit["marks"]), hit["text"])
        elif hit := NOTE.fullmatch(line):
            self._add(number, PartKind.NOTE, hit["text"])
        elif hit := ELEMENT.fullmatch(line):
            self._element(number, hit["name"], hit["value"].strip())
        elif line.startswith(("- ", "* ")):
            raise self.complain(number, _("A line that begins with - is “- element：text”. Write it so, or “\\- …”."))
        else:
            self._add(number, PartKind.CLAUSE, line.strip())

    def _heading(self, number: int, rank: int, text: str) -> None:
        if rank > 1:
            self._add(number, PartKind.HEADING, text.strip(), rank - 1)
        elif self.title or self.parts:
            raise self.complain(number, _("A file holds one standard with one title. Sections begin with ##."))
        else:
            self.title = unescaped(text.strip())

    def _add(self, line: int, kind: PartKind, text: str, level: int = 0) -> None:
        printed, rest = divided(text, heading=kind is PartKind.HEADING)
        self.parts.append(_Part(line, ClauseText(unescaped(rest), printed, kind, level)))

    def _element(self, line: int, name: str, value: str) -> None:
        if not self.parts:
            raise self.complain(line, _("“- {name}” says something of a clause, but none stands before it.", name=name))
        last = self.parts[-1]
        special = {GRADES: self._grades, KEY: self._key, NUMBER: self._number, IGNORE: self._ignored}.get(name)
        if special:
            last.part = special(line, last.part, value)
            return
        key = element_key(name)
        if key in last.elements:
            raise self.complain(line, _("“{name}” stands twice below one clause. Keep one of the two.", name=name))
        last.elements[key] = unescaped(value)

    def _grades(self, line: int, part: ClauseText, value: str) -> ClauseText:
        names = tuple(name.strip() for name in _SEPARATOR.split(value) if name.strip())
        if not names:
            raise self.complain(line, _("Name the grades that have this clause, or leave the line out."))
        return replace(part, grades=names)

    def _key(self, line: int, part: ClauseText, value: str) -> ClauseText:
        key = self._uuid(line, value)
        if any(other.part.key == key for other in self.parts):
            raise self.complain(line, _("Another clause has the same key. Leave the line out for a new one."))
        return replace(part, key=key)

    def _number(self, _line: int, part: ClauseText, value: str) -> ClauseText:
        return replace(part, number=unescaped(value))

    def _ignored(self, line: int, part: ClauseText, value: str) -> ClauseText:
        hit = IGNORED.fullmatch(value)
        until = self._day(line, hit["until"]) if hit and hit["until"] else None
        if not hit:
            raise self.complain(
                line, _("Write code, reason and, if it ends, the last day: “- 忽略：MH001 reason 至2027-01-01”.")
            )
        return replace(
            part, suppressions=(*part.suppressions, Suppression(hit["code"], unescaped(hit["reason"]), until))
        )

    def _day(self, line: int, text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise self.complain(line, _("There is no day {day}. Write it as 2027-01-31.", day=text)) from error
