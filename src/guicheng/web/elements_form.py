"""The form beside a clause, as it is shown again when it was not taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from guicheng.web.catalogue_words import SEVEN_NAMES
from guicheng.web.clash import merged
from guicheng.web.sheet_page import FIELDS, Line, saved_beside
from guicheng.web.wording import Word

_NAMES: Final[Mapping[str, Word]] = {**SEVEN_NAMES, "effort": _("Effort"), "material": _("Material")}


def shown_again(lines: Sequence[Line], given: QueryDict, *, clash: bool) -> tuple[list[Line], list[str]]:
    """Return the lines with what was typed in the form that was not taken, and what another one changed meanwhile.

    Args:
        lines: The lines as they are saved.
        given: The form.
        clash: Whether somebody else was faster, so that what they saved is laid under it.
    """
    found = list(lines)
    told: list[str] = []
    place = next((at for at, line in enumerate(lines) if str(line.clause.key) == given.get("clause")), None)
    if place is not None:
        line = lines[place]
        saved = saved_beside(line.clause.elements)
        shown = {name: given.get(name, saved[name]).strip() for name in FIELDS}
        if clash:
            shown, told = merged(given, shown, saved, name_of=lambda name: str(_NAMES[name]))
        cells = [replace(cell, beside=shown[cell.key]) for cell in line.cells]
        found[place] = replace(line, cells=cells, effort=shown["effort"], material=shown["material"])
    return found, told
