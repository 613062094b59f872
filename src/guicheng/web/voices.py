"""The words of what customers say and need, and what the forms of those pages offer."""

from __future__ import annotations

from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from guicheng.apps.organization.actors import Actor
from guicheng.apps.research.models import Demand, ThemeState
from guicheng.apps.research.selectors.feedback import reading_units, writing_units
from guicheng.apps.research.selectors.groups import groups_visible_to
from guicheng.apps.research.selectors.themes import themes_visible_to
from guicheng.domain.demand.trend import Change
from guicheng.web.catalogue_words import CUSTOMER_NAMES
from guicheng.web.wording import Face, Word

Choices = list[tuple[str, Word]]
FEEDBACK_KINDS: Final[dict[str, Word]] = {
    "complaint": _("Complaint"),
    "suggestion": _("Suggestion"),
    "praise": _("Praise"),
    "rating": _("Score 1 to 5"),
    "call": _("Call"),
}
MARKS: Final[dict[str, Word]] = {
    "phone": _("phone number"),
    "identity": _("identity number"),
    "plate": _("number plate"),
    "email": _("e-mail address"),
    "account": _("account"),
    "room": _("room"),
    "name": _("name of a person"),
}
GROUP_KINDS: Final[dict[str, Word]] = {**CUSTOMER_NAMES, "committee": _("Owners' committee"), "other": _("Others")}
DEMAND_KINDS: Final[dict[str, Word]] = {
    "need": _("Need"),
    "pain": _("Pain"),
    "expectation": _("Expectation"),
}
DEMAND_STATES: Final[dict[str, Face]] = {
    "proposed": Face(_("Proposed"), "writing"),
    "confirmed": Face(_("Confirmed"), "check"),
    "merged": Face(_("Merged"), "copy"),
    "closed": Face(_("Closed"), "circle-x"),
}
STATE_COLOURS: Final = {"proposed": "is-waiting", "confirmed": "is-ok", "merged": "", "closed": ""}
WEIGHTS: Final[dict[str, Word]] = {
    "high": _("4 or more"),
    "low": _("below 4"),
    "unknown": _("not known"),
}
CHANGES: Final[dict[Change, tuple[Word, str, str]]] = {
    Change.MORE: (_("more often"), "is-warning", "alert-triangle"),
    Change.FEWER: (_("less often"), "is-ok", "check"),
    Change.CANNOT_TELL: (_("cannot be told"), "", "help-circle"),
}
SEASON_NAMES: Final[dict[str, Word]] = {
    "winter": _("Winter"),
    "spring": _("Spring"),
    "summer": _("Summer"),
    "autumn": _("Autumn"),
}
INTERVIEW_KINDS: Final[dict[str, Word]] = {"interview": _("Interview"), "forum": _("Forum")}
MISSING: Final[dict[str, Word]] = {
    "households": _("How many they are. Write it into the group."),
    "note": _("What is known of them. Write it into the group."),
    "talks": _("An interview or forum with them."),
    "records": _("Complaints, ratings or calls of theirs."),
    "need": _("What they need."),
    "pain": _("What troubles them."),
    "expectation": _("What they take for granted."),
    "importance": _("How much any of it matters to them. Ask in a survey."),
}


def pairs(words: dict[str, Word]) -> Choices:
    """Return words as a form offers them."""
    return list(words.items())


def units_to_write(actor: Actor) -> Choices:
    """Return the units for which somebody may write, as a form offers them: one query."""
    return [(str(unit.key), unit.name) for unit in writing_units(actor)]


def units_to_read(actor: Actor) -> Choices:
    """Return the units of which somebody may read, as a form offers them: one query."""
    return [(str(unit.key), unit.name) for unit in reading_units(actor)]


def group_choices(actor: Actor) -> Choices:
    """Return the groups of customers as a form offers them: one query."""
    return [(str(group.key), group.name) for group in groups_visible_to(actor)]


def theme_choices(actor: Actor) -> Choices:
    """Return the confirmed themes as a form offers them: one query."""
    return [(str(theme.key), theme.name) for theme in themes_visible_to(actor, state=ThemeState.CONFIRMED)]


def start_of(query: QueryDict) -> int:
    """Return how many rows of a list to pass over, as its address says."""
    start = query.get("start", "")
    return int(start) if start.isascii() and start.isdigit() and len(start) <= 6 else 0


def further(query: QueryDict, start: int) -> str:
    """Return the address of the rows that follow."""
    wanted = query.copy()
    wanted["start"] = str(start)
    return f"?{wanted.urlencode()}"


def state_of(demand: Demand) -> tuple[Face, str]:
    """Return the face of a demand's state and the colour of its chip."""
    return DEMAND_STATES[demand.state], STATE_COLOURS[demand.state]
