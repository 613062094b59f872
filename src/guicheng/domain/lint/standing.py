"""One pass over a text that tells which classes of words and which patterns of rules can stand there at all."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

import ahocorasick

from guicheng.domain.lint.catalogue import all_rules
from guicheng.domain.lint.needed import needed
from guicheng.domain.lint.rule import Rule
from guicheng.domain.lint.unlawful import Frame, anchor_words, words


@lru_cache(maxsize=64)
def standing(text: str) -> int:
    """Return the bits of all that may stand in a text: of classes, and of rules by their own patterns.

    A bit that is not set is certain: no word of that class stands in the text, no pattern of that rule matches.

    Args:
        text: A clause or one of its sentences.
    """
    found = 0
    for _end, bits in _anchors().iter(text):
        found |= bits
    return found


@cache
def class_bits() -> dict[str, int]:
    """Return the bit of each class of words."""
    return {group: 1 << number for number, group in enumerate(words())}


@cache
def rule_bits() -> dict[str, int]:
    """Return the bit of each rule by its code, in order of codes; they lie above the bits of all classes."""
    return {rule.code: 1 << len(words()) + number for number, rule in enumerate(all_rules())}


def needs_of(frame: Frame) -> int:
    """Return the bits of the classes that must stand in a sentence for a frame to tell it."""
    return sum(class_bits()[group] for group in frame.needs())


def told_anywhere(rule: Rule) -> bool:
    """Tell whether a rule has a pattern that may match without any certain word."""
    return any(needed(pattern.pattern) is None for pattern in rule.told_by or ())


@cache
def _anchors() -> ahocorasick.Automaton:
    rows = [(bit, anchor_words(group)) for group, bit in class_bits().items()]
    rows += [(rule_bits()[rule.code], _words_of(rule)) for rule in all_rules()]
    bits: dict[str, int] = {}
    for bit, row in rows:
        for word in row:
            bits[word] = bits.get(word, 0) | bit
    return _automaton(bits.items())


def _words_of(rule: Rule) -> frozenset[str]:
    """Return short words of which one stands wherever a pattern of a rule matches."""
    return frozenset().union(*(needed(pattern.pattern) or () for pattern in rule.told_by or ()))


def _automaton(rows: Iterable[tuple[str, int]]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word, bits in rows:
        automaton.add_word(word, bits)
    automaton.make_automaton()
    return automaton
