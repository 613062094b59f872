"""A clause as a page shows it: text with marks, state, echo, and findings with their rewrites."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from guicheng.domain.lint import all_explained
from guicheng.domain.values import Finding, Fix, Severity, Span
from guicheng.web.marks import Mark, marked
from guicheng.web.wording import ELEMENTS, SEVERITIES, STATES, Face, Word

#: Characters of the clause shown on each side of a rewrite.
CONTEXT: Final = 8
#: Findings underlined in one clause; the list beside it holds all of them.
MOST_MARKS: Final = 3
#: How the place of a finding is underlined, by the family of its rule. What is missing has no place.
_LINES: Final = {"DU": "unread", "MH": "vague", "FL": "conflict", "CT": "conflict"}
_WEIGHT: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


@dataclass(frozen=True, slots=True)
class FixLine:
    """A rewrite on offer: what would stand in the clause, and the whole clause to copy."""

    label: str
    before: str
    written: str
    after: str
    whole: str

    @classmethod
    def of(cls, fix: Fix, text: str) -> FixLine:
        """Show a change with the words around it."""
        start, end = fix.span.start, fix.span.end
        before = ("…" if start > CONTEXT else "") + text[max(0, start - CONTEXT) : start]
        after = text[end : end + CONTEXT] + ("…" if end + CONTEXT < len(text) else "")
        return cls(fix.label.render(gettext), before, fix.replacement, after, fix.apply(text))


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in its reader's language."""

    code: str
    severity: str
    label: Word
    icon: str
    place: str
    message: str
    start: int
    end: int
    fixes: list[FixLine]

    @classmethod
    def of(cls, finding: Finding, text: str, place: str) -> FindingLine:
        """Translate a finding and its fixes."""
        label, icon = SEVERITIES[finding.severity]
        return cls(
            code=finding.code,
            severity=str(finding.severity),
            label=label,
            icon=icon,
            place=place,
            message=finding.message.render(gettext),
            start=finding.span.start,
            end=finding.span.end,
            fixes=[FixLine.of(fix, text) for fix in finding.fixes],
        )

    @property
    def page(self) -> bool:
        """Whether a help page explains it; what is said of suppressions and parameters has none."""
        return any(rule.code == self.code for rule in all_explained())


@dataclass(frozen=True)
class Card:
    """One clause.

    Args:
        text: As written.
        state: One of the five states.
        read: Places that were understood.
        echo: What was understood, one entry a requirement.
        remarks: All findings, in order of place.
        number: Number printed before the clause.
        anchor: Name of the clause within its page; "" where it is alone.
        name: What the clause is called in a list of clauses.
        elements: From table columns, by element.
    """

    text: str
    state: str
    read: Sequence[Span] = ()
    echo: Sequence[str] = ()
    remarks: Sequence[Finding] = ()
    number: str = ""
    anchor: str = ""
    name: str = ""
    columns: dict[str, str] = field(default_factory=dict)

    @cached_property
    def marked(self) -> SafeString:
        """The text with its underlines, as HTML."""
        return marked(self.text, self.marks)

    @cached_property
    def marks(self) -> list[Mark]:
        """The underlines: what was read, and the weightiest findings."""
        return [*(Mark(span.start, span.end, "read") for span in self.read), *self._marks()]

    def _marks(self) -> Iterable[Mark]:
        heavy = [finding for finding in self.remarks if finding.severity is not Severity.HINT]
        placed = [finding for finding in heavy if finding.code[:2] in _LINES]
        placed.sort(key=lambda finding: _WEIGHT[finding.severity])
        return (Mark(each.span.start, each.span.end, _LINES[each.code[:2]]) for each in placed[:MOST_MARKS])

    @cached_property
    def findings(self) -> list[FindingLine]:
        """Errors and warnings, the weightiest first."""
        heavy = [finding for finding in self.remarks if finding.severity is not Severity.HINT]
        return self._lines(sorted(heavy, key=lambda finding: _WEIGHT[finding.severity]))

    @cached_property
    def hints(self) -> list[FindingLine]:
        """What is only offered, folded until asked for."""
        return self._lines(finding for finding in self.remarks if finding.severity is Severity.HINT)

    def _lines(self, findings: Iterable[Finding]) -> list[FindingLine]:
        return [FindingLine.of(finding, self.text, self.name) for finding in findings]

    @property
    def state_face(self) -> Face:
        """Word and icon of the state."""
        return STATES[self.state]

    @property
    def worst(self) -> FindingLine | None:
        """The finding that weighs most, hints left out."""
        return self.findings[0] if self.findings else None

    @property
    def elements(self) -> list[tuple[Word, str]]:
        """Elements that came from table columns, named in the reader's language."""
        return [(ELEMENTS[name], self.columns[name]) for name in ELEMENTS if self.columns.get(name)]
