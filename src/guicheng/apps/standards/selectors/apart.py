"""Pairs of clauses that somebody found to be two things, in one list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import DraftClause, TwoThings
from guicheng.apps.standards.readings import company_words
from guicheng.apps.standards.readings.comparing import digest_of_sides
from guicheng.apps.standards.readings.words import CompanyWords
from guicheng.domain.standard.parameters import fill


@dataclass(frozen=True, slots=True)
class ApartRow:
    """What somebody found to be two things.

    Args:
        said: What was said.
        clause: The clause that was looked at; None where it is deleted.
        other: The clause beside it; None where it is deleted, or out of reach.
        holds: Whether both sentences stand as they stood.
    """

    said: TwoThings
    clause: DraftClause | None
    other: DraftClause | None
    holds: bool


def two_things_visible_to(actor: Actor, *, most: int) -> list[ApartRow]:
    """Return what people found to be two things, the newest first: four queries at most.

    Args:
        actor: Who asks; needs ``standards.read`` at the unit of the clause that was looked at.
        most: How many at most.
    """
    rows = TwoThings.objects.filter(actor.within("standards.read", "standard__unit"))
    found = list(rows.select_related("standard", "author").order_by("-pk")[:most])
    if not found:
        return []
    words = company_words(actor.company_id or 0)
    keys = {key for each in found for key in each.pair}
    listed = DraftClause.objects.filter(key__in=keys, standard__company=actor.company_id).select_related("standard")
    clauses = {clause.key: clause for clause in listed}
    seen = set(
        DraftClause.objects.filter(actor.within("standards.read", "standard__unit"), key__in=keys).values_list(
            "key", flat=True
        )
    )
    return [
        ApartRow(
            each,
            clauses.get(each.clause_key),
            clauses.get(each.other_key) if each.other_key in seen else None,
            _mark(each, clauses, words) == each.mark,
        )
        for each in found
    ]


def _mark(said: TwoThings, clauses: Mapping[UUID, DraftClause], words: CompanyWords) -> str:
    """Return what names both sentences as they stand now, "" where one is gone."""
    sides = [clauses.get(key) for key in (said.clause_key, said.other_key)]
    texts = [fill(side.text, words.parameters, 0).text for side in sides if side is not None]
    return digest_of_sides(*texts) if len(texts) == len(sides) else ""
