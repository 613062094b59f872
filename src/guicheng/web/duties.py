"""The duties of law as pages show them, each with the clauses that speak of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from guicheng.apps.standards.selectors.library import LegalReport
from guicheng.domain.catalogue import shipped
from guicheng.domain.comparison.compliance import Duty, Standing
from guicheng.domain.standard.legal import cases_of
from guicheng.domain.values import ClauseRef
from guicheng.web.comparing import STANDINGS, Side, SystemLine, citation_of, law_of, lines_of, side_of, told_once
from guicheng.web.wording import Word


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty.

    Args:
        key: Its id.
        law: The duty in a sentence.
        citation: The law with its article.
        place: Where it holds.
        item: The service that it belongs to.
        standing: How the clauses stand to it.
        label: The word for that.
        colour: Colour of the chip.
        icon: Icon of the chip.
        clauses: The clauses that speak of it.
        findings: What is to be mended or signed.
        only: Where it is covered in part, the cases in which it is; "" otherwise.
    """

    key: str
    law: str
    citation: str
    place: str
    item: str
    standing: str
    label: Word
    colour: str
    icon: str
    clauses: Sequence[Side]
    findings: Sequence[SystemLine]
    only: str = ""


def duty_lines(report: LegalReport, *, standing: str = "") -> list[DutyLine]:
    """Return the duties of a report, those that ask for something first.

    Args:
        report: The report.
        standing: Only duties that stand so; "" for all.
    """
    placed = {member.reading.ref: member for member in report.members}
    chinese = (get_language() or "").startswith("zh")
    order = list(Standing)
    found = []
    for duty in sorted(report.duties, key=lambda duty: order.index(duty.standing)):
        if standing and duty.standing.value != standing:
            continue
        norm, item = duty.norm, shipped().get(duty.norm.item)
        label, colour, icon = STANDINGS[duty.standing.value]
        open_ = duty.standing is Standing.CANNOT_COMPARE
        sides: dict[ClauseRef, Side] = {}
        findings = lines_of(report.found.get(norm.id, ()))
        for answer in duty.answers:
            if answer.clause.ref in placed:
                sides.setdefault(answer.clause.ref, side_of(placed[answer.clause.ref], answer.why if open_ else None))
        found.append(
            DutyLine(
                key=norm.id,
                law=law_of(norm),
                citation=citation_of(norm),
                place=norm.place.zh if chinese else norm.place.en,
                item=item.name(get_language() or "") if item else "",
                standing=duty.standing.value,
                label=label,
                colour=colour,
                icon=icon,
                clauses=told_once(list(sides.values())[:5], findings),
                findings=findings,
                only=_only(duty, chinese=chinese),
            )
        )
    return found


def _only(duty: Duty, *, chinese: bool) -> str:
    """Return the cases in which alone a duty is covered."""
    if not duty.only:
        return ""
    named = cases_of(duty, "zh" if chinese else "en")
    return ("；" if chinese else "; ").join(named) or gettext("cases that the clause names")
