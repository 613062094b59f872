"""What an inspection comes to, folded from the events of its round as they stand now."""

from __future__ import annotations

from dataclasses import dataclass, replace

from guicheng.apps.assessment.models import Inspection
from guicheng.apps.assessment.readings.inspection_rounds import Answered, answered, sample_told, scored
from guicheng.apps.assessment.readings.inspection_sheets import Content, Row, content_of
from guicheng.apps.assessment.selectors.inspection_sheets import source_of
from guicheng.apps.assessment.selectors.inspections import inspection_visible_to
from guicheng.apps.operations.models import FieldPhoto
from guicheng.apps.operations.readings.checklists import lines_in
from guicheng.apps.operations.selectors.rounds.states import state_of_round
from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import ClauseKind, EditionClause
from guicheng.domain.attainment.inspecting.sampling import Seen
from guicheng.domain.attainment.inspecting.scoring import Scored
from guicheng.domain.evidence.rounds import RoundState


@dataclass(frozen=True, slots=True)
class Came:
    """What an inspection comes to.

    Args:
        content: The sheet by which it is scored.
        state: The fold of its round.
        answered: What was asked, with the answers that stand.
        score: What they come to.
        sample: What the sample says; None where there is none, or nothing of it was looked at.
        today: Lines with the sentence and edition that held when it began.
    """

    content: Content
    state: RoundState
    answered: tuple[Answered, ...]
    score: Scored
    sample: Seen | None
    today: tuple[Row, ...]


def came_to(row: Inspection) -> Came:
    """Return what an inspection that began comes to: four queries.

    Args:
        row: With its version, round and unit.
    """
    if row.version is None or row.round is None:
        raise Inspection.DoesNotExist
    content = content_of(row.version.content)
    items = [name for _key, name in row.sample.get("items", ())]
    state = state_of_round(row.round)
    found = tuple(answered(content, state, items, [line.key for line in lines_in(row.round.version)]))
    told = None
    if items:
        told = sample_told(found, row.sample["population"], row.sample["level"] / 100)
    return Came(content, state, found, scored(content, found, state), told, _with_sources(row, content))


def _with_sources(row: Inspection, content: Content) -> tuple[Row, ...]:
    """Return the lines of a sheet with the sentences of the editions that were in force when it began: one query."""
    clauses = EditionClause.objects.filter(
        edition__key__in=list(row.editions.values()), kind=ClauseKind.CLAUSE
    ).select_related("edition__standard")
    held = {(str(each.edition.standard.key), str(each.key)): each for each in clauses}
    found = []
    for each in content.rows:
        clause = held.get((each.source.standard, each.line.clause))
        if clause is None:
            found.append(each)
            continue
        found.append(replace(each, source=source_of(clause.edition, clause)))
    return tuple(found)


def photo_of_inspection(actor: Actor, key: str, sent: str) -> FieldPhoto:
    """Return a photo of a finding, or of an answer on the round, of an inspection that an actor may see.

    Raises:
        Inspection.DoesNotExist: There is none.
        FieldPhoto.DoesNotExist: The inspection shows no such photo.
    """
    row = inspection_visible_to(actor, key)
    if row.round is None:
        raise FieldPhoto.DoesNotExist
    shown = {photo for given in state_of_round(row.round).answers.values() for photo in given.photos}
    if sent not in shown:
        raise FieldPhoto.DoesNotExist
    return FieldPhoto.objects.get(company=row.company_id, sent=sent)
