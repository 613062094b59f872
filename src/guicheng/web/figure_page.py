"""Figures as pages show them: what became of things in words, shares with their interval, times, doors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guicheng.adapters.pictures import Guide, Series, Spot, line_chart, percent_axis
from guicheng.apps.assessment.models import MonthPromise
from guicheng.apps.assessment.selectors.figures import FigureOf
from guicheng.apps.assessment.selectors.opened import Opened, Sibling
from guicheng.apps.organization.models import Unit
from guicheng.domain.attainment import FEW, Counts, State
from guicheng.domain.orders import Act
from guicheng.web.durations import duration
from guicheng.web.sentences import in_a_row
from guicheng.web.wording import Word

#: Word, icon and colour of each outcome.
OUTCOMES: Final[Mapping[str, tuple[Word, str, str]]] = {
    "kept": (_("Kept"), "check", "is-ok"),
    "late": (_("Late"), "clock", "is-error"),
    "missed": (_("Missed"), "x", "is-error"),
    "no_evidence": (_("No evidence"), "help-circle", "is-unread"),
    "excused": (_("Excused"), "circle-minus", "is-unread"),
    "pending": (_("Not over yet"), "hourglass", "is-waiting"),
}
#: What a figure says, with icon and colour.
STATES: Final[Mapping[State, tuple[Word, str, str]]] = {
    State.MET: (_("Promise kept"), "check", "is-ok"),
    State.NOT_MET: (_("Below the promise"), "alert-triangle", "is-error"),
    State.TOO_FEW: (_("Too few to say"), "help-circle", "is-unread"),
    State.NO_EVIDENCE: (_("No evidence"), "help-circle", "is-unread"),
    State.NOTHING_DUE: (_("Nothing due"), "circle-minus", ""),
}
#: Reasons that the count gives itself, in words; others are what people wrote.
REASONS: Final[Mapping[str, Word]] = {
    "": _("no reason given"),
    "nothing_recorded": _("nobody ever recorded anything of it here"),
    "begin_not_recorded": _("nobody recorded when it began"),
    "end_not_recorded": _("nobody recorded when it was done"),
    "weak_evidence": _("the evidence is weaker than the clause asks for"),
    "photo_missing": _("the photo is missing that the clause asks for"),
    "number_not_recorded": _("the number was not recorded"),
    "not_applicable": _("does not apply"),
}
#: What desks say of orders, beyond the words of phones.
ORDER_ACTS: Final[Mapping[str, Word]] = {
    Act.REPORT: _("reported"),
    Act.DISPATCH: _("dispatched"),
    Act.CLAIM: _("taken over"),
    Act.CONTACT: _("called back"),
    Act.PRIORITY: _("priority changed"),
    Act.NUMBERS: _("numbers said"),
    Act.CANCEL: _("cancelled"),
    Act.COST: _("costs noted"),
    Act.COMMENT: _("commented"),
    Act.ATTACH: _("file attached"),
    Act.RATE: _("rated"),
}
MEASURES: Final[Mapping[str, Word]] = {
    "timed": _("time from one event to another"),
    "noticed": _("told ahead of time"),
    "rings": _("a number that goes with an event"),
    "slotted": _("so often in each period"),
    "spaced": _("no longer than so much apart"),
    "ticked": _("looked at on the spot"),
}


class Door(NamedTuple):
    """A number that opens into what it counts."""

    word: Word
    number: int
    href: str
    icon: str
    colour: str


def address(month: str, unit: Unit, clause: object, name: str = "figure", **query: object) -> str:
    """Return the address of a figure, or of the list of what it counts.

    Args:
        month: Its month.
        unit: Its estate.
        clause: Key of its clause.
        name: ``figure`` or ``figure_list``.
        query: What narrows it; empty values are left out.
    """
    asked = urlencode({key: value for key, value in query.items() if value is not None})
    return f"{reverse(name, args=[month, unit.key, clause])}{'?' if asked else ''}{asked}"


def doors(figure: FigureOf, month: str, unit: Unit, clause: object, version: int | None) -> list[Door]:
    """Return the numbers of a figure, each a door to exactly the occurrences that it counts."""

    def door(outcome: str, word: Word, number: int, icon: str = "", colour: str = "") -> Door:
        href = address(month, unit, clause, "figure_list", outcome=outcome, version=version)
        # Nothing late is nothing bad: only what there is has a colour.
        return Door(word, number, href, icon, colour if number else "")

    counts = figure.counts
    parts = [door(name, word, getattr(counts, name), icon, colour) for name, (word, icon, colour) in OUTCOMES.items()]
    return [door("due", _("Were due"), counts.due), *parts]


def percent(share: Fraction | float | None) -> str:
    """Return a share in per cent with one decimal, cut and not rounded up; "—" for none."""
    if share is None:
        return "—"
    tenths = int(share * 1000)
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths / 10:.1f}%"


def share_shown(figure: FigureOf) -> str:
    """Return the share kept as it stands by itself: of few cases as a tally, "—" where nothing counts or is known."""
    if figure.state is State.TOO_FEW:
        return f"{figure.counts.kept}/{figure.counts.counted}"
    return percent(None if figure.state is State.NO_EVIDENCE else figure.share)


def interval_shown(figure: FigureOf) -> str:
    """Return between what the true share lies, "—" where there is no share."""
    if figure.state is State.NO_EVIDENCE or figure.low is None or figure.high is None:
        return "—"
    return f"{percent(figure.low)}–{percent(figure.high)}"


def time_told(span: timedelta | None) -> str:
    """Return a length of time in words, "—" for none."""
    return duration(None if span is None else Fraction(span // timedelta(microseconds=1), 60_000_000))


def share_told(figure: FigureOf) -> str:
    """Return what the share says and how sure that is, as a sentence."""
    counts = figure.counts
    if figure.state is State.NO_EVIDENCE:
        return gettext("None of it has evidence, so nobody can say whether it was kept. It is neither kept nor missed.")
    if figure.low is None or figure.high is None:
        return gettext("Nothing that counts was due, so there is no share. That is not 100 %.")
    told = gettext(
        "{kept} of {counted} that count were kept: {share}. Were the month drawn again, the true share would lie "
        "between {low} and {high} 19 times out of 20."
    ).format(
        kept=counts.kept,
        counted=counts.counted,
        share=percent(counts.share),
        low=percent(figure.low),
        high=percent(figure.high),
    )
    return in_a_row((told, evidence_told(counts), _few_told(figure)))


def _few_told(figure: FigureOf) -> str:
    """Return why so few are judged, as a sentence; "" where they are many, or not judged."""
    if figure.counts.counted >= FEW or figure.state not in {State.MET, State.NOT_MET}:
        return ""
    return gettext("What is planned is counted whole, so few of it are judged too.")


def evidence_told(counts: Counts) -> str:
    """Return the share of what has evidence beside how much has none, as a sentence; "" where all has some."""
    if not counts.no_evidence:
        return ""
    return gettext("{unknown} of these have no evidence; of the {known} that have, {share} were kept.").format(
        unknown=counts.no_evidence, known=counts.with_evidence, share=percent(counts.share_with_evidence)
    )


def misses_told(figure: FigureOf) -> str:
    """Return how many misses are allowed and left, as a sentence; "" where nothing counts or is to come."""
    counts = figure.counts
    if figure.state is State.NO_EVIDENCE or not counts.counted + counts.pending:
        return ""
    said = {"broken": counts.broken, "allowed": figure.misses_allowed, "target": percent(figure.target)}
    if figure.misses_left < 0:
        return gettext("{broken} were not kept and {allowed} may be, to keep {target}: {over} too many.").format(
            **said, over=-figure.misses_left
        )
    return gettext(
        "{broken} were not kept. {left} more may be missed this month and {target} is still reached."
    ).format(**said, left=figure.misses_left)


def reason_told(reason: str) -> tuple[str, bool]:
    """Return a reason in words, and whether these are what somebody wrote."""
    return (str(REASONS[reason]), False) if reason in REASONS else (reason, True)


def promise_facts(promise: MonthPromise) -> dict[str, Any]:
    """Return a promise as its page shows it: the sentence in three parts, how it is measured, its target."""
    return {
        "row": promise,
        "before": promise.sentence[: promise.begin],
        "bound": promise.bound,
        "after": promise.sentence[promise.end :],
        "measure": MEASURES.get(promise.measure, ""),
        "target": percent(Fraction(promise.target, 1_000_000)),
        "edition": reverse("edition", args=[promise.edition.standard.key, promise.edition.number]),
    }


def chart(rows: tuple[Sibling, ...], target: Fraction) -> SafeString | str:
    """Return the months side by side as a picture, "" where there is but one."""
    shown = [row for row in rows if row.figure.share is not None and row.figure.state is not State.NO_EVIDENCE]
    if len(shown) < 2:
        return ""
    spots = [_spot(row) for row in rows]
    values = [end for row in shown for end in (float(row.figure.share or 0), row.figure.low or 0.0)]
    picture = line_chart(
        [row.month for row in rows],
        [Series(gettext("Share kept"), spots)],
        axis=percent_axis(gettext("Share kept"), [*values, float(target)]),
        guides=[Guide(gettext("Target"), [float(target)] * len(rows))],
        title=gettext("Share kept by month"),
    )
    return mark_safe(picture)  # noqa: S308 - made here, its words are escaped


def _spot(row: Sibling) -> Spot:
    figure = row.figure
    share = None if figure.share is None or figure.state is State.NO_EVIDENCE else float(figure.share)
    told = f"{row.month} {share_shown(figure)} ({figure.counts.kept}/{figure.counts.counted})"
    sure = figure.state not in {State.TOO_FEW, State.NO_EVIDENCE} and row.version is not None
    return Spot(share, figure.low, figure.high, told, sure=sure)


def parts_of(opened: Opened, month: str, unit: Unit, clause: object, version: int | None) -> dict[str, Any]:
    """Return a figure by grade, post and reason, each number a door."""

    def door(outcome: str, **narrowed: object) -> str:
        return address(month, unit, clause, "figure_list", outcome=outcome, version=version, **narrowed)

    def lines(column: str, some: tuple[tuple[str, FigureOf], ...]) -> list[tuple[str, FigureOf, str, str, str]]:
        return [
            (name, each, percent(each.share), door("due", **{column: name}), door("kept", **{column: name}))
            for name, each in some
            if each.counts.due
        ]

    return {
        "grades": lines("grade", opened.grades),
        "posts": lines("post", opened.posts) if len(opened.posts) > 1 else [],
        "reasons": [
            (*reason_told(reason), count, door("excused", reason=reason))
            for reason, count in opened.reasons
        ],
    }  # fmt: skip
