"""A course of events that shows a verdict."""

from __future__ import annotations

from guicheng.domain.comparison.bounds import Gap, Kept, Limit, Notice, Stretch, Tally
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
            return _(
                "No more than {count} times, as “{a}” asks: “{b}” is broken.", count=str(low), a=a.words, b=b.words
            )
        case Gap(longest):
            return _("{time} from one time to the next: “{a}” is kept, “{b}” is broken.",
                     time=told(longest), a=a.words, b=b.words)  # fmt: skip
    return _("What just keeps “{a}” breaks “{b}”.", a=a.words, b=b.words)


_NAMES = {"clock": "h", "day": "d", "workday": "wd", "month": "mo"}


def told(stretch: Stretch) -> str:
    """Return a length of time in short: ``45 min``, ``3 d``."""
    amount = stretch.amount
    if stretch.clockwork.value == "clock" and amount.denominator != 1:
        return f"{float(amount * 60):g} min"
    return f"{float(amount):g} {_NAMES[stretch.clockwork.value]}"
