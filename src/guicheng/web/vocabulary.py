"""Words as the pages of the lexicon and the glossary show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import UnitKind
from guicheng.apps.organization.selectors import posts_visible_to, units_visible_to
from guicheng.apps.standards.models import Term
from guicheng.apps.standards.selectors import TERM_GROUPS, parameters_visible_to, terms_visible_to
from guicheng.domain.clause.lexicon import shipped
from guicheng.web.comparing import activity_called
from guicheng.web.naming import KINDS
from guicheng.web.standards_list import TRADES

#: Class of words → what the reader makes of it.
GROUPS: Final[dict[str, str | Promise]] = {
    "post": _("post: who keeps a promise"),
    "severity": _("severity: for which cases"),
    "time-unit": _("unit of time"),
    "physical": _("measure"),
    "metric-name": _("name of a figure"),
    "harmless": _("harmless: not vague here"),
    "immediate": _("at once: says no time"),
    "vague-time": _("vague time"),
    "vague-frequency": _("vague frequency"),
    "vague-quality": _("vague quality"),
    "vague-degree": _("vague degree"),
    "vague-escape": _("way out"),
    "vague-open": _("open list"),
    "place": _("place"),
    "activity": _("activity"),
}
assert set(GROUPS) == set(TERM_GROUPS)  # noqa: S101 - a class without words would show its code
#: Shipped words shown at once; who wants another narrows the search.
_SHOWN: Final = 100
#: Units in the glossary at most.
_UNITS: Final = 300


@dataclass(frozen=True, slots=True)
class WordLine:
    """A word of the lexicon.

    Args:
        surface: The word.
        group: What the reader makes of it.
        meaning: Its standard form and value.
        note: What the company wrote beside it.
        own: The company's row; None for a shipped word.
        hides: Whether it lies over a shipped word.
    """

    surface: str
    group: str | Promise
    meaning: str
    note: str = ""
    own: Term | None = None
    hides: bool = False


def own_words(actor: Actor, *, words: str, group: str) -> list[WordLine]:
    """Return the company's words that fit."""
    known = {(term.surface, term.group) for term in shipped()}
    return [
        WordLine(
            surface=row.surface,
            group=GROUPS[row.group],
            meaning=_meaning(row.group, row.canonical, row.value),
            note=row.note,
            own=row,
            hides=(row.surface, row.group) in known,
        )
        for row in terms_visible_to(actor, words=words, group=group)
    ]


def shipped_words(*, words: str, group: str) -> tuple[list[WordLine], int]:
    """Return the shipped words that fit, and how many there are; none are shown without a wish."""
    wanted = words.split()
    fitting = [
        term
        for term in shipped()
        if term.group in GROUPS and group in {"", term.group} and all(word in term.surface for word in wanted)
    ]
    lines = [
        WordLine(term.surface, GROUPS[term.group], _meaning(term.group, term.canonical, term.value))
        for term in fitting[:_SHOWN]
    ]
    return (lines if words or group else []), len(fitting)


def _meaning(group: str, canonical: str, value: str) -> str:
    if group == "activity":
        return activity_called(canonical) or canonical
    return " × ".join(part for part in (value, canonical) if part)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the glossary."""

    name: str
    meaning: str | Promise


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the glossary."""

    title: str | Promise
    entries: list[Entry]


def glossary_of(actor: Actor, *, words: str) -> list[Chapter]:
    """Return the glossary of the actor's company: four queries.

    Args:
        actor: Who reads.
        words: Words that a name or its meaning must hold, each of them.
    """
    by_group: dict[str, list[Entry]] = {}
    for row in terms_visible_to(actor):
        meaning = "；".join(part for part in (_meaning(row.group, row.canonical, row.value), row.note) if part)
        by_group.setdefault(row.group, []).append(Entry(row.surface, meaning))
    units = units_visible_to(actor).filter(archived_at__isnull=True).order_by("path")[:_UNITS]
    posts = posts_visible_to(actor).filter(archived_at__isnull=True)
    parameters = parameters_visible_to(actor)
    chapters = [
        Chapter(_("Parameters"), [Entry(f"【{row.name}】", f"{row.value} {row.note}".strip()) for row in parameters]),
        Chapter(_("Posts"), [Entry(row.name, TRADES[row.trade]) for row in posts]),
        Chapter(_("Units"), [Entry(row.name, KINDS[UnitKind(row.kind)]) for row in units]),
        Chapter(_("Places"), by_group.pop("place", [])),
        Chapter(_("Activities"), by_group.pop("activity", [])),
        *(Chapter(GROUPS[group], entries) for group, entries in sorted(by_group.items())),
    ]
    wanted = words.split()
    narrowed = [Chapter(part.title, [each for each in part.entries if _fits(each, wanted)]) for part in chapters]
    return [part for part in narrowed if part.entries]


def _fits(entry: Entry, wanted: list[str]) -> bool:
    text = f"{entry.name} {entry.meaning}"
    return all(word in text for word in wanted)
