"""Reads the workbook into rows that still know where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from guicheng.adapters.organization_sheet.words import DUTY, FORM, PEOPLE, POSTS, UNITS
from guicheng.adapters.returned_sheet import RawSheet
from guicheng.adapters.sheet_form import SheetRow, read_form
from guicheng.domain.values.message import _


@dataclass(frozen=True, slots=True)
class OrganizationBook:
    """What a workbook says.

    Args:
        units: Rows of the tree.
        posts: Rows of posts.
        people: Rows of people; a person with several posts has several.
        sheets: All sheets as they came.
        duty: Rows of the hours at which posts are on duty in units.
    """

    units: tuple[SheetRow, ...]
    posts: tuple[SheetRow, ...]
    people: tuple[SheetRow, ...]
    sheets: tuple[RawSheet, ...]
    duty: tuple[SheetRow, ...] = ()

    @property
    def ignored(self) -> tuple[str, ...]:
        """Names of the sheets that were not read."""
        return tuple(sheet.title for sheet in self.sheets if not sheet.head)


def read_organization(name: str, data: bytes) -> OrganizationBook:
    """Read a workbook with a sheet of units, one of posts, of people or of duty hours; other sheets are left alone.

    Args:
        name: File name, for messages.
        data: The whole file.

    Raises:
        FileRefusedError: It is no workbook, protected, damaged, hostile, longer than any company needs, or none of its
            sheets is one of these. Its message says what, where and what to do.
    """
    refusal = _(
        "“{name}” has no sheet called {units}, {posts} or {people}. Take the template and fill it in.",
        name=name,
        units=FORM.shown_sheet(UNITS),
        posts=FORM.shown_sheet(POSTS),
        people=FORM.shown_sheet(PEOPLE),
    )
    found = read_form(name, data, FORM, refusal)
    rows = found.rows
    return OrganizationBook(rows[UNITS], rows[POSTS], rows[PEOPLE], found.sheets, rows[DUTY])


__all__ = ["OrganizationBook", "SheetRow", "read_organization"]
