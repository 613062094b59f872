"""The round of an inspection: which lines it asks, and what its answers come to on the sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from guicheng.apps.assessment.readings.inspection_sheets import BONUS, Content, Row
from guicheng.apps.operations.readings.checklists import Line
from guicheng.domain.attainment.inspecting.sampling import LEVEL, Seen, seen
from guicheng.domain.attainment.inspecting.scoring import LineScore, Result, Scored, score_sheet
from guicheng.domain.attainment.inspecting.sheet import Sheet
from guicheng.domain.evidence.lines import LineKind, Mark, PhotoRule
from guicheng.domain.evidence.rounds import Given, RoundState

_SIGN = "."


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer that stands at a line of the sheet, at one thing of the sample or at all.

    Args:
        row: The line of the sheet.
        address: By which the round names it.
        item: What of the sample it is about, "" for none.
        given: The answer; None for none.
        count: How many findings it is.
    """

    row: Row
    address: str
    item: str
    given: Given | None
    count: int

    @property
    def failed(self) -> bool:
        """Whether it counts and is not in order."""
        return self.given is not None and self.given.mark is Mark.FAIL and not self.given.faults


def lines_to_ask(content: Content, rows: Sequence[Row], items: Sequence[str], *, proof: bool) -> list[Line]:
    """Return the lines of a round: those of the sample once for each of its things, then those that count bonuses.

    Args:
        content: The sheet.
        rows: Those of its lines that are asked.
        items: Names of what was drawn; none leaves lines of the sample to be asked once.
        proof: Whether each answer wants a photo.
    """
    found = []
    for row in rows:
        line = replace(row.asked, photo=PhotoRule.ALWAYS) if proof else row.asked
        if row.sampled and items:
            found += [
                replace(line, key=f"{line.key}{_SIGN}{place}", topic=f"{item} {line.topic}".strip())
                for place, item in enumerate(items, start=1)
            ]
        else:
            found.append(line)
    found += [
        Line(f"{BONUS}{each.key}", each.name, LineKind.NUMBER, unit="次", mandatory=False, photo=PhotoRule.ALWAYS)
        for each in content.bonuses
    ]
    return found


def answered(content: Content, state: RoundState, items: Sequence[str], asked: Iterable[str]) -> Iterator[Answered]:
    """Yield what was asked by the sheet, in its order, with the answers that stand.

    Args:
        content: The sheet.
        state: The fold of the round.
        items: Names of what was drawn.
        asked: Keys of the lines of the round.
    """
    keys = set(asked)
    for row in content.rows:
        names = [(row.key, "")]
        if row.sampled and items:
            names = [(f"{row.key}{_SIGN}{place}", item) for place, item in enumerate(items, start=1)]
        for address, item in names:
            if address in keys:
                given = state.answers.get(address)
                yield Answered(row, address, item, given, _count(row, given))


def scored(content: Content, found: Iterable[Answered], state: RoundState) -> Scored:
    """Return what the answers of a round come to; what has a fault does not count yet."""
    return score_sheet(content.sheet, results_of(found), _times(content, state))


def results_of(found: Iterable[Answered]) -> dict[str, Result]:
    """Return what was answered by key of the line of the sheet."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for each in found:
        if each.given is None or each.given.faults:
            continue
        if each.given.mark is Mark.PASS:
            counts[each.row.key][0] += 1
        elif each.given.mark is Mark.FAIL:
            counts[each.row.key][1] += 1
            counts[each.row.key][2] += each.count
    return {key: Result(*numbers) for key, numbers in counts.items()}


def sample_told(found: Iterable[Answered], population: int, level: float = LEVEL) -> Seen | None:
    """Return what the sample says: a thing failed where one of its lines did; None where nothing was looked at yet.

    Args:
        found: What was asked.
        population: Of how many things the sample was drawn.
        level: Level of the interval, 0 to 1.
    """
    marks: dict[str, bool] = {}
    for each in found:
        if (
            each.item
            and each.given is not None
            and not each.given.faults
            and each.given.mark is not Mark.NOT_APPLICABLE
        ):
            marks[each.item] = marks.get(each.item, False) or each.failed
    if not marks:
        return None
    return seen(max(population, len(marks)), len(marks), sum(marks.values()), level=level)


def lost_by(line: LineScore, each: Answered) -> Fraction:
    """Return what one finding takes off of its line: its part of all that the line loses.

    Args:
        line: What the line comes to.
        each: One of its findings.
    """
    return line.deducted * Fraction(each.count, line.result.findings)


def stored_score(found: Scored, sheet: Sheet) -> dict[str, Any]:
    """Return a score as it is stored and signed; exact fractions are text."""
    return {
        "total": None if found.total is None else str(found.total),
        "full": str(sheet.full),
        "band": found.band.name if found.band else "",
        "payout": str(found.band.payout) if found.band else "",
        "extra": str(found.extra),
        "vetoes": [line.name for line in found.vetoes],
        "sections": [
            {
                "name": section.name,
                "possible": str(section.possible),
                "reached": str(section.reached),
                "capped": section.capped,
                "judged": sum(each.result.judged for each in section.lines),
                "failed": sum(each.result.failed for each in section.lines),
            }
            for section in found.sections
        ],
    }


def hundredths(total: Fraction | None) -> int | None:
    """Return points in hundredths for lists, rounded down: 94.996 is no 95."""
    return None if total is None else int(total * 100)


def shares(score: Mapping[str, Any]) -> dict[str, Fraction]:
    """Return the share reached by section, of those to which something applied."""
    return {
        each["name"]: Fraction(each["reached"]) / Fraction(each["possible"])
        for each in score.get("sections", ())
        if Fraction(each["possible"])
    }


def _count(row: Row, given: Given | None) -> int:
    if given is None or given.mark is not Mark.FAIL:
        return 0
    return max(ceil(Decimal(given.answer)), 1) if row.counted else 1


def _times(content: Content, state: RoundState) -> dict[str, int]:
    found = {}
    for each in content.bonuses:
        given = state.answers.get(f"{BONUS}{each.key}")
        if given is not None and given.mark is Mark.NOTED and not given.faults:
            found[each.key] = max(int(Decimal(given.answer)), 0)
    return found
