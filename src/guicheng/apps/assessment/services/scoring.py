"""Working scorecards out, signing what they came to, and answering appeals; no result is ever changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.assessment.models import (
    AppealAnswer,
    CardAppeal,
    CardResult,
    CardSignature,
    CardVersion,
    ExtraPoints,
    ScoreCard,
)
from guicheng.apps.assessment.readings.months import wanted_month
from guicheng.apps.assessment.readings.results import (
    Figure,
    card_of,
    figures_json,
    figures_of,
    outcome_json,
    settled,
)
from guicheng.apps.assessment.selectors.reach import APPEAL, MANAGE
from guicheng.apps.assessment.selectors.scorecards import (
    appeal_visible_to,
    card_version_for,
    card_visible_to,
    extra_of,
    result_visible_to,
)
from guicheng.apps.assessment.services.scored_access import company_of_metrics, note, wanted_words
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.services.access import NotAsWantedError, permit, person_of
from guicheng.domain.attainment.card import Measured
from guicheng.domain.values import GuichengError, NotAllowedError
from guicheng.domain.values.message import _

_WORDS: Final = 500


class ResultSettledError(GuichengError):
    """A result was signed, answered or followed by another one already."""

    code = "result-settled"


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What came of working a month out.

    Args:
        made: New results.
        kept: Results that stay as they are: signed, corrected by an appeal, or the same as before.
    """

    made: tuple[CardResult, ...]
    kept: tuple[CardResult, ...]


@transaction.atomic
def work_out(
    *, actor: Actor, card_key: str | UUID, month: str, figures: Mapping[Unit, Mapping[str, Figure]], at: datetime
) -> WorkedOut:
    """Work a card out for a month; what was signed or corrected by an appeal stays.

    Args:
        actor: Who does; needs ``scorecards.manage`` at the company.
        card_key: The card.
        month: Such as 2026-10.
        figures: For each estate the figure of each line, by its key.
        at: Now, with time zone.

    Raises:
        ScoreCard.DoesNotExist: The company has none of this key.
        NotAllowedError: The actor may not.
        NotAsWantedError: The card holds from a later month on.
        NoMonthError: The month is none.
    """
    company = company_of_metrics(actor)
    card = card_visible_to(actor, card_key)
    said = wanted_month(month)
    version = card_version_for(card, said)
    if version is None:
        raise NotAsWantedError(_("The card holds from a later month on. Choose another month."), field="month")
    last = _newest(card, said)
    extra = extra_of(card, said, [unit.pk for unit in figures])
    made, kept = [], []
    for unit, found in figures.items():
        before = last.get(unit.pk)
        row = _result(version, unit, said, found, [_extra_json(each) for each in extra.get(unit.pk, ())])
        if before is not None and (_stays(before) or _same(before, row)):
            kept.append(before)
            continue
        row.number, row.at, row.by = (before.number + 1 if before else 1), at, actor.person
        row.save()
        made.append(row)
    told = {"month": said, "made": len(made), "kept": len(kept)}
    if made or actor.channel != "job":
        # A night in which nothing changed is no act that anybody looks for.
        note(company, "work_out_card", actor, at, subject="scorecard", key=card.key, label=card.name, after=told)
    return WorkedOut(tuple(made), tuple(kept))


@transaction.atomic
def sign_result(*, actor: Actor, key: str | UUID, at: datetime) -> CardSignature:
    """Sign a result; from then on only an appeal brings another one.

    Args:
        actor: Who signs, a person; needs ``scorecards.manage`` at the estate.
        key: The newest result of its card, estate and month.
        at: Now, with time zone.

    Raises:
        CardResult.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not.
        ResultSettledError: It is signed, or another one followed.
    """
    row = result_visible_to(actor, key)
    permit(actor, MANAGE, row.unit)
    person = person_of(actor)
    _lock(row.card_id)
    if CardSignature.objects.filter(result=row).exists():
        raise ResultSettledError(_("This result is signed already."))
    _refuse_followed(row)
    made = CardSignature.objects.create(result=row, at=at, by=person)
    note(row.unit, "sign_result", actor, at, subject="result", key=row.key, label=_label(row))
    return made


@transaction.atomic
def appeal(
    *, actor: Actor, result_key: str | UUID, line: str, reason: str, at: datetime, evidence: str = ""
) -> CardAppeal:
    """Say that a line of a result is wrong, and what shows it.

    Args:
        actor: Who says it, a person; needs ``scorecards.appeal`` at the estate.
        result_key: The newest result of its card, estate and month.
        line: Key of the line.
        reason: What is wrong.
        at: Now, with time zone.
        evidence: Where to look: numbers of orders, photos, pages.

    Raises:
        CardResult.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not.
        NotAsWantedError: There is no reason, or no such line.
        ResultSettledError: Another result followed, or the line was appealed against.
    """
    row = result_visible_to(actor, result_key)
    permit(actor, APPEAL, row.unit)
    person = person_of(actor)
    _lock(row.card_id)
    if line not in {each.key for each in card_of(row.version.definition).lines}:
        raise NotAsWantedError(_("Choose the line that is wrong."), field="line")
    why = wanted_words(reason, "reason", _("Write what is wrong with the line."), most=_WORDS)
    shown = wanted_words(evidence, "evidence", None, most=_WORDS)
    _refuse_followed(row)
    if CardAppeal.objects.filter(result=row, line=line).exists():
        raise ResultSettledError(_("There is an appeal against this line already; it stands below."))
    made = CardAppeal.objects.create(result=row, line=line, reason=why, evidence=shown, at=at, by=person)
    told = {"line": line, "reason": why}
    note(row.unit, "appeal", actor, at, subject="result", key=row.key, label=_label(row), after=told)
    return made


@transaction.atomic
def answer_appeal(
    *, actor: Actor, key: str | UUID, granted: bool, reason: str, at: datetime, value: str = ""
) -> AppealAnswer:
    """Answer an appeal; where it is granted, the card is worked out anew beside the result that stood.

    Args:
        actor: Who answers, a person other than who appealed; needs ``scorecards.manage`` at the estate.
        key: The appeal.
        granted: Whether it was right.
        reason: Why.
        at: Now, with time zone.
        value: The right figure, such as 0.95 or 95%; "" leaves the line out.

    Raises:
        CardAppeal.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not, or appealed.
        NotAsWantedError: There is no reason, or the figure is none.
        ResultSettledError: It was answered already.
    """
    found = appeal_visible_to(actor, key)
    unit = found.result.unit
    permit(actor, MANAGE, unit)
    person = person_of(actor)
    if found.by_id == person.pk:
        raise NotAllowedError(_("Whoever appealed does not answer the appeal. Let somebody else decide."))
    _lock(found.result.card_id)
    if AppealAnswer.objects.filter(appeal=found).exists():
        raise ResultSettledError(_("This appeal was answered already."))
    why = wanted_words(reason, "reason", _("Write why; whoever appealed reads it."), most=_WORDS)
    made = _corrected(found, _value(value), why, actor, at) if granted else None
    answer = AppealAnswer.objects.create(appeal=found, granted=granted, reason=why, result=made, at=at, by=person)
    told = {"line": found.line, "granted": granted, "reason": why}
    label = _label(found.result)
    note(unit, "answer_appeal", actor, at, subject="result", key=found.result.key, label=label, after=told)
    return answer


def _corrected(found: CardAppeal, value: Fraction | None, why: str, actor: Actor, at: datetime) -> CardResult:
    """Return the next result: the newest one with the line set right, other appeals that were granted kept."""
    row = CardResult.objects.filter(card=found.result.card_id, month=found.result.month, unit=found.result.unit_id)
    last = row.select_related("version", "unit").latest("number")
    figures = {**figures_of(last.figures), found.line: Figure(Measured(value), "appeal")}
    made = _result(last.version, last.unit, last.month, figures, last.extra)
    made.number, made.at, made.by, made.reason = last.number + 1, at, actor.person, why
    made.save()
    return made


def _result(
    version: CardVersion, unit: Unit, month: str, figures: Mapping[str, Figure], extra: list[dict[str, Any]]
) -> CardResult:
    found = settled(card_of(version.definition), figures, extra)
    total = found.score.total
    return CardResult(
        card_id=version.card_id,
        version=version,
        unit=unit,
        month=month,
        figures=figures_json(figures),
        extra=extra,
        outcome=outcome_json(found),
        total=None if total is None else Decimal(f"{float(total):.4f}"),
    )


def _stays(row: CardResult) -> bool:
    return hasattr(row, "signature") or bool(row.came_of.all())


def _same(before: CardResult, after: CardResult) -> bool:
    kept = (before.version_id, before.figures, before.extra)
    return kept == (after.version_id, after.figures, after.extra)


def _newest(card: ScoreCard, month: str) -> dict[int, CardResult]:
    rows = CardResult.objects.filter(card=card, month=month).select_related("signature")
    rows = rows.prefetch_related("came_of").order_by("number")
    return {row.unit_id: row for row in rows}


def _lock(card_id: int) -> None:
    """Let nobody else settle a result of this card until the end of the transaction."""
    ScoreCard.objects.select_for_update().get(pk=card_id)


def _refuse_followed(row: CardResult) -> None:
    rows = CardResult.objects.filter(card=row.card_id, month=row.month, unit=row.unit_id, number__gt=row.number)
    if rows.exists():
        raise ResultSettledError(_("Another result followed this one. Open the newest one."))


def _extra_json(row: ExtraPoints) -> dict[str, Any]:
    return {"key": str(row.key), "points": str(row.points), "reason": row.reason, "by": row.by.name}


def _value(text: str) -> Fraction | None:
    said = text.strip().replace("％", "%")
    if not said:
        return None
    try:
        return Fraction(said.rstrip("%")) / (100 if said.endswith("%") else 1)
    except (ValueError, ZeroDivisionError) as error:
        raise NotAsWantedError(
            _("Write the right figure like 0.95 or 95%, or leave it empty to leave the line out."), field="value"
        ) from error


def _label(row: CardResult) -> str:
    return f"{row.card.name} {row.unit.name} {row.month}"
