"""The words of the catalogue: kinds of property, customers, groups of facts, letters, elements."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from guicheng.domain.catalogue import CUSTOMERS, PROPERTY_TYPES
from guicheng.web.wording import Word

PROPERTIES: Final[dict[str, Word]] = dict(
    zip(
        PROPERTY_TYPES,
        (_("Residential"), _("Office"), _("Shopping mall"), _("Hospital"), _("Industrial park")),
        strict=True,
    )
)
CUSTOMER_NAMES: Final[dict[str, Word]] = dict(
    zip(CUSTOMERS, (_("Owners"), _("Tenants"), _("Merchants"), _("Visitors")), strict=True)
)
FACT_GROUPS: Final[dict[str, Word]] = {
    "people": _("Size"),
    "buildings": _("Buildings"),
    "grounds": _("Grounds"),
    "equipment": _("Equipment"),
    "events": _("Occasions of a year"),
    "work": _("Work and wages"),
}
SEVEN_NAMES: Final[dict[str, Word]] = {
    "object": _("For whom"),
    "content": _("What is done"),
    "quality": _("Quality"),
    "limit": _("Time limit"),
    "provider": _("Who"),
    "way": _("Way or tool"),
    "assessment": _("How it is assessed"),
}
LETTER_NAMES: Final[dict[str, Word]] = {
    "S": _("Specific"),
    "M": _("Measurable"),
    "A": _("Achievable"),
    "R": _("Relevant"),
    "T": _("Time-bound"),
}
#: What a cost can lack, beside facts.
LACKS: Final[dict[str, Word]] = {
    "effort": _("the effort of one occasion"),
    "frequency": _("how often it is done"),
    "cases": _("how often a year this case comes"),
    "hours": _("from when to when in a day"),
    "months": _("in which months"),
    "places": _("how many there are"),
    "trade": _("the trade of the standard"),
}
BASES: Final[dict[str, Word]] = {
    "occasions": _("occasions a year"),
    "places": _("places"),
    "hours": _("working hours"),
    "wage": _("yuan an hour"),
    "material": _("yuan of material"),
}
