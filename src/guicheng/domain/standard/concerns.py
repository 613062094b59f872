"""What promises concern, in the words of each department: 客梯轿厢擦拭 and 电梯保洁, 来人登记簿 and 访客登记资料.

Each row of ``library/consistency/concerns_*.tsv`` names something that is promised once: what it is bounded by, words
for the thing, words that make it another thing, and words for what is done. Two promises of one concern are one,
whatever else their authors wrote around them; two of which each has a concern and none is shared are two. Of what a
star marks an estate has many, such as gates: it is told from other things, and two promises of it may be of two.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from guicheng.domain.comparison import Term
from guicheng.domain.comparison.tables import rows_of
from guicheng.domain.standard.kinship import around
from guicheng.domain.values import Span

#: The tables, by what bounds the promises: how soon; on which day; how long; for how much money; by whom; how often;
#: what piles up meanwhile; at which hours; by how many; where and how.
_TABLES: Final = tuple(
    f"concerns_{kind}"
    for kind in ("due", "dates", "lasting", "prices", "who", "often", "piles", "hours", "amounts", "choices")
)
#: Attributes of promises that name a time of day.
OF_CLOCKS: Final = frozenset({"hours", "by_time", "off_time"})
#: What is done by one, though no clause says so, by the name of its bound in the table.
_SOLE: Final = {"who": "sole", "where": "place", "how": "manner"}
#: What marks a thing of which there are many.
_MANY: Final = "*"
#: Where the part of a sentence begins in which a promise stands, and where it ends.
_BREAKS: Final = re.compile("[,:、]")
_ENDS: Final = ",;。\n"
#: How a part ends that only says by when.
_UNFINISHED: Final = ("内", "之前", "天前", "日前", "之后", "天后", "日后", "月后")


class _Row(NamedTuple):
    bounds: re.Pattern[str]
    concern: str
    thing: re.Pattern[str]
    but: re.Pattern[str] | None
    deed: re.Pattern[str] | None


@lru_cache(maxsize=60_000)
def concerns_of(attribute: str, words: str) -> frozenset[str]:
    """Return what a promise concerns, by the names of the table.

    Args:
        attribute: What it bounds.
        words: The sentence in which it stands, up to the end of its own part.

    Example:
        >>> sorted(concerns_of("retention", "来人登记簿写满后留存一年"))
        ['visitor record']
    """
    rows = [row for row in _rows_of(attribute) if _is_of(row, words)]
    own = _BREAKS.split(words)[-1]
    # Of several things in one sentence those count that are named, or done, in the part of the promise itself.
    here = [row for row in rows if row.thing.search(own) and _is_done(row, own)]
    done = [row for row in rows if row.deed is not None and _is_done(row, own)]
    return frozenset(row.concern for row in here or done or rows)


@lru_cache(maxsize=60_000)
def concerns_named(attribute: str, words: str) -> frozenset[str]:
    """Return all that a sentence may concern, whichever of its parts names it.

    Args:
        attribute: What it bounds.
        words: The sentence.
    """
    return frozenset(row.concern for row in _rows_of(attribute) if _is_of(row, words))


def concerns_in(text: str, term: Term) -> frozenset[str]:
    """Return what a promise concerns.

    Args:
        text: Its clause in one way of writing, in which it was read.
        term: The promise.
    """
    attribute = "hours" if term.key.attribute in OF_CLOCKS else term.key.attribute
    words = around(text, term.span, _ENDS)
    if words.endswith(_UNFINISHED):
        # 签订后30日内,由法务报主管部门备案: what is done by then stands in the next part.
        words = around(text, Span(term.span.start, min(text.find(words) + len(words) + 1, len(text))), _ENDS)
    return concerns_of(attribute, words)


def are_of_one_concern(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether two promises of one attribute concern one thing, of which there are not many.

    Example:
        >>> are_of_one_concern(frozenset({"desk"}), frozenset({"desk", "till"}))
        True
        >>> are_of_one_concern(frozenset({"gate: east*"}), frozenset({"gate: east*"}))
        False
    """
    return any(not concern.endswith(_MANY) for concern in mine & theirs)


def are_of_other_concerns(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether each of two promises of one attribute concerns something, and none what the other one does.

    Of two that are named alike up to a colon one may be part of the other: fitting out, and the noise of it.
    """
    first, second = ({concern.partition(":")[0] for concern in concerns} for concerns in (mine, theirs))
    return bool(first and second) and not first & second


def are_done_as_one(aspect: str, mine: str, theirs: str, *, only: bool) -> bool:
    """Tell whether two sentences are about one deed that is done by one post, at one place or by one means.

    Args:
        aspect: ``who``, ``where`` or ``how``.
        mine: One sentence.
        theirs: The other one.
        only: Whether one of them takes nothing else; otherwise it is told of what is done by one in any case.
    """
    attribute = aspect if only else _SOLE[aspect]
    return bool(concerns_named(attribute, mine) & concerns_named(attribute, theirs))


def _is_of(row: _Row, words: str) -> bool:
    named = row.thing.search(words) is not None
    return named and not (row.but and row.but.search(words)) and _is_done(row, words)


def _is_done(row: _Row, words: str) -> bool:
    return row.deed is None or row.deed.search(words) is not None


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(re.compile(bounds), concern, re.compile(thing), _pattern(but), _pattern(deed))
        for table in _TABLES
        for bounds, concern, thing, but, deed in rows_of("consistency", table)
    )


@cache
def _rows_of(attribute: str) -> tuple[_Row, ...]:
    return tuple(row for row in _rows() if row.bounds.match(attribute))


def _pattern(words: str) -> re.Pattern[str] | None:
    return re.compile(words) if words else None
