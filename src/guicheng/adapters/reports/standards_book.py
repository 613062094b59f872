"""Standards as an Excel workbook: a sheet of standards, and one of their clauses with readings and findings."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from openpyxl import Workbook

from guicheng.adapters.reports.workbook import _ELEMENTS, STATES, Row, _Writer
from guicheng.domain.values import Finding
from guicheng.domain.values.message import _

Translate = Callable[[str], str]
ELEMENTS: Final = tuple(_ELEMENTS)
_KINDS: Final = {"clause": _("Clause"), "heading": _("Heading"), "note": _("Note")}
_STANDARD_WIDTHS: Final = [12, 36, 22, 16, 14, 10, 10, 10, 12, 16, 12]
_CLAUSE_WIDTHS: Final = [12, 10, 10, 52, 12, 40, 12, 44, *[16] * len(_ELEMENTS)]


def standards_book(standards: Iterable[Row], clauses: Iterable[Row], translate: Translate) -> bytes:
    """Return the workbook; no cell of it is a formula.

    Args:
        standards: Code, title, unit, kind of service, state, clauses, errors, warnings, confirmed readings of all,
            who looks after it, and the edition in force, of each standard.
        clauses: The rows of ``clause_row``.
        translate: Returns a sentence of the catalogue in the reader's language.
    """
    book = Workbook(write_only=True)
    writer = _Writer(book, translate)
    writer.sheet(_("Standards"), _standard_head(), standards, _STANDARD_WIDTHS)
    writer.sheet(_("Clauses"), _clause_head(), clauses, _CLAUSE_WIDTHS)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def clause_row(
    *,
    code: str,
    number: str,
    kind: str,
    text: str,
    state: str,
    echo: Sequence[str],
    confirmed: str,
    findings: Iterable[Finding],
    elements: dict[str, str],
    translate: Translate,
) -> Row:
    """Return the row of one clause.

    Args:
        code: Code of the standard.
        number: Number printed before the clause.
        kind: clause, heading or note.
        text: As written.
        state: One of the five states; headings show none.
        echo: What was understood, one entry a requirement.
        confirmed: How many readings are confirmed, such as "1 / 2".
        findings: What the rules say.
        elements: From table columns, by element.
        translate: Returns a sentence of the catalogue in the reader's language.
    """
    said = "\n".join(f"{each.code} {each.message.render(translate)}" for each in findings)
    shown = STATES[state].render(translate) if kind == "clause" else ""
    columns = (elements.get(name, "") for name in ELEMENTS)
    what = _KINDS[kind].render(translate)
    return code, number, what, text, shown, "\n".join(each for each in echo if each), confirmed, said, *columns


def _standard_head() -> list[object]:
    head: list[object] = [_("Code"), _("Title"), _("Belongs to"), _("Kind of service"), _("State"), _("Clauses")]
    return [*head, _("Errors"), _("Warnings"), _("Readings confirmed"), _("Responsible"), _("Edition")]


def _clause_head() -> list[object]:
    head: list[object] = [_("Code"), _("Number"), _("Kind"), _("Text"), _("State"), _("Read as")]
    return [*head, _("Readings confirmed"), _("Findings"), *_ELEMENTS.values()]
