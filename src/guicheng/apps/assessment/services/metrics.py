"""Metrics of satisfaction: adding one, and giving it another formula from a month on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.assessment.models import Metric, MetricVersion
from guicheng.apps.assessment.readings.months import wanted_month
from guicheng.apps.assessment.selectors.satisfaction import metric_visible_to
from guicheng.apps.assessment.services.scored_access import NAME, company_of_metrics, note, wanted_words
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.services.access import NotAsWantedError, TakenError
from guicheng.domain.attainment.satisfaction import Definition, Formula, definition_json, read_definition
from guicheng.domain.values.message import _

_OVERALL: Final = "overall"
#: Names and formulas with which a company begins; each can be changed.
USUAL: Final = (
    ("总体满意率", Definition(Formula.SATISFIED, question=_OVERALL)),
    ("总体得分率", Definition(Formula.SCORE, question=_OVERALL)),
    ("工单好评率", Definition(Formula.RATED)),
    ("回访满意率", Definition(Formula.VISITED)),
    ("一次修复率", Definition(Formula.MENDED)),
    ("百户投诉", Definition(Formula.COMPLAINTS)),
    ("百户有效投诉", Definition(Formula.VALID_COMPLAINTS)),
)


@transaction.atomic
def adopt_usual_metrics(*, actor: Actor, begins: str, at: datetime) -> list[Metric]:
    """Add the usual metrics that the company does not have by name.

    Args:
        actor: Who does; needs ``scorecards.manage`` at the company.
        begins: First month, such as 2026-10.
        at: Now, with time zone.

    Raises:
        NotAllowedError: The actor may not.
        NoMonthError: The month is none.
    """
    company = company_of_metrics(actor)
    names = set(Metric.objects.filter(company=company).values_list("name", flat=True))
    month = wanted_month(begins, "begins")
    return [_add(actor, company, name, found, month=month, at=at) for name, found in USUAL if name not in names]


@transaction.atomic
def add_metric(*, actor: Actor, name: str, definition: Mapping[str, Any], begins: str, at: datetime) -> Metric:
    """Add a metric with its formula.

    Args:
        actor: Who does; needs ``scorecards.manage`` at the company.
        name: What people call it, once in the company.
        definition: The formula, as ``domain.attainment.satisfaction`` reads one.
        begins: First month, such as 2026-10.
        at: Now, with time zone.

    Raises:
        NotAllowedError: The actor may not.
        NotAsWantedError: The name is missing or too long.
        TakenError: The company has a metric of this name.
        FormulaRefusedError: It could not be worked out.
        NoMonthError: The month is none.
    """
    company = company_of_metrics(actor)
    said = wanted_words(name, "name", _("Enter the name of the metric."), most=NAME)
    if Metric.objects.filter(company=company, name=said).exists():
        raise TakenError(_("The company has a metric “{name}” already.", name=said), field="name")
    return _add(actor, company, said, read_definition(definition), month=wanted_month(begins, "begins"), at=at)


@transaction.atomic
def change_formula(
    *, actor: Actor, key: str | UUID, definition: Mapping[str, Any], begins: str, reason: str, at: datetime
) -> MetricVersion:
    """Give a metric another formula from a month on; months before keep theirs.

    Args:
        actor: Who does; needs ``scorecards.manage`` at the company.
        key: The metric.
        definition: The formula.
        begins: First month, not before that of the newest version.
        reason: Why; readers of the figure see it.
        at: Now, with time zone.

    Raises:
        Metric.DoesNotExist: The company has none of this key.
        NotAllowedError: The actor may not.
        NotAsWantedError: There is no reason, or the month lies before the newest version.
        FormulaRefusedError: It could not be worked out.
        NoMonthError: The month is none.
    """
    metric = metric_visible_to(actor, key)
    company = company_of_metrics(actor)
    why = wanted_words(reason, "reason", _("Write why the formula changes; readers of the figure see it."))
    last = metric.versions.latest("number")
    month, found = wanted_month(begins, "begins"), definition_json(read_definition(definition))
    if month < last.begins:
        raise NotAsWantedError(
            _("The newest formula holds from {month} on. Choose that month or a later one.", month=last.begins),
            field="begins",
        )
    if found == last.definition:
        raise NotAsWantedError(_("This is the formula that holds already. Change something, or leave it."))
    made = MetricVersion.objects.create(
        metric=metric, number=last.number + 1, definition=found, begins=month, reason=why, at=at, by=actor.person
    )
    note(
        company, "change_formula", actor, at, subject="metric", key=metric.key, label=metric.name,
        before={"formula": f"formula_{last.definition['formula']}"},
        after={"formula": f"formula_{found['formula']}", "begins": month, "reason": why},
    )  # fmt: skip
    return made


@transaction.atomic
def archive_metric(*, actor: Actor, key: str | UUID, at: datetime) -> Metric:
    """Take a metric out of use; its formulas and what was scored by it stay.

    Raises:
        Metric.DoesNotExist: The company has none of this key in use.
        NotAllowedError: The actor may not.
    """
    metric = metric_visible_to(actor, key)
    company = company_of_metrics(actor)
    metric.archived_at = at
    metric.save(update_fields=["archived_at"])
    note(company, "archive_metric", actor, at, subject="metric", key=metric.key, label=metric.name)
    return metric


def _add(actor: Actor, company: Unit, name: str, found: Definition, *, month: str, at: datetime) -> Metric:
    made = Metric.objects.create(company=company, name=name)
    MetricVersion.objects.create(
        metric=made, number=1, definition=definition_json(found), begins=month, at=at, by=actor.person
    )
    told = {"formula": f"formula_{found.formula.value}", "begins": month}
    note(company, "add_metric", actor, at, subject="metric", key=made.key, label=name, after=told)
    return made
