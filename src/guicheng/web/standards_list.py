"""The list of standards: wishes in the address, rows, columns, and kept views."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Trade
from guicheng.apps.organization.selectors import people_visible_to, units_visible_to
from guicheng.apps.standards import selectors
from guicheng.apps.standards.models import StandardState, ViewPage
from guicheng.apps.standards.selectors import BadCursorError, StandardPage
from guicheng.apps.standards.selectors.standards import PUBLISHED_MONTH
from guicheng.web.kept_views import ViewTab, tabs_of
from guicheng.web.wording import Face, Word

#: Standards shown at once.
PAGE: Final = 50

STANDARD_STATES: Final = {
    "draft": Face(_("Draft"), "writing"),
    "review": Face(_("In approval"), "hourglass"),
    "approved": Face(_("Approved"), "check"),
    "published": Face(_("In force"), "check"),
    "revised": Face(_("In force, being revised"), "writing"),
    "withdrawn": Face(_("Withdrawn"), "file-off"),
}
TRADES: Final = {
    "customer": _("Customer service"),
    "order": _("Order"),
    "cleaning": _("Cleaning"),
    "greening": _("Greening"),
    "engineering": _("Engineering"),
    "value_added": _("Value-added services"),
    "management": _("Management"),
}
ORDERS: Final = {
    "code": _("Code"),
    "title": _("Title"),
    "-updated": _("Changed last"),
    "-errors": _("Most errors"),
}
#: What the list can show beside the code, in this order.
COLUMNS: Final = {
    "title": _("Title"),
    "unit": _("Belongs to"),
    "category": _("Kind of service"),
    "state": _("State"),
    "clauses": _("Clauses"),
    "errors": _("Errors"),
    "warnings": _("Warnings"),
    "unread": _("Not understood"),
    "confirmed": _("Readings confirmed"),
    "comments": _("Open comments"),
    "steward": _("Responsible"),
    "updated": _("Changed last"),
}
USUAL: Final = ("title", "unit", "state", "clauses", "errors", "confirmed", "steward")
#: Columns of figures, which stand to the right.
FIGURES: Final = frozenset({"clauses", "errors", "warnings", "unread", "confirmed", "comments"})


@dataclass(frozen=True, slots=True)
class ListWish:
    """What somebody wants to see of the standards, as it stands in the address."""

    q: str = ""
    state: str = ""
    unit: str = ""
    category: str = ""
    steward: str = ""
    archived: str = ""
    order: str = ""
    columns: str = ""
    cursor: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> ListWish:
        """Take the wishes out of an address; what makes no sense is left out."""
        wish = {field.name: " ".join(query.get(field.name, "").split())[:200] for field in fields(cls)}
        wish["state"] = wish["state"] if wish["state"] in {*STANDARD_STATES, PUBLISHED_MONTH} else ""
        wish["category"] = wish["category"] if wish["category"] in TRADES else ""
        wish["order"] = wish["order"] if wish["order"] in ORDERS else ""
        wish["archived"] = "1" if wish["archived"] == "1" else ""
        asked = {name for text in query.getlist("columns") for name in text.split(",")}
        chosen = tuple(name for name in COLUMNS if name in asked)
        wish["columns"] = ",".join(chosen) if chosen != USUAL else ""
        return cls(**wish)

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns to show."""
        return tuple(self.columns.split(",")) if self.columns else USUAL

    @property
    def kept(self) -> str:
        """What a kept view keeps of the wish."""
        return self.address().removeprefix("?")

    def address(self, **changed: str) -> str:
        """Return the query for the same wish with some things changed; another list begins at its start."""
        now = {field.name: getattr(self, field.name) for field in fields(self)} | {"cursor": ""} | changed
        return "?" + urlencode({name: value for name, value in now.items() if value})

    @property
    def any(self) -> bool:
        """Whether anything is left out of the list."""
        return bool(self.q or self.state or self.unit or self.category or self.steward or self.archived)


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a filter."""

    value: str
    label: Word
    chosen: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A column that can be shown."""

    name: str
    label: Word
    chosen: bool
    figures: bool


@dataclass(frozen=True, slots=True)
class StandardList:
    """A page of the list with the filters over it."""

    page: StandardPage
    states: list[Choice]
    trades: list[Choice]
    units: list[Choice]
    stewards: list[Choice]
    orders: list[Choice]
    columns: list[Column]
    views: list[ViewTab]
    more: str
    editable: bool

    @classmethod
    def of(cls, actor: Actor, wish: ListWish, *, day: date) -> StandardList:
        """Gather a page.

        Raises:
            Unit.DoesNotExist: The unit of the wish is not within reach.
        """
        page = fitting(actor, wish, day=day)
        units = list(units_visible_to(actor).filter(archived_at__isnull=True))
        people = people_visible_to(actor).filter(is_active=True)[:200] if actor.may_anywhere("people.read") else []
        return cls(
            page=page,
            states=[
                *(Choice(value, face.label, value == wish.state) for value, face in STANDARD_STATES.items()),
                Choice(PUBLISHED_MONTH, _("Published this month"), wish.state == PUBLISHED_MONTH),
            ],
            trades=[Choice(value, label, value == wish.category) for value, label in TRADES.items()],
            units=[
                Choice(str(unit.key), f"{'　' * (unit.depth - 1)}{unit.name}", str(unit.key) == wish.unit)
                for unit in units
            ],
            stewards=[
                Choice("me", _("Mine"), wish.steward == "me"),
                *(Choice(str(person.key), person.name, str(person.key) == wish.steward) for person in people),
            ],
            orders=[Choice(value, label, value == wish.order) for value, label in ORDERS.items()],
            columns=[Column(name, label, name in wish.shown, name in FIGURES) for name, label in COLUMNS.items()],
            views=_views(actor, wish, {str(unit.key) for unit in units}),
            more=wish.address(cursor=page.next) if page.next else "",
            editable=actor.may_anywhere("standards.edit"),
        )


def _tidy(query: str) -> str:
    return ListWish.of(QueryDict(query)).address()


def _views(actor: Actor, wish: ListWish, units: set[str]) -> list[ViewTab]:
    """Return the kept views; a colleague's whose unit is out of reach would lead nowhere."""

    def offers(query: str) -> bool:
        return ListWish.of(QueryDict(query.removeprefix("?"))).unit in {"", *units}

    return tabs_of(actor, ViewPage.STANDARDS, wish.address(), _tidy, offers=offers)


def fitting(actor: Actor, wish: ListWish, *, day: date, count: int = PAGE) -> StandardPage:
    """Return the standards that fit a wish.

    Raises:
        Unit.DoesNotExist: The unit of the wish is not within reach.
    """
    asked = {"words": wish.q, "state": wish.state, "unit": wish.unit, "category": wish.category}
    asked |= {"steward": wish.steward, "order": wish.order or "code"}
    archived = wish.archived == "1"
    try:
        return selectors.standards_visible_to(
            actor, day=day, archived=archived, cursor=wish.cursor, count=count, **asked
        )
    except BadCursorError:  # an address from another order, or a cut one: begin at the start
        return selectors.standards_visible_to(actor, day=day, archived=archived, count=count, **asked)


assert set(STANDARD_STATES) == set(StandardState.values)  # noqa: S101 - a state without a word must not start
assert set(TRADES) == set(Trade.values)  # noqa: S101 - the same for the kinds of service
