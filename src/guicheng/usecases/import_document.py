"""Turn sections of a document that was read into drafts, or take over what a newer file changes in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from guicheng.adapters.standards_files import is_standard
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import Document, DocumentState, Standard
from guicheng.apps.standards.selectors import (
    ClauseChoice,
    SectionChoice,
    SectionPlan,
    bytes_of,
    document_visible_to,
    section_plans,
    unit_within,
)
from guicheng.apps.standards.services import take_section
from guicheng.domain.values import GuichengError, NotAllowedError
from guicheng.domain.values.message import _
from guicheng.usecases.exchange_standards import bring_folder, folder_of

__all__ = [
    "ClauseChoice",
    "ImportChoices",
    "ImportOutcome",
    "NotReadYetError",
    "SectionChoice",
    "import_document",
    "plan_import",
]


class NotReadYetError(GuichengError):
    """The document is not read, so nothing can be made of it."""

    code = "not-read-yet"


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What becomes of a document.

    Args:
        unit_key: Unit to which the standards belong.
        sections: Each section that becomes a standard; the others are left out.
    """

    unit_key: str | UUID
    sections: Sequence[SectionChoice]


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """The standards that an import made, changed, or found unchanged."""

    created: tuple[Standard, ...]
    changed: tuple[Standard, ...]
    unchanged: tuple[Standard, ...]


def plan_import(*, actor: Actor, owner: str, document_key: str, choices: ImportChoices) -> list[SectionPlan]:
    """Tell what an import would do, without doing it.

    A section that was imported into the same unit before, under this file name or another, comes with its comparison:
    the changes of the newer file, and which of them meet a change that was made here.

    Args:
        actor: Who imports; needs ``documents.import`` at the unit.
        owner: Whose document it is; see ``selectors.document_visible_to``.
        document_key: The document.
        choices: What becomes of it.

    Raises:
        Document.DoesNotExist: There is none of this owner.
        Unit.DoesNotExist: The unit is not within reach.
        NotAllowedError: The actor may not import there.
        NotReadYetError: The document is not read.
    """
    document, unit = _found(actor, owner, document_key, choices)
    return section_plans(document, unit, choices.sections)


@transaction.atomic
def import_document(
    *, actor: Actor, owner: str, document_key: str, choices: ImportChoices, at: datetime
) -> ImportOutcome:
    """Make the chosen sections of a document drafts: all of them or, on an error, none.

    The file of a standard is taken whole, with its grades, elements and coverage, whatever sections are chosen.

    Args:
        actor: Who imports; needs ``documents.import`` and ``standards.edit`` at the unit.
        owner: Whose document it is.
        document_key: The document.
        choices: What becomes of it.
        at: Now, with time zone.

    Raises:
        NotAsWantedError: Nothing is left of a section, or a code cannot be what it is.
        CodeTakenError: Another standard of the company has a code.
        NotBroughtError: It is the file of a standard, and that cannot be taken.
        NotReadYetError: The document is not read; see ``plan_import`` for the other errors.
    """
    document, unit = _found(actor, owner, document_key, choices)
    data = bytes_of(document) if document.kind == "md" else b""
    if is_standard(document.name, data):
        brought = bring_folder(actor=actor, unit_key=unit.key, folder=folder_of(document.name, data), at=at)
        return ImportOutcome(brought.created, brought.changed, brought.unchanged)
    taken = [
        take_section(actor=actor, unit=unit, plan=plan, file_name=document.name, digest=document.digest, at=at)
        for plan in section_plans(document, unit, choices.sections)
    ]
    created, changed, unchanged = (
        tuple(standard for standard, found in taken if found == what) for what in ("created", "changed", "unchanged")
    )
    return ImportOutcome(created, changed, unchanged)


def _found(actor: Actor, owner: str, document_key: str, choices: ImportChoices) -> tuple[Document, Unit]:
    unit = unit_within(actor, choices.unit_key)
    if not actor.may("documents.import", unit):
        raise NotAllowedError(
            _("Your role at {unit} does not include importing. Ask an administrator to grant it.", unit=unit.name)
        )
    document = document_visible_to(owner, document_key)
    if document.state != DocumentState.READ:
        raise NotReadYetError(_("“{name}” is not read yet. Import it once it is.", name=document.name))
    return document, unit
