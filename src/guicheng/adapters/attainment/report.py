"""Figures as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any, Final

from guicheng.domain.attainment import (
    Assessment,
    Counts,
    Figure,
    Judged,
    Outcome,
    Requirement,
    Site,
    Times,
    Window,
    figure_of,
    figures_by,
    misses_allowed,
    misses_left,
    state_of,
)
from guicheng.domain.attainment.compiling import Unmeasured
from guicheng.domain.attainment.figure import grouped
from guicheng.domain.attainment.requirement import Counted, Noticed, Slotted, Spaced, Ticked, Timed
from guicheng.domain.attainment.together import together
from guicheng.domain.attainment.visits import month_start
from guicheng.domain.worktime import Limit

Json = dict[str, Any]
Translate = Callable[[str], str]
FORMAT: Final = "guicheng.attainment.1"
_MINUTE: Final = 60_000_000
_NAMES: Final[Mapping[type, str]] = {
    Timed: "timed",
    Noticed: "noticed",
    Counted: "counted",
    Slotted: "slots",
    Spaced: "gaps",
    Ticked: "answers",
}


def attainment_json(
    assessment: Assessment,
    requirements: Iterable[Requirement],
    window: Window,
    *,
    few: int,
    occurrences: bool = False,
    sites: Iterable[Site] = (),
) -> Json:
    """Return figures as JSON.

    Args:
        assessment: What was due and what became of it.
        requirements: What was measured, in any order, each any number of times.
        window: What was looked at.
        few: Fewer cases than these say little.
        occurrences: Whether each thing that was due is told with its moments.
        sites: Estates whose promises are told in each month, whether anything of them was due or not.
    """
    measured = {(each.key, each.edition, each.tier): each for each in requirements}
    finest = figures_by(assessment.judged, lambda each: (each.requirement, each.estate, each.post, each.month))
    found: Json = {
        "format": FORMAT,
        "at": _moment(window.at),
        "since": window.since.isoformat(),
        "until": window.until.isoformat(),
        "requirements": [requirement_json(measured[key]) for key in sorted(measured)],
        "figures": [
            {**_place(requirement, estate, post, month), **_promise(requirement, figure, few)}
            for (requirement, estate, post, month), figure in finest.items()
        ],
        "totals": totals_json(assessment.judged, few, silent=list(_each_month(sites, window))),
    }
    if occurrences:
        found["occurrences"] = [judged_json(each) for each in assessment.judged]
    return found


def _each_month(sites: Iterable[Site], window: Window) -> Iterator[tuple[Requirement, str, str]]:
    """Yield each promise of each estate with each month of the window of which it has a day."""
    for site in sites:
        since, until = max(filter(None, (window.since, site.since))), min(filter(None, (window.until, site.until)))
        first = since.replace(day=1)
        while first <= until and since <= until:
            for requirement in site.requirements:
                yield requirement, site.key, f"{first.year}-{first.month:02}"
            first = month_start(first, 1)


def totals_json(judged: Sequence[Judged], few: int, silent: Iterable[tuple[Requirement, str, str]] = ()) -> Json:
    """Return figures over more than one promise, estate, post or month.

    Args:
        judged: What was due.
        few: Fewer cases than these say little.
        silent: Promises, estates and months that have a row even where nothing was due: its share is null.
    """
    by_estate = figures_by(judged, lambda each: (each.requirement, each.estate, each.month))
    for name in silent:
        by_estate.setdefault(name, figure_of(()))
    by_promise = figures_by(judged, lambda each: (each.requirement, each.month))
    return {
        "requirement_estate_month": [
            {**_place(requirement, estate, None, month), **_promise(requirement, figure, few)}
            for (requirement, estate, month), figure in by_estate.items()
        ],
        "requirement_month": [
            {**_place(requirement, None, None, month), **_promise(requirement, figure, few)}
            for (requirement, month), figure in sorted(by_promise.items(), key=lambda each: _order(each[0]))
        ],
        "estate_month": [
            {"estate": estate, "month": month, **_several(some, few)}
            for (estate, month), some in sorted(grouped(judged, lambda each: (each.estate, each.month)).items())
        ],
        "month": [
            {"month": month, **_several(some, few)}
            for month, some in sorted(grouped(judged, lambda each: each.month).items())
        ],
        "all": _several(judged, few),
    }


def _several(judged: Sequence[Judged], few: int) -> Json:
    """Return a figure over several promises: their targets add up."""
    sums = together(judged, few=few)
    return {
        **figure_json(figure_of(judged)),
        "target": _part(sums.target),
        "state": sums.state.value,
        "misses_allowed": sums.misses_allowed,
        "misses_left": sums.misses_left,
    }


def _order(found: tuple[Requirement, str]) -> tuple[str, str, str, str]:
    return (found[0].key, found[0].edition, found[0].tier, found[1])


def _place(requirement: Requirement, estate: str | None, post: str | None, month: str) -> Json:
    found: Json = {
        "requirement": requirement.key,
        "clause": requirement.citation,
        "edition": requirement.edition,
        "grade": requirement.tier,
    }
    named = {"estate": estate, "post": post}
    return found | {name: value for name, value in named.items() if value is not None} | {"month": month}


def _promise(requirement: Requirement, figure: Figure, few: int) -> Json:
    """Return a figure of one promise: it has a target and a state."""
    return {
        **figure_json(figure),
        "target": float(requirement.target),
        "state": state_of(requirement, figure.counts, few=few).value,
        "misses_allowed": misses_allowed(requirement, figure.counts),
        "misses_left": misses_left(requirement, figure.counts),
        "occurrences": {outcome.value: list(figure.occurrences.get(outcome, ())) for outcome in Outcome},
    }


def figure_json(figure: Figure) -> Json:
    """Return a figure: counts, share and its interval as parts of one, times in minutes."""
    return {
        **_counts(figure.counts),
        "interval": list(figure.interval) if figure.interval else None,
        "excuses": dict(figure.reasons),
        "grades": {
            grade or "none": {**_counts(counts), "share_or_stronger": _part(figure.share_on(grade)) if grade else None}
            for grade, counts in figure.grades.items()
        },
        "minutes": _times(figure.times),
        "elapsed_minutes": _times(figure.elapsed),
        "provisional": figure.provisional,
    }


def _counts(counts: Counts) -> Json:
    return {
        "due": counts.due,
        "kept": counts.kept,
        "late": counts.late,
        "missed": counts.missed,
        "excused": counts.excused,
        "no_evidence": counts.no_evidence,
        "pending": counts.pending,
        "counted": counts.counted,
        "share": _part(counts.share),
    }


def _part(share: Fraction | None) -> float | None:
    return None if share is None else float(share)


def _times(times: Times) -> Json:
    return {"count": times.count, "p50": _minutes(times.median), "p95": _minutes(times.p95)}


def _minutes(micros: int | None) -> float | None:
    return None if micros is None else micros / _MINUTE


def requirement_json(requirement: Requirement) -> Json:
    """Return a promise with the sentence that it comes from."""
    measure = requirement.measure
    found: Json = {
        "requirement": requirement.key,
        "clause": requirement.citation,
        "edition": requirement.edition,
        "grade": requirement.tier,
        "document": requirement.ref.document,
        "section": requirement.ref.section,
        "number": requirement.ref.number,
        "index": requirement.ref.index,
        "sentence": requirement.text,
        "span": [requirement.span.start, requirement.span.end],
        "words": requirement.span.of(requirement.text),
        "post": requirement.post,
        "target": float(requirement.target),
        "evidence": requirement.evidence or None,
        "measured": _NAMES[type(measure)],
    }
    return found | _how(measure)


def _how(measure: object) -> Json:
    match measure:
        case Timed():
            return {"from": measure.start.key or measure.start.words, "to": measure.end.key or measure.end.words,
                    "limit": _limit(measure.limit),
                    **({} if measure.by is None else {"by": f"{measure.by // 60:02}:{measure.by % 60:02}"}),
                    **({"working_hours": True} if measure.working else {})}  # fmt: skip
        case Noticed():
            return {"from": measure.notice.key, "to": measure.happening.key, "limit": _limit(measure.least)}
        case Slotted():
            return {"per": measure.per, "times": measure.times, "version": measure.rule.version}
        case Spaced():
            return {"limit": _limit(measure.longest)}
    return {}


def _limit(limit: Limit) -> Json:
    return {"value": float(limit.value), "unit": limit.unit.value}


def judged_json(each: Judged) -> Json:
    """Return one thing that was due."""
    return {
        "id": each.id,
        "requirement": each.requirement.key,
        "clause": each.requirement.citation,
        "estate": each.estate,
        "post": each.post,
        "month": each.month,
        "begin": _moment(each.begin),
        "due": _moment(each.due),
        "end": _moment(each.end),
        "outcome": each.outcome.value,
        "reason": each.reason,
        "grade": each.grade or None,
        "minutes": _minutes(each.counted),
        "elapsed_minutes": _minutes(each.elapsed),
        "provisional": each.provisional,
    }


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="auto" if at.second or at.microsecond else "minutes")


def unmeasured_json(found: Iterable[Unmeasured], translate: Translate) -> list[Json]:
    """Return the promises that events cannot tell of, each with why."""
    return [
        {
            "clause": each.citation,
            "sentence": each.text,
            "words": each.span.of(each.text),
            "reason": each.reason.render(translate),
        }
        for each in found
    ]
