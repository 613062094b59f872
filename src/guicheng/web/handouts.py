"""What a page shows of documents that were asked for, and what its form asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guicheng.apps.standards.models import Handout
from guicheng.apps.standards.services import HandoutWish
from guicheng.web.wording import Word

UNDER_WAY: Final = frozenset({"waiting", "working"})
KINDS: Final[tuple[tuple[str, Word], ...]] = (
    ("manual", _("Service manual")),
    ("post", _("Handbook of a post")),
    ("notice", _("Public notice")),
)
FORMS: Final[tuple[tuple[str, Word], ...]] = (("docx", _("Word file")), ("pdf", _("PDF file")))
PAPERS: Final[tuple[tuple[str, Word], ...]] = (
    ("a4", _("A4")),
    ("a5", _("A5, for a pocket")),
    ("a3", _("A3, a poster")),
)
_STATES: Final[Mapping[str, tuple[Word, str, str]]] = {
    "waiting": (_("Waiting"), "hourglass", "is-waiting"),
    "working": (_("Being made"), "hourglass", "is-waiting"),
    "ready": (_("Ready"), "check", "is-ok"),
    "refused": (_("Not made"), "alert-triangle", "is-warning"),
    "failed": (_("Broke off"), "alert-triangle", "is-error"),
}


@dataclass(frozen=True, slots=True)
class HandoutLine:
    """One document in a list."""

    key: str
    name: str
    state: str
    label: Word
    icon: str
    colour: str
    done: int
    total: int
    kilobytes: int
    asked_at: datetime
    reason: str

    @classmethod
    def of(cls, handout: Handout) -> HandoutLine:
        """Put a document into its reader's words."""
        label, icon, colour = _STATES[handout.state]
        return cls(
            key=str(handout.key),
            name=handout.name,
            state=handout.state,
            label=label,
            icon=icon,
            colour=colour,
            done=handout.done,
            total=handout.total,
            kilobytes=-(-handout.size // 1024),
            asked_at=handout.asked_at,
            reason=handout.refusal.render(gettext) if handout.refusal else "",
        )


def wish_of(given: Mapping[str, str]) -> HandoutWish:
    """Return what a form asks for; what it leaves out stays as it is without it."""
    return HandoutWish(
        kind=given.get("kind", ""),
        form=given.get("form", ""),
        post=given.get("post", ""),
        grade=given.get("grade", ""),
        paper=given.get("paper", "") or "a4",
        elements=given.get("elements") == "1",
        phone=given.get("phone", ""),
        complaints=given.get("complaints", ""),
        hours=given.get("hours", ""),
        address=given.get("address", ""),
    )
