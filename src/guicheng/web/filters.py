"""The filters of a document: they live in the query string, so a filtered page can be sent to a colleague."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from guicheng.web.wording import SEVERITIES, STATES, Word

_LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader wants to see; "" stands for everything.

    Args:
        state: State of the clause.
        severity: Clauses with a finding of this severity.
        code: Clauses with a finding of this rule.
        section: Position of the section, as text.
        q: Words that the text holds.
    """

    state: str = ""
    severity: str = ""
    code: str = ""
    section: str = ""
    q: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Filters:
        """Read the filters of an address; what they cannot be is left out."""
        state, severity, section = query.get("state", ""), query.get("severity", ""), query.get("section", "")
        return cls(
            state=state if state in STATES else "",
            severity=severity if severity in SEVERITIES else "",
            code=query.get("code", "")[:10].upper(),
            section=section if section.isascii() and section.isdigit() and len(section) <= 6 else "",
            q=query.get("q", "").strip()[:_LONGEST],
        )

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return self != Filters()

    @property
    def query(self) -> str:
        """The filters as part of an address, "" for none."""
        return urlencode({name: value for name in self.__slots__ if (value := getattr(self, name))})

    def without(self, name: str) -> Filters:
        """Return the filters less one."""
        return replace(self, **{name: ""})


@dataclass(frozen=True, slots=True)
class Chip:
    """One active filter and the address without it."""

    label: str
    without: str


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter with all that can be chosen."""

    name: str
    label: str
    options: list[Option]


def chips(filters: Filters, section_title: Callable[[str], str]) -> list[Chip]:
    """Return the active filters, each to be removed on its own."""
    said: Mapping[str, str] = {
        "state": _("State: {value}").format(value=STATES[filters.state].label) if filters.state else "",
        "severity": _("Weight: {value}").format(value=SEVERITIES[filters.severity].label) if filters.severity else "",
        "code": _("Rule: {value}").format(value=filters.code),
        "section": _("Section: {value}").format(value=section_title(filters.section)) if filters.section else "",
        "q": _("Text: {value}").format(value=filters.q),
    }
    return [Chip(text, filters.without(name).query) for name, text in said.items() if getattr(filters, name)]


def choices(filters: Filters, counts: Mapping[str, Iterable[tuple[str, Word, int]]]) -> list[Choice]:
    """Return the filters to choose from.

    Args:
        filters: What is chosen.
        counts: For each filter its values, with their word and the number of clauses.
    """
    labels = {"state": _("State"), "severity": _("Weight"), "code": _("Rule"), "section": _("Section")}
    return [
        Choice(
            name,
            labels[name],
            [Option(value, f"{word} {number}", value == getattr(filters, name)) for value, word, number in values],
        )
        for name, values in counts.items()
    ]
