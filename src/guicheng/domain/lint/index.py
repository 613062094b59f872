"""Which rules can say anything about a clause: one pass over its text instead of a trial of each rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from guicheng.domain.clause import Clause
from guicheng.domain.lint.catalogue import all_rules
from guicheng.domain.lint.rule import Rule
from guicheng.domain.lint.standing import needs_of_frame, needs_of_way, standing, ways_of
from guicheng.domain.lint.unlawful import frames


@cache
def _bits() -> dict[str, int]:
    """Return the bit of each rule by its code, in order of codes."""
    return {rule.code: 1 << number for number, rule in enumerate(all_rules())}


def choice_of(rules: Iterable[Rule]) -> int:
    """Return the bits of some rules."""
    return sum(_bits()[rule.code] for rule in rules)


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
    """Return the bits of the rules that may speak of a clause."""
    live = _always()
    if clause.words:
        groups = _by_group()
        for word in clause.words:
            live |= groups.get(word.group, 0)
    if clause.requirements or clause.thresholds:
        kinds = _by_kind()
        for requirement in (*clause.requirements, *clause.thresholds):
            live |= kinds.get(requirement.kind, 0)
    (told, rarest), found = _told(), standing(clause.text)
    rare = found & rarest
    while rare:
        bit = rare & -rare
        for needs, rule in told[bit]:
            if needs & found == needs:
                live |= rule
        rare ^= bit
    return live


@cache
def _by_bit() -> dict[int, Rule]:
    return dict(zip(_bits().values(), all_rules(), strict=True))


@cache
def _always() -> int:
    return choice_of(rule for rule in all_rules() if rule.looks_at_all or () in ways_of(rule))


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
            bits[key] = bits.get(key, 0) | _bits()[rule.code]
    return bits


@cache
def _told() -> tuple[dict[int, list[tuple[int, int]]], int]:
    """Return what each way and each frame needs and whose it is, by what fewest texts have of it; and all of that."""
    rows = [(needs_of_way(way), _bits()[rule.code]) for rule in all_rules() for way in ways_of(rule) if way]
    rows += [(needs_of_frame(frame), _bits()[code]) for code, known in frames().items() for frame in known]
    found: dict[int, list[tuple[int, int]]] = {}
    for needs, rule in rows:
        found.setdefault(needs.rarest, []).append((needs.bits, rule))
    return found, sum(found)
