"""A course of events that shows a verdict."""

from __future__ import annotations

from guicheng.domain.comparison.bounds import Act, Gap, Hours, Kept, Limit, Notice, Range, Rank, Stretch, Tally
from guicheng.domain.comparison.scope import Scope
from guicheng.domain.comparison.term import Term
from guicheng.domain.comparison.verdict import Verdict, Witness
from guicheng.domain.values import Message
from guicheng.domain.values.message import _


def of(verdict: Verdict, a: Term, b: Term, cell: Scope, mine: Scope) -> Witness | None:
    """Return a witness for LOOSER and CONFLICT, otherwise None."""
    if verdict is Verdict.CONFLICT:
        return Witness(cell, _clash(a, b))
    if verdict is not Verdict.LOOSER:
        return None
    theirs = b.scope
    if not mine.covers(theirs):
        return Witness(theirs, _("Outside of the narrower scope only “{b}” binds.", b=b.words))
    return Witness(cell, _loophole(a, b))


def _clash(a: Term, b: Term) -> Message:
    return _("Whoever keeps “{a}” breaks “{b}”.", a=a.words, b=b.words)


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


__all__ = ["Act", "Hours", "Range", "Rank", "of", "told"]
