"""Sections of a report as JSON, so that what a stage said when it was asked for is what is printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guicheng.adapters.monthly_report import Section
from guicheng.domain.values import Message


def section_json(section: Section) -> dict[str, Any]:
    """Return a section as JSON can hold it."""
    return {
        "title": _told(section.title),
        "told": [_told(each) for each in section.told],
        "head": [_told(each) for each in section.head],
        "rows": [list(row) for row in section.rows],
    }


def section_from(kept: Mapping[str, Any]) -> Section:
    """Return a section from JSON."""
    return Section(
        _read(kept["title"]),
        [_read(each) for each in kept["told"]],
        [_read(each) for each in kept["head"]],
        [tuple(row) for row in kept["rows"]],
    )


def _told(message: Message) -> dict[str, Any]:
    fields = {name: _told(each) if isinstance(each, Message) else each for name, each in message.fields.items()}
    return {"text": message.text, "fields": fields}


def _read(kept: Mapping[str, Any]) -> Message:
    fields = {name: _read(each) if isinstance(each, dict) else str(each) for name, each in kept["fields"].items()}
    return Message(str(kept["text"]), fields)
