"""What a bound speaks of: the activity that the words around it name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guicheng.domain.comparison.parts import Part
from guicheng.domain.comparison.surroundings import Surroundings
from guicheng.domain.comparison.vocabulary import Choice
from guicheng.domain.values import Span

#: Roles of activities that a bound may speak of, best first.
_ROLES = {
    "deadline": ("topic", "task"),
    "notice": ("topic", "task"),
    "before": ("topic", "task"),
    "frequency": ("task", "topic", "record"),
    "share": ("metric", "quantity"),
    "retention": ("record",),
    "headcount": ("post", "task", "topic"),
    "hours": ("hours", "post", "task", "topic"),
    "quantity": ("quantity", "metric", "task", "topic", "post"),
    "grade": ("task", "topic", "hours"),
    "act": ("act",),
}


#: Roles of activities that the name of a party tells.
_NAMES = frozenset({"hours", "post", "quantity", "metric", "record"})
#: What is bounded where the name of who acts may tell what is done.
_ACTED = frozenset({"deadline", "notice", "before", "frequency", "share", "quantity", "grade", "act"})
#: The 维护 of 秩序维护员 is no upkeep.
_KEEPING_ORDER = frozenset({"维护", "秩序维护员"})
#: Something was reported, whatever it was: 涉及人身安全的投诉，自接报起10分钟内到场 is about the complaint.
_ANY_REPORT = frozenset({"接报", "派单", "派工"})
#: What is bounded where the words of a part alone may name something too general.
_DECIDED_AHEAD = frozenset({"share", "notice", "deadline"})
#: How it is to look when it is done, and how a figure is worked out.
_AFTERWARDS = re.compile(r"\s*(?:[^,;。]{0,4}后[^,;。]{0,8}无|以[^,;。]{2,40}(?:计算|为准))")


@dataclass(frozen=True, slots=True)
class Topic:
    """The activity of a bound.

    Args:
        key: Its key; ``?`` and the unknown words where the vocabulary knows none.
        better: Its good direction, as in ``Activity.better``.
        residue: Words around the bound that nothing has understood.
    """

    key: str
    better: str
    residue: str


def topic_of(around: Surroundings, index: int, span: Span, attribute: str) -> Topic:
    """Return what a bound speaks of: words of its own part first, then of parts before it, then behind it.

    Args:
        around: The clause.
        index: Number of the part in which the bound stands.
        span: The bound.
        attribute: What it bounds.
    """
    roles = _ROLES[attribute]
    stretches = _stretches(around, index, span)
    best = _best(around, stretches, roles, whole_names=attribute in {"headcount", "hours"})
    best = _corrected(around, stretches[2], roles) or best
    if best is None and attribute in _ACTED and not around.residue(index, frozenset(), span):
        best = _by_name(around, stretches, roles)
    if best is not None and _ANY_REPORT.issuperset(best.words):
        best = _reported_ahead(around, index) or best
    rest = around.is_rest(index)
    if best is not None and (attribute in _DECIDED_AHEAD or rest):
        best = _fuller(around, stretches[2], roles, best, notice=attribute == "notice")
    elif best is not None and attribute == "frequency" and (label := _label(around, index)) is not None:
        best = _fuller(around, [around.parts[index], label], roles, best, notice=False)
    if best is None:
        residue = around.residue(index, frozenset(), span)
        return Topic(f"?{residue}", "", residue)
    words = best.activity.words
    cases = [around.residue(number, words) for number in around.naming(index, words)]
    cases += [around.residue(number, words) or around.failing(number) for number in around.provisos(index)]
    cases += [around.residue(index - 1, words)] if rest and index else []
    measured = around.posts_measured(index) if attribute == "share" else ""
    residue = "".join([*cases, around.residue(index, words, span), measured])
    return Topic(best.activity.key, best.activity.better, residue)


def _corrected(around: Surroundings, parts: list[Part], roles: tuple[str, ...]) -> Choice | None:
    """Return the activity to which somebody tied words of the sentence, the nearest first: it decides over others.

    An act can be one of any activity that has something done.
    """
    if roles == _ROLES["act"]:
        roles = (*roles, *_ROLES["deadline"])
    for part in parts:
        found = [each for each in around.choices(list(part.hits)) if each.is_corrected and each.activity.role in roles]
        if found:
            return found[0]
    return None


def _label(around: Surroundings, index: int) -> Part | None:
    """Return the part ahead that only names the thing (玻璃幕墙，每年清洗2次), as cells of a table do; None without one."""
    ahead = around.ahead(index)
    if len(ahead) != 1 or any(around.part_at(each.span.start) == index - 1 for each in around.clause.requirements):
        return None
    named = around.choices(list(around.blocked(ahead[0]).hits))
    return None if any(choice.activity.role in _ROLES["frequency"] for choice in named) else ahead[0]


def _fuller(around: Surroundings, parts: list[Part], roles: tuple[str, ...], best: Choice, *, notice: bool) -> Choice:
    """Return the activity that the words of a part name together with those ahead: 投诉…，回访率100%.

    Of a notice those ahead tell what it is about, in whatever way it is given.
    """
    enough = any if notice else all
    hits = [hit for part in parts for hit in around.blocked(part).hits]
    wider = [
        choice
        for choice in around.choices(hits)
        if choice.activity.role in roles
        and choice.score > best.score
        and enough(any(word in longer for longer in choice.words) for word in best.words)
    ]
    return wider[0] if wider else best


def _tells_of_it(around: Surroundings, part: Part) -> bool:
    """Tell whether a part only says how it is to look afterwards (作业后无积水) or how a figure is worked out."""
    return _AFTERWARDS.match(around.plain, part.start, part.end) is not None


def _stretches(around: Surroundings, index: int, span: Span) -> list[list[Part]]:
    """Return the stretches in which an activity is looked for, nearest first."""
    own, ahead = around.parts[index], around.ahead(index)
    return [
        [around.but_for_others(index, span)],
        [own],
        [own, *ahead],
        [own, *ahead, *(part for part in around.parts[index + 1 : index + 2] if not _tells_of_it(around, part))],
        [part for part in around.parts if not _tells_of_it(around, part)],
    ]


def _best(
    around: Surroundings, stretches: list[list[Part]], roles: tuple[str, ...], *, whole_names: bool
) -> Choice | None:
    named = {choice.activity.key for choice in _found(around, stretches[1], roles)}
    for parts in stretches:
        found = _found(around, parts if whole_names else [around.blocked(part) for part in parts], roles)
        if whole_names:
            # A post may be told by its name, but 维护 in 秩序维护员 is no upkeep.
            acts = {hit.word for part in parts for hit in around.blocked(part).hits}
            found = [c for c in found if c.activity.role in _NAMES or set(c.words) & acts]
        if roles == _ROLES["act"]:
            # 佩戴工牌，作业面铺垫布: what another part names alone is not done in this one as well.
            own = {hit.word for hit in stretches[1][0].hits}
            found = [choice for choice in found if own & set(choice.words)]
        if found:
            return _foremost(found, roles, named)
    return None


def _reported_ahead(around: Surroundings, index: int) -> Choice | None:
    """Return what the parts ahead say was reported; None where they name nothing."""
    found = _found(around, [around.blocked(part) for part in around.ahead(index)], ("topic",))
    return _foremost(found, ("topic",), set()) if found else None


def _by_name(around: Surroundings, stretches: list[list[Part]], roles: tuple[str, ...]) -> Choice | None:
    """Return what the name of a party tells is done, where nothing else in the sentence does: 维修工15分钟内到场."""
    for parts in stretches:
        found = [choice for choice in _found(around, parts, roles) if not _KEEPING_ORDER.issuperset(choice.words)]
        if found:
            return _foremost(found, roles, set())
    return None


def _found(around: Surroundings, parts: list[Part], roles: tuple[str, ...]) -> list[Choice]:
    hits = [hit for part in parts for hit in part.hits]
    return [choice for choice in around.choices(hits) if choice.activity.role in roles]


def _foremost(found: list[Choice], roles: tuple[str, ...], named: set[str]) -> Choice:
    """Return the choice that is best covered; of two as good the one that the name of a party tells as well."""
    return min(
        found,
        key=lambda choice: (
            -choice.score // 1000,
            roles.index(choice.activity.role),
            -choice.score,
            choice.activity.key not in named,
        ),
    )
