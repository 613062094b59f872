"""Effects of editions and of mendings in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.improvement.selectors.effects import ClauseEffect
from guicheng.domain.attainment.effect import Change, Effect, Seen
from guicheng.web.clock import Chip

_SEEN: Final = {
    Seen.BETTER: (gettext_lazy("better"), "is-ok", "check"),
    Seen.WORSE: (gettext_lazy("worse"), "is-error", "alert-triangle"),
    Seen.NOT_YET: (gettext_lazy("not to be seen yet"), "is-waiting", "hourglass"),
    Seen.NOTHING: (gettext_lazy("nothing to compare"), "", "circle-minus"),
}


def clause_effects(found: Iterable[ClauseEffect]) -> list[dict[str, Any]]:
    """Return the effects of an edition as a table shows them."""
    return [{"clause": each, **effect_told(each.effect)} for each in found]


def effect_told(effect: Effect) -> dict[str, Any]:
    """Return an effect as a page shows it: both shares, the changes with their intervals, and what can be said."""
    words, look, icon = _SEEN[effect.seen]
    return {
        "seen": Chip(look, icon, str(words)),
        "before": effect.before,
        "after": effect.after,
        "own": points_of(effect.own),
        "others": points_of(effect.others),
        "net": points_of(effect.net),
    }


def seen_of(word: str) -> str:
    """Return what an act kept of an effect in words, "" for nothing that is known."""
    return str(_SEEN[Seen(word)][0]) if word in set(Seen) else ""


def points_of(change: Change | None) -> str:
    """Return a change in points of a hundred with its interval."""
    if change is None:
        return "—"
    low, high = (f"{100 * each:+.1f}" for each in (change.low, change.high))
    return _("{amount} points ({low} … {high})").format(amount=f"{100 * change.amount:+.1f}", low=low, high=high)
