"""Takes a workbook: reads it, plans all of it, and writes it only if nothing is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext

from guicheng.adapters.organization_sheet import OrganizationBook, noted_workbook, read_organization
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.services.access import MANAGE_PEOPLE, MANAGE_UNITS, managed_company, note_unit
from guicheng.apps.organization.services.importing.duty import Duties, plan_duties
from guicheng.apps.organization.services.importing.faults import Faults
from guicheng.apps.organization.services.importing.people import People, plan_people
from guicheng.apps.organization.services.importing.posts import Posts, plan_posts
from guicheng.apps.organization.services.importing.tree import Tree, plan_units
from guicheng.apps.organization.services.importing.writing import Writer
from guicheng.domain.values import Message

_NAME: Final = "organization.xlsx"


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with a row.

    Args:
        sheet: Name of the sheet.
        row: Number of the row, counted from 1.
        messages: What is wrong, why, what to do.
    """

    sheet: str
    row: int
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did.

    Args:
        counts: How many were written, by ``units_added``, ``units_changed``, ``posts_added``, ``posts_changed``,
            ``people_added``, ``people_changed``, ``placements_added``, ``roles_granted``, ``hours_set``.
        errors: What is wrong with which row; then nothing was written.
        workbook: The workbook with a remark beside each row that is wrong; None where all are right.
        ignored: Names of the sheets that were not read.
    """

    counts: dict[str, int] = field(default_factory=dict)
    errors: tuple[RowError, ...] = ()
    workbook: bytes | None = None
    ignored: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return any(self.counts.values())


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a workbook wants."""

    tree: Tree
    posts: Posts
    people: People
    duties: Duties


@transaction.atomic
def import_organization(
    *, actor: Actor, data: bytes, at: datetime, name: str = _NAME, translate: Callable[[str], str] = gettext
) -> ImportResult:
    """Take units, posts, people and duty hours from a workbook: all of it, or nothing where a row is wrong.

    Units are known by parent and name, posts by name, people by user name. What is kept and not in the workbook stays;
    a cell left empty changes nothing; so the same workbook a second time changes nothing. New people have no password
    until one is issued to them.

    Args:
        actor: Who imports; needs ``organization.manage`` and ``people.manage`` at the company.
        data: The workbook; ``organization_template`` makes an empty one.
        at: Now, with time zone.
        name: Name of the file, for messages.
        translate: Returns a sentence of the catalogue in the language of the remarks.

    Raises:
        NotAllowedError: The actor does not manage the whole company.
        FileRefusedError: The file is no such workbook, or hostile.
    """
    company = managed_company(actor, MANAGE_UNITS)
    managed_company(actor, MANAGE_PEOPLE)
    book = read_organization(name, data)
    faults = Faults()
    plan = _planned(company, book, faults, at)
    if faults.found:
        errors = tuple(RowError(sheet, row, tuple(said)) for (sheet, row), said in sorted(faults.found.items()))
        return ImportResult({}, errors, noted_workbook(book, faults.found, translate), book.ignored)
    result = ImportResult(_written(Writer(actor, at), plan), ignored=book.ignored)
    if result.changed:
        note_unit(company, "import_organization", actor, at, after={"file": name[:200], **result.counts})
    return result


def _planned(company: Unit, book: OrganizationBook, faults: Faults, at: datetime) -> _Plan:
    faults.check_cells((*book.units, *book.posts, *book.people, *book.duty))
    plan = _Plan(Tree(company), Posts(company), People(company, book.people, at), Duties(company))
    plan_units(plan.tree, book.units, faults)
    plan_posts(plan.posts, book.posts, faults)
    plan_people(plan.people, book.people, plan.tree, plan.posts, faults)
    plan_duties(plan.duties, book, plan.tree, plan.posts, faults)
    return plan


def _written(writer: Writer, plan: _Plan) -> dict[str, int]:
    entries = plan.people.entries.values()
    changed = sum(entry.changed for entry in entries)
    writer.units(plan.tree)
    writer.posts(plan.posts)
    placements, roles = writer.people(plan.people)
    writer.duties(plan.duties)
    return {
        "units_added": len(plan.tree.added),
        "units_changed": len(plan.tree.recoded),
        "posts_added": len(plan.posts.added),
        "posts_changed": len(plan.posts.changed),
        "people_added": sum(entry.before is None for entry in entries),
        "people_changed": changed,
        "placements_added": placements,
        "roles_granted": roles,
        "hours_set": len(plan.duties.wanted),
    }
