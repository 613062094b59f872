"""What asks for a review stands in one order, however its rows came in."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.improvement.mending import Shop, later
from tests.apps.improvement.test_reviews import complain

from guicheng.apps.assessment.models import MonthPromise, Tally
from guicheng.apps.improvement.selectors.reviews import reviews
from guicheng.apps.standards.models import EditionClause

pytestmark = pytest.mark.django_db
TEXTS = ("维修工30分钟内到达现场。", "维修工带工具箱到达现场。", "维修工完工后清理现场。")


@pytest.mark.parametrize("turn", [1, -1], ids=["as they stand", "the other way round"])
def test_the_weightiest_reason_of_a_kind_comes_first_then_they_go_by_the_clause(turn):
    shop = Shop()
    shop.publish(*TEXTS, code="GC-03")
    clauses = {each.number: each for each in EditionClause.objects.filter(edition__standard__code="GC-03")}
    for number in ["3.1", "3.2", "3.3"][::turn]:
        clause = clauses[number]
        for _time in range(4 if number == "3.3" else 3):
            shop.found("不合格", clause_key=clause.key, at=later(days=40))
        for month in ("2026-12", "2027-01", "2027-02")[::turn]:
            promise = MonthPromise.objects.create(
                unit=shop.estate, month=month, edition=clause.edition, clause_key=clause.key, place=1,
                citation=f"GC-03/{number}", sentence=clause.text, begin=0, end=3, target=950_000,
            )  # fmt: skip
            Tally.objects.create(
                unit=shop.estate, month=month, promise=promise, clause_key=clause.key, kept=50, missed=50
            )
    for word in ("现场", "维修工")[::turn]:
        complain(shop, 5, day=date(2027, 2, 1), word=word)
    found = {each.standard.code: each for each in reviews(shop.actor("lin"), day=date(2027, 3, 10))}
    told = [(each.kind, each.message.fields) for each in found["GC-03"].reasons]
    assert [(kind, fields["clause"]) for kind, fields in told if "clause" in fields] == [
        ("breach", "GC-03/3.3"), ("breach", "GC-03/3.1"), ("breach", "GC-03/3.2"),
        ("below", "GC-03/3.1"), ("below", "GC-03/3.2"), ("below", "GC-03/3.3"),
    ]  # fmt: skip
    assert [fields["theme"] for kind, fields in told if kind == "complaints"] == ["现场", "维修工"]
