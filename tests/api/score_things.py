"""What calls about satisfaction and scores are tried on; metrics and cards belong to the company."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

from guicheng.apps.assessment.jobs import make_monthly_report
from guicheng.apps.assessment.models import Metric, MonthCount, ScoreCard
from guicheng.apps.assessment.readings.results import Figure
from guicheng.apps.assessment.services import cards, metrics, scoring
from guicheng.apps.operations.services import orders
from guicheng.apps.organization.selectors import actor_for
from guicheng.domain.attainment.card import Measured
from guicheng.usecases.ask_for_monthly_report import ask_for_monthly_report

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
MONTH = "2026-10"
LINE = {"key": "l1", "name": "承诺兑现", "weight": "100", "source": "attainment"}
BANDS = [{"since": "0", "name": "差", "payout": "0.8"}]


def score(place):
    """Put a metric, a card, a result and an appeal into a place."""
    about = {"actor": place.chief, "at": AT}
    metric = Metric.objects.filter(company=place.company).first()
    card = ScoreCard.objects.filter(company=place.company).first()
    if metric is None:
        metric = metrics.adopt_usual_metrics(begins="2026-01", **about)[0]
        card = cards.add_card(name="项目月度", definition={"lines": [LINE], "bands": BANDS}, begins="2026-01", **about)
    order = orders.report_order(unit=place.estate, kind="complaint", channel="desk", problem="投诉：太吵", **about)
    figures = {place.estate: {"l1": Figure(Measured(Fraction(37, 41), 41), "live")}}
    first = scoring.work_out(card_key=card.key, month=MONTH, figures=figures, **about).made[0]
    second = scoring.work_out(card_key=card.key, month="2026-09", figures=figures, **about).made[0]
    head = actor_for(place.join("estate_manager", place.estate), channel="web", address="")
    made = scoring.appeal(actor=head, result_key=second.key, line="l1", reason="停电没有算", at=AT)
    MonthCount.objects.get_or_create(unit=place.estate, month="2026-11", defaults={"counted_at": AT})
    report = ask_for_monthly_report(unit_key=place.estate.key, month="2026-11", version="", form="xlsx",
                                    language="zh-hans", **about)  # fmt: skip
    make_monthly_report.func(report.pk)
    keys = {"monthly_report": report, "metric": metric, "card": card, "result": first, "appeal": made}
    place.keys |= {name: str(row.key) for name, row in keys.items()}
    place.keys["complaint"] = f"order:{order.key}"


def score_bodies(keys):
    """Return the bodies of calls about scores."""
    card = {"lines": [LINE], "bands": BANDS, "begins": "2026-12"}
    return {
        "add_metric": {"name": "新指标", "formula": "rated", "begins": MONTH},
        "change_formula": {"formula": "mended", "begins": "2026-12", "reason": "换算法"},
        "set_households": {"households": 400, "since": "2026-01"},
        "judge_complaint": {"source": keys["complaint"], "valid": True, "reason": "属实"},
        "add_scorecard": {**card, "name": "新卡"},
        "change_scorecard": {**card, "most_extra": "2", "reason": "加分"},
        "give_extra_points": {"unit": keys["unit"], "month": MONTH, "points": "1", "reason": "锦旗"},
        "set_scorecard_day": {"day": 5},
        "work_out": {"month": "2026-08"},
        "appeal_against_result": {"line": "l1", "reason": "不对"},
        "answer_appeal": {"granted": True, "reason": "属实", "value": "0.95"},
    }
