"""What holds at a unit from above and is read only as published: its drafts are none of the reader's business."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import DraftClause, Edition, EditionClause, Standard
from guicheng.apps.standards.readings import CompanyWords, read_text
from guicheng.apps.standards.readings.comparing import Member, members_of
from guicheng.apps.standards.selectors.editions import in_force
from guicheng.apps.standards.selectors.fetching import editions_within


def only_published(actor: Actor, unit: Unit) -> list[str]:
    """Return the tree paths above a unit whose drafts an actor may not read, so that only editions speak there."""
    held = actor.paths("standards.read")
    above = [unit.path[:step] for step in range(unit.steplen, len(unit.path), unit.steplen)]
    return [path for path in above if not any(path.startswith(up) for up in held)]


def published_above(actor: Actor, unit: Unit, *, day: date) -> list[Edition]:
    """Return the editions that hold at a unit from above and whose drafts an actor may not read: one query at most.

    Args:
        actor: Who asks; needs ``standards.read_published``.
        unit: A visible unit.
        day: The day on which they are in force.
    """
    paths = only_published(actor, unit)
    if not paths:
        return []
    rows = editions_within(actor).filter(standard__unit__path__in=paths, standard__archived_at__isnull=True)
    return list(in_force(rows, day).order_by("standard__code"))


def members_above(
    actor: Actor, unit: Unit, words: CompanyWords, *, day: date, grade: str = "", start: int = 0
) -> list[Member]:
    """Return the clauses of the editions that hold at a unit from above, as published: two queries at most.

    Args:
        actor: Who asks; standards whose draft they may read are left to the draft.
        unit: A visible unit.
        words: The words of its company; named parameters have the values that were published.
        day: The day on which editions are in force.
        grade: The grade that is promised at the unit.
        start: Position of the first of them among the clauses that are compared.
    """
    editions = {edition.pk: edition for edition in published_above(actor, unit, day=day)}
    rows: dict[int, list[EditionClause]] = {pk: [] for pk in editions}
    if editions:
        for row in EditionClause.objects.filter(edition__in=rows).order_by("edition", "position"):
            rows[row.edition_id].append(row)
    found: list[Member] = []
    for edition in editions.values():
        standard = _as_published(edition)
        own = CompanyWords(words.lexicon, edition.parameters, words.grade, words.activities)
        clauses = _as_drafts(standard, rows[edition.pk], own)
        place = start + len(found)
        found += members_of(clauses, {standard.pk: standard}, own, grade=grade, start=place, edition=edition.number)
    return found


def _as_published(edition: Edition) -> Standard:
    """Return a standard by the name and the grades of an edition; never to be saved."""
    standard = edition.standard
    standard.code, standard.title, standard.grades = edition.code, edition.title, edition.grades or []
    return standard


def _as_drafts(standard: Standard, rows: list[EditionClause], words: CompanyWords) -> Iterator[DraftClause]:
    """Return clauses of an edition as comparing takes them; never to be saved."""
    for row in rows:
        reading = read_text(row.text, words, kind=row.kind, number=row.number, elements=row.elements or None)
        yield DraftClause(
            standard=standard,
            key=row.key,
            position=row.position,
            kind=row.kind,
            level=row.level,
            number=row.number,
            text=row.text,
            elements=row.elements,
            state=row.state,
            requirements=1,
            confirmed=int(row.confirmed),
            codes=" ".join(sorted({finding.code for finding in reading.findings})),
        )
