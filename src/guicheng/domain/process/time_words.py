"""What is said of the time of a process, in words, with what it rests on."""

from __future__ import annotations

from typing import Final

from guicheng.domain.process.assumed import Assumed
from guicheng.domain.process.keeping import Beside
from guicheng.domain.process.limits import plain_number
from guicheng.domain.process.spread import SPREAD
from guicheng.domain.process.times import Latest, Likely
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Key of the open days → how people say it.
DAYS_IN_WORDS: Final[dict[str, Message]] = {
    "workdays": _("workdays, without legal holidays"),
    "every_day": _("every day"),
    "mon-fri": _("Monday to Friday"),
    "mon-sat": _("Monday to Saturday"),
}
#: Days of the week, Monday first.
WEEKDAYS: Final = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)


def percent(share: float) -> str:
    """Return a share in percent, never rounded up to all of them.

    Example:
        >>> percent(0.9749), percent(0.99996), percent(1.0)
        ('97.5', '99.9', '100')
    """
    rounded = round(share * 100, 1)
    return f"{99.9 if rounded >= 100 > share * 100 else rounded:g}"


def likely_in_words(likely: Likely, assumed: Assumed) -> Message:
    """Return how likely a span ends in time."""
    return _(
        "If each step keeps its own limit in {kept} % of cases, {share} % of cases end within {minutes} minutes; in "
        "{all} % all {steps} limits on the way are kept.",
        kept=assumed.percent,
        share=percent(likely.share),
        minutes=str(plain_number(likely.within)),
        all=percent(likely.all_kept),
        steps=str(likely.steps),
    )


def model_in_words(assumed: Assumed) -> Message:
    """Return what the shares rest on."""
    return _(
        "Assumed, not measured: each step keeps its limit in {kept} % of cases, its time is spread lognormally (σ = "
        "{spread}), and times of different steps do not hang together. Steps after one another are added by "
        "convolution, side by side the longest counts, and of several answers the longest way.",
        kept=assumed.percent,
        spread=f"{SPREAD:g}",
    )


def latest_in_words(latest: Latest) -> Message:
    """Return from which start a span takes longest, until when."""
    if latest.weekly:
        return _(
            "A case that starts on {day} at {time} takes longest: {minutes} minutes by the clock, until {last} at "
            "{end}.",
            day=WEEKDAYS[latest.start.weekday()],
            time=f"{latest.start:%H:%M}",
            minutes=str(latest.minutes),
            last=WEEKDAYS[latest.end.weekday()],
            end=f"{latest.end:%H:%M}",
        )
    return _(
        "A case that starts on {date} ({day}) at {time} takes longest of all in {year}: {minutes} minutes by the "
        "clock, until {end}.",
        date=f"{latest.start:%Y-%m-%d}",
        day=WEEKDAYS[latest.start.weekday()],
        time=f"{latest.start:%H:%M}",
        year=str(latest.year),
        minutes=str(latest.minutes),
        end=f"{latest.end:%Y-%m-%d %H:%M}",
    )


def calendar_in_words(assumed: Assumed) -> Message:
    """Return on which open hours the worst start rests."""
    return _(
        "Minutes and hours run on {days}, {hours}; days end with a day, workdays on the calendar of legal holidays. "
        "Cases may start at any minute, and every step uses its whole limit.",
        days=DAYS_IN_WORDS[assumed.days],
        hours=assumed.hours.replace(",", "、"),
    )


def clause_in_words(found: Beside) -> Message | None:
    """Return what a clause allows beside what the limits take; None where it was not counted."""
    if found.worst is None or not found.span:
        return None
    return _(
        "{span}: {allowed} minutes allowed, {worst} needed at worst.",
        span=found.span,
        allowed="/".join(str(plain_number(minutes)) for minutes in found.cited.allowed),
        worst=str(plain_number(found.worst)),
    )
