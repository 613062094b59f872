"""Findings of a clause sorted into those that stand and those that somebody accepted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from guicheng.adapters.reports.fingerprint import fingerprints
from guicheng.apps.standards.models import Suppression
from guicheng.domain.standard.notices import UNKNOWN_PARAMETER, expired_suppression, unused_suppression
from guicheng.domain.values import Finding, Severity

#: A number that is missing cannot be accepted: nothing could be compiled from the clause.
NEVER_SUPPRESSED: Final = frozenset({UNKNOWN_PARAMETER.code})
#: Characters of the covered words that a suppression keeps.
WORDS_KEPT: Final = 300


@dataclass(frozen=True, slots=True)
class ClauseFindings:
    """The findings of a clause.

    Args:
        standing: Those that speak.
        suppressed: Those that a person accepted, each with the suppression.
        baselined: Those that were there when the text was imported.
        notices: Suppressions that cover nothing or have expired.
    """

    standing: tuple[Finding, ...] = ()
    suppressed: tuple[tuple[Finding, Suppression], ...] = ()
    baselined: tuple[Finding, ...] = ()
    notices: tuple[Finding, ...] = ()

    def count(self, severity: Severity) -> int:
        """Return how many findings of a severity speak, notices among them."""
        return sum(finding.severity is severity for finding in (*self.standing, *self.notices))


def is_over(suppression: Suppression, day: date) -> bool:
    """Tell whether a suppression has expired; on its last day it still holds."""
    return suppression.expires_on is not None and suppression.expires_on < day


def sort_findings(
    text: str,
    findings: Sequence[Finding],
    *,
    suppressions: Sequence[Suppression] = (),
    baseline: Collection[str] = (),
    day: date,
) -> ClauseFindings:
    """Sort the findings of a clause.

    Args:
        text: The clause as written.
        findings: All its findings, in order of place.
        suppressions: The suppressions of the clause.
        baseline: Fingerprints of the findings that were there when it was imported.
        day: The day on which suppressions must not be over.
    """
    holding = {(each.code, each.words): each for each in suppressions if not is_over(each, day)}
    standing, suppressed, old = [], [], []
    for finding, fingerprint in zip(findings, fingerprints(text, findings), strict=True):
        covering = holding.get((finding.code, finding.span.of(text)[:WORDS_KEPT]))
        if covering is not None and finding.code not in NEVER_SUPPRESSED:
            suppressed.append((finding, covering))
        elif fingerprint in baseline:
            old.append(finding)
        else:
            standing.append(finding)
    used = {covering.pk for _finding, covering in suppressed}
    notices = tuple(_notices(suppressions, used, day))
    return ClauseFindings(tuple(standing), tuple(suppressed), tuple(old), notices)


def _notices(suppressions: Sequence[Suppression], used: Collection[int], day: date) -> list[Finding]:
    found = []
    for each in suppressions:
        if is_over(each, day):
            found.append(expired_suppression(each.code, each.words, f"{each.expires_on:%Y-%m-%d}"))
        elif each.pk not in used:
            found.append(unused_suppression(each.code, each.words))
    return found
