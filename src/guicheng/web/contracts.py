"""Contracts of estates as pages show them: which bind when, and what the standards say of their promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.selectors.contracts import ContractReport
from guicheng.domain.comparison.compliance import Standing
from guicheng.web.comparing import STANDINGS, Side, SystemLine, lines_of, side_of, told_once
from guicheng.web.wording import Word

#: Clauses that are shown beside a promise.
_MOST_CLAUSES: Final = 6
#: What a day says of a contract: word and colour of the chip.
BINDING: Final[dict[str, tuple[Word, str]]] = {
    "binds": (_("binds"), "is-ok"),
    "coming": (_("not yet in force"), "is-waiting"),
    "over": (_("over"), ""),
}


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise of a contract.

    Args:
        key: Key of its clause.
        said: The clause of the contract.
        standing: How the standards stand to it.
        label: The word for that.
        colour: Colour of the chip.
        icon: Icon of the chip.
        clauses: The clauses that speak of it.
        findings: What is to be mended or signed.
        confirmed: Whether a person confirmed the reading of the promise.
    """

    key: str
    said: Side
    standing: str
    label: Word
    colour: str
    icon: str
    clauses: Sequence[Side]
    findings: Sequence[SystemLine]
    confirmed: bool


def promise_lines(report: ContractReport, *, standing: str = "") -> list[PromiseLine]:
    """Return the promises of a report, those that ask for something first.

    Args:
        report: The report.
        standing: Only promises that stand so; "" for all.
    """
    found = []
    for line in report.lines:
        if standing and line.standing.value != standing:
            continue
        label, colour, icon = STANDINGS[line.standing.value]
        member, findings = line.promise.member, lines_of(line.found)
        # Once a clause keeps a promise, nobody asks why others do not.
        open_ = line.standing is Standing.CANNOT_COMPARE
        sides = [side_of(each.member, each.why if open_ else None) for each in line.promise.kept[:_MOST_CLAUSES]]
        found.append(
            PromiseLine(
                key=str(member.clause.key),
                said=side_of(member),
                standing=line.standing.value,
                label=label,
                colour=colour,
                icon=icon,
                clauses=told_once(sides, findings),
                findings=findings,
                confirmed=member.confirmed,
            )
        )
    return found


def standing_counts(report: ContractReport) -> list[tuple[str, Word, str, str, int]]:
    """Return how many promises stand how: key, word, colour, icon and number."""
    wanted = [standing for standing in Standing if standing not in {Standing.IN_PART, Standing.NOT_OURS}]
    return [(each.value, *STANDINGS[each.value], report.counted(each)) for each in wanted]


def binding_of(contract: Standard, day: date) -> tuple[Word, str]:
    """Return what a day says of a contract: word and colour."""
    if contract.binds_on(day):
        return BINDING["binds"]
    return BINDING["coming" if contract.binds_from and day < contract.binds_from else "over"]
