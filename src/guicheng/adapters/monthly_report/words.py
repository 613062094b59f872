"""The sentences of a report: each follows from figures that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.adapters.monthly_report.facts import Basis, ClauseLine, MonthlyFacts
from guicheng.domain.attainment.changed import Course, Difference, Kept
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

_FIGURE = re.compile(r"(0|[1-9]\d*)(\.\d+)?%?")
#: Clauses and cells that the text names one by one; the others stand in the tables.
_NAMED = 5


def percent(kept: Kept) -> str:
    """Return a share in per cent, cut to one place: 99.96 % is no 100 %; a dash where nothing counts."""
    return f"{1000 * kept.kept // kept.counted / 10:.1f}%" if kept.counted else "—"


def is_figure(text: str) -> bool:
    """Tell whether a text is a number, a share in per cent or the dash of none."""
    return text == "—" or _FIGURE.fullmatch(text) is not None


def points(value: float | None) -> str:
    """Return a difference in points with its sign; a dash for none."""
    return "—" if value is None else f"{100 * value:+.1f}".replace("-", "−")


def changes(facts: MonthlyFacts) -> Iterator[Message]:
    """Yield what changed against the month before, the whole first."""
    yield from _whole(facts)
    yield from _domains(facts)
    yield from _clauses(facts)
    yield from _cells(facts)
    yield from _editions(facts)
    yield _complaints(facts)


def _whole(facts: MonthlyFacts) -> Iterator[Message]:
    now, basis = facts.whole.after, facts.basis
    if not now.counted and now.unknown:
        yield _("In {month} nothing that counts has evidence: {unknown}.", month=basis.month, unknown=str(now.unknown))
        return
    if not now.counted:
        yield _("Nothing counts in {month}: nothing was due, or everything was excused.", month=basis.month)
        return
    yield _now(basis.month, now)
    if facts.whole.course is Course.UNKNOWN:
        yield _("There is no month before it to compare with.")
        return
    yield _before(basis.before, facts.whole.before)
    yield _judged(facts.whole)


def _now(month: str, kept: Kept) -> Message:
    told = _told(month, kept)
    if not kept.unknown:
        return _("In {month} {kept} of {counted} with evidence were kept, {share}; none is without.", **told)
    return _(
        "In {month} {kept} of {counted} with evidence were kept, {share}; without evidence: {unknown}.",
        unknown=str(kept.unknown),
        **told,
    )


def _before(month: str, kept: Kept) -> Message:
    told = _told(month, kept)
    if not kept.unknown:
        return _("In {month} it was {share}, {kept} of {counted} with evidence; none was without.", **told)
    return _(
        "In {month} it was {share}, {kept} of {counted} with evidence; without: {unknown}.",
        unknown=str(kept.unknown),
        **told,
    )


def _told(month: str, kept: Kept) -> dict[str, str]:
    return {"month": month, "kept": str(kept.kept), "counted": str(kept.counted), "share": percent(kept)}


def _judged(change: Difference) -> Message:
    between = {"points": points(change.difference), "low": points(change.low), "high": points(change.high)}
    if change.course is Course.BETTER:
        return _("That is better by more than noise: {points} points, between {low} and {high}.", **between)
    if change.course is Course.WORSE:
        return _("That is worse by more than noise: {points} points, between {low} and {high}.", **between)
    return _("The difference of {points} points is within noise: between {low} and {high}.", **between)


def _domains(facts: MonthlyFacts) -> Iterator[Message]:
    for line in facts.domains:
        about: dict[str, str | Message] = {
            "domain": line.name,
            "before": percent(line.change.before),
            "after": percent(line.change.after),
            "points": points(line.change.difference),
        }
        if line.change.course is Course.BETTER:
            yield _("{domain} became better: from {before} to {after}, {points} points.", **about)
        elif line.change.course is Course.WORSE:
            yield _("{domain} became worse: from {before} to {after}, {points} points.", **about)


def _clauses(facts: MonthlyFacts) -> Iterator[Message]:
    for line in facts.fallen[:_NAMED]:
        yield _("Clause {citation} became worse: from {before} to {after}.", **_of(line))
    for line in facts.gained[:_NAMED]:
        yield _("Clause {citation} became better: from {before} to {after}.", **_of(line))


def _of(line: ClauseLine) -> dict[str, str]:
    return {
        "citation": line.citation,
        "before": percent(line.change.before),
        "after": percent(line.change.after),
    }


def _cells(facts: MonthlyFacts) -> Iterator[Message]:
    if not facts.basis.before:
        return
    yield _("Newly below their promise, clauses at estates: {count}.", count=str(len(facts.missed)))
    for line in facts.missed[:_NAMED]:
        yield _(
            "{estate}, clause {citation}: {kept} of {counted}, {share}.",
            estate=line.estate,
            citation=line.citation,
            kept=str(line.kept.kept),
            counted=str(line.kept.counted),
            share=percent(line.kept),
        )
    yield _("No longer below their promise, clauses at estates: {count}.", count=str(len(facts.mended)))


def _editions(facts: MonthlyFacts) -> Iterator[Message]:
    if not facts.editions:
        yield _("No edition was published in {month}.", month=facts.basis.month)
    for line in facts.editions:
        yield _(
            "Published: {code} {title}, edition {number}, in force from {day}.",
            code=line.code,
            title=line.title,
            number=str(line.number),
            day=line.effective.isoformat(),
        )


def _complaints(facts: MonthlyFacts) -> Message:
    now, before = facts.complaints
    return _("Complaints recorded: {now}; in the month before: {before}.", now=str(now), before=str(before))


def rests_on(basis: Basis) -> Iterator[Message]:
    """Yield on which version of the figures a report rests."""
    if basis.sealed_at is not None:
        yield _(
            "The figures are those of {month} as sealed in version {version} on {at}. They stay as they are.",
            month=basis.month,
            version=str(basis.version),
            at=f"{basis.sealed_at:%Y-%m-%d %H:%M}",
        )
    else:
        yield _(
            "{month} is not sealed. The figures are those of the count of {at} and may still change.",
            month=basis.month,
            at=f"{basis.counted_at:%Y-%m-%d %H:%M}",
        )
    if basis.before:
        yield (
            _("The month before is taken as sealed in version {version}.", version=str(basis.before_version))
            if basis.before_version
            else _("The month before is not sealed; it is taken as it is counted now.")
        )
    yield _(
        "Better and worse are said only where the 95 % interval of the difference leaves 0 out (Newcombe); where many "
        "lines are compared, the interval is widened for all of them together."
    )
    yield _(
        "Shares over several promises are of what has evidence, and beside them stands how much has none. A single "
        "promise at an estate is judged by all that counts: there, what has no evidence is not kept."
    )
    yield _("What was excused counts nowhere.")
    yield _("Shares are cut after one place, never rounded up; differences are worked out before that.")
