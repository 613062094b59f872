"""Scorecards worked out, signed, appealed against; what stood before stays."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction
from tests.apps.standards.company import AT, Company

from guicheng.apps.assessment.models import CardResult
from guicheng.apps.assessment.readings.results import Figure, told_lines
from guicheng.apps.assessment.selectors import scorecards
from guicheng.apps.assessment.services import cards, scoring
from guicheng.apps.assessment.services.scoring import ResultSettledError
from guicheng.apps.organization.models import Placement, Post
from guicheng.apps.organization.services.access import NotAsWantedError, TakenError
from guicheng.apps.platform.models import AuditEntry
from guicheng.domain.attainment.card import Judged, Measured
from guicheng.domain.attainment.scorecard import ScorecardRefusedError
from guicheng.domain.values import NotAllowedError

pytestmark = pytest.mark.django_db
MONTH = "2026-10"
DEFINITION = {
    "lines": [
        {"key": "kept", "name": "承诺兑现", "weight": 60, "source": "attainment"},
        {"key": "mood", "name": "满意度", "weight": 40, "source": "satisfaction", "subject": "x", "fewest": 5},
    ],
    "bands": [{"since": 90, "name": "优", "payout": 1}, {"since": 0, "name": "差", "payout": "0.8"}],
    "most_extra": 3,
}


def figure(value, count=40):
    return Figure(Measured(None if value is None else Fraction(value), count), "live")


class Scored(Company):
    def __init__(self):
        super().__init__()
        self.card = cards.add_card(
            actor=self.actor("chen"), name="项目月度", definition=DEFINITION, begins="2026-01", at=AT
        )

    def work_out(self, kept="0.9", mood="1", *, other=None, month=MONTH, by="chen"):
        figures = {self.estate: {"kept": figure(kept), "mood": figure(mood)}}
        if other is not None:
            figures[self.other] = {"kept": figure(other), "mood": figure(other)}
        return scoring.work_out(actor=self.actor(by), card_key=self.card.key, month=month, figures=figures, at=AT)

    def newest(self, by="chen"):
        return scorecards.results_visible_to(self.actor(by), card=self.card, month=MONTH, unit=self.estate).get()

    def give_extra(self, points, reason="业主送锦旗"):
        return cards.give_extra_points(
            actor=self.actor("chen"), card_key=self.card.key, unit_key=self.estate.key, month=MONTH,
            points=points, reason=reason, at=AT,
        )  # fmt: skip

    def appeal(self, by="wang", line="kept", **more):
        said = {"reason": "停电三小时没有算", "evidence": "工单 20261012-003", **more}
        return scoring.appeal(
            actor=self.actor(by), result_key=self.newest().key, line=line, at=AT + timedelta(days=1), **said
        )

    def answer(self, found, *, by="chen", granted=True, **more):
        return scoring.answer_appeal(
            actor=self.actor(by),
            key=found.key,
            granted=granted,
            reason="停电通知在案",
            at=AT + timedelta(days=2),
            **more,
        )


@pytest.fixture
def scored(db):
    return Scored()


def test_a_result_keeps_its_figures_and_says_the_same_when_it_is_read_again(scored):
    made = scored.work_out().made[0]
    assert (made.total, made.outcome["band"]) == (Decimal("94.0000"), {"name": "优", "payout": "1"})
    again = told_lines(CardResult.objects.select_related("version").get(pk=made.pk))
    assert [(each.result.line.key, each.result.points, each.figure.basis) for each in again] == [
        ("kept", 54, "live"),
        ("mood", 40, "live"),
    ]


def test_a_month_without_evidence_has_no_score_and_punishes_nobody(scored):
    made = scored.work_out(None, None).made[0]
    assert (made.total, made.outcome["band"]) == (None, None)


def test_few_cases_are_left_out_of_the_denominator(scored):
    figures = {scored.estate: {"kept": figure("0.5", 40), "mood": figure("1", 4)}}
    scoring.work_out(actor=scored.actor("chen"), card_key=scored.card.key, month=MONTH, figures=figures, at=AT)
    assert scored.newest().total == 50
    assert told_lines(scored.newest())[1].result.judged is Judged.FEW


def test_working_out_again_makes_another_result_only_where_something_changed(scored):
    scored.work_out(other="0.5")
    again = scored.work_out("0.8", other="0.5")
    assert [(row.unit.name, row.number) for row in again.made] == [("云栖花园", 2)]
    assert [row.unit.name for row in again.kept] == ["山语城"]
    assert [row.number for row in scorecards.versions_of_result(scored.newest())] == [1, 2]


def test_extra_points_count_up_to_the_most_of_the_card(scored):
    scored.give_extra("5")
    scored.give_extra("-0.5", "宣传栏缺一项")
    made = scored.work_out().made[0]
    assert (made.total, made.outcome["extra"]) == (Decimal("96.5000"), "2.5")
    assert [each["points"] for each in made.extra] == ["5.00", "-0.50"]
    for wrong in ("0", "viele", "101"):
        with pytest.raises(NotAsWantedError, match="Write points"):
            scored.give_extra(wrong)


def test_a_signed_result_is_worked_out_again_by_an_appeal_only(scored):
    scored.work_out()
    scoring.sign_result(actor=scored.actor("lin"), key=scored.newest().key, at=AT)
    assert scored.work_out("0.1").made == ()
    with pytest.raises(ResultSettledError, match="signed already"):
        scoring.sign_result(actor=scored.actor("lin"), key=scored.newest().key, at=AT)
    first = scored.newest()
    answer = scored.answer(scored.appeal(), value="95%")
    assert (answer.result.number, answer.result.total) == (2, Decimal("97.0000"))
    assert scored.newest() == answer.result
    assert CardResult.objects.get(pk=first.pk).total == Decimal("94.0000")
    assert told_lines(scored.newest())[0].figure.basis == "appeal"
    assert scored.work_out("0.1").made == ()


def test_an_appeal_that_is_granted_without_a_figure_leaves_the_line_out(scored):
    scored.work_out("0.2", "0.9")
    scored.answer(scored.appeal())
    assert scored.newest().total == 90


def test_two_appeals_granted_one_after_the_other_both_stand(scored):
    scored.work_out("0.2", "0.5")
    one, two = scored.appeal(), scored.appeal(line="mood")
    scored.answer(one, value="1")
    scored.answer(two, value="1")
    assert (scored.newest().number, scored.newest().total) == (3, 100)


def test_an_appeal_is_answered_once_by_another_person_and_a_refusal_changes_nothing(scored):
    scored.work_out()
    scored.join("both", "双职", ("quality_manager", scored.root), ("estate_manager", scored.root))
    found = scored.appeal(by="both")
    with pytest.raises(NotAllowedError, match="Whoever appealed"):
        scored.answer(found, by="both")
    with pytest.raises(NotAllowedError):
        scored.answer(found, by="wang")
    with pytest.raises(NotAsWantedError, match=r"like 0\.95"):
        scored.answer(found, value="gut")
    answer = scored.answer(found, granted=False)
    assert (answer.result, scored.newest().number) == (None, 1)
    with pytest.raises(ResultSettledError, match="answered already"):
        scored.answer(found)


def test_appeals_name_a_line_of_the_newest_result_once_with_a_reason(scored):
    scored.work_out()
    old = scored.newest()
    with pytest.raises(NotAsWantedError, match="Choose the line"):
        scored.appeal(line="weather")
    with pytest.raises(NotAsWantedError, match="Write what is wrong"):
        scored.appeal(reason=" ")
    scored.appeal()
    with pytest.raises(ResultSettledError, match="already"):
        scored.appeal()
    scored.work_out("0.3")
    with pytest.raises(ResultSettledError, match="followed"):
        scoring.appeal(actor=scored.actor("wang"), result_key=old.key, line="mood", reason="x", at=AT)
    assert scorecards.open_appeals_visible_to(scored.actor("chen")).count() == 1
    assert scorecards.open_appeals_visible_to(scored.actor("zhao")).count() == 0


def test_who_may_do_what(scored):
    scored.work_out()
    for by in ("chen", "shen", "gao"):
        with pytest.raises(NotAllowedError):
            scored.appeal(by=by)
    for by in ("wang", "sun"):
        with pytest.raises(NotAllowedError):
            scoring.sign_result(actor=scored.actor(by), key=scored.newest().key, at=AT)
        with pytest.raises(NotAllowedError):
            scored.work_out(by=by)
    assert list(scorecards.results_visible_to(scored.actor("zhao"))) == []
    assert list(scorecards.cards_visible_to(scored.actor("qian"))) == []


def test_results_keep_the_version_of_their_month(scored):
    changed = {**DEFINITION, "lines": [{**DEFINITION["lines"][0], "weight": 100}]}
    change = {"actor": scored.actor("chen"), "key": scored.card.key, "reason": "满意度另算", "at": AT}
    cards.change_card(definition=changed, begins="2026-11", **change)
    assert scored.work_out().made[0].version.number == 1
    assert scored.work_out(month="2026-11").made[0].version.number == 2
    with pytest.raises(NotAsWantedError, match="later month"):
        scored.work_out(month="2025-12")
    with pytest.raises(NotAsWantedError, match="2026-11"):
        cards.change_card(definition=DEFINITION, begins="2026-10", **change)
    with pytest.raises(NotAsWantedError, match="holds already"):
        cards.change_card(definition=changed, begins="2026-12", **change)


def test_weights_that_do_not_add_up_are_refused_with_their_sum(scored):
    lines = [{**DEFINITION["lines"][0], "weight": 90}, DEFINITION["lines"][1]]
    with pytest.raises(ScorecardRefusedError, match="add up to 130"):
        cards.add_card(
            actor=scored.actor("chen"), name="新", definition={**DEFINITION, "lines": lines}, begins=MONTH, at=AT
        )
    with pytest.raises(TakenError):
        cards.add_card(actor=scored.actor("chen"), name="项目月度", definition=DEFINITION, begins=MONTH, at=AT)


def test_persons_are_put_in_order_only_where_somebody_said_why(scored):
    assert scorecards.ranking_of_persons(scored.root.pk) is None
    with pytest.raises(NotAsWantedError, match="Write why"):
        cards.allow_ranking_of_persons(actor=scored.actor("chen"), on=True, reason="", at=AT)
    cards.allow_ranking_of_persons(actor=scored.actor("chen"), on=True, reason="职代会同意", at=AT)
    assert scorecards.ranking_of_persons(scored.root.pk).on
    assert not cards.allow_ranking_of_persons(actor=scored.actor("chen"), on=False, reason="", at=AT).on
    assert AuditEntry.objects.filter(act="assessment.allow_ranking_of_persons").count() == 2


def test_equal_totals_share_a_place_and_those_without_one_come_last(scored):
    post = Post.objects.create(company=scored.root, name="维修工", trade="engineering")
    Placement.objects.create(person=scored.people["qian"], post=post, unit=scored.estate)
    card = cards.add_card(
        actor=scored.actor("chen"), name="维修", definition=DEFINITION, begins=MONTH, at=AT, post_key=post.key
    )
    assert scorecards.people_of_post(card, [scored.estate.pk]) == {scored.estate.pk: ["钱师傅"]}
    scored.work_out("0.9", "0.9", other="0.9")
    rows = list(scorecards.results_visible_to(scored.actor("chen"), card=scored.card, month=MONTH))
    assert [place for place, _row in scorecards.in_order(rows)] == [1, 1]
    rows[0].total = None
    assert [place for place, _row in scorecards.in_order(rows)] == [1, None]


def test_the_database_keeps_results_and_appeals(scored):
    scored.work_out()
    scored.answer(scored.appeal())
    for name in ("total", "month"):
        with pytest.raises(DatabaseError), transaction.atomic():
            CardResult.objects.update(**{name: 1})
    with pytest.raises(DatabaseError), transaction.atomic():
        scored.newest().delete()
