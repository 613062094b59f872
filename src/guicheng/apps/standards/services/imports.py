"""Clauses of a file taken into drafts: a new standard, or the changes of a newer file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from guicheng.adapters.reports.fingerprint import fingerprints
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import ChangeWhy, DraftClause, ImportSource, Standard
from guicheng.apps.standards.readings.importing import Entry, ImportChange, PlannedClause, SectionChoice, remembered
from guicheng.apps.standards.readings.sorting import NEVER_SUPPRESSED
from guicheng.apps.standards.selectors import SectionPlan, next_code, section_name
from guicheng.apps.standards.services.access import NotAsWantedError, standard_for
from guicheng.apps.standards.services.acts import STEP, DraftAct, place_after
from guicheng.apps.standards.services.checks import write_baseline
from guicheng.apps.standards.services.drafts import MOST_CLAUSES
from guicheng.apps.standards.services.standards import create_standard
from guicheng.apps.standards.services.undoing import bring_back, dress
from guicheng.domain.values.message import _


@transaction.atomic
def take_section(
    *, actor: Actor, unit: Unit, plan: SectionPlan, file_name: str, digest: str, at: datetime
) -> tuple[Standard, str]:
    """Make a section of a file a standard, or take over what a newer file changes in one.

    The findings that a new standard begins with are its baseline: they do not stand in the way of publishing.

    Args:
        actor: Who imports; needs ``standards.edit`` at the unit.
        unit: Where new standards belong.
        plan: What the section becomes; see ``selectors.section_plans``.
        file_name: Name of the file.
        digest: Digest of its bytes.
        at: Now, with time zone.

    Returns:
        The standard, and ``created``, ``changed`` or ``unchanged``.

    Raises:
        NotAsWantedError: Nothing is left of the section, or it is too long.
    """
    if plan.source is not None:
        return _take_changes(actor, plan, file_name, digest, at)
    if not 1 <= len(plan.planned) <= MOST_CLAUSES:
        raise NotAsWantedError(
            _(
                "“{title}” would have {count} clauses; a standard has 1 to {limit}.",
                title=plan.title,
                count=str(len(plan.planned)),
                limit=str(MOST_CLAUSES),
            ),
            field="sections",
        )
    standard = _create(actor, unit, plan.choice, plan.title, at)
    clauses = [_clause(standard, planned, (index + 1) * STEP) for index, planned in enumerate(plan.planned)]
    act = DraftAct(actor=actor, standard=standard, why=ChangeWhy.IMPORT, at=at)
    write_baseline(standard, _old_findings(clauses, act))
    act.add(clauses)
    act.finish("import_section")
    ImportSource.objects.create(
        standard=standard,
        file_name=file_name,
        section=section_name(plan.section),
        digest=digest,
        clauses=remembered(zip([clause.key for clause in clauses], plan.planned, strict=True)),
        imported_at=at,
    )
    return standard, "created"


def _create(actor: Actor, unit: Unit, choice: SectionChoice, title: str, at: datetime) -> Standard:
    company = Unit.objects.get(path=unit.company_path)
    code = choice.code or next_code(company.pk)
    return create_standard(actor=actor, unit_key=unit.key, code=code, title=title, category=choice.category, at=at)


def _clause(standard: Standard, planned: PlannedClause, position: int, key: UUID | None = None) -> DraftClause:
    return DraftClause(
        standard=standard,
        key=key or uuid4(),
        position=position,
        kind=planned.kind,
        level=planned.level,
        number=planned.number[:100],
        text=planned.text,
        elements=planned.elements,
    )


def _old_findings(clauses: Sequence[DraftClause], act: DraftAct) -> Iterator[tuple[UUID, str]]:
    """Yield clause and fingerprint of each finding that an import brings along."""
    for clause in clauses:
        findings = act.read(clause).findings
        for finding, fingerprint in zip(findings, fingerprints(clause.text, findings), strict=True):
            if finding.code not in NEVER_SUPPRESSED:
                yield clause.key, fingerprint


def _take_changes(actor: Actor, plan: SectionPlan, file_name: str, digest: str, at: datetime) -> tuple[Standard, str]:
    source, comparison = plan.source, plan.comparison
    if source is None or comparison is None:
        raise NotAsWantedError(_("This section was not imported before."), field="sections")
    standard = standard_for(actor, "standards.edit", source.standard.key)
    act = DraftAct(actor=actor, standard=standard, why=ChangeWhy.IMPORT, at=at)
    for change in comparison.removed:
        if _wanted(change, plan.choice):
            _remove(act, change)
    previous: UUID | None = None
    for entry in comparison.entries:
        if entry.change is not None and _wanted(entry.change, plan.choice):
            _take(act, entry, previous)
        if DraftClause.objects.filter(key=entry.key).exists():
            previous = entry.key
    source.clauses, source.digest, source.imported_at = remembered(comparison.entries), digest, at
    source.file_name, source.section = file_name, section_name(plan.section)
    source.save(update_fields=["file_name", "section", "clauses", "digest", "imported_at"])
    if not act.touched:
        return standard, "unchanged"
    act.finish("import_changes")
    return standard, "changed"


def _wanted(change: ImportChange, choice: SectionChoice) -> bool:
    """Tell whether a change is made: a conflict only where somebody asked for it."""
    return change.id in choice.accepted if change.conflict else change.id not in choice.refused


def _remove(act: DraftAct, change: ImportChange) -> None:
    clause = DraftClause.objects.filter(standard=act.standard, key=change.key).first()
    if clause is not None:
        clause.standard = act.standard
        act.remove(clause)


def _take(act: DraftAct, entry: Entry, previous: UUID | None) -> None:
    after = DraftClause.objects.filter(standard=act.standard, key=previous).first() if previous else None
    clause = DraftClause.objects.filter(standard=act.standard, key=entry.key).first()
    change = entry.change
    if clause is None and change is not None and change.verdict == "added":
        act.add([_clause(act.standard, entry.planned, place_after(act.standard, after), entry.key)])
        return
    if clause is None:
        bring_back(act, entry.key, _state(entry.planned, after))
        return
    clause.standard = act.standard
    before = act.snapshot(clause)
    if change is not None and change.verdict == "changed":
        dress(clause, _state(entry.planned, after))
    if change is not None and change.moved and before["after"] != (str(after.key) if after else None):
        clause.position = place_after(act.standard, after)
    act.change(clause, before)


def _state(planned: PlannedClause, after: DraftClause | None) -> dict[str, Any]:
    return {
        "kind": planned.kind,
        "level": planned.level,
        "number": planned.number[:100],
        "text": planned.text,
        "elements": planned.elements,
        "after": str(after.key) if after else None,
    }
