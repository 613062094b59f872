"""What a task says beside BPMN: limit, record, post, number, clauses, in our elements or in those of other editors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.adapters.bpmn.names import MODEL, local, space
from guicheng.adapters.xml import Element
from guicheng.domain.process.limits import read_limit
from guicheng.domain.process.table import Limit
from guicheng.domain.process.words import column_of

_LINE = re.compile(r"\s*([^:：\n]{1,12})[:：]\s*(.+?)\s*")
#: Columns that our own element holds under their English names, in the order in which they are written.
OUR_COLUMNS = ("number", "post", "limit", "form", "record", "inputs", "note", "clauses")
_POSTS = {"assignee", "candidateGroups", "candidateUsers"}
_DURATION = re.compile(
    r"P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?"
    r"(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})(?:\.\d{1,6})?S)?)?"
)
_UNITS = ("年", "个月", "周", "天", "小时", "分钟", "秒")


def facts_of(element: Element) -> dict[str, str]:
    """Return what a task says, by column of the step table; the first saying counts.

    Read are attributes of other namespaces, elements and name–value pairs in ``extensionElements``, and lines such as
    时限：30分钟 in the documentation.

    Args:
        element: The task.
    """
    facts: dict[str, str] = {}
    for name, value in _said(element):
        column = name if name in OUR_COLUMNS else column_of(name) or ("post" if name in _POSTS else "")
        if column and value.strip() and column not in facts:
            facts[column] = value.strip()
    return facts


def _said(element: Element) -> Iterator[tuple[str, str]]:
    for key, value in element.attrib.items():
        if space(key) not in {"", MODEL}:
            yield local(key), str(value)
    for child in element:
        if local(child.tag) == "extensionElements":
            for inner in child.iter():
                yield from _pairs(inner)
        elif local(child.tag) == "documentation":
            for line in (child.text or "").splitlines():
                if match := _LINE.fullmatch(line):
                    yield match[1], match[2]


def _pairs(inner: Element) -> Iterator[tuple[str, str]]:
    attributes = {local(key): str(value) for key, value in inner.attrib.items()}
    named = attributes.get("name") or attributes.get("key")
    if named is not None and "value" in attributes:
        yield named, attributes["value"]
        return
    yield from attributes.items()
    yield local(inner.tag), attributes.get("value", inner.text or "")


def read_duration(text: str) -> Limit | None:
    """Read an ISO 8601 duration, or a length of time in words.

    Example:
        >>> read_duration("PT1H30M").minutes, read_duration("30分钟").minutes
        (Fraction(90, 1), Fraction(30, 1))
    """
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        return read_limit(text)
    parts = [f"{number}{unit}" for number, unit in zip(match.groups(), _UNITS, strict=True) if number and int(number)]
    return read_limit("".join(parts))
