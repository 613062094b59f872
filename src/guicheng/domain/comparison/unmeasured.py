"""Two clauses that measure nothing, or nothing but a price: what one asks for and the other stops, rules, charges."""

from __future__ import annotations

from typing import Final

from guicheng.domain.comparison.agents import are_agents_banned, compared_as_bans_on_agents
from guicheng.domain.comparison.arrears import compared_as_arrears
from guicheng.domain.comparison.barring import compared_as_rules
from guicheng.domain.comparison.charging import compared_as_charges
from guicheng.domain.comparison.excuses import are_excuses_banned
from guicheng.domain.comparison.means import are_means_shut_out
from guicheng.domain.comparison.midday import is_midday_broken
from guicheng.domain.comparison.on_duty import compared_as_ready, compared_as_shifts
from guicheng.domain.comparison.only_days import are_days_shut_out
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.punctuality import compared_as_punctual
from guicheng.domain.comparison.running import compared_as_running
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.comparison.sequence import are_put_the_other_way
from guicheng.domain.comparison.supplies import compared_as_pressing
from guicheng.domain.comparison.timed_leave import compared_as_timed_leave
from guicheng.domain.comparison.undecided import compared_as_undecided
from guicheng.domain.comparison.verdict import Verdict, Witness
from guicheng.domain.values.message import _

#: Ways in which one clause stops what the other asks for.
_CLASHES: Final = (
    are_put_the_other_way,
    are_means_shut_out,
    are_agents_banned,
    are_days_shut_out,
    are_excuses_banned,
    is_midday_broken,
)
#: Kinds of clauses that are told by what they say, in the order in which they are asked.
_TELLING: Final = (
    compared_as_pressing,
    compared_as_running,
    compared_as_shifts,
    compared_as_ready,
    compared_as_bans_on_agents,
    compared_as_rules,
    compared_as_timed_leave,
    compared_as_charges,
    compared_as_arrears,
    compared_as_punctual,
    compared_as_undecided,
)


def compared_unmeasured(mine: str, theirs: str) -> Pairing | None:
    """Return how two clauses stand that measure nothing, or nothing but a price, None where that is not settled.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.
    """
    if any(clash(mine, theirs) for clash in _CLASHES):
        example = _("One asks for what the other stops: “{a}”, “{b}”.", a=mine, b=theirs)
        return Pairing(Verdict.CONFLICT, Witness(ANYWHERE, example))
    told = (told_by(mine, theirs) for told_by in _TELLING)
    return next((found for found in told if found is not None), None)
