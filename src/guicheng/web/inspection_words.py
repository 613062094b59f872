"""Words of inspections of quality: kinds, states, samples, and acts as the audit names them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext_lazy as _

from guicheng.apps.assessment.models import InspectionKind, InspectionState, SampledFrom
from guicheng.domain.attainment.inspecting.sheet import Veto
from guicheng.web.wording import Word

KINDS: Final[Mapping[str, Word]] = {
    InspectionKind.SELF: _("Self-check of a post"),
    InspectionKind.SUPERVISOR: _("Check by the supervisor"),
    InspectionKind.ESTATE: _("Inspection by the estate"),
    InspectionKind.COMPANY: _("Inspection by the company"),
    InspectionKind.FLYING: _("Unannounced inspection"),
    InspectionKind.MYSTERY: _("Mystery visitor"),
    InspectionKind.THIRD_PARTY: _("Third party"),
}
#: Word, icon and colour of each state.
STATES: Final[Mapping[str, tuple[Word, str, str]]] = {
    InspectionState.PLANNED: (_("To be carried out"), "calendar", ""),
    InspectionState.RUNNING: (_("Being carried out"), "arrow-right", "is-brand"),
    InspectionState.TO_SIGN: (_("To be signed"), "alert-triangle", "is-warning"),
    InspectionState.SIGNED: (_("Signed by the estate"), "check", "is-ok"),
}
#: One that nobody carried out within its days.
MISSED: Final[tuple[Word, str, str]] = (_("Its days have passed"), "alert-triangle", "is-error")
#: What the list can be narrowed to beside single states.
MORE_STATES: Final[Mapping[str, Word]] = {
    "open": _("Still to carry out"),
    "signed_month": _("Signed this month"),
    "follow": _("With findings that nobody follows up"),
}
OF: Final[Mapping[str, Word]] = {"": _("everybody's"), "mine": _("mine")}
SAMPLES: Final[Mapping[str, Word]] = {
    SampledFrom.NOTHING: _("No sample"),
    SampledFrom.POINTS: _("Points of patrols"),
    SampledFrom.PLACES: _("Places"),
    SampledFrom.HOUSEHOLDS: _("Dwellings"),
    SampledFrom.RECORDS: _("Work orders of the last 31 days"),
}
VETOES: Final[Mapping[str, Word]] = {
    "": _("Only its points"),
    Veto.ZERO: _("The whole scores 0"),
    Veto.GRADE_DOWN: _("The band is one lower"),
}
DOMAINS: Final[Mapping[str, Word]] = {
    "customer": _("Customer service"),
    "order": _("Order and safety"),
    "cleaning": _("Cleaning"),
    "greening": _("Greening"),
    "engineering": _("Engineering"),
    "value_added": _("Value-added services"),
}
#: Act of the audit → what people call it.
ACTS: Final[dict[str, Word]] = {
    "begin_sheet": _("began a scoring sheet"),
    "take_over_standards": _("took standards over into a scoring sheet"),
    "add_sheet_line": _("added a line to a scoring sheet"),
    "save_sheet": _("changed a scoring sheet"),
    "share_sheet": _("shared the points of a scoring sheet out"),
    "renew_sheet": _("brought a scoring sheet up to date"),
    "put_sheet_in_force": _("put a scoring sheet in force"),
    "write_inspection_plan": _("planned inspections"),
    "change_inspection_plan": _("changed a plan of inspections"),
    "end_inspection_plan": _("ended a plan of inspections"),
    "assign_inspection": _("gave an inspection to somebody"),
    "start_inspection": _("began an inspection"),
    "present_inspection": _("presented an inspection"),
    "sign_inspection": _("signed an inspection"),
}


def points(number: Fraction | str | None) -> str:
    """Return points for people with two decimals at most, rounded down; "—" for none."""
    if number is None:
        return "—"
    exact = Fraction(number)
    hundredths = abs(exact) * 100 // 1
    text = f"{hundredths // 100}.{hundredths % 100:02}".rstrip("0").rstrip(".")
    return f"-{text}" if exact < 0 and hundredths else text
