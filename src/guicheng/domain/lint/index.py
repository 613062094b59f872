"""Which rules can say anything about a clause: one pass over its text instead of a trial of each rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from guicheng.domain.clause import Clause
from guicheng.domain.lint.catalogue import all_rules
from guicheng.domain.lint.rule import Rule
from guicheng.domain.lint.standing import class_bits, needs_of, rule_bits, standing, told_anywhere
from guicheng.domain.lint.unlawful import Frame, anchor_words, frames


def choice_of(rules: Iterable[Rule]) -> int:
    """Return the bits of some rules."""
    return sum(rule_bits()[rule.code] for rule in rules)


def rules_about(clause: Clause, choice: int) -> Iterator[Rule]:
    """Yield the rules of a choice that may have something to say about a clause, in order of codes.

    A rule that is not among them has nothing to say.

    Args:
        clause: The clause.
        choice: Bits of the rules that are asked for.
    """
    by_bit, live = _by_bit(), _may_speak(clause) & choice
    while live:
        bit = live & -live
        yield by_bit[bit]
        live ^= bit


def _may_speak(clause: Clause) -> int:
    """Return the bits of the rules that may speak of a clause, and some of classes."""
    found = standing(clause.text)
    live = found | _always()
    if clause.words:
        groups = _by_group()
        for word in clause.words:
            live |= groups.get(word.group, 0)
    if clause.requirements or clause.thresholds:
        kinds = _by_kind()
        for requirement in (*clause.requirements, *clause.thresholds):
            live |= kinds.get(requirement.kind, 0)
    framed, rarest = _framed()
    classes = found & rarest
    while classes:
        bit = classes & -classes
        for needs, rule in framed[bit]:
            if needs & found == needs:
                live |= rule
        classes ^= bit
    return live


@cache
def _by_bit() -> dict[int, Rule]:
    return dict(zip(rule_bits().values(), all_rules(), strict=True))


@cache
def _always() -> int:
    return choice_of(rule for rule in all_rules() if rule.looks_at_all or told_anywhere(rule))


@cache
def _by_group() -> dict[str, int]:
    return _bits_by_key((rule, rule.groups) for rule in all_rules())


@cache
def _by_kind() -> dict[str, int]:
    return _bits_by_key((rule, rule.kinds) for rule in all_rules())


def _bits_by_key(rows: Iterable[tuple[Rule, Iterable[str]]]) -> dict[str, int]:
    bits: dict[str, int] = {}
    for rule, keys in rows:
        for key in keys:
            bits[key] = bits.get(key, 0) | rule_bits()[rule.code]
    return bits


@cache
def _framed() -> tuple[dict[int, list[tuple[int, int]]], int]:
    """Return what each frame needs and whose it is, by the class of its act that fewest texts name; and all these.."""
    found: dict[int, list[tuple[int, int]]] = {}
    for code, known in frames().items():
        for frame in known:
            found.setdefault(class_bits()[_rarest(frame)], []).append((needs_of(frame), rule_bits()[code]))
    return found, sum(found)


def _rarest(frame: Frame) -> str:
    """Return the class of an act whose words are the longest; of such classes the one with the fewest."""
    return max(frame.act, key=lambda group: (min(map(len, anchor_words(group))), -len(anchor_words(group))))
