"""Published clauses become checklists; rounds over them are finished by their events and by nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.apps.operations.test_plans import day_of, noon, publish, publish_again
from tests.apps.standards.company import clause

from guicheng.apps.operations.models import Checklist, ChecklistVersion, FieldEvent, Plan, Round
from guicheng.apps.operations.readings.checklists import lines_in, rule_of_round
from guicheng.apps.operations.selectors.plans import Standing, due_lines
from guicheng.apps.operations.selectors.rounds.orders import orders_of_round
from guicheng.apps.operations.selectors.rounds.rounds import (
    RoundStanding,
    RoundWish,
    my_rounds,
    round_counts,
    rounds_at_point,
    rounds_visible_to,
    rounds_wanted,
    standing_of,
)
from guicheng.apps.operations.selectors.rounds.states import state_of_round
from guicheng.apps.operations.services import plans
from guicheng.apps.operations.services.horizon import fill_horizon
from guicheng.apps.operations.services.places import save_point
from guicheng.apps.operations.services.rounds import answering, checklists, opening
from guicheng.apps.operations.services.rounds.answering import Answer, RoundUnfinishedError
from guicheng.apps.operations.services.rounds.own_lines import LineAsked
from guicheng.apps.operations.services.rounds.reporting import report_failed
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.apps.standards import services
from guicheng.domain.evidence.kinds import Kind
from guicheng.domain.evidence.lines import LineKind, PhotoRule
from guicheng.domain.values import NotAllowedError

pytestmark = pytest.mark.django_db
SWEEP = "保洁员清扫大堂地面每日不少于2次，作业后无纸屑、烟蒂。"
BADGE = "保洁员作业时佩戴工牌。"


def newest(company):
    return ChecklistVersion.objects.filter(checklist__unit=company.estate).order_by("-number").first()


def texts(version):
    return [line.text for line in lines_in(version)]


def test_publishing_compiles_the_clauses_into_a_checklist_of_each_estate(company):
    edition = publish(company, SWEEP, BADGE, "监控录像保存不少于90天。")
    row = Checklist.objects.get(unit=company.estate)
    version = newest(company)
    assert (row.standard, version.edition, version.number, version.by) == (edition.standard, edition, 1, None)
    assert texts(version) == ["作业后无纸屑、烟蒂", "保洁员作业时佩戴工牌"]
    assert {line.clause for line in lines_in(version)} <= {str(each.key) for each in edition.clauses.all()}


def test_a_version_stays_as_it_is(company):
    publish(company, SWEEP)
    for act in (lambda: ChecklistVersion.objects.update(bulk=True), lambda: ChecklistVersion.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_what_is_due_by_a_plan_becomes_a_round_over_the_lines_of_its_clause(company):
    publish(company, SWEEP, BADGE, at=noon(-1))
    fill_horizon(at=noon())
    fill_horizon(at=noon())
    rows = list(Round.objects.all())
    assert len(rows) == 4
    assert {row.clause for row in rows} == {str(Plan.objects.get().source.clause.key)}
    assert {(row.asked, row.phase) for row in rows} == {(1, "open")}


def test_something_due_with_a_checklist_is_not_done_by_saying_so(company):
    publish(company, SWEEP, at=noon(-1))
    at = noon().replace(hour=9)
    first = due_lines(company.estate, *day_of(at), at=at)[0]
    said = {
        "actor": company.actor("chen"),
        "plan_key": first.plan.key,
        "occurrence": first.occurrence,
        "due": first.due,
    }
    row = plans.finish_at_desk(**said, at=at)
    assert plans.finish_at_desk(**said, at=at) == row
    assert not FieldEvent.objects.exists()
    assert row.occurrence == first.occurrence
    assert due_lines(company.estate, *day_of(at), at=at)[0].standing is Standing.OPEN


# What people change ---------------------------------------------------------------------------------------------------
def own(company, *asked, **rules):
    """A checklist of the company's own with these lines."""
    actor, at = company.actor("wang"), noon()
    row = checklists.write_checklist(actor=actor, unit_key=company.estate.key, title="夜间巡逻", theme="patrol", at=at)
    for each in asked:
        checklists.add_line(actor=actor, key=row.key, asked=each, at=at)
    if rules:
        checklists.set_rules(actor=actor, key=row.key, at=at, **rules)
    return row


DOOR = LineAsked("单元门关好")
DEPTH = LineAsked("积水深度", kind="number", unit="厘米", high="2")


def test_own_lines_are_carried_into_the_next_edition_with_what_was_settled(company):
    edition = publish(company, SWEEP, BADGE, at=noon(-9))
    row, actor = Checklist.objects.get(), company.actor("wang")
    badge = lines_in(newest(company))[1]
    checklists.change_line(
        actor=actor, key=row.key, line=badge.key, asked=LineAsked("", mandatory=False, photo="always"), at=noon(-8)
    )
    checklists.add_line(actor=actor, key=row.key, asked=DOOR, at=noon(-8))
    checklists.set_rules(actor=actor, key=row.key, bulk=True, at=noon(-8))
    first = clause(edition.standard)
    services.edit_clause(
        actor=company.actor("chen"),
        key=first.key,
        revision=first.revision,
        text=SWEEP.replace("烟蒂", "水渍"),
        at=noon(-1),
    )
    publish_again(company, edition.standard, noon())
    version = newest(company)
    assert version.edition.number == 2
    assert texts(version) == ["作业后无纸屑、水渍", "保洁员作业时佩戴工牌", "单元门关好"]
    kept = lines_in(version)[1]
    assert (kept.mandatory, kept.photo, version.bulk) == (False, PhotoRule.ALWAYS, True)
    assert lines_in(version)[2].own


def test_own_lines_change_move_and_go_and_lines_of_clauses_stay(company):
    row, actor = own(company, DOOR, DEPTH), company.actor("wang")
    door, depth = lines_in(newest(company))
    assert (depth.kind, depth.unit, str(depth.bounds.high)) == (LineKind.NUMBER, "厘米", "2")
    checklists.move_line(actor=actor, key=row.key, line=depth.key, up=True, at=noon())
    assert texts(newest(company)) == ["积水深度", "单元门关好"]
    count = ChecklistVersion.objects.count()
    checklists.move_line(actor=actor, key=row.key, line=depth.key, up=True, at=noon())
    assert ChecklistVersion.objects.count() == count
    checklists.change_line(actor=actor, key=row.key, line=door.key, asked=LineAsked("门关好", photo="never"), at=noon())
    checklists.remove_line(actor=actor, key=row.key, line=depth.key, at=noon())
    assert texts(newest(company)) == ["门关好"]
    for act in (checklists.remove_line, checklists.move_line):
        more = {"up": True} if act is checklists.move_line else {}
        with pytest.raises(NotAsWantedError, match="changed meanwhile"):
            act(actor=actor, key=row.key, line="gone", at=noon(), **more)
    publish(company, BADGE, code="BJ-07")
    compiled = Checklist.objects.get(standard__code="BJ-07")
    with pytest.raises(NotAsWantedError, match="comes from a clause"):
        checklists.remove_line(actor=actor, key=compiled.key, line=lines_in(compiled.versions.get())[0].key, at=noon())


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (LineAsked(""), "text"),
        (LineAsked("字" * 61), "text"),
        (LineAsked("门", kind="song"), "kind"),
        (LineAsked("门", photo="often"), "photo"),
        (LineAsked("水", kind="number", low="a"), "low"),
        (LineAsked("水", kind="number", low="3", high="2"), "low"),
        (LineAsked("灯", kind="choice", choices="亮"), "choices"),
        (LineAsked("灯", kind="choice", choices="亮、暗", failing="灭"), "failing"),
    ],
)
def test_a_line_that_cannot_be_is_refused_with_its_field(company, asked, field):
    row = own(company)
    with pytest.raises(NotAsWantedError) as refused:
        checklists.add_line(actor=company.actor("wang"), key=row.key, asked=asked, at=noon())
    assert refused.value.field == field


def test_only_who_manages_the_estate_changes_its_checklists(company):
    row = own(company, DOOR)
    for name in ("sun", "qian", "shen"):
        with pytest.raises(NotAllowedError):
            checklists.add_line(actor=company.actor(name), key=row.key, asked=DOOR, at=noon())
    with pytest.raises(Checklist.DoesNotExist):
        checklists.add_line(actor=company.actor("zhao"), key=row.key, asked=DOOR, at=noon())
    with pytest.raises(NotAsWantedError, match="no point"):
        checklists.set_rules(actor=company.actor("wang"), key=row.key, points=["P-9"], at=noon())
    for more in ({"title": "", "theme": "patrol"}, {"title": "巡", "theme": "song"}):
        with pytest.raises(NotAsWantedError):
            checklists.write_checklist(actor=company.actor("wang"), unit_key=company.estate.key, at=noon(), **more)


# Rounds ---------------------------------------------------------------------------------------------------------------
class Walk:
    """Somebody who walks a round on a page."""

    def __init__(self, company, *asked, by="qian", **rules):
        self.company, self.by, self.at = company, by, noon()
        self.row = own(company, *(asked or (DOOR, DEPTH)), **rules)
        self.round = opening.open_round(actor=self.actor, checklist_key=self.row.key, at=self.at)
        self.lines = [line.key for line in lines_in(self.round.version)]

    @property
    def actor(self):
        self.at += timedelta(seconds=20)
        return self.company.actor(self.by)

    def answer(self, index, answer, **more):
        given = Answer(self.lines[index] if isinstance(index, int) else index, answer, **more)
        return answering.answer_line(actor=self.actor, occurrence=self.round.occurrence, given=given, at=self.at)

    def finish(self, signature=""):
        return answering.finish_round(
            actor=self.actor, occurrence=self.round.occurrence, signature=signature, at=self.at
        )

    def again(self):
        self.round.refresh_from_db()
        return self.round


def test_a_round_goes_from_open_to_finished_by_its_answers(company):
    walk = Walk(company)
    assert (walk.round.asked, walk.round.phase, walk.round.assignee.username) == (2, "open", "qian")
    walk.answer(0, "pass")
    with pytest.raises(RoundUnfinishedError) as unfinished:
        walk.finish()
    assert [each.fields["line"] for each in unfinished.value.reasons] == ["积水深度"]
    walk.answer(1, "１．５")
    done = walk.finish()
    assert (done.phase, done.answered, done.failed, done.missing) == ("finished", 2, 0, 0)
    assert standing_of(done, walk.at) is RoundStanding.DONE
    assert set(FieldEvent.objects.values_list("kind", flat=True)) == {"answer", "finish"}
    assert FieldEvent.objects.count() == 3


@pytest.mark.parametrize(
    ("index", "answer", "more", "told"),
    [
        (0, "fail", {}, "Take a photo"),
        (0, "fail", {"photos": ["0" * 64]}, "has not arrived"),
        (0, "maybe", {}, "is none that this line has"),
        (0, "na", {}, "Choose why"),
        (0, "na", {"reason": "tired"}, "Choose why"),
        (1, "deep", {}, "Write a number"),
        (1, "3", {}, "Take a photo"),
        ("gone", "pass", {}, "no such line"),
        (0, "pass", {"note": "字" * 501}, "at most 500"),
    ],
)
def test_an_answer_that_would_not_count_is_refused_on_a_page(company, index, answer, more, told):
    walk = Walk(company)
    with pytest.raises(NotAsWantedError) as refused:
        walk.answer(index, answer, **more)
    assert told in str(refused.value)
    assert not FieldEvent.objects.exists()


def test_a_failed_line_has_its_photo_and_its_remark_stays_personal(company, field):
    walk = Walk(company, DOOR)
    walk.answer(0, "fail", photos=[field.photo(1)], note="门坏了")
    event = FieldEvent.objects.get()
    assert "门坏了" not in event.payload
    assert "门坏了" in event.personal
    assert walk.finish().failed == 1


def test_what_does_not_apply_and_what_is_written_count(company):
    walk = Walk(company, DOOR, LineAsked("情况", kind="text"), LineAsked("负责人", kind="signature"))
    walk.answer(0, "na", reason="closed")
    with pytest.raises(NotAsWantedError, match="Write it down"):
        walk.answer(1, " ")
    walk.answer(1, "一切正常")
    walk.answer(2, "钱师傅")
    assert walk.finish().phase == "finished"
    assert not any("一切正常" in event.payload for event in FieldEvent.objects.all())


def test_passing_the_rest_leaves_what_is_measured_and_photographed(company):
    walk = Walk(company, DOOR, DEPTH, LineAsked("顶", photo="always"), LineAsked("墙"), bulk=True)
    walk.answer(0, "na", reason="closed")
    passed = answering.pass_rest(actor=walk.actor, occurrence=walk.round.occurrence, at=walk.at)
    assert passed == 1
    state = state_of_round(walk.again())
    assert [state.answers[name].answer for name in (walk.lines[0], walk.lines[3])] == ["na", "pass"]
    assert walk.lines[1] not in state.answers
    assert answering.pass_rest(actor=walk.actor, occurrence=walk.round.occurrence, at=walk.at) == 0


def test_a_checklist_says_whether_lines_may_be_passed_together(company):
    walk = Walk(company, DOOR)
    with pytest.raises(NotAsWantedError, match="by itself"):
        answering.pass_rest(actor=walk.actor, occurrence=walk.round.occurrence, at=walk.at)


def point(company, code, name):
    return save_point(actor=company.actor("wang"), unit_key=company.estate.key, code=code, name=name, at=noon())[0]


def test_a_patrol_visits_its_points_and_a_wrong_code_says_where_it_is(company):
    first, second = point(company, "P-01", "东门"), point(company, "P-02", "西门")
    walk = Walk(company, DOOR, points=["p-02", "P-01"], signed=True, bulk=True)
    assert walk.round.asked == 2
    name = walk.round.occurrence
    with pytest.raises(NotAsWantedError) as wrong:
        answering.check_in(actor=walk.actor, occurrence=name, point=str(first.key), code=second.payload, at=walk.at)
    assert wrong.value.message.fields == {"read": "西门", "wanted": "东门"}
    with pytest.raises(NotAsWantedError, match="does not pass"):
        answering.check_in(actor=walk.actor, occurrence=name, point="x", at=walk.at)
    answering.check_in(actor=walk.actor, occurrence=name, point=str(first.key), code="p-01", at=walk.at)
    answering.pass_rest(actor=walk.actor, occurrence=name, at=walk.at, point=str(first.key))
    with pytest.raises(RoundUnfinishedError) as unfinished:
        walk.finish("钱师傅")
    assert [dict(each.fields) for each in unfinished.value.reasons] == [
        {"point": "西门"},
        {"line": "西门 · 单元门关好"},
    ]
    answering.check_in(actor=walk.actor, occurrence=name, point=str(second.key), at=walk.at)
    answering.pass_rest(actor=walk.actor, occurrence=name, at=walk.at)
    with pytest.raises(NotAsWantedError, match="Write your name"):
        walk.finish()
    assert walk.finish("钱师傅").phase == "finished"
    assert [each.payload for each in FieldEvent.objects.filter(kind="check_in").order_by("seq")] == [
        f'{{"method":"static_code","point":"{first.key}"}}', f'{{"method":"told","point":"{second.key}"}}',
    ]  # fmt: skip


def test_the_label_of_a_point_opens_the_rounds_that_pass_there(company):
    east = point(company, "P-01", "东门")
    walk = Walk(company, DOOR, points=["P-01"])
    assert rounds_at_point(walk.actor, east.payload, walk.at) == (east, [walk.round])
    assert rounds_at_point(walk.actor, "p-01", walk.at)[1] == [walk.round]
    assert rounds_at_point(walk.actor, "GC:P:NOPE", walk.at) == (None, [])
    assert rounds_at_point(company.actor("zhao"), east.payload, walk.at) == (None, [])


def test_a_supervisor_corrects_an_answer_with_a_reason_and_nothing_gets_late(company):
    walk = Walk(company, DOOR)
    walk.answer(0, "na", reason="other")
    finished = walk.finish().finished_at
    given = Answer(walk.lines[0], "pass")
    about = {"occurrence": walk.round.occurrence, "given": given, "at": walk.at + timedelta(hours=3)}
    with pytest.raises(NotAllowedError):
        answering.correct_answer(actor=company.actor("qian"), why="点错", **about)
    with pytest.raises(NotAsWantedError, match="Say why"):
        answering.correct_answer(actor=company.actor("sun"), why=" ", **about)
    answering.correct_answer(actor=company.actor("sun"), why="点错", **about)
    assert (walk.again().phase, walk.round.finished_at) == ("finished", finished)
    assert state_of_round(walk.round).answers[walk.lines[0]].answer == "pass"
    assert FieldEvent.objects.count() == 3


def test_nothing_is_corrected_where_nothing_was_answered(company):
    walk = Walk(company, DOOR, by="sun")
    with pytest.raises(NotAsWantedError, match="Nothing was answered"):
        answering.correct_answer(
            actor=walk.actor, occurrence=walk.round.occurrence, given=Answer(walk.lines[0], "pass"), why="x", at=walk.at
        )


# The same events from a phone -----------------------------------------------------------------------------------------
def test_a_batch_of_a_phone_that_breaks_rules_is_kept_and_leaves_the_round_unfinished(company, field):
    walk = Walk(company, DOOR, DEPTH, bulk=True)
    phone, name = field.phone(), walk.round.occurrence
    sent = [
        phone.event("answer", name, payload={"line": walk.lines[0], "answer": "fail"}),
        phone.event("answer", name, payload={"line": walk.lines[1], "answer": "1", "bulk": True}),
        phone.event("finish", name),
    ]
    assert len(field.send(*sent).committed) == 3
    row = walk.again()
    assert (row.phase, row.finished_at, row.missing, row.answered) == ("unfinished", None, 2, 0)
    told = [each.text for each in answering.unfinished_reasons(row, state_of_round(row))]
    assert told == ["Take a photo: {line}", "Answer this line by itself, not together with others: {line}"]


def test_a_photo_that_arrives_later_finishes_the_round(company, field):
    walk = Walk(company, DOOR)
    phone, name = field.phone(), walk.round.occurrence
    waits = "a" * 64
    import hashlib

    from adapters.photo_files import jpeg

    waits = hashlib.sha256(jpeg(9)).hexdigest()
    field.send(
        phone.event("answer", name, payload={"line": walk.lines[0], "answer": "fail"}, photos=[waits]),
        phone.event("finish", name),
    )
    assert (walk.again().phase, walk.round.awaited) == ("unfinished", waits)
    field.photo(9)
    assert (walk.again().phase, walk.round.awaited, walk.round.failed) == ("finished", "", 1)


def test_events_that_came_before_the_round_was_made_count(company, field):
    publish(company, SWEEP, at=noon(-1))
    at = noon(1).replace(hour=9)
    due = due_lines(company.estate, *day_of(at), at=at)[0]
    line = lines_in(newest(company))[0].key
    phone = field.phone()
    field.send(
        phone.event("answer", due.occurrence, payload={"line": line, "answer": "pass"}),
        phone.event("finish", due.occurrence),
    )
    assert not Round.objects.exists()
    fill_horizon(at=noon())
    assert Round.objects.get(occurrence=due.occurrence).phase == "finished"


def test_events_of_another_estate_count_nothing(company, field):
    walk = Walk(company, DOOR)
    from guicheng.apps.operations.services.desk import Said, say_at_desk

    said = [Said(Kind.ANSWER, {"line": walk.lines[0], "answer": "pass"})]
    say_at_desk(
        actor=company.actor("zhao"), unit=company.other, occurrence=walk.round.occurrence, said=said, at=walk.at
    )
    assert (walk.again().answered, walk.round.phase) == (0, "open")


def test_a_round_asked_for_again_with_its_id_is_the_same_round(company):
    row = own(company, DOOR)
    about = {"actor": company.actor("qian"), "checklist_key": row.key, "at": noon()}
    first = opening.open_round(**about, occurrence="phone-1")
    assert opening.open_round(**about, occurrence="phone-1") == first
    other = own(company, DOOR)
    with pytest.raises(NotAsWantedError, match="another task"):
        opening.open_round(**{**about, "checklist_key": other.key}, occurrence="phone-1")
    for more in ({"occurrence": "a b"}, {"end": noon(-1)}):
        with pytest.raises(NotAsWantedError):
            opening.open_round(**about, **more)
    empty = own(company)
    with pytest.raises(NotAsWantedError, match="no lines"):
        opening.open_round(**{**about, "checklist_key": empty.key})


def test_who_leads_gives_rounds_to_people(company):
    row = own(company, DOOR)
    qian = company.people["qian"]
    about = {"checklist_key": row.key, "at": noon(), "assignee_key": qian.key}
    with pytest.raises(NotAllowedError):
        opening.open_round(**{**about, "assignee_key": company.people["sun"].key}, actor=company.actor("qian"))
    made = opening.open_round(**about, actor=company.actor("sun"))
    assert made.assignee == qian
    again = opening.assign_round(actor=company.actor("sun"), occurrence=made.occurrence, person_key="", at=noon())
    assert again.assignee is None
    with pytest.raises(NotAllowedError):
        opening.assign_round(actor=company.actor("qian"), occurrence=made.occurrence, person_key=qian.key, at=noon())
    opening.assign_round(actor=company.actor("sun"), occurrence=made.occurrence, person_key=qian.key, at=noon())
    assert [each.pk for each in my_rounds(company.actor("qian"), day_of(noon())[0])] == [made.pk]
    assert not my_rounds(company.actor("sun"), day_of(noon())[0])


def test_lists_count_and_filter_by_the_same_standing(company):
    publish(company, SWEEP, at=noon(-1))
    fill_horizon(at=noon())
    Walk(company, DOOR).answer(0, "pass")
    actor, at = company.actor("sun"), noon(1)
    every = rounds_visible_to(actor)
    found = round_counts(every, at)
    assert sum(found.values()) == every.count()
    for standing in RoundStanding:
        rows = list(rounds_wanted(actor, RoundWish(standing=standing.value), at))
        assert len(rows) == found[standing]
        assert {standing_of(row, at) for row in rows} <= {standing}
    day = day_of(at)
    assert rounds_wanted(actor, RoundWish(unit=str(company.other.key)), at).count() == 0
    wish = RoundWish(since=day[0], until=day[1], theme="patrol", assignee=str(company.people["qian"].key), failed=True)
    assert rounds_wanted(actor, wish, at).count() == 0
    assert not rounds_visible_to(company.actor("zhao"))


# Work orders ----------------------------------------------------------------------------------------------------------
def test_what_is_not_in_order_becomes_one_work_order(company, field):
    point(company, "P-01", "东门")
    walk = Walk(company, LineAsked("积水深度", topic="地面", kind="number", unit="厘米", high="2"), points=["P-01"])
    [name] = [name for name, _point, _line in rule_of_round(walk.round).addresses()]
    about = {"actor": company.actor("qian"), "occurrence": walk.round.occurrence, "line": name, "at": walk.at}
    with pytest.raises(NotAsWantedError, match="not in order"):
        report_failed(**about)
    walk.answer(name, "3.5", photos=[field.photo(1)])
    order = report_failed(**about)
    assert order.problem == "检查不合格：地面：积水深度（3.5 厘米）"
    assert (order.place_text, order.channel, order.source_kind) == ("东门", "inspection", "inspection")
    assert report_failed(**about) == order
    assert orders_of_round(walk.round, state_of_round(walk.round)) == {name: order}
    walk.answer(name, "3.6", photos=[field.photo(1)])
    other = report_failed(**about, problem="东门积水")
    assert (other == order, other.problem) == (False, "东门积水")
    with pytest.raises(NotAllowedError):
        report_failed(**{**about, "actor": company.actor("shen")})
