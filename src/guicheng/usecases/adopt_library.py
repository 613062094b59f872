"""Take standards kept as texts, the shipped starter library or a folder, into the drafts of a company."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from uuid import UUID

from django.db import transaction

from guicheng.adapters.standards_files import read_folder
from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.selectors import codes_holding_at, codes_taken, unit_within
from guicheng.apps.standards.selectors.texts import Holding
from guicheng.apps.standards.services import NotAsWantedError, take_text
from guicheng.domain.standard import StandardText
from guicheng.domain.standard.grades import at_grade
from guicheng.domain.values.message import _
from guicheng.usecases.library_codes import free_code, own_code


@dataclass(frozen=True, slots=True)
class Choice:
    """A standard that could be adopted.

    Args:
        standard: It.
        own: Code of the standard that was made of it at the unit, or above it within the actor's sight; "" for none.
        readable: Whether the actor may read the draft of that one.
    """

    standard: StandardText
    own: str = ""
    readable: bool = False

    @property
    def taken(self) -> bool:
        """Whether it is there already."""
        return bool(self.own)


@dataclass(frozen=True, slots=True)
class Adoption:
    """What became of the standards that were chosen.

    Args:
        created: New drafts.
        changed: Drafts that were there and took changes over.
        unchanged: Drafts that were there and are as they were.
    """

    created: tuple[Standard, ...]
    changed: tuple[Standard, ...] = ()
    unchanged: tuple[Standard, ...] = ()


@cache
def library_standards() -> tuple[StandardText, ...]:
    """Return the standards of the shipped starter library, in order of domain and code.

    Raises:
        RuntimeError: A shipped file is not in the format.
    """
    root = files("guicheng.library") / "standards"
    folder = read_folder(dict(_held(root, "")))
    if folder.faults:
        raise RuntimeError(folder.faults[0].message.render())
    return folder.standards


def library_grades() -> tuple[str, ...]:
    """Return the grades that the standards of the library have, the best first."""
    return tuple(dict.fromkeys(grade for each in library_standards() for grade in each.grades))


def plan_adoption(
    *, actor: Actor, unit_key: str | UUID, domains: Collection[str] = (), grade: str = ""
) -> tuple[Choice, ...]:
    """Return what a company could adopt, as its drafts would be.

    Args:
        actor: Who would adopt it.
        unit_key: The unit to which the drafts would belong.
        domains: First levels of the service catalogue; all where none is named.
        grade: The grade that the drafts would take; "" keeps all grades in them.

    Raises:
        Unit.DoesNotExist: The unit is not within reach.
        UnknownGradeError: The standards have no such grade.
    """
    there = codes_holding_at(actor, unit_within(actor, unit_key))
    wanted = [each for each in library_standards() if not domains or each.domain in domains]
    return tuple(_choice(each, there) for each in _graded(wanted, grade))


def _choice(standard: StandardText, there: Mapping[str, Holding]) -> Choice:
    titles = {code: holding.title for code, holding in there.items()}
    own = own_code(standard.code.upper(), standard.title, titles)
    return Choice(standard, own, readable=bool(own) and there[own].readable)


@transaction.atomic
def adopt_library(
    *,
    actor: Actor,
    unit_key: str | UUID,
    at: datetime,
    domains: Collection[str] = (),
    codes: Collection[str] = (),
    grade: str = "",
) -> Adoption:
    """Make standards of the starter library first drafts; one that holds at the unit already is left alone.

    Codes are those of the company. Where another unit has the code of the library, the draft gets the next free one
    that begins with it, such as ZX-02-2.

    Args:
        actor: Who adopts them; needs ``standards.edit`` at the unit.
        unit_key: The unit to which the drafts belong.
        at: Now, with time zone.
        domains: First levels of the service catalogue; all where none is named.
        codes: Codes of standards; all of the domains where none is named.
        grade: The grade that the drafts take; "" keeps all grades in them.

    Raises:
        Unit.DoesNotExist: The unit is not within reach.
        UnknownGradeError: The standards have no such grade.
        NotAsWantedError: Nothing is chosen, or all of it is there already.
    """
    choices = plan_adoption(actor=actor, unit_key=unit_key, domains=domains)
    wanted = [each for each in choices if not codes or each.standard.code in codes]
    fresh = [each.standard for each in wanted if not each.taken]
    if not fresh:
        raise NotAsWantedError(
            _("All of the chosen standards are drafts of yours already. Choose others."), field="codes"
        )
    codes_of = codes_taken(unit_within(actor, unit_key))
    coded = [replace(each, code=free_code(each.code.upper(), codes_of)) for each in fresh]
    return bring_standards(actor=actor, unit_key=unit_key, standards=coded, at=at, grade=grade)


@transaction.atomic
def bring_standards(
    *,
    actor: Actor,
    unit_key: str | UUID,
    standards: Sequence[StandardText],
    at: datetime,
    grade: str = "",
    prune: bool = False,
) -> Adoption:
    """Bring the drafts of a company to the texts of a folder: all of them or, on an error, none.

    Args:
        actor: Who brings them; needs ``standards.edit`` at the unit.
        unit_key: The unit to which new drafts belong.
        standards: The texts.
        at: Now, with time zone.
        grade: The grade that the drafts take; "" keeps all grades in them.
        prune: Whether clauses that a text lacks are deleted from its draft.

    Raises:
        Unit.DoesNotExist: The unit is not within reach.
        UnknownGradeError: A standard has grades, but not this one.
        NotAsWantedError: A value of a text is none.
    """
    unit = unit_within(actor, unit_key)
    taken = [take_text(actor=actor, unit=unit, text=text, at=at, prune=prune) for text in _graded(standards, grade)]
    return Adoption(
        *(tuple(each for each, what in taken if what == wanted) for wanted in ("created", "changed", "unchanged"))
    )


def _graded(standards: Iterable[StandardText], grade: str) -> list[StandardText]:
    return [at_grade(each, grade) if grade else each for each in standards]


def _held(folder: Traversable, path: str) -> Iterable[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            yield from _held(entry, f"{path}{entry.name}/")
        elif entry.name.endswith((".md", ".yaml", ".tsv")):
            yield f"{path}{entry.name}", entry.read_bytes()
