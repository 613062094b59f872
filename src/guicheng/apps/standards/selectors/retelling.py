"""What a correction of an activity changes elsewhere, told before it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Q

from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import ClauseKind, DraftClause
from guicheng.apps.standards.readings import company_words
from guicheng.apps.standards.readings.comparing import Member, member_of
from guicheng.domain.clause.normalize import normalize


@dataclass(frozen=True, slots=True)
class Retold:
    """What a correction changes.

    Args:
        number: Clauses of the company that are about something else afterwards.
        shown: Those of them that the reader may see, before and after.
    """

    number: int
    shown: Sequence[tuple[Member, Member]]


def retold_by(actor: Actor, surface: str, activity: str) -> Retold:
    """Return the clauses of a company that would be about another activity: three queries.

    Args:
        actor: Who would correct it.
        surface: The words as they stand in clauses.
        activity: Key of the activity that they would mean.
    """
    wanted = {form for form in (surface.strip(), normalize(surface.strip())) if form}
    holds = Q(pk__in=[])
    for form in wanted:
        holds |= Q(text__contains=form)
    rows = DraftClause.objects.filter(
        holds, standard__company=actor.company_id, standard__archived_at__isnull=True, kind=ClauseKind.CLAUSE
    ).select_related("standard__unit")
    seen = set(
        DraftClause.objects.filter(holds, actor.within("standards.read", "standard__unit")).values_list("pk", flat=True)
    )
    words = company_words(actor.company_id or 0)
    after = replace(words, activities={**words.activities, normalize(surface.strip()): activity})
    number, shown = 0, []
    for row in rows.order_by("standard__code", "position"):
        old, new = (member_of(row, row.standard, each) for each in (words, after))
        if [term.key for term in old.terms] != [term.key for term in new.terms]:
            number += 1
            if row.pk in seen:
                shown.append((old, new))
    return Retold(number, shown)
