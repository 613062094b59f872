"""What must stand in a text before a pattern can match there: the short words without which none of its hits can be.

A text that holds none of them needs no trying. The answer errs on one side only: a word may be named that does not
make a hit, never a hit be possible without one of the words named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import product
from typing import Any, Final

#: The parser of the standard library, so that a pattern is read here as it is read where it matches; record 0170.
_PARSER: Final = import_module("re._parser")
#: The most texts a piece may stand for before its words are no longer joined to those of its neighbours.
_MOST: Final = 64
_PLAIN: Final = re.compile(r"[^\[\](){}?.\\|^$*+]+")
#: 锁[闭死住]: most words of the tables that are not plain are of this form, and the parser takes its time.
_ONE_CLASS: Final = re.compile(rf"({_PLAIN.pattern}|)\[([^\[\]\\^-]+)\]({_PLAIN.pattern}|)")

Words = frozenset[str]
Way = tuple[Words, ...]
#: What is looked at takes no room; leaving out what it asks for only tries a pattern more often.
_LOOKS: Final = frozenset({"ASSERT", "ASSERT_NOT", "AT"})
_NOTHING: Final[Words] = frozenset([""])


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a pattern.

    Args:
        whole: All texts that it matches, or None where they are too many or not known.
        words: Words of which one stands in any text that it matches, or None where none is known.
    """

    whole: Words | None = None
    words: Words | None = None


_UNKNOWN: Final = _Piece()
_EMPTY: Final = _Piece(whole=_NOTHING)


def needed(pattern: str) -> Words | None:
    """Return words of which at least one stands in every hit of a pattern, or None where no such words are known.

    Args:
        pattern: A regular expression without flags.

    Example:
        >>> sorted(needed("[停断](?:其)?水(?!平)|拉闸") or ())
        ['拉闸', '停其水', '停水', '断其水', '断水']
    """
    if _PLAIN.fullmatch(pattern):
        return frozenset([pattern])
    if one := _ONE_CLASS.fullmatch(pattern):
        head, characters, tail = one.groups()
        return frozenset(head + character + tail for character in characters)
    return _sequence(_PARSER.parse(pattern)).words


def ways(pattern: str) -> tuple[Way, ...]:
    """Return the ways in which a pattern can match: of each set of words of one of them, one stands in every hit.

    Args:
        pattern: A regular expression without flags.

    Returns:
        A way for each alternative of the whole pattern; an empty one where no words are known.

    Example:
        >>> [[sorted(words) for words in way] for way in ways("欠费.{0,9}停[水电]|拉闸")]
        [[['欠费'], ['停水', '停电']], [['拉闸']]]
    """
    return tuple(_ways(_PARSER.parse(pattern)))


def _ways(pieces: Sequence[tuple[object, Any]]) -> Iterator[Way]:
    solid = [(str(operator), argument) for operator, argument in pieces if str(operator) not in _LOOKS]
    match solid:
        case [("BRANCH", (_none, branches))]:
            for branch in branches:
                yield from _ways(branch)
        case [("SUBPATTERN", (_group, 0, _without, inner))]:
            yield from _ways(inner)
        case _:
            yield tuple(_sets_of(pieces)[0])


def _sequence(pieces: Iterable[tuple[object, Any]]) -> _Piece:
    sets, whole = _sets_of(pieces)
    return _Piece(whole, max(sets, key=rarity, default=None))


def _sets_of(pieces: Iterable[tuple[object, Any]]) -> tuple[list[Words], Words | None]:
    """Join the pieces that follow one another; return sets of words that all must stand, and all texts they match."""
    sets: list[Words | None] = []
    run, unbroken = _NOTHING, True
    for operator, argument in pieces:
        piece = _piece(str(operator), argument)
        if piece.whole is not None and len(run) * len(piece.whole) <= _MOST:
            run = frozenset(map("".join, product(run, piece.whole)))
            continue
        sets += [run, piece.words]
        run, unbroken = piece.whole or _NOTHING, False
    sets.append(run)
    return [words for words in sets if words and "" not in words], run if unbroken else None


def rarity(words: Words) -> tuple[int, int]:
    """Return what is greater the fewer texts hold one of some words: longer words are rarer, and few than many."""
    return min(map(len, words)), -len(words)


def _piece(operator: str, argument: Any) -> _Piece:
    match operator:
        case "LITERAL":
            return _Piece(frozenset(chr(argument)))
        case "IN":
            return _Piece(_characters(argument))
        case "BRANCH":
            return _either([_sequence(branch) for branch in argument[1]])
        case "SUBPATTERN" if not argument[1]:
            return _sequence(argument[3])
        case "MAX_REPEAT" | "MIN_REPEAT":
            return _repeated(*argument)
        case _ if operator in _LOOKS:
            return _EMPTY
        case _:
            return _UNKNOWN


def _characters(members: Sequence[tuple[object, Any]]) -> Words | None:
    """Return the characters of a class such as ``[停断]`` or ``[0-9]``; None for one that is denied or very wide."""
    found: set[str] = set()
    for kind, member in members:
        low, high = member if str(kind) == "RANGE" else (member, member)
        if str(kind) not in {"LITERAL", "RANGE"} or high - low >= _MOST:
            return None
        found.update(map(chr, range(low, high + 1)))
    return frozenset(found)


def _either(branches: list[_Piece]) -> _Piece:
    wholes = [branch.whole for branch in branches if branch.whole is not None]
    words = [branch.words for branch in branches if branch.words is not None]
    whole = frozenset[str]().union(*wholes)
    known = len(wholes) == len(branches) and len(whole) <= _MOST
    return _Piece(whole if known else None, frozenset[str]().union(*words) if len(words) == len(branches) else None)


def _repeated(least: int, most: int, pieces: Iterable[tuple[object, Any]]) -> _Piece:
    piece = _sequence(pieces)
    if least:
        return _Piece(words=piece.words)
    return _Piece(piece.whole | _NOTHING) if most == 1 and piece.whole is not None else _UNKNOWN
