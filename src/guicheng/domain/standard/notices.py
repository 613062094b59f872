"""Findings that no rule about a sentence can make: about parameters and suppressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from guicheng.domain.values import Finding, Message, Severity, Span
from guicheng.domain.values.message import _


@dataclass(frozen=True, slots=True)
class Notice:
    """A kind of finding with its help.

    Args:
        code: Stable code.
        name: Readable name.
        severity: How much it weighs.
        summary: What it finds.
        why: Why that matters.
    """

    code: str
    name: str
    severity: Severity
    summary: Message
    why: Message

    def finding(self, span: Span, message: Message) -> Finding:
        """Return a finding of this kind."""
        return Finding(self.code, self.name, self.severity, span, message)


UNKNOWN_PARAMETER: Final = Notice(
    "CS001",
    "unknown-parameter",
    Severity.ERROR,
    _("Find a named parameter that has no value."),
    _("Nothing can be read from the clause as long as the number is missing."),
)
UNUSED_SUPPRESSION: Final = Notice(
    "HL001",
    "unused-suppression",
    Severity.WARNING,
    _("Find a suppression that covers no finding."),
    _("It would silently cover a finding that comes later."),
)
EXPIRED_SUPPRESSION: Final = Notice(
    "HL002",
    "expired-suppression",
    Severity.WARNING,
    _("Find a suppression whose day is over."),
    _("What was accepted for a time speaks again until somebody decides anew."),
)
#: All of them by code.
NOTICES: Final = {notice.code: notice for notice in (UNKNOWN_PARAMETER, UNUSED_SUPPRESSION, EXPIRED_SUPPRESSION)}


def unknown_parameter(span: Span, name: str) -> Finding:
    """Say that a parameter has no value."""
    return UNKNOWN_PARAMETER.finding(
        span, _("No parameter is named “{name}”. Add it to the company's parameters, or write the number.", name=name)
    )


def unused_suppression(code: str, words: str) -> Finding:
    """Say that a suppression covers nothing."""
    return UNUSED_SUPPRESSION.finding(
        Span(0, 0),
        _("The suppression of {code} at “{words}” covers no finding. Lift it.", code=code, words=words[:40]),
    )


def expired_suppression(code: str, words: str, day: str) -> Finding:
    """Say that a suppression has expired."""
    return EXPIRED_SUPPRESSION.finding(
        Span(0, 0),
        _(
            "The suppression of {code} at “{words}” ended on {day}. Change the clause, or suppress anew.",
            code=code,
            words=words[:40],
            day=day,
        ),
    )
