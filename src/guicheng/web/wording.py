"""The words and icons of states, severities, elements and reasons: one word each, the same on all pages."""

from __future__ import annotations

from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Word = str | Promise


class Face(NamedTuple):
    """How a state looks: its word and its icon, so that colour never speaks alone."""

    label: Word
    icon: str


STATES: Final = {
    "read": Face(_("Read"), "eye-check"),
    "unread": Face(_("Not understood"), "help-circle"),
    "unquantified": Face(_("Unquantified"), "alert-triangle"),
    "behaviour": Face(_("Behaviour"), "list-check"),
    "note": Face(_("Note"), "note"),
}
SEVERITIES: Final = {
    "error": Face(_("Error"), "circle-x"),
    "warning": Face(_("Warning"), "alert-triangle"),
    "hint": Face(_("Hint"), "bulb"),
}
DOCUMENT_STATES: Final = {
    "waiting": Face(_("Waiting"), "hourglass"),
    "reading": Face(_("Reading"), "hourglass"),
    "read": Face(_("Read"), "eye-check"),
    "refused": Face(_("Not readable"), "circle-x"),
    "failed": Face(_("Not finished"), "circle-x"),
}
ELEMENTS: Final = {
    "object": _("For whom"),
    "content": _("What is done"),
    "quality": _("Quality"),
    "limit": _("Time limit"),
    "frequency": _("How often"),
    "provider": _("Who"),
    "way": _("Way or tool"),
    "assessment": _("How it is assessed"),
}
FAMILIES: Final = {
    "DU": _("Not understood"),
    "MH": _("Vague words"),
    "YS": _("Missing elements"),
    "FL": _("Against the law"),
    "CT": _("Clauses at odds"),
    "CJ": _("Below what stands above"),
    "QK": _("Gaps"),
}
#: Parts of a file; a worksheet goes by its own name.
PARTS: Final = {
    "body": _("Paragraph"),
    "textbox": _("Text box"),
    "header": _("Header"),
    "footer": _("Footer"),
    "footnote": _("Footnote"),
    "comment": _("Comment"),
}
#: Why a text became no clause: the name of the group and a sentence about it. What may need a look comes first.
LEFT_OVER: Final[dict[str, tuple[Word, Word]]] = {
    "note": (
        _("Notes"),
        _("Covers, signatures, revision records and the like say nothing that can be kept or broken."),
    ),
    "lead-in": (_("Opening lines"), _("Lines that only open a list; the items below them are clauses.")),
    "form": (_("Forms"), _("Tables and rows to be filled in promise nothing themselves.")),
    "hidden": (_("Hidden text"), _("The file hides this text from its readers, so nobody promised it.")),
    "picture": (_("Pictures"), _("Pictures and drawings are listed but not read. Type what they promise as text.")),
    "comment": (_("Comments"), _("Remarks of reviewers in the margin are not part of the standard.")),
    "title": (_("Titles"), _("Titles stand over clauses as sections; they promise nothing themselves.")),
    "contents": (_("Table of contents"), _("Lines of a table of contents repeat the titles.")),
    "table-head": (_("Heads of tables"), _("Column heads tell which element a cell is; they are no clauses.")),
    "header": (_("Headers and footers"), _("Text that repeats on every page.")),
    "empty": (_("Empty cells and lines"), _("Blanks to fill in, dashes and empty rows.")),
}
