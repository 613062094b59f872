"""Clauses that cannot both be kept although no measure tells it: 保持关闭 and 始终敞开, an order and a ban on it."""

from __future__ import annotations

import re

from guicheng.domain.comparison import tables
from guicheng.domain.comparison.bounds import WEEK, Act, Hours, Kept, Limit, Polarity, Range, Tally, Unread, Use
from guicheng.domain.comparison.facts import UNKNOWN
from guicheng.domain.comparison.likeness import ALIKE, Likeness, plain_content
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.side import NOTHING_MORE, Side, nearness
from guicheng.domain.comparison.stretches import Sense, at_most
from guicheng.domain.comparison.term import Term
from guicheng.domain.comparison.verdict import Verdict, Witness
from guicheng.domain.values.message import _

_PLACED = re.compile(
    "安排在|定在|(?:只能|仅可|须)(?:于|在)|"
    "(?<=[一-鿿])于(?=每?[日天]?[0-9])|选在|放在|仅限|只准|只能|限于|只许|(?:须|应当?|必须|要)(?:安排|定)?在(?:每[日天])?(?=[0-9])"
)
_DAY = 24 * 60
_DAY_OF_MINUTES = (1 << _DAY) - 1
#: What ends the keeping of a record.
_GONE = re.compile("删除|销毁|清除|粉碎|抹除")
#: 随时关闭 is to be shut at any time.
_AT_ANY_TIME = frozenset({"随时"})
_BANNED = re.compile("不得|禁止|严禁|不准|不许")
_WANTED = frozenset({Use.SERVICE, Use.UNKNOWN})


def ended(mine: Side, theirs: Side, like: Likeness) -> Pairing | None:
    """Return the conflict of two clauses of which one undoes or forbids what the other orders, None where none does.

    Args:
        mine: The first clause.
        theirs: The second clause.
        like: What the words of both share.
    """
    for a in mine.terms:
        for b in theirs.terms:
            if a.scope.meets(b.scope) and (
                _undoes(mine, a, theirs, b)
                or _is_placed_apart(mine, a, theirs, b)
                or _is_too_early(a, b)
                or _is_too_early(b, a)
                or _is_gone_early(mine, a, b)
                or _is_gone_early(theirs, b, a)
                or (
                    nearness(mine, a, theirs, b) > ALIKE
                    and (_is_ban_on(a, b, like.left) or _is_ban_on(b, a, like.right) or _is_banned_then(a, b))
                )
            ):
                cell = a.scope.meet(b.scope) or a.scope
                example = _("One asks for what the other stops: “{a}”, “{b}”.", a=a.words, b=b.words)
                return Pairing(Verdict.CONFLICT, Witness(cell, example))
    return None


def undone_in_hours(mine: Side, theirs: Side) -> Pairing | None:
    """Return the conflict of two clauses of which one shuts in some hours what the other keeps open in them, or None.

    Args:
        mine: The first clause.
        theirs: The second clause.
    """
    for a in mine.terms:
        for b in theirs.terms:
            if isinstance(a.bound, Hours) and isinstance(b.bound, Hours) and _undoes(mine, a, theirs, b):
                cell = a.scope.meet(b.scope) or a.scope
                example = _("One asks for what the other stops: “{a}”, “{b}”.", a=a.words, b=b.words)
                return Pairing(Verdict.CONFLICT, Witness(cell, example))
    return None


def are_opposite(left: str, right: str) -> bool:
    """Tell whether two words name states of which one undoes the other: 关闭, 敞开."""
    return any({left, right} == {first, second} for first, second in tables.alternatives("likeness", "states"))


def _undoes(mine: Side, a: Term, theirs: Side, b: Term) -> bool:
    """Tell whether two states that are ordered undo one another."""
    if not (_lasts(mine, a) and _lasts(theirs, b)):
        return False
    if isinstance(a.bound, Hours) and isinstance(b.bound, Hours) and not a.bound.minutes & b.bound.minutes:
        return False
    here, there = (f"{side.text};{plain_content(side.text)}" for side in (mine, theirs))
    return any(
        state in here and state not in there and other in there and other not in here
        for first, second in tables.alternatives("likeness", "states")
        for state, other in ((first, second), (second, first))
    )


def _lasts(side: Side, term: Term) -> bool:
    """Tell whether a promise asks for a state that lasts."""
    bound = term.bound
    if isinstance(bound, Act):
        return bound.polarity is Polarity.MUST
    if isinstance(bound, Unread) and (term.key.attribute == "hours" or bound.words in _AT_ANY_TIME):
        # From 23:00后 on something lasts, whenever it ends.
        return not _BANNED.search(side.part(term))
    return isinstance(bound, Hours) and bound.use in _WANTED


def _is_placed_apart(mine: Side, a: Term, theirs: Side, b: Term) -> bool:
    """Tell whether one act is to be done in hours of which none are common: 须安排在22:00至次日6:00."""
    if not isinstance(a.bound, Hours) or not isinstance(b.bound, Hours):
        return False
    placed = _PLACED.search(mine.text) and _PLACED.search(theirs.text)
    return bool(placed) and not a.bound.minutes & b.bound.minutes


def _is_too_early(done: Term, opens: Term) -> bool:
    """Tell whether a clause has a task done in hours that are all before the time from which the other allows it."""
    later = opens.bound
    if not isinstance(done.bound, Hours) or not isinstance(later, Range) or opens.key.attribute != "by_time":
        return False
    if done.key.activity != opens.key.activity or later.low is None or later.per != "day":
        return False
    allowed = sum((_DAY_OF_MINUTES >> int(later.low)) << day * _DAY + int(later.low) for day in range(WEEK // _DAY))
    return done.bound.use in _WANTED | {Use.PERMISSION} and not done.bound.minutes & allowed


def _is_banned_then(a: Term, b: Term) -> bool:
    """Tell whether one clause has something done in hours in all of which the other forbids it."""
    if not isinstance(a.bound, Hours) or not isinstance(b.bound, Hours):
        return False
    ban, wanted = (a.bound, b.bound) if a.bound.use is Use.BAN else (b.bound, a.bound)
    return ban.use is Use.BAN and wanted.use in _WANTED and not wanted.minutes & ~ban.minutes


def _is_gone_early(side: Side, gone: Term, kept: Term) -> bool:
    """Tell whether a clause has deleted within a limit what the other one keeps for longer."""
    if not isinstance(gone.bound, Limit) or not isinstance(kept.bound, Kept):
        return False
    least = kept.bound.least
    if least is None or not _GONE.search(side.part(gone)):
        return False
    return at_most(least, gone.bound.latest, Sense.SPAN, UNKNOWN) is False


def _is_of_some_times(ban: Term, wanted: Term) -> bool:
    """Tell whether a ban holds only where something measures as much as the other clause says nothing of."""
    measured = [each for each in ban.scope.conditions if each.low is not None or each.high is not None]
    return any(each not in wanted.scope.conditions for each in measured)


def _is_ban_on(ban: Term, wanted: Term, more: str) -> bool:
    """Tell whether a ban without hours, which says nothing more, forbids what the other clause asks for."""
    if ban.bound != Act(Polarity.MUST_NOT) or ban.key.known or len(more) > NOTHING_MORE:
        return False
    if _is_of_some_times(ban, wanted):
        # 风力4级以上时 forbids nothing that is done once a year.
        return False
    match wanted.bound:
        case Hours(use=use):
            return use in _WANTED
        case Tally(low=low) | Range(low=low):
            return low is not None and low > 0
    return False
