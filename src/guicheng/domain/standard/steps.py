"""Steps of a procedure, each in the words of its author: 交押金 and 押金到账, 现场核实 and 派人去看现场."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from guicheng.domain.comparison.tables import rows_of
from guicheng.domain.standard.telling import Shared, chars_of, weight_of

#: What may stand between a verb and what it is done to.
_BETWEEN: Final = "[^,;。:→|]{0,8}?"
#: Least that two steps have in common, or what they are done to.
LEAST: Final = 2.5
#: Least share of the step that tells less, where no name is known.
_SHARE: Final = 0.6
#: Names of the beginning of work and of its end.
_WORK, _END = "work", "done"


@dataclass(frozen=True, slots=True)
class Step:
    """A step.

    Args:
        names: Its names, by the rows of ``library/consistency/steps.tsv``; none for one that no row knows.
        chars: What is told of it.
        things: What is told besides its names.
        objects: The names of what it is done to, by rows of that table.
    """

    names: frozenset[str]
    chars: frozenset[str]
    things: frozenset[str]
    objects: frozenset[str]

    @property
    def named(self) -> frozenset[str]:
        """Return the characters of its name, or all of those of a step without one."""
        return self.chars - self.things if self.names else self.chars

    def beside(self, other: Step) -> Step:
        """Return the step without what another one of the same clause is told by as well."""
        names, objects = self.names - other.names, self.objects - other.objects
        if objects and other.objects - self.objects:
            # One deed done to two things is known by them: 高压侧合闸, 低压侧合闸.
            names |= objects
        return Step(names, self.chars - other.chars, self.things - other.chars, objects)

    def with_its_end(self) -> Step:
        """Return a step that comes after another one: where work begins after it, it ends after it."""
        return replace(self, names=self.names | {_END}) if _WORK in self.names else self

    def is_named_as(self, other: Step) -> bool:
        """Tell whether both have one name, and are not done to different things where that matters."""
        common = self.names & other.names
        apart = self.things and other.things and weight_of(self.things & other.things) < LEAST
        return bool(common) and (not apart or bool(common - _names_telling("some")))

    def is_apart_from(self, other: Step) -> bool:
        """Tell whether both have names, and none in common."""
        return bool(self.names and other.names) and not self.names & other.names

    def is_told_as(self, other: Step) -> bool:
        """Tell whether two steps of which one has no name seem to be one by what is told of them."""
        return Shared.of(self.chars, other.chars).reaches(LEAST, _SHARE)

    def is_of_one_procedure_with(self, other: Step) -> bool:
        """Tell whether both have a name that tells as well what it is a step of: 验电, 现场核实."""
        return bool(self.names & other.names & _names_telling("all"))


@lru_cache(maxsize=20_000)
def step_in(words: str) -> Step:
    """Return the step that some words name.

    Args:
        words: Part of a clause in one way of writing.
    """
    found = [(name, pattern) for name, pattern in _names("all", "deed", "some").items() if pattern.search(words)]
    things = [(name, pattern) for name, pattern in _names("thing").items() if pattern.search(words)]
    if {name for name, _pattern in found} <= _names_telling("some"):
        # What is wiped tells more than that it is.
        found = things or found
    rest = words
    for _name, pattern in found:
        rest = pattern.sub("", rest)
    names, objects = (frozenset(name for name, _pattern in rows) for rows in (found, things))
    return Step(names, chars_of(words), chars_of(rest), objects)


@cache
def _names(*tells: str) -> dict[str, re.Pattern[str]]:
    """Return what finds the steps that tell such things."""
    rows = rows_of("consistency", "steps")
    return {name: re.compile(words.replace("…", _BETWEEN)) for name, what, words in rows if what in tells}


@cache
def _names_telling(what: str) -> frozenset[str]:
    """Return the names that tell one kind of things.

    Args:
        what: ``all``, a ``deed`` without its procedure, ``some`` of a deed without its thing, or a ``thing``.
    """
    return frozenset(name for name, tells, _words in rows_of("consistency", "steps") if tells == what)
