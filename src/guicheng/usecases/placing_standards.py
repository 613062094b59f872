"""To which unit a standard belongs that a file brings."""

from __future__ import annotations

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.selectors.unit_paths import units_on_path
from guicheng.apps.standards.services import NotAsWantedError
from guicheng.domain.comparison import Level
from guicheng.domain.standard import StandardText
from guicheng.domain.values.message import _


def unit_for(actor: Actor, unit: Unit, text: StandardText) -> Unit:
    """Return where a standard belongs if it is new: the unit that it names itself, else the one that was chosen.

    Args:
        actor: Who brings it.
        unit: The unit that was chosen, of the company to which it is brought.
        text: The standard.

    Raises:
        NotAsWantedError: It is a contract that is not there, or names no unit that is there, or needs to name one.
    """
    there = Standard.objects.filter(code=text.code.upper(), company__path=unit.company_path)
    if text.level == Level.CONTRACT:
        if not there.filter(level=Level.CONTRACT).exists():
            raise NotAsWantedError(
                _("It is a contract. Take it in on the page of contracts, with its days."), field="file"
            )
        return unit
    if there.exists():
        return unit
    if text.unit_path:
        return _named(actor, unit, text)
    if text.level == Level.ESTATE and unit.kind != UnitKind.ESTATE:
        raise NotAsWantedError(
            _("It is the standard of an estate. Choose that estate, or name it in unit_path."), field="unit"
        )
    return unit


def _named(actor: Actor, unit: Unit, text: StandardText) -> Unit:
    found = units_on_path(actor, unit.company_path, text.unit_path)
    if len(found) != 1:
        names = " › ".join(text.unit_path)
        raise NotAsWantedError(
            _("There is no unit {names}, or there are several. Add it, or correct unit_path.", names=names),
            field="unit",
        )
    return found[0]
