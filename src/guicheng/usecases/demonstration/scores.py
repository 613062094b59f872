"""What the months came to: satisfaction, scorecards with an appeal, reviews of standards, a report and a pack."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from guicheng.apps.assessment.handouts import made_monthly_report
from guicheng.apps.assessment.models import CardResult, Metric, ScoreCard, SealedMonth
from guicheng.apps.assessment.readings.months import first_day, following
from guicheng.apps.assessment.services import cards, complaints, metrics, monthly, scoring
from guicheng.apps.improvement.services.reviews import keep_standard
from guicheng.apps.improvement.services.rules import set_rules
from guicheng.apps.operations.handouts import made_pack
from guicheng.apps.operations.models import Round, WorkOrder
from guicheng.apps.operations.services import packs
from guicheng.apps.operations.services.sealing import seal_days
from guicheng.domain.orders import OrderKind
from guicheng.domain.values.message import _
from guicheng.usecases.ask_for_monthly_report import ask_for_monthly_report
from guicheng.usecases.demonstration.cast import Cast, StoryRefusedError, moment, told
from guicheng.usecases.work_out_scorecard import work_out_scorecard


def satisfy(cast: Cast) -> None:
    """Have satisfaction worked out: metrics, households, and which complaints were valid."""
    said, begins = told("scores"), f"{cast.first:%Y-%m}"
    metrics.adopt_usual_metrics(actor=cast.quality, begins=begins, at=cast.before(3))
    for estate, count in said["households"].items():
        complaints.set_households(
            actor=cast.quality, unit_key=cast.estates[estate].key, households=count, since=begins, at=cast.before(3)
        )
    rows = WorkOrder.objects.filter(company=cast.company, kind=OrderKind.COMPLAINT).order_by("reported_at", "pk")
    for number, order in enumerate(rows[: said["judged"]["most"]]):
        valid = number % 3 != 2
        words = said["judged"]["valid"]
        reason = words[number % len(words)] if valid else said["judged"]["not_valid"]
        at = order.reported_at + timedelta(days=2)
        complaints.judge_complaint(actor=cast.quality, source=f"order:{order.key}", valid=valid, reason=reason, at=at)


def score(cast: Cast) -> None:
    """Write a scorecard, work the months out, sign them, and tell two appeals."""
    said = told("scores")
    card = _card(cast, said["card"])
    sealed = SealedMonth.objects.filter(unit=cast.company, month__gte=_begins(cast)).order_by("month")
    months = list(sealed.values_list("month", flat=True))
    extra = said["card"]["extra"]
    if months:
        cards.give_extra_points(
            actor=cast.quality, card_key=card.key, unit_key=cast.estates[extra["estate"]].key, month=months[-1],
            points=extra["points"], reason=extra["reason"], at=moment(first_day(following(months[-1])), 9),
        )  # fmt: skip
    for month in [*months, f"{cast.last:%Y-%m}"]:
        # In the first days of the next month; the one that runs on the last day.
        at = moment(min(first_day(following(month)) + timedelta(days=4), cast.last), 17)
        made = work_out_scorecard(actor=cast.quality, card_key=card.key, month=month, at=at).made
        for row in made:
            if month in months[:-1]:
                scoring.sign_result(actor=cast.quality, key=row.key, at=at + timedelta(days=1))
    if months:
        _appeals(cast, card, months[-1], said["appeals"])


def _card(cast: Cast, said: Mapping[str, Any]) -> ScoreCard:
    names = {metric.name: str(metric.key) for metric in Metric.objects.filter(company=cast.company)}
    lines = [{**line, "subject": names[line["metric"]] if "metric" in line else ""} for line in said["lines"]]
    asked = {"lines": lines, "bands": said["bands"], "most_extra": said["most_extra"]}
    return cards.add_card(
        actor=cast.quality, name=said["name"], definition=asked, begins=_begins(cast), at=cast.before(2)
    )


def _begins(cast: Cast) -> str:
    """Return the first month that the story covers from its first day on: a few days are no month to be judged by."""
    return f"{cast.first + timedelta(days=31 if cast.first.day > 1 else 0):%Y-%m}"


def _appeals(cast: Cast, card: ScoreCard, month: str, said: Mapping[str, Any]) -> None:
    for state in ("answered", "waiting"):
        each = said[state]
        unit = cast.estates[each["estate"]]
        result = CardResult.objects.filter(card=card, month=month, unit=unit).latest("number")
        at = result.at + timedelta(days=2)
        made = scoring.appeal(
            actor=cast.actors[f"demo-{each['estate']}"], result_key=result.key, line=each["line"],
            reason=each["reason"], evidence=each["evidence"], at=at,
        )  # fmt: skip
        if state == "answered":
            scoring.answer_appeal(
                actor=cast.actors["demo-second"], key=made.key, granted=each["granted"], value=each["value"],
                reason=each["answer"], at=at + timedelta(days=2),
            )  # fmt: skip


def review(cast: Cast) -> None:
    """Review standards: each stays as it is until its next day, one of which is near."""
    set_rules(actor=cast.quality, numbers=dict(told("scores")["rules"]), at=cast.before(2))
    for each in told("scores")["reviews"]:
        day = cast.first + timedelta(days=each["day"] * cast.length // 92)
        keep_standard(
            actor=cast.quality, key=cast.kept["standards"][each["standard"]].key, because=each["because"],
            at=moment(day, 15), next_on=cast.last + timedelta(days=each["next"]),
        )  # fmt: skip


def report(cast: Cast) -> None:
    """Have the report of the last month that is over made, and the evidence of an order and of a round packed."""
    said, at = told("scores"), moment(cast.last, 17)
    sealed = SealedMonth.objects.filter(unit=cast.company).order_by("-month").first()
    asked = ask_for_monthly_report(
        actor=cast.quality, unit_key=cast.company.key, month=sealed.month if sealed else f"{cast.last:%Y-%m}",
        version="", form=said["report"]["form"], language=said["report"]["language"], at=at,
    )  # fmt: skip
    if begun := monthly.begin_monthly_report(report_id=asked.pk):
        content = made_monthly_report(begun, at=at, progress=lambda _done, _total: None)
        monthly.store_monthly_report(report_id=asked.pk, content=content, at=at)
    # The nights of the story have passed, so that the packs hold roots of days that are over.
    seal_days(at=at)
    _pack_order(cast, said["packs"]["order"])
    _pack_round(cast, said["packs"]["round"])


def _pack_order(cast: Cast, said: Mapping[str, str]) -> None:
    rows = WorkOrder.objects.filter(unit=cast.estates["lake"], kind=OrderKind.REPAIR, phase="visited")
    order = rows.order_by("-urgent", "-reported_at").first()
    if order is None:
        raise StoryRefusedError(_("No order of the story was followed up, so none can be packed."))
    _pack(cast, said, order.reported_at, "order", str(order.key))


def _pack_round(cast: Cast, said: Mapping[str, str]) -> None:
    """Pack a round that found something: its events are in the chain, and its photos in the pack."""
    rows = Round.objects.filter(unit=cast.estates["lane"], phase="finished", failed__gt=0)
    # Phones send a day's events in the night after it.
    rows = rows.filter(finished_at__lt=moment(cast.last, 0))
    found = rows.filter(plan__source__clause__edition__code=said["standard"]).order_by("-finished_at").first()
    if found is not None and found.finished_at is not None:
        _pack(cast, said, found.finished_at, "round", found.occurrence)


def _pack(cast: Cast, said: Mapping[str, str], happened: datetime, kind: str, key: str) -> None:
    at = moment(cast.last, 17)
    wish = packs.PackWish(said["case"].format(day=localdate(happened)), said["reason"], hold=True)
    asked = packs.ask_for_pack(actor=cast.quality, kind=kind, key=key, wish=wish, at=at)
    if begun := packs.begin_pack(pack_id=asked.pk):
        made = made_pack(begun, at=at, progress=lambda _done, _total: None)
        packs.store_pack(pack_id=asked.pk, packed=made.packed, paper=made.paper, at=at)
