"""The figures that scorecards take from this stage: attainment, satisfaction, inspections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Sum

from guicheng.apps.assessment.models import CardVersion, Metric, SealedMonth, Tally
from guicheng.apps.assessment.readings.results import Figure, card_of
from guicheng.apps.assessment.selectors.inspection_scores import inspection_figures
from guicheng.apps.assessment.selectors.reach import READ, scored_units
from guicheng.apps.assessment.selectors.satisfaction import values
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Placement, Unit
from guicheng.domain.attainment import Counts
from guicheng.domain.attainment.card import Line, Measured, Source

_OUTCOMES = ("kept", "late", "missed", "excused", "no_evidence")
Figures = dict[Unit, dict[str, Figure]]


@dataclass(frozen=True, slots=True)
class _Sum:
    """What was counted of one clause at one estate."""

    unit_id: int
    clause_key: str
    domain: str
    counts: Counts


def units_of_card(actor: Actor, version: CardVersion) -> list[Unit]:
    """Return the estates that a card scores: all within reach, or those where somebody fills its post."""
    units = scored_units(actor)
    post = version.card.post_id
    if post is None:
        return units
    filled = set(Placement.objects.filter(post=post, person__is_active=True).values_list("unit_id", flat=True))
    return [unit for unit in units if unit.pk in filled]


def card_figures(actor: Actor, version: CardVersion, month: str) -> Figures:
    """Return the figure of each line at each estate, as far as this stage knows it: a fixed number of queries.

    Args:
        actor: Who works the card out.
        version: The version of the card that holds in the month.
        month: Such as 2026-10.
    """
    units, lines = units_of_card(actor, version), card_of(version.definition).lines
    found: Figures = {unit: {} for unit in units}
    of = {source: [line for line in lines if line.source is source] for source in Source}
    if of[Source.ATTAINMENT]:
        _attainment(actor, version, month, of[Source.ATTAINMENT], found)
    if of[Source.SATISFACTION]:
        _satisfaction(actor, month, of[Source.SATISFACTION], found)
    if of[Source.INSPECTION]:
        scores = inspection_figures(actor, month, units)
        for unit, told in found.items():
            told.update({line.key: scores[unit.pk] for line in of[Source.INSPECTION] if unit.pk in scores})
    return found


def _attainment(actor: Actor, version: CardVersion, month: str, lines: Sequence[Line], found: Figures) -> None:
    """Take shares kept from the newest sealed version of the month, or from the present count."""
    sealed = SealedMonth.objects.filter(unit=actor.company_id, month=month).order_by("version").last()
    rows = Tally.objects.filter(actor.within(READ), month=month, version=sealed.version if sealed else 0)
    if version.card.post is not None:
        rows = rows.filter(post=version.card.post.name)
    columns = ("unit_id", "clause_key", "promise__edition__category")
    summed = rows.order_by().values(*columns).annotate(**{f"sum_{name}": Sum(name) for name in _OUTCOMES})
    sums = [
        _Sum(row["unit_id"], str(row["clause_key"]), row["promise__edition__category"], _counts(row)) for row in summed
    ]
    basis = f"sealed:{sealed.version}" if sealed else "live"
    for unit, told in found.items():
        here = [each for each in sums if each.unit_id == unit.pk]
        for line in lines:
            told[line.key] = Figure(_share(each.counts for each in here if _is_of(line.subject, each)), basis)


def _counts(row: Mapping[str, Any]) -> Counts:
    return Counts(**{name: row[f"sum_{name}"] for name in _OUTCOMES})


def _is_of(subject: str, each: _Sum) -> bool:
    kind, _colon, name = subject.partition(":")
    return not kind or name == (each.clause_key if kind == "clause" else each.domain)


def _share(parts: Iterable[Counts]) -> Measured:
    every = list(parts)
    counted = sum(each.counted for each in every)
    return Measured(Fraction(sum(each.kept for each in every), counted) if counted else None, counted)


def _satisfaction(actor: Actor, month: str, lines: Sequence[Line], found: Figures) -> None:
    wanted = {line.subject for line in lines}
    rows = Metric.objects.filter(company=actor.company_id).prefetch_related("versions")
    metrics = [metric for metric in rows if str(metric.key) in wanted]
    told = values(actor, months=[month], units=list(found), metrics=metrics)
    by_key = {(str(each.metric.key), each.unit.pk): each for each in told}
    for unit, figures in found.items():
        for line in lines:
            each = by_key.get((line.subject, unit.pk))
            if each is not None and each.version is not None:
                figures[line.key] = Figure(
                    Measured(each.value.value, each.value.count), f"formula:{each.version.number}"
                )
