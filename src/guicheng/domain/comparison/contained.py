"""One of several things or cases beside all of them: 配电房 beside 所有设备机房, 实名投诉 beside 投诉,无论实名还是匿名.

Which things are parts of which whole is told by ``library/likeness/wholes.tsv``. Both clauses are compared as if they
were of the whole; the one that is of a part binds no more than that. Where scopes know the parts they are asked first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison import tables
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.comparison.verdict import Verdict, Witness
from guicheng.domain.values.message import _

#: What says that two cases are one: 无论实名还是匿名.
_EITHER: Final = re.compile(
    "[,、(]?(?:不论|无论|不管|不分)(?:是|其)?(?P<a>[^,;。()]{1,8}?)(?:还是|或者?|、|和|与)(?:是)?(?P<b>[^,;。()]{1,8}?)\\)?"
    "(?:(?=,)|(?=均|都|一律|应|须|每|$))"
)
#: What a whole is said to hold as well, which tells nothing that the whole does not: 所有投诉(含匿名投诉).
_AS_WELL: Final = re.compile(r"\((?:含|包括|包含)[^()\d]{1,12}\)")
_AND: Final = "(?:[、和及与]|以及)"
_OUT: Final = re.compile("除|以外|之外|不含|不包括|例外")
_VERDICTS: Final = {
    Verdict.EQUAL: Verdict.LOOSER,
    Verdict.LOOSER: Verdict.LOOSER,
    Verdict.TIGHTER: Verdict.COMPATIBLE,
    Verdict.CONFLICT: Verdict.CONFLICT,
}


class _Part(NamedTuple):
    """A clause of a part as if it were of the whole, and the clause of the whole."""

    text: str
    whole: str


def compared_as_part(first: str, second: str, compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Say how two clauses stand of which one is of a part of what the other is of, None for any others.

    Args:
        first: The first clause as written.
        second: The second clause as written.
        compared: Compares two texts.
    """
    mine, theirs = normalize(first), normalize(second)
    for part in _parts(mine, theirs):
        return _narrower(compared(*part), second)
    for part in _parts(theirs, mine):
        found = _narrower(compared(*part), first)
        return found and _swapped(found)
    return None


def _parts(text: str, other: str) -> Iterator[_Part]:
    """Yield a clause as one of the whole that another one is of, with that one."""
    if _OUT.search(text + other):
        return
    other = _AS_WELL.sub("", other)
    for written, whole, parts in _wholes():
        named, of_all = parts.search(text), whole.search(other)
        if named and of_all and not whole.search(text) and not parts.search(other):
            yield _Part(_put(text, named, written), _put(other, of_all, written))
    either = _EITHER.search(other)
    if either is None or _EITHER.search(text):
        return
    for case, rest in ((either["a"], either["b"]), (either["b"], either["a"])):
        if case in text and rest not in text:
            yield _Part(re.sub(f"{re.escape(case)}的?", "", text, count=1), _put(other, either, ""))


def _put(text: str, hit: re.Match[str], written: str) -> str:
    return f"{text[: hit.start()]}{written}{text[hit.end() :]}"


def _narrower(core: Pairing, second: str) -> Pairing | None:
    """Return how a clause of a part stands to one of the whole, from how it would stand if it were of the whole."""
    verdict = _VERDICTS.get(core.verdict)
    if verdict is None:
        return None
    witness = core.witness if verdict is core.verdict else None
    if verdict is Verdict.LOOSER and witness is None:
        witness = Witness(ANYWHERE, _("Only the second clause promises “{b}”.", b=second))
    return replace(core, verdict=verdict, witness=witness)


def _swapped(found: Pairing) -> Pairing:
    """Return a verdict as it is seen from the other clause."""
    witness = found.witness if found.verdict is Verdict.CONFLICT else None
    return replace(found, verdict=found.verdict.swapped, witness=witness)


@cache
def _wholes() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (written, re.compile(whole), re.compile(f"(?:{parts})(?:{_AND}(?:{parts})){{0,4}}"))
        for written, whole, parts in tables.rows_of("likeness", "wholes")
    )
