"""Ask for a document that goes out; the manual of a unit takes the processes in force there along."""

from __future__ import annotations

from datetime import datetime

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.processes.models import ProcessEdition
from guicheng.apps.processes.selectors import process_editions_at
from guicheng.apps.standards.models import Edition, Handout, Standard
from guicheng.apps.standards.readings import day_of
from guicheng.apps.standards.services import HandoutWish, ask_for_handout
from guicheng.domain.targets.document import DocumentKind


def ask_for_document(*, actor: Actor, subject: Standard | Edition | Unit, wish: HandoutWish, at: datetime) -> Handout:
    """Have a document made of a draft, an edition, or all that holds at a unit.

    Args:
        actor: Who asks; processes that the actor may not read are left out.
        subject: What a selector gave the actor.
        wish: Which document.
        at: Now, with time zone; its day decides which processes are in force.

    Raises:
        NotAsWantedError: There is no such kind, form or paper, or a handbook names no post.
        TooMuchStoredError: The asker, or the service as a whole, keeps as much as it may.
    """
    chapters = []
    if isinstance(subject, Unit) and wish.kind == DocumentKind.MANUAL:
        chapters = [_kept(edition) for edition in process_editions_at(actor, subject, day=day_of(at))]
    return ask_for_handout(actor=actor, subject=subject, wish=wish, at=at, processes=chapters)


def _kept(edition: ProcessEdition) -> dict[str, object]:
    """Return an edition as it is kept with the wish until the document is made."""
    return {
        "code": edition.code,
        "title": edition.title,
        "edition": edition.number,
        "effective": edition.effective_from.isoformat(),
        "rows": edition.rows,
    }
