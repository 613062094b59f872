"""One clause made several, and several made one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate, pairwise
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import ChangeWhy, DraftClause
from guicheng.apps.standards.selectors import clean
from guicheng.apps.standards.services.access import NotAsWantedError, clause_for
from guicheng.apps.standards.services.acts import Change, DraftAct, place_after, same_revision
from guicheng.apps.standards.services.drafts import wanted_text
from guicheng.domain.values.message import _


@transaction.atomic
def split_clause(*, actor: Actor, key: str | UUID, revision: int, cuts: Sequence[int], at: datetime) -> Change:
    """Divide a clause; the first part keeps its key and number.

    Args:
        actor: Who writes; needs ``standards.edit``.
        key: The clause.
        revision: The revision that the actor saw.
        cuts: Where to cut, in code points of the text.
        at: Now, with time zone.

    Raises:
        StaleError: Somebody changed it since; nothing is written.
        NotAsWantedError: A cut would leave an empty part.
    """
    clause = clause_for(actor, "standards.edit", key)
    same_revision(clause, revision)
    first, *others = parts_of(clause.text, cuts)
    act = DraftAct(actor=actor, standard=clause.standard, why=ChangeWhy.SPLIT, at=at)
    before = act.snapshot(clause)
    clause.text = first
    act.change(clause, before)
    last = clause
    for text in others:
        # Placed one after another, since the next place depends on the one before.
        position = place_after(clause.standard, DraftClause.objects.get(pk=last.pk))
        last = DraftClause(standard=clause.standard, position=position, kind=clause.kind, level=clause.level, text=text)
        act.add([last])
    return act.finish("split_clause", clause=clause)


def cuts_at_breaks(text: str, parts: str) -> list[int]:
    """Return where line breaks cut a text, in code points.

    Args:
        text: The text.
        parts: The same text with line breaks in it.

    Raises:
        NotAsWantedError: The lines do not add up to the text.
    """
    lines = [line.strip() for line in parts.splitlines() if line.strip()]
    if "".join(lines) != text.strip():
        raise NotAsWantedError(
            _("Only set line breaks, so that all parts together are the text. Change words afterwards."), field="parts"
        )
    return list(accumulate(len(line) for line in lines))[:-1]


def parts_of(text: str, cuts: Sequence[int]) -> list[str]:
    """Return the parts of a text.

    Raises:
        NotAsWantedError: There is no cut, or a part would be empty.
    """
    places = [0, *sorted(set(cuts)), len(text)]
    parts = [clean(text[start:end]) for start, end in pairwise(places)]
    if len(parts) < 2 or not all(parts) or not all(0 < cut < len(text) for cut in cuts):
        raise NotAsWantedError(_("Set the cut inside the text, so that each part says something."), field="cuts")
    return parts


@transaction.atomic
def merge_clauses(
    *, actor: Actor, keys: Sequence[str | UUID], revisions: Sequence[int], at: datetime, joint: str = ""
) -> Change:
    """Make neighbouring clauses one; the first keeps its key and number, the others are gone.

    Args:
        actor: Who writes; needs ``standards.edit``.
        keys: The clauses, in order, each the neighbour of the one before.
        revisions: The revision of each that the actor saw.
        at: Now, with time zone.
        joint: What stands between their texts.

    Raises:
        StaleError: Somebody changed one since; nothing is written.
        NotAsWantedError: They are fewer than two, of different standards, or no neighbours.
    """
    if len(keys) < 2 or len(keys) != len(revisions):
        raise NotAsWantedError(_("Choose two or more neighbouring clauses."), field="keys")
    clauses = [clause_for(actor, "standards.edit", key) for key in keys]
    for clause, revision in zip(clauses, revisions, strict=True):
        same_revision(clause, revision)
    _neighbours(clauses)
    first, *others = clauses
    act = DraftAct(actor=actor, standard=first.standard, why=ChangeWhy.MERGE, at=at)
    # The last goes first, so that each one's place in the history is the neighbour it had.
    for clause in reversed(others):
        act.remove(clause)
    before = act.snapshot(first)
    first.text = wanted_text(joint.join(clause.text for clause in clauses))
    first.elements = {name: value for clause in reversed(clauses) for name, value in clause.elements.items()}
    act.change(first, before)
    return act.finish("merge_clauses", clause=first)


def _neighbours(clauses: Sequence[DraftClause]) -> None:
    first, last = clauses[0], clauses[-1]
    rows = DraftClause.objects.filter(
        standard_id=first.standard_id, position__gte=first.position, position__lte=last.position
    )
    if list(rows.order_by("position").values_list("key", flat=True)) != [clause.key for clause in clauses]:
        raise NotAsWantedError(_("Choose two or more neighbouring clauses."), field="keys")
