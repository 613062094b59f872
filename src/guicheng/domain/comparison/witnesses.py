"""A course of events that shows a verdict."""

from __future__ import annotations

from typing import Final

from guicheng.domain.comparison.bounds import Clockwork, Gap, Kept, Limit, Notice, Stretch, Tally
from guicheng.domain.comparison.facets import with_seasons
from guicheng.domain.comparison.facts import Facts
from guicheng.domain.comparison.scope import Scope
from guicheng.domain.comparison.term import Term
from guicheng.domain.comparison.verdict import Witness
from guicheng.domain.values import Message
from guicheng.domain.values.message import _


def of_conflict(a: Term, b: Term, facts: Facts) -> Witness:
    """Return a case in which nobody can keep both of two promises that share cells."""
    return Witness(_shared(a, b, facts), _("Whoever keeps “{a}” breaks “{b}”.", a=a.words, b=b.words))


def of_looser(a: Term, b: Term, facts: Facts) -> Witness:
    """Return a case in which ``a`` is kept and ``b`` is not."""
    if not with_seasons(a.scope, facts).covers(b.scope):
        return Witness(b.scope, _("Outside of the narrower scope only “{b}” binds.", b=b.words))
    return Witness(_shared(a, b, facts), _loophole(a, b))


def _shared(a: Term, b: Term, facts: Facts) -> Scope:
    mine = with_seasons(a.scope, facts)
    return mine.meet(with_seasons(b.scope, facts)) or mine


def _loophole(a: Term, b: Term) -> Message:
    """Return what keeps ``a`` and breaks ``b``."""
    if a.quota != b.quota:
        return _("“{a}” leaves cases out that “{b}” counts.", a=a.words, b=b.words)
    if a.trigger != b.trigger or a.endpoint != b.endpoint:
        return _("“{a}” counts from or to another event, which leaves more time than “{b}”.", a=a.words, b=b.words)
    match a.bound:
        case Limit(latest):
            return _("Done after {time}: “{a}” is kept, “{b}” is broken.", time=told(latest), a=a.words, b=b.words)
        case Notice(least):
            return _("Told {time} ahead: “{a}” is kept, “{b}” is broken.", time=told(least), a=a.words, b=b.words)
        case Kept(least=least) if least is not None:
            return _("Kept for {time}: “{a}” is kept, “{b}” is broken.", time=told(least), a=a.words, b=b.words)
        case Tally(low=low) if low is not None:
            said = _ONCE if low == 1 else _SEVERAL
            return Message(said.text, {"count": str(low), "a": a.words, "b": b.words})
        case Gap(longest):
            return _("{time} from one time to the next: “{a}” is kept, “{b}” is broken.",
                     time=told(longest), a=a.words, b=b.words)  # fmt: skip
    return _("What just keeps “{a}” breaks “{b}”.", a=a.words, b=b.words)


_ONCE: Final = _("No more than once, as “{a}” asks: “{b}” is broken.")
_SEVERAL: Final = _("No more than {count} times, as “{a}” asks: “{b}” is broken.")
#: What is said of one and of several, by how a stretch is counted.
_UNITS: Final = {
    Clockwork.CLOCK: (_("{number} hour"), _("{number} hours")),
    Clockwork.DAY: (_("{number} day"), _("{number} days")),
    Clockwork.WORKDAY: (_("{number} working day"), _("{number} working days")),
    Clockwork.WORKHOUR: (_("{number} working hour"), _("{number} working hours")),
    Clockwork.MONTH: (_("{number} month"), _("{number} months")),
}
_MINUTES: Final = (_("{number} minute"), _("{number} minutes"))
_SECONDS: Final = (_("{number} second"), _("{number} seconds"))


def told(stretch: Stretch) -> Message:
    """Return a length of time as a sentence says it: 45 minutes, 3 days."""
    amount, units = stretch.amount, _UNITS[stretch.clockwork]
    if stretch.clockwork is Clockwork.CLOCK and amount.denominator != 1:
        amount, units = amount * 60, _MINUTES
        if amount.denominator != 1:
            amount, units = amount * 60, _SECONDS
    return Message(units[amount != 1].text, {"number": f"{float(amount):g}"})
