"""Satisfaction and scores of a place: metrics, households, a complaint, a card with a result and an appeal."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

from guicheng.apps.assessment.readings.results import Figure
from guicheng.apps.assessment.services import cards, complaints, metrics, scoring
from guicheng.apps.operations.services import orders
from guicheng.apps.organization.selectors import actor_for
from guicheng.domain.attainment.card import Measured

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
MONTH = "2026-11"
CARD = {
    "lines": [
        {"key": "l1", "name": "承诺兑现", "weight": 60, "source": "attainment", "section": "承诺"},
        {"key": "l2", "name": "整改逾期", "weight": 40, "source": "nonconformities", "full": 0, "zero": 5, "fewest": 1},
    ],
    "bands": [{"since": 90, "name": "优", "payout": 1}, {"since": 0, "name": "差", "payout": "0.8"}],
    "most_extra": 3,
}


def score(place, name):
    """Put satisfaction and scores into a place; metrics and cards belong to its company."""
    chief, keys = place.chief, place.keys
    if not keys.get("metric"):
        made = metrics.adopt_usual_metrics(actor=chief, begins="2026-01", at=AT)
        keys["metric"] = next(each.key for each in made if each.name == "百户投诉")
        keys["card"] = cards.add_card(actor=chief, name="项目月度", definition=CARD, begins="2026-01", at=AT).key
    about = {"actor": chief, "at": AT}
    complaints.set_households(unit_key=place.estate.key, households=400, since="2026-01", **about)
    said = {"kind": "complaint", "channel": "desk", "problem": "投诉：保安态度差"}
    order = orders.report_order(unit=place.estate, **said, **about)
    keys["complaint"] = f"order:{order.key}"
    complaints.judge_complaint(source=keys["complaint"], valid=True, reason="录像属实", **about)
    cards.give_extra_points(
        card_key=keys["card"], unit_key=place.estate.key, month=MONTH, points="1", reason="锦旗", **about
    )
    figures = {place.estate: {"l1": Figure(Measured(Fraction(37, 41), 41), "live"), "l2": Figure(Measured())}}
    result = scoring.work_out(card_key=keys["card"], month=MONTH, figures=figures, **about).made[0]
    lead = actor_for(place.join(f"{name}-pm", "E", place.estate), channel="web", address="")
    appeal = scoring.appeal(actor=lead, result_key=result.key, line="l2", reason="停电三小时没有算", at=AT)
    keys |= {"result": result.key, "appeal": appeal.key, "month": MONTH}
