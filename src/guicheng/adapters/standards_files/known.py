"""What a standard's file may name: services, kinds of property, customers, grades, efforts that can be worked with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from guicheng.domain.catalogue import CUSTOMERS, DOMAINS, PROPERTY_TYPES, shipped
from guicheng.domain.elements.effort import effort_of
from guicheng.domain.standard.grades import check_values, text_at
from guicheng.domain.standard.text import ClauseText, StandardText
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _

#: Services that a company added itself, which no file knows by name.
_OWN: Final = re.compile(r"[a-z_]+\.own-[0-9a-f]{8}")
_FIELD: Final = re.compile(r"([A-Za-z_]+):")
#: The drafts of a company have this kind of service besides, of which the catalogue has no services.
_DOMAINS: Final = (*DOMAINS, "management")


def named_twice(front: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of each field that stands a second time: YAML would take the last without a word.

    Args:
        front: The front matter, which begins on the second line of its file.
    """
    seen: set[str] = set()
    for number, line in enumerate(front.splitlines(), 2):
        named = _FIELD.match(line)
        if named is not None and named[1] in seen:
            yield number, named[1]
        elif named is not None:
            seen.add(named[1])


def complaints(
    standard: StandardText, lines: Sequence[int], line_of: Callable[[str], int]
) -> Iterator[tuple[int, Message]]:
    """Yield line and sentence of each value that is none.

    Args:
        standard: The standard.
        lines: Line of each of its parts.
        line_of: Returns the line of a field of the front matter.
    """
    for field, message in _coverage(standard):
        yield line_of(field), message
    for part, line in zip(standard.parts, lines, strict=True):
        yield from ((line, message) for message in _part(standard, part))


def _coverage(standard: StandardText) -> Iterator[tuple[str, Message]]:
    if standard.domain and standard.domain not in _DOMAINS:
        yield "domain", _no("domain", standard.domain, _DOMAINS)
    known = {item.key for item in shipped()}
    for item in standard.items:
        if item not in known and not _OWN.fullmatch(item):
            domain = item.partition(".")[0]
            there = sorted(
                key for key in known if "." in key and (domain not in DOMAINS or key.startswith(f"{domain}."))
            )
            yield "items", _no("items", item, there)
    for field, values in (("property_types", PROPERTY_TYPES), ("customer_groups", CUSTOMERS)):
        yield from ((field, _no(field, each, values)) for each in getattr(standard, field) if each not in values)


def _no(field: str, value: str, known: Sequence[str]) -> Message:
    return _("“{value}” is none of {field}. There are: {known}.", value=value, field=field, known=", ".join(known))


def _part(standard: StandardText, part: ClauseText) -> Iterator[Message]:
    try:
        check_values(standard, part)
        for grade in part.grades or standard.grades or ("",):
            said = (text_at(part.elements.get(key, ""), standard.grades, grade, part.grades) for key in _EFFORT)
            effort_of(*said)
    except GuichengError as error:
        yield error.message


_EFFORT: Final = ("effort", "material")
