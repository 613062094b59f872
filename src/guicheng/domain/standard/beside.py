"""How two clauses stand that somebody sets beside one another: by what they promise, and by what one of them denies.

Where no promise of the two tells how they stand, a state, an order of steps, hours, a ban or a fee of one clause may
still be what the other one rules out. Some claims deny one another in a manual although whoever keeps the stricter one
keeps both, such as two openings at other hours; those count only where nothing keeps both.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from guicheng.domain.clause import Clause
from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.comparison import UNKNOWN, Facts, Pairing, Verdict, Vocabulary, Witness, compare_asked
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.standard.claims import Claim, claims_in
from guicheng.domain.standard.fees import Fee
from guicheng.domain.standard.ordering import Steps
from guicheng.domain.standard.permission import Permission
from guicheng.domain.standard.scheduled import Schedule
from guicheng.domain.standard.standing import Standing
from guicheng.domain.standard.weekly import Week
from guicheng.domain.values.message import _

#: Verdicts that leave open, or overlook, that nobody can keep both.
_OPEN: Final = frozenset({Verdict.CANNOT_COMPARE, Verdict.DISJOINT, Verdict.COMPATIBLE})
#: Something is shut, which is no hours of work that nobody has to use up.
_SHUT: Final = re.compile(
    "(?:其余|其他|其它)的?(?:时间|时段|钟点)?(?:一律|均|全部|都)?(?:予以|保持)?(?:关闭|上锁|锁闭|闭馆|封闭|停用|关停|停运|熄灭|关灯|不(?:对外)?开放)"
)


def set_beside(
    first: Clause,
    second: Clause,
    facts: Facts = UNKNOWN,
    *,
    vocabulary: Vocabulary | None = None,
    lexicon: Lexicon | None = None,
) -> Pairing:
    """Say how a clause stands to another that somebody has set beside it.

    Args:
        first: The first clause, read.
        second: The second clause, read.
        facts: What is known of the estate.
        vocabulary: Words for activities, scopes and stages; the shipped ones by default.
        lexicon: The words they were read by; the shipped ones by default.

    Example:
        >>> from guicheng.domain.clause.reader import read
        >>> set_beside(read("各楼疏散门任何时候不得上锁"), read("23:00以后，各楼疏散门一律上锁")).verdict.name
        'CONFLICT'
    """
    found = compare_asked(first, second, facts, vocabulary=vocabulary, lexicon=lexicon)
    if found.verdict is Verdict.CONFLICT or facts.same_activity is False:
        return found
    rules_out = _cannot_both if found.verdict in _OPEN else _is_shut
    for mine in claims_in(first.text):
        for theirs in claims_in(second.text):
            if type(mine) is type(theirs) and mine.denies(theirs) and rules_out(mine, theirs):
                example = _("“{a}” and “{b}” cannot both be done.", a=mine.words, b=theirs.words)
                witness = Witness(ANYWHERE, example)
                return replace(found, verdict=Verdict.CONFLICT, witness=witness, missing=None)
    return found


def _is_shut(mine: Claim, theirs: Claim) -> bool:
    """Tell whether one clause shuts at all other hours what the other keeps open in some of them.

    Longer hours keep shorter ones, but for those of what must be shut: 7:00-9:00开放,其余时间上锁.
    """
    match mine, theirs:
        case Schedule(), Schedule():
            return any(
                _SHUT.search(shut.words) and shut.off & opened.on for shut, opened in ((mine, theirs), (theirs, mine))
            )
    return False


def _cannot_both(mine: Claim, theirs: Claim) -> bool:
    """Tell whether nobody keeps two claims of one kind of which one denies the other."""
    match mine, theirs:
        case Standing() | Steps() | Permission(), _:
            return True
        case Schedule(on=on), Schedule(on=other):
            # Hours that overlap are kept by whoever keeps to what both have in common.
            return not on & other
        case Week(), Week():
            return bool(mine.on & theirs.off or mine.off & theirs.on)
        case Fee(), Fee():
            return mine.is_beyond(theirs) or theirs.is_beyond(mine)
    return False
