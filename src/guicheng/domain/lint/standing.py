"""One pass over a text that tells which classes of words and which patterns of rules can stand there at all."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import ahocorasick

from guicheng.domain.lint.catalogue import all_rules
from guicheng.domain.lint.needed import Way, Words, rarity, ways
from guicheng.domain.lint.rule import Rule
from guicheng.domain.lint.unlawful import Frame, anchor_words, words


class Needs(NamedTuple):
    """What must stand in a text.

    Args:
        bits: Bits of the sets of words of which one each must stand.
        rarest: The bit among them that fewest texts have.
    """

    bits: int
    rarest: int


@lru_cache(maxsize=64)
def standing(text: str) -> int:
    """Return the bits of all sets of words of which one stands in a text: of classes, and of ways of rules.

    A bit that is not set is certain: no word of that class stands in the text, no pattern matches in that way.

    Args:
        text: A clause or one of its sentences.
    """
    found = 0
    for _end, bits in _anchors().iter(text):
        found |= bits
    return found


@cache
def needs_of_frame(frame: Frame) -> Needs:
    """Return what must stand in a sentence for a frame to tell it."""
    act = max(frame.act, key=lambda group: rarity(anchor_words(group)))
    return Needs(sum(class_bits()[group] for group in frame.needs()), class_bits()[act])


def needs_of_way(way: Way) -> Needs:
    """Return what must stand in a text for a pattern to match in a way; the way names words."""
    bits = _set_bits()
    return Needs(sum(bits[words] for words in set(way)), bits[max(way, key=rarity)])


@cache
def ways_of(rule: Rule) -> tuple[Way, ...]:
    """Return the ways in which a pattern of a rule can match."""
    return tuple(way for pattern in rule.told_by or () for way in ways(pattern.pattern))


@cache
def class_bits() -> dict[str, int]:
    """Return the bit of each class of words."""
    return {group: 1 << number for number, group in enumerate(words())}


@cache
def _set_bits() -> dict[Words, int]:
    """Return the bit of each set of words that a way of a rule needs, above those of all classes."""
    found = dict.fromkeys(known for rule in all_rules() for way in ways_of(rule) for known in way)
    return {known: 1 << len(words()) + number for number, known in enumerate(found)}


@cache
def _anchors() -> ahocorasick.Automaton:
    bits: dict[str, int] = {}
    for row, bit in (*((anchor_words(group), bit) for group, bit in class_bits().items()), *_set_bits().items()):
        for word in row:
            bits[word] = bits.get(word, 0) | bit
    automaton = ahocorasick.Automaton()
    for word, found in bits.items():
        automaton.add_word(word, found)
    automaton.make_automaton()
    return automaton
