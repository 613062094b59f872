"""What a bound speaks of: the activity that the words around it name."""

from __future__ import annotations

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
#: What is bounded where the words of a part alone may name something too general.
_DECIDED_AHEAD = frozenset({"share", "notice", "deadline"})


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
    """Return the activity to which somebody tied words of the sentence, the nearest first: it decides over others."""
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
    hits = [hit for part in parts for hit in part.hits]
    wider = [
        choice
        for choice in around.choices(hits)
        if choice.activity.role in roles
        and choice.score > best.score
        and enough(any(word in longer for longer in choice.words) for word in best.words)
    ]
    return wider[0] if wider else best


def _stretches(around: Surroundings, index: int, span: Span) -> list[list[Part]]:
    """Return the stretches in which an activity is looked for, nearest first."""
    own, ahead = around.parts[index], around.ahead(index)
    return [
        [around.but_for_others(index, span)],
        [own],
        [own, *ahead],
        [own, *ahead, *around.parts[index + 1 : index + 2]],
        list(around.parts),
    ]


def _best(
    around: Surroundings, stretches: list[list[Part]], roles: tuple[str, ...], *, whole_names: bool
) -> Choice | None:
    for parts in stretches:
        open_parts = parts if whole_names else [around.blocked(part) for part in parts]
        for some in (open_parts, parts):
            hits = [hit for part in some for hit in part.hits]
            found = [choice for choice in around.choices(hits) if choice.activity.role in roles]
            if whole_names:
                # A post may be told by its name, but 维护 in 秩序维护员 is no upkeep.
                acts = {hit.word for part in parts for hit in around.blocked(part).hits}
                found = [c for c in found if c.activity.role in _NAMES or set(c.words) & acts]
            if found:
                return min(
                    found, key=lambda choice: (-choice.score // 1000, roles.index(choice.activity.role), -choice.score)
                )
    return None
