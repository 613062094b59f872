"""What may be done and what may not: no rider comes in, and riders who sign in walk up to the door.

Bans and leaves are said in many ways: 谢绝, 概不受理, 照常放行, 不得阻拦. What they are about is told by facets: the
deed, the things or people it is done with, who does it and where. So a ban on copying is none on looking, and one for
the lawn is none for the square. Tables: ``library/consistency/modals.tsv`` and ``permissions.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from guicheng.domain.comparison.tables import rows_of
from guicheng.domain.standard.cases import holds_always
from guicheng.domain.standard.concerns import concerns_of
from guicheng.domain.standard.daytime import When, in_digits, when_in, without_times
from guicheng.domain.standard.kinship import opposed, wording
from guicheng.domain.standard.naming import SEEN_TO
from guicheng.domain.standard.opened import are_on_other_grounds
from guicheng.domain.standard.sentences import parts_in, sentences_in
from guicheng.domain.standard.telling import Shared, chars_of

#: What heads a line of a table, or a list.
_HEAD: Final = "|:"
_FACETS: Final = ("act", "thing", "who", "place")
#: What somebody may not do by himself another clause may let him do by himself: 不得自行变卖, 可自行卖出.
_BY_HIMSELF: Final = re.compile(
    "自行(?!车)|私自|私下|私(?=[卖接收])|自己(?=[拿卖处留收])|归[^,;|]{0,6}(?:个人|本人|自己)|个人(?=出售|卖|接|收)"
)
#: Who is left out of a ban is of the company: 除检修人员外谁都不准上去.
_BUT_STAFF: Final = re.compile(
    "除[^,;|外]{0,8}(?:检修|工作|维修|物业|值班|管理|本公司|公司)[^,;|外]{0,6}外,?(?=[^,;|]{0,3}(?:任何|谁|其他|其余|一律|均|都))"
)
#: Places that are looked at or cleaned: 查看电动车停放点.
_SEEN_TO: Final = re.compile(SEEN_TO)
#: Kinds of things that make another thing of what they are said with: 外卖员的电动车.
_JOINED: Final = re.compile("[、和及或与]|以及")
#: Least of the words that tell less that both share, by how many facets they have in common.
_SHARES: Final = {1: 0.6, 2: 0.38, 3: 0.25, 4: 0.2}
#: The same where they have in common what is done as well as what with.
_OF_BOTH: Final = 0.3
_LEAST: Final = 5.0


@dataclass(frozen=True, slots=True)
class Permission:
    """A deed that a clause bans or allows.

    Args:
        words: The words that say so.
        allowed: Whether it may be done.
        facets: What is named of it, by facet.
        listed: Whether what is named is a list.
        chars: What the clause tells of it.
        thing: The words for it.
        when: When that holds.
        concerns: What it concerns, by the names of the tables of concerns.
    """

    words: str
    allowed: bool
    facets: Mapping[str, frozenset[str]]
    listed: bool
    chars: frozenset[str]
    thing: str
    when: When
    concerns: frozenset[str]

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return what is done, with what, and where."""
        named = frozenset((facet, name) for facet, names in self.facets.items() for name in names if facet != "who")
        return named | {("may", concern) for concern in self.concerns}

    def denies(self, other: Permission) -> bool:
        """Tell whether one of two clauses bans what the other one allows."""
        if self.allowed is other.allowed:
            return False
        ban, leave = (other, self) if self.allowed else (self, other)
        when = replace(ban.when, occasions=leave.when.occasions) if holds_always(ban.words) else ban.when
        return when.meets(leave.when) and _covers(ban, leave)


def _covers(ban: Permission, leave: Permission) -> bool:
    """Tell whether a ban is on what another clause allows."""
    if ban.concerns & leave.concerns:
        return not _are_elsewhere(ban.thing, leave.thing)
    common = 0
    for facet in _FACETS:
        mine, theirs = ban.facets[facet], leave.facets[facet]
        if mine and theirs:
            if not mine & theirs or (facet == "thing" and not ban.listed and not mine <= theirs):
                return False
            common += 1
    if _BY_HIMSELF.search(ban.thing) and not _BY_HIMSELF.search(leave.thing + leave.words):
        return False
    known = (ban.facets["act"] & leave.facets["act"]) | (ban.facets["thing"] & leave.facets["thing"])
    if not known or _are_elsewhere(ban.thing, leave.thing):
        return False
    if _are_of_two_posts(ban.thing, leave.thing):
        return False
    both = ban.facets["act"] & leave.facets["act"] and ban.facets["thing"] & leave.facets["thing"]
    least = min(_SHARES[common], _OF_BOTH) if both else _SHARES[common]
    return Shared.of(ban.chars, leave.chars).reaches(_LEAST, least)


def name_other_places(mine: str, theirs: str) -> bool:
    """Tell whether each of two texts names places, and none that both name.

    Example:
        >>> name_other_places("楼道内不准充电", "可在车棚充电")
        True
        >>> name_other_places("不准充电", "可在车棚充电")
        False
    """
    here, there = _named("place", mine), _named("place", theirs)
    return bool(here and there) and not here & there


def _are_elsewhere(mine: str, theirs: str) -> bool:
    """Tell whether the words name a thing and its opposite, or two grounds of one kind."""
    return opposed(wording(mine), wording(theirs)) or are_on_other_grounds(mine, theirs)


def _are_of_two_posts(mine: str, theirs: str) -> bool:
    """Tell whether two parts begin with people of two departments."""
    here, there = (_departments().match(text) for text in (mine, theirs))
    return here is not None and there is not None and here.lastgroup != there.lastgroup


@lru_cache(maxsize=20_000)
def permissions_in(text: str) -> tuple[Permission, ...]:
    """Return what a clause bans for good, and what it allows.

    Args:
        text: The clause.
    """
    return tuple(each for sentence in sentences_in(in_digits(text)) for each in _of_sentence(sentence))


def _of_sentence(sentence: str) -> Iterator[Permission]:
    when, ahead = None, ""
    for hit in parts_in(sentence):
        part = hit[0]
        when = when_in(part, when)
        whole = ahead + part if sentence[hit.end() : hit.end() + 1] not in tuple(_HEAD) else sentence
        allowed = _is_allowed(part, ahead)
        if allowed is not None:
            said = without_times(_modals().sub("", whole))
            facets = {facet: _named(facet, whole) for facet in _FACETS}
            if not allowed:
                # Of 外卖配送餐品应存放于东门,禁止寄存前台 the ban is on leaving it there.
                own = {facet: _named(facet, part) for facet in ("act", "place")}
                facets["place"] = own["place"] or facets["place"]
                said_before = _says_nothing_more(part, whole) or not _orders(ahead)
                facets["act"] = own["act"] or (facets["act"] if said_before else own["act"])
            concerns = concerns_of("may.leave" if allowed else "may.ban", ahead + part)
            yield Permission(part, allowed, facets, bool(_JOINED.search(said)), chars_of(said), said, when, concerns)
        ahead += f"{part},"


def _is_allowed(part: str, ahead: str) -> bool | None:
    """Return whether a part allows something or bans it, None where it does neither."""
    # A ban on stopping somebody lets him, and a place made for something lets it be done there: 吸烟区.
    if _says("left alone", part):
        return True
    if _says("ban", part):
        # One that holds only where something is wanting stops nobody who has it.
        return None if _says("some", _BUT_STAFF.sub("", _BY_HIMSELF.sub("", ahead + part))) else False
    return True if _says("leave", part) or (_says("place", part) and not _SEEN_TO.search(part)) else None


def _says_nothing_more(part: str, whole: str) -> bool:
    """Tell whether a ban is one of what was said before, 登记了也不行, or of what a table or a list tells behind."""
    ends = max(hit.end() for hit in _sorts()["ban"].finditer(part))
    return len(part) - ends <= 1 or not whole.endswith(part)


def _orders(text: str) -> bool:
    """Tell whether parts before a ban order or allow something, so that the ban is on something else."""
    return _says("leave", text) or _says("order", text)


def _named(facet: str, text: str) -> frozenset[str]:
    return frozenset(name for name, words in _names()[facet] if words.search(text))


@cache
def _departments() -> re.Pattern[str]:
    """Return what finds the department of whom a part begins with, by the name of its group."""
    rows = rows_of("consistency", "departments")
    return re.compile(
        "|".join(f"(?P<{name}>(?:{words})(?:(?<=管家)|[^,;|]{{0,2}}[员工师岗](?![具装作])))" for name, words in rows)
    )


@cache
def _names() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {facet: [] for facet in _FACETS}
    for facet, name, words in rows_of("consistency", "permissions"):
        found[facet].append((name, re.compile(words)))
    return found


@cache
def _modals() -> re.Pattern[str]:
    return re.compile("|".join(_sorts()[sort].pattern for sort in ("left alone", "ban", "leave")))


def _says(sort: str, text: str) -> bool:
    """Tell whether a text has words of a row of ``library/consistency/modals.tsv``."""
    return _sorts()[sort].search(text) is not None


@cache
def _sorts() -> dict[str, re.Pattern[str]]:
    return {sort: re.compile(words) for sort, words in rows_of("consistency", "modals")}
