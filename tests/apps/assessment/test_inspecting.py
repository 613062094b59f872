"""Inspections from the sheet to the signature: what adds up, who sees what when, what is kept."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction
from tests.apps.assessment.inspecting import AT, BADGE, Inspecting
from tests.apps.operations.estate_ground import building
from tests.apps.operations.test_plans import noon, publish_again
from tests.apps.standards.company import clause

from guicheng.apps.assessment.models import Finding, Inspection, InspectionSignature, SheetVersion
from guicheng.apps.assessment.selectors import inspections as seen_by
from guicheng.apps.assessment.selectors.inspection_results import came_to
from guicheng.apps.assessment.selectors.inspections import InspectionWish
from guicheng.apps.assessment.services.inspecting import carrying_out, following, generating, plans, settling, sheets
from guicheng.apps.assessment.services.inspecting.chores import do_chores
from guicheng.apps.assessment.services.inspecting.plans import Often
from guicheng.apps.assessment.services.inspecting.samples import redraw
from guicheng.apps.assessment.services.inspecting.sheet_rules import PartAsked, SheetAsked, bands_in, bonuses_in
from guicheng.apps.notices.models import Notice
from guicheng.apps.operations.models import Checklist, Round
from guicheng.apps.operations.readings.checklists import lines_asked
from guicheng.apps.operations.selectors.rounds.rounds import rounds_visible_to
from guicheng.apps.operations.services.places import save_place
from guicheng.apps.operations.services.rounds import answering
from guicheng.apps.operations.services.rounds.opening import assign_round
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.apps.standards import services as standards
from guicheng.domain.attainment.inspecting.sheet import SheetRefusedError
from guicheng.domain.values import NotAllowedError, StaleError

pytestmark = pytest.mark.django_db
PAPER, WEARS, FREE = "作业后无纸屑、烟蒂", "保洁员作业时佩戴工牌", "消防通道畅通"


@pytest.fixture
def at_work(company):
    return Inspecting(company)


def visible(at_work, name):
    return set(seen_by.inspections_visible_to(at_work.company.actor(name)))


def test_a_sheet_takes_its_lines_from_the_edition_in_force_with_equal_points_that_add_up(at_work):
    assert [(part.name, part.points) for part in at_work.content.parts] == [("报修服务标准", 50), ("现场管理", 50)]
    assert [(row.line.text, row.points) for row in at_work.content.rows] == [(PAPER, 25), (WEARS, 25), (FREE, 50)]
    assert at_work.content.rows[1].source.sentence == BADGE
    assert at_work.in_force().number == 1


def test_a_sheet_that_adds_to_130_is_kept_as_a_draft_and_not_put_in_force(at_work):
    parts = [PartAsked("保洁", "80"), PartAsked("现场管理", "50")]
    asked = SheetAsked(parts=parts)
    sheets.save_draft(actor=at_work.chief, key=at_work.sheet.key, revision=at_work.sheet.revision, asked=asked, at=AT)
    at_work.sheet.refresh_from_db()
    assert at_work.content.sheet.sum == 130
    with pytest.raises(SheetRefusedError) as refused:
        at_work.in_force()
    assert refused.value.reasons[0].fields["parts"] == "保洁 80、现场管理 50"
    assert not SheetVersion.objects.exists()


def test_two_people_do_not_undo_each_others_sheet(at_work):
    with pytest.raises(StaleError):
        sheets.save_draft(
            actor=at_work.chief, key=at_work.sheet.key, revision=at_work.sheet.revision - 1, asked=SheetAsked(), at=AT
        )


@pytest.mark.parametrize("by", ["wang", "sun"])
def test_who_plans_for_an_estate_alone_writes_no_sheet_of_the_company(at_work, by):
    with pytest.raises(NotAllowedError):
        sheets.begin_sheet(actor=at_work.company.actor(by), title="我的", at=AT)


def test_bonuses_and_bands_are_read_as_people_write_them():
    assert [(each.name, each.points) for each in bonuses_in("书面表扬 +2\n锦旗 1\n媒体曝光 －2")] == [
        ("书面表扬", 2), ("锦旗", 1), ("媒体曝光", -2)
    ]  # fmt: skip
    assert [(each.since, each.name, each.payout) for each in bands_in("95 优 100%\n85.5 良 98%\n0 差")] == [
        (95, "优", 1), (Fraction(171, 2), "良", Fraction(98, 100)), (0, "差", 1)
    ]  # fmt: skip
    for read, text in ((bonuses_in, "表扬"), (bonuses_in, "表扬 很多"), (bands_in, "优 95")):
        with pytest.raises(NotAsWantedError):
            read(text)


def test_a_version_and_a_signature_stay_as_they_are(at_work):
    row = at_work.done(at_work.plan())
    settling.sign_inspection(actor=at_work.company.actor("wang"), key=row.key, name="王经理", at=AT)
    for model in (SheetVersion, InspectionSignature):
        for act in (lambda rows: rows.update(at=AT), lambda rows: rows.delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                act(model.objects.all())


def test_a_plan_makes_the_inspections_of_the_next_days_once(at_work):
    plan = at_work.plan(often=Often("weeks", 1, on=3, days=2))
    rows = Inspection.objects.filter(plan=plan)
    assert {row.unit for row in rows} == {at_work.company.estate}
    assert {row.begin.isoweekday() for row in rows} <= {2, 3}
    assert rows.count() in {2, 3}
    assert generating.plan_inspections(at=AT) == 0
    assert generating.plan_inspections(at=AT + timedelta(days=7)) == 1


def test_monthly_and_bounded_plans(at_work):
    plan = at_work.plan(often=Often("months", 3, on=-1, days=7))
    assert plan.rule["beat"] == {"every": "months", "step": 3, "anchor": plan.rule["beat"]["anchor"], "on": [[-1]]}
    for often in (Often("days", 0), Often("days", 13), Often("years"), Often("weeks", on=8), Often(days=93)):
        with pytest.raises(NotAsWantedError):
            at_work.plan(often=often)


def test_inspectors_of_the_company_are_never_those_of_the_estate(at_work):
    company = at_work.company
    wang, li = (str(company.people[name].key) for name in ("wang", "li"))
    plan = at_work.plan(inspectors=[wang, li])
    assert {row.inspector for row in Inspection.objects.filter(plan=plan)} == {company.people["li"]}
    row = at_work.first(plan)
    with pytest.raises(NotAsWantedError, match="works at"):
        carrying_out.assign_inspection(actor=at_work.chief, key=row.key, person_key=wang, at=AT)
    alone = at_work.plan(inspectors=[])
    alone.inspectors.set([company.people["wang"]])
    Inspection.objects.filter(plan=alone).delete()
    generating.make_inspections([alone], at=AT)
    assert {row.inspector for row in Inspection.objects.filter(plan=alone)} == {None}
    with pytest.raises(NotAsWantedError, match="works at"):
        at_work.start(at_work.first(alone), by="wang")


def test_a_plan_leaves_for_each_estate_somebody_who_does_not_work_there(at_work):
    wang, li = (str(at_work.company.people[name].key) for name in ("wang", "li"))
    with pytest.raises(NotAsWantedError, match="All whom you named work at 云栖花园"):
        at_work.plan(inspectors=[wang])
    assert at_work.first(at_work.plan(inspectors=[wang, li])).inspector.username == "li"
    assert at_work.first(at_work.plan("estate", inspectors=[wang])).inspector.username == "wang"
    assert at_work.first(at_work.plan(inspectors=[])).inspector is None


def test_an_estate_plans_its_own_inspections_and_no_independent_ones(at_work):
    own = at_work.plan("self", by="wang", unit=at_work.company.estate, inspectors=[])
    assert at_work.start(at_work.first(own), by="sun").inspector == at_work.company.people["sun"]
    with pytest.raises(NotAllowedError):
        at_work.plan("flying", by="wang", unit=at_work.company.estate)


def test_an_unannounced_inspection_is_not_seen_by_the_estate_before_it_begins(at_work):
    plan = at_work.plan("flying")
    row = at_work.first(plan)
    for name in ("wang", "sun"):
        assert not visible(at_work, name)
        assert not seen_by.plans_visible_to(at_work.company.actor(name)).exists()
    assert row in visible(at_work, "li")
    assert row in visible(at_work, "chen")
    assert not Round.objects.exists()
    at_work.start(row)
    assert visible(at_work, "wang") == {row}


def test_a_mystery_visitor_stays_unknown_to_the_estate(at_work):
    plan = at_work.plan("mystery")
    row = at_work.start(at_work.first(plan))
    wang = at_work.company.actor("wang")
    assert not visible(at_work, "wang")
    assert not rounds_visible_to(wang).exists()
    assert all(line["photo"] == "always" for line in row.round.version.lines)
    at_work.walk(row)
    row = at_work.present(row)
    assert visible(at_work, "wang") == {row}
    assert not rounds_visible_to(wang).exists()
    assert not seen_by.sees_visitor(wang, row)
    assert seen_by.sees_visitor(at_work.chief, row)
    assert seen_by.sees_visitor(at_work.company.actor("li"), row)


def test_it_is_carried_out_as_a_round_and_scored_line_by_line(at_work):
    at_work.save(**{PAPER: {"each": "0.5", "counted": True}, FREE: {"veto": "grade-down"}})
    row = at_work.done(at_work.plan(), **{PAPER: "3", WEARS: "na"})
    # 25 - 3 × 0.5 of 75 that apply.
    assert Fraction(row.score["total"]) == (Fraction(47, 2) + 50) / 75 * 100
    assert row.total == 9800
    found = row.findings.get()
    assert (found.text, found.count, Fraction(found.points), found.answer) == (PAPER, 3, Fraction(3, 2), "3")
    assert (found.citation.startswith("BJ-01"), found.edition, len(found.photos)) == (True, "BJ-01 第1版", 1)
    assert "纸屑" in found.sentence
    assert row.editions == {str(at_work.edition.standard.key): str(at_work.edition.key)}


@pytest.mark.parametrize("kind", ["company", "flying", "third_party", "mystery"])
def test_nobody_of_the_estate_answers_for_an_inspector_from_elsewhere(at_work, kind):
    row = at_work.start(at_work.first(at_work.plan(kind)))
    for name in ("wang", "sun", "qian"):
        actor = at_work.company.actor(name)
        given = answering.Answer(lines_asked(row.round)[0].key, "pass")
        with pytest.raises(Round.DoesNotExist):
            answering.answer_line(actor=actor, occurrence=row.occurrence, given=given, at=AT)
        with pytest.raises(Round.DoesNotExist):
            assign_round(actor=actor, occurrence=row.occurrence, person_key="", at=AT)
    own = at_work.start(at_work.first(at_work.plan("estate", inspectors=[])), by="wang")
    assert own.round in rounds_visible_to(at_work.company.actor("sun"))


def test_its_round_stands_in_no_list_of_checklists(at_work):
    at_work.start(at_work.first(at_work.plan()))
    assert not Checklist.objects.filter(title="季度检查", archived_at=None).exists()


def test_nothing_is_presented_while_something_is_missing(at_work):
    row = at_work.start(at_work.first(at_work.plan()))
    with pytest.raises(NotAsWantedError, match="Finish the round"):
        at_work.present(row)
    at_work.walk(row)
    with pytest.raises(NotAsWantedError, match="carried the inspection out"):
        at_work.present(row, by="lin")
    assert at_work.present(row).state == "to_sign"


def test_time_presents_what_is_finished(at_work):
    row = at_work.start(at_work.first(at_work.plan()))
    do_chores(at=AT)
    at_work.walk(row, **{FREE: "fail"})
    do_chores(at=AT)
    do_chores(at=AT)
    row.refresh_from_db()
    assert (row.state, row.total) == ("to_sign", 5000)
    assert Notice.objects.filter(happening__kind="inspection-to-sign").count() == 1


def test_an_answer_corrected_before_the_signature_is_worked_out_anew(at_work):
    row = at_work.done(at_work.plan(), **{FREE: "fail"})
    address = row.findings.get().address
    from guicheng.apps.operations.services.rounds.answering import Answer, correct_answer

    correct_answer(
        actor=at_work.company.actor("li"), occurrence=row.occurrence, given=Answer(address, "pass"), why="看错了", at=AT
    )
    row = at_work.present(row)
    assert (row.total, row.findings.count()) == (10000, 0)


def test_the_inspected_side_signs_with_what_it_objects_to(at_work):
    row = at_work.done(at_work.plan(), **{FREE: "fail"})
    company = at_work.company
    for name, words in (("li", "You carried"), ("lin", "their role holds there")):
        with pytest.raises(NotAsWantedError, match=words):
            settling.sign_inspection(actor=company.actor(name), key=row.key, name="我", at=AT)
    with pytest.raises(NotAsWantedError, match="Write your name"):
        settling.sign_inspection(actor=company.actor("wang"), key=row.key, name=" ", at=AT)
    made = settling.sign_inspection(
        actor=company.actor("wang"), key=row.key, name="王经理", objection="通道当时在卸货", at=AT
    )
    assert (made.score, made.objection) == (row.score, "通道当时在卸货")
    assert Notice.objects.filter(happening__kind="inspection-objection", person=company.people["li"]).count() == 1
    with pytest.raises(NotAsWantedError, match="nothing to sign"):
        settling.sign_inspection(actor=company.actor("wang"), key=row.key, name="王经理", at=AT)
    with pytest.raises(NotAsWantedError, match="nothing to show"):
        at_work.present(row)


def test_a_sample_is_drawn_by_a_seed_that_is_kept_and_says_what_it_can(at_work):
    company = at_work.company
    top = building(company)
    for number in range(1, 41):
        save_place(
            actor=company.actor("wang"), unit_key=company.estate.key, at=AT, kind="room", parent=top.code,
            code=f"R{number:02}", name=f"{number:02}室",
        )  # fmt: skip
    at_work.save(**{WEARS: {"sampled": True}})
    plan = at_work.plan(sampled="households", margin=25, level=90)
    row = at_work.start(at_work.first(plan))
    assert (row.sample["population"], len(row.sample["items"])) == (40, 9)
    assert redraw(row.sample) == tuple(key for key, _name in row.sample["items"])
    first = row.sample["items"][0][1]
    assert row.round.asked == 2 + 9
    at_work.walk(row, **{WEARS: {first: "fail"}})
    row = at_work.present(row)
    came = came_to(Inspection.objects.get(pk=row.pk))
    assert (came.sample.population, came.sample.sample, came.sample.failed) == (40, 9, 1)
    assert Fraction(row.score["total"]) == 100 - Fraction(25, 9)
    assert row.findings.get().item == first


def test_a_sample_of_nothing_or_of_more_than_one_can_see_is_refused(at_work):
    with pytest.raises(NotAsWantedError, match="No line of “月度检查表” is asked at each of the sample"):
        at_work.plan(sampled="points")
    at_work.save(**{WEARS: {"sampled": True}})
    sheets.put_in_force(actor=at_work.chief, key=at_work.sheet.key, revision=at_work.sheet.revision, at=AT)
    plan = at_work.plan(sampled="points")
    with pytest.raises(NotAsWantedError, match="nothing at"):
        at_work.start(at_work.first(plan))


def test_a_line_whose_sentence_is_gone_is_not_asked_and_the_new_edition_is_cited(at_work):
    at_work.in_force()
    standard = at_work.edition.standard
    at = noon() - timedelta(hours=3)
    standards.edit_clause(
        actor=at_work.chief, key=clause(standard).key, text="保洁员清扫大堂地面每日不少于2次，作业后无积尘。",
        revision=clause(standard).revision, at=at,
    )  # fmt: skip
    publish_again(at_work.company, standard, at, ("lin", "gao"))
    row = at_work.done(at_work.plan(), **{WEARS: "fail"})
    assert [line["text"] for line in row.round.version.lines] == [WEARS, FREE]
    assert row.findings.get().edition == "BJ-01 第2版"
    sheets.renew_draft(actor=at_work.chief, key=at_work.sheet.key, at=AT)
    assert [each.line.text for each in at_work.content.rows] == [WEARS, FREE]


def test_a_finding_becomes_one_work_order(at_work):
    row = at_work.done(at_work.plan(), **{FREE: "fail"})
    found = row.findings.get()
    wang = at_work.company.actor("wang")
    first = following.order_of_finding(actor=wang, key=found.key, at=AT)
    assert following.order_of_finding(actor=wang, key=found.key, at=AT) == first
    assert (first.unit, FREE in first.problem) == (at_work.company.estate, True)
    with pytest.raises(Finding.DoesNotExist):
        following.order_of_finding(actor=at_work.company.actor("zhao"), key=found.key, at=AT)


def test_lists_scores_and_findings_hold_what_an_actor_may_see(at_work):
    row = at_work.done(at_work.plan(), **{FREE: "fail"})
    wang, zhao = (at_work.company.actor(name) for name in ("wang", "zhao"))
    wish = InspectionWish(kind="company", state="to_sign", unit=str(at_work.company.estate.key))
    assert list(seen_by.inspections_wanted(wang, wish)) == [row]
    stretch = {"since": AT - timedelta(days=2), "until": AT + timedelta(days=1)}
    (score,) = seen_by.scores(wang, **stretch, unit=at_work.company.estate)
    assert (score.total, score.sections) == (50, {"报修服务标准": 1, "现场管理": 0})
    assert not seen_by.scores(zhao, **stretch)
    assert list(seen_by.findings_visible_to(wang)) == [row.findings.get()]
    assert not seen_by.findings_visible_to(zhao).exists()


def test_a_plan_that_ends_leaves_what_began(at_work):
    plan = at_work.plan()
    row = at_work.start(at_work.first(plan))
    plans.end_plan(actor=at_work.chief, key=plan.key, at=AT)
    assert list(Inspection.objects.filter(plan=plan)) == [row]
    assert generating.plan_inspections(at=AT + timedelta(days=3)) == 0


def test_a_plan_asks_only_lines_of_its_standards_and_domains(at_work):
    plan = at_work.plan(standards=["00000000-0000-0000-0000-000000000000"])
    row = at_work.start(at_work.first(plan))
    assert [line["text"] for line in row.round.version.lines] == [FREE]
