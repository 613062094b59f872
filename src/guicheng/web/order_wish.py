"""What somebody wants to see of the work orders, as it stands in the address."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from guicheng.apps.operations.selectors.orders.finding import OrderFilter
from guicheng.web.order_words import KINDS, PHASES, Words

#: Orders of which days; the first is what the list shows without a wish.
STATES: Final[Words] = {
    "open": gettext_lazy("open"),
    "late": gettext_lazy("late"),
    "ended": gettext_lazy("closed"),
    "ended_month": gettext_lazy("closed this month"),
    "all": gettext_lazy("all"),
    **PHASES,
}
OF: Final[Words] = {
    "": gettext_lazy("everybody's"),
    "mine": gettext_lazy("mine"),
    "posts": gettext_lazy("free for my post"),
    "followed": gettext_lazy("followed by me"),
}
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class OrderWish:
    """What is wanted; "" stands for everything, and of the state for open orders."""

    q: str = ""
    state: str = ""
    of: str = ""
    kind: str = ""
    post: str = ""
    unit: str = ""
    urgent: str = ""
    page: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> OrderWish:
        """Take the wishes out of an address; what makes no sense is left out."""
        wish = {field.name: " ".join(query.get(field.name, "").split())[:_LONGEST] for field in fields(cls)}
        wish["state"] = wish["state"] if wish["state"] in STATES and wish["state"] != "open" else ""
        wish["of"] = wish["of"] if wish["of"] in OF else ""
        wish["kind"] = wish["kind"] if wish["kind"] in KINDS else ""
        wish["urgent"] = "1" if wish["urgent"] else ""
        number = wish["page"]
        wish["page"] = number if number.isascii() and number.isdigit() and number != "1" and len(number) < 7 else ""
        return cls(**wish)

    @classmethod
    def tidy(cls, query: str) -> str:
        """Return a kept query as one of today's list."""
        return cls.read(QueryDict(query)).address(page="")

    @property
    def filter(self) -> OrderFilter:
        """The wish as orders are looked for."""
        return OrderFilter(
            state={"": "open", "all": ""}.get(self.state, self.state),
            kind=self.kind,
            urgent=bool(self.urgent),
            of=self.of,
            post=self.post,
            words=self.q,
            unit=self.unit,
        )

    @property
    def any(self) -> bool:
        """Whether anything but the page of the list is wanted."""
        return bool(self.q or self.state or self.of or self.kind or self.post or self.unit or self.urgent)

    def address(self, **changed: str) -> str:
        """Return the query for the same wish with some things changed."""
        now = {field.name: getattr(self, field.name) for field in fields(self)} | changed
        return "?" + urlencode({name: value for name, value in now.items() if value})
