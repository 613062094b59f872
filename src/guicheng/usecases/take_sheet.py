"""The draft of a standard as a workbook of clauses, and the edited workbook taken back row by row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from guicheng.adapters.clause_sheet import ClauseSheet
from guicheng.adapters.standards_files import is_standard, path_of, read_standard, write_standard
from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.selectors.texts import standard_text, standard_texts
from guicheng.apps.standards.services import NotAsWantedError, take_text
from guicheng.apps.standards.services.access import standard_for
from guicheng.domain.standard import ClauseText
from guicheng.domain.standard.rows import RowChange, RowsTaken
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _
from guicheng.usecases.convert_standards import Rows, kept_file, rows_into, sheet_of

Translate = Callable[[str], str]


class NoRowsKnownError(GuichengError):
    """A workbook was not written to be edited: no row of it says which clause it is."""

    code = "no-rows-known"


def sheet_of_draft(*, actor: Actor, standard_key: str | UUID, translate: Translate = str) -> bytes:
    """Return the draft of a standard as a workbook made for being edited: one row a clause, each with its ID.

    Args:
        actor: Who takes it away.
        standard_key: The standard.
        translate: Returns a sentence of the catalogue in the reader's language.

    Raises:
        Standard.DoesNotExist: There is none that the actor may see.
    """
    return sheet_of([kept_file(standard_text(actor, standard_key))], translate)


def files_of_drafts(standards: Sequence[Standard]) -> dict[str, str]:
    """Return drafts in the format in which standards are kept as files, by path in a folder: three queries.

    Args:
        standards: Standards that somebody fetched for the reader.
    """
    return {path_of(text): write_standard(text) for text in standard_texts(standards)}


@transaction.atomic
def take_sheet(
    *, actor: Actor, standard_key: str | UUID, name: str, data: bytes, at: datetime, remove: bool = False
) -> Rows:
    """Take an edited workbook, or the file of a standard, into the draft: every good row, whatever the others are.

    A row that was written before somebody else changed its clause is a bad one: nobody's words are overwritten unseen.

    Args:
        actor: Who brings it; needs ``standards.edit`` at the standard's unit.
        standard_key: The standard.
        name: Name of the workbook, for messages.
        data: All of it.
        at: Now, with time zone.
        remove: Whether a clause whose row was deleted is deleted too. Nothing is deleted while rows are refused: the
            row of a refused clause may be the one that somebody meant to keep.

    Returns:
        What changed, and why each refused row was refused.

    Raises:
        Standard.DoesNotExist: There is none within reach.
        NotAllowedError: It is visible, and may not be edited.
        NotAsWantedError: There is no file, or an empty one.
        FileRefusedError: It is no workbook of clauses.
        StandardsFileError: It is the file of a standard, and a line of it is not in the format.
        NoRowsKnownError: None of its rows has an ID, and the draft has clauses: all of them would be there twice.
        InReviewError: An approval of the draft runs.
    """
    standard = standard_for(actor, "standards.edit", standard_key)
    if not data:
        raise NotAsWantedError(_("Choose the workbook first, then take it back."), field="file")
    if is_standard(name, data):
        return _take_file(actor, standard, name, data, at, remove=remove)
    kept = [kept_file(standard_text(actor, standard.key))]
    rows = rows_into(name, data, kept, remove=remove)
    if kept[0].standard.parts and not any(row.values.get("id") for row in rows.sheet.rows):
        raise NoRowsKnownError(
            _(
                "No row of “{name}” has an ID: nobody knows which clause it changes. Edit the workbook of this page.",
                name=name,
            )
        )
    if rows.taken.faults and remove:
        rows = rows_into(name, data, kept)
    if rows.taken.changes:
        wanted = rows.taken.standards[0]
        take_text(actor=actor, unit=standard.unit, text=wanted, at=at, prune=True)
        now = standard_text(actor, standard.key)
        # New clauses have their keys now; only then a row can say which of them it is.
        if [part.text for part in now.parts] == [part.text for part in wanted.parts]:
            return replace(rows, kept=(now,))
    return rows


def _take_file(actor: Actor, standard: Standard, name: str, data: bytes, at: datetime, *, remove: bool) -> Rows:
    """Take the file of a standard into its draft, coverage and grades as well."""
    text = read_standard(name, data).standard
    if text.code.upper() != standard.code:
        raise NotAsWantedError(
            _("“{name}” is the file of {code}. Take it to that standard.", name=name, code=text.code), field="file"
        )
    before = {part.key: part for part in standard_text(actor, standard.key).parts}
    take_text(actor=actor, unit=standard.unit, text=text, at=at, prune=remove)
    now = standard_text(actor, standard.key)
    after = {part.key: part for part in now.parts}
    changes = [_change(standard.code, before.get(key), part) for key, part in after.items() if before.get(key) != part]
    changes += [_change(standard.code, part, None) for key, part in before.items() if key not in after]
    return Rows(RowsTaken((now,), tuple(changes), {}), ClauseSheet((), (), 0), (now,))


def _change(code: str, before: ClauseText | None, after: ClauseText | None) -> RowChange:
    return RowChange("changed" if before and after else "added" if after else "removed", code, 0, before, after)
