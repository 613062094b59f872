"""A document as pages show it: its state in words, how far reading is, and why a file was refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from guicheng.apps.standards.models import Document, DocumentState
from guicheng.web.wording import DOCUMENT_STATES, Word

READ: Final = DocumentState.READ
UNDER_WAY: Final = frozenset({DocumentState.WAITING, DocumentState.READING})


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document of this browser."""

    key: str
    name: str
    received_at: datetime
    state: str
    label: Word
    icon: str
    done: int
    total: int
    reasons: tuple[str, ...]

    @classmethod
    def of(cls, document: Document) -> DocumentLine:
        """Put a document into its reader's words."""
        label, icon = DOCUMENT_STATES[document.state]
        reasons = tuple(each.render(_) for each in document.refusals)
        return cls(
            key=str(document.key),
            name=document.name,
            received_at=document.received_at,
            state=document.state,
            label=label,
            icon=icon,
            done=document.done,
            total=document.total,
            reasons=reasons,
        )

    @property
    def sentence(self) -> str:
        """How far reading is, or how much was read."""
        if self.state == "waiting":
            return _("Received. Reading begins in a moment")
        if self.state == "reading" and not self.total:
            return _("The file is being taken apart")
        if self.state == "reading":
            return _("Read {done} of {total} clauses").format(done=self.done, total=self.total)
        return _("Clauses: {total}").format(total=self.total) if self.state == "read" else " ".join(self.reasons[:1])
