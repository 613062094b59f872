"""The words of notices, robots and subscriptions: kinds, ways, states, and acts as the audit names them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.adapters.robots import SERVICES
from guicheng.apps.notices.models import Delivery
from guicheng.apps.notices.readings.kinds import KINDS
from guicheng.web.wording import Word

WAYS: Final[Mapping[str, Word]] = {
    "digest": gettext_lazy("List and next letter"),
    "at-once": gettext_lazy("List and letter at once"),
    "list": gettext_lazy("List only"),
    "none": gettext_lazy("Not at all"),
}
PACES: Final[Mapping[str, Word]] = {
    "off": gettext_lazy("None"),
    "hourly": gettext_lazy("At most one an hour"),
    "daily": gettext_lazy("One a day"),
}
#: State of a message → words, icon, look.
STATES: Final[Mapping[str, tuple[Word, str, str]]] = {
    "waiting": (gettext_lazy("waits to be sent"), "hourglass", "is-waiting"),
    "sent": (gettext_lazy("was sent"), "check", "is-ok"),
    "dead": (gettext_lazy("given up"), "alert-triangle", "is-error"),
}
#: Act of the audit → what people call it.
ACTS: Final[dict[str, Word]] = {
    # Of earlier releases, whose rows stay.
    "choose_email": gettext_lazy("chose how often letters come"),
    "choose_letters": gettext_lazy("chose how often letters come"),
    "choose_quiet": gettext_lazy("chose own quiet hours"),
    "choose_ways": gettext_lazy("chose which notices come how"),
    "set_quiet_hours": gettext_lazy("set quiet hours of a unit"),
    "add_robot": gettext_lazy("added a robot"),
    "change_robot": gettext_lazy("changed a robot"),
    "switch_robot": gettext_lazy("switched a robot"),
    "remove_robot": gettext_lazy("removed a robot"),
    "test_robot": gettext_lazy("tried a robot"),
    "repeat_message": gettext_lazy("had a message sent once more"),
    "add_subscription": gettext_lazy("added a webhook"),
    "change_subscription": gettext_lazy("changed a webhook"),
    "switch_subscription": gettext_lazy("switched a webhook"),
    "remove_subscription": gettext_lazy("removed a webhook"),
    "test_subscription": gettext_lazy("tried a webhook"),
}
#: Field of the audit → what people call it.
FIELDS: Final[dict[str, Word]] = {
    "host": gettext_lazy("host"),
    "kinds": gettext_lazy("kinds"),
    "letters": gettext_lazy("letters"),
    "message": gettext_lazy("message"),
    "on": gettext_lazy("switched on"),
    "quiet": gettext_lazy("quiet hours"),
    "signed": gettext_lazy("with a signature"),
    "url": gettext_lazy("address"),
    "vendor": gettext_lazy("chat service"),
    "ways": gettext_lazy("ways"),
}


def kind_name(name: str) -> str:
    """Return what people call a kind."""
    return KINDS[name].title.render(_) if name in KINDS else _("Test message")


def kind_choices() -> list[tuple[str, str]]:
    """Return all kinds with what people call them."""
    return [(name, kind_name(name)) for name in KINDS]


def service_choices() -> list[tuple[str, str]]:
    """Return the services whose groups have robots, with their names."""
    return [(name, service.title.render(_)) for name, service in SERVICES.items()]


def reason_of(row: Delivery) -> str:
    """Return why a message was not taken, "" where it was or was not tried."""
    message = row.error_message
    return message.render(_) if message else ""


def what_of(row: Delivery) -> str:
    """Return what a message tells."""
    return row.happening.title_message.render(_) if row.happening else kind_name(row.kind)


def time_of(text: str) -> time | None:
    """Read a time as a form sends it; None where none is written."""
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None
