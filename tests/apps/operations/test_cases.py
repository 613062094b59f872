"""Cases as they are kept: started, done step by step, given back, taken back, handed on; always what their log says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.apps.operations.estate import AT, FORMS, ROWS, Estate, check

from guicheng.apps.operations import services
from guicheng.apps.operations.models import Case, CaseEvent, CompiledProcess, WorkItem
from guicheng.apps.operations.selectors import cases as selectors
from guicheng.apps.organization.models import Unit
from guicheng.apps.platform.models import AuditEntry
from guicheng.domain.process.running import NotBackError
from guicheng.domain.values import NotAllowedError, StaleError

pytestmark = pytest.mark.django_db


@pytest.fixture
def estate(db):
    return Estate()


def test_a_case_runs_from_its_start_to_its_end(estate):
    case = estate.start()
    assert estate.who(case) == {"1": "qian"}
    estate.complete(case, "1", minutes=2)
    # Two repair, so it is anybody's of that post.
    assert estate.who(case) == {"2": ""}
    estate.complete(case, "2", "li", minutes=20)
    estate.complete(case, "4", minutes=40)
    case.refresh_from_db()
    assert (case.outcome, case.marking, case.due_at, case.timer_at) == ("finished", "0", None, None)
    assert case.ended_at == AT + timedelta(minutes=40)
    check(case)


def test_a_step_has_its_limit_and_the_case_the_nearest_one(estate):
    case = estate.start()
    item = estate.open(case)["1"]
    assert (item.due_at, item.budget_s, item.provisional) == (AT + timedelta(minutes=5), 300, False)
    assert case.due_at == item.due_at
    estate.complete(case, "1", answers={"类别": "小修"}, minutes=2)
    item = estate.open(case)["3"]
    # Monday afternoon; two working days end with Wednesday.
    assert item.due_at.isoformat() == "2026-11-25T16:00:00+00:00"
    assert item.budget_s is None


def test_what_a_form_needs_is_asked_for_field_by_field(estate):
    case = estate.start()
    with pytest.raises(services.FormFaultError) as refused:
        estate.complete(case, "1", answers={"类别": "也许", "多余": "x"})
    assert [fault.field for fault in refused.value.faults] == ["类别", "多余"]
    assert len(refused.value.reasons) == 2
    assert CaseEvent.objects.filter(case=case).count() == 1


def test_who_did_a_step_first_did_it_and_the_second_is_told_who(estate):
    case = estate.start()
    estate.complete(case, "1")
    begun = estate.open(case)["2"].begun
    estate.complete(case, "2", "li", begun=begun)
    with pytest.raises(StaleError) as stale:
        estate.complete(case, "2", "zhou", begun=begun)
    assert "李师傅" in str(stale.value)
    with pytest.raises(StaleError):
        estate.complete(case, "4", rev=1)
    with pytest.raises(StaleError):
        estate.complete(case, "5")
    check(case)


def test_the_same_write_under_the_same_key_happens_once(estate):
    case = estate.start()
    for _time in range(3):
        estate.complete(case, "1", key="phone-7")
    assert Case.objects.get().seq == 2
    for act, step, more in (
        ("reassign", "2", {"to": estate.people["li"].key}),
        ("pause", "2", {"reason": "等配件"}),
        ("resume", "2", {}),
        ("urge", "2", {}),
        ("substitute", "2", {"to": estate.people["zhou"].key}),
        ("add_signer", "2", {"to": [estate.people["sun"].key]}),
    ):
        for _time in range(2):
            estate.do(case, act, step, "sun", key=f"{act}-1", **more)
    for _time in range(2):
        estate.do(case, "give_opinion", "2", "sun", agrees=True, opinion="", key="o-1")
        estate.do(case, "copy", by="sun", to=[estate.people["wang"].key], key="c-1")
        estate.do(case, "return_to", "2", "sun", target="1", reason="错了", key="r-1")
    estate.complete(case, "1", key="phone-8")
    for _time in range(2):
        estate.do(case, "take_on", "2", "sun", key="t-1")
    estate.complete(case, "2", "sun", key="phone-9")
    for _time in range(2):
        estate.do(case, "withdraw", "2", "sun", key="w-1")
        estate.do(case, "cancel", by="sun", reason="误报", key="x-1")
    assert Case.objects.get().seq == 16
    check(case)


def test_work_goes_to_who_acts_or_is_alone_or_had_it_before(estate):
    case = estate.start()
    estate.complete(case, "1", answers={"类别": "小修"})
    estate.do(case, "take_on", "3", "li")
    assert estate.who(case) == {"3": "li"}
    estate.complete(case, "3", "li")
    assert estate.who(case) == {"4": "qian"}
    # It comes back to the one who knows it already.
    estate.complete(case, "4", answers={"结果": "不满意"})
    assert estate.who(case) == {"2": "li"}


def test_a_step_is_done_by_whoever_has_it_or_stands_in_or_steers(estate):
    case = estate.start()
    for other in ("li", "chen", "zhou"):
        with pytest.raises(NotAllowedError):
            estate.complete(case, "1", other)
    with pytest.raises(Case.DoesNotExist):
        estate.complete(case, "1", "zhao")
    estate.do(case, "substitute", "1", to=estate.people["li"].key)
    with pytest.raises(NotAllowedError):
        estate.complete(case, "1", "qian")
    estate.complete(case, "1", "li")
    with pytest.raises(NotAllowedError):
        estate.complete(case, "2", "qian")
    estate.complete(case, "2", "sun")
    assert WorkItem.objects.get(case=case, step="2").done_by.username == "sun"


def test_work_is_given_only_to_who_works_there(estate):
    case = estate.start()
    estate.do(case, "reassign", "1", to=estate.people["zhou"].key, reason="请假")
    assert estate.who(case) == {"1": "zhou"}
    for act in ("reassign", "substitute"):
        with pytest.raises(services.NotACaseError):
            estate.do(case, act, "1", "zhou", to=estate.people["zhao"].key)
    with pytest.raises(services.NotACaseError):
        estate.do(case, "add_signer", "1", "zhou", to=[estate.people["zhao"].key])
    with pytest.raises(services.RefusedEventError):
        estate.do(case, "reassign", "2", to=estate.people["li"].key)


def test_opinions_are_given_before_a_step_is_done(estate):
    case = estate.start()
    estate.do(case, "add_signer", "1", to=[estate.people["sun"].key, estate.people["wang"].key], reason="要不要停水")
    with pytest.raises(services.RefusedEventError):
        estate.complete(case, "1")
    assert [item.step for item in selectors.work_of_mine(estate.actor("wang"))] == ["1"]
    with pytest.raises(services.RefusedEventError):
        estate.do(case, "give_opinion", "1", "li", agrees=True, opinion="")
    with pytest.raises(services.NotACaseError):
        estate.do(case, "give_opinion", "1", "wang", agrees=False, opinion=" ")
    estate.do(case, "give_opinion", "1", "wang", agrees=False, opinion="先通知")
    estate.do(case, "give_opinion", "1", "sun", agrees=True, opinion="")
    assert list(selectors.work_of_mine(estate.actor("wang"))) == []
    estate.complete(case, "1")
    check(case)


def test_a_pause_stops_the_clock_and_says_why(estate):
    case = estate.start()
    estate.complete(case, "1")
    with pytest.raises(services.NotACaseError):
        estate.do(case, "pause", "2", "li", reason=" ")
    estate.do(case, "pause", "2", "li", 10, reason="等业主")
    item = estate.open(case)["2"]
    assert (item.due_at, item.paused_at, item.consumed_s) == (None, AT + timedelta(minutes=10), 600)
    case.refresh_from_db()
    assert (case.due_at, case.timer_at) == (None, None)
    with pytest.raises(services.RefusedEventError):
        estate.do(case, "pause", "2", "li", 11, reason="等配件")
    estate.do(case, "resume", "2", "li", 70)
    item = estate.open(case)["2"]
    assert (item.due_at, item.paused_at, item.consumed_s) == (AT + timedelta(minutes=90), None, 600)
    check(case)


def test_a_case_goes_back_with_a_reason_and_begins_there_anew(estate):
    case = estate.start()
    estate.complete(case, "1")
    estate.complete(case, "2", "li", 10)
    with pytest.raises(services.NotACaseError):
        estate.do(case, "return_to", "4", target="2", reason="")
    estate.do(case, "return_to", "4", minutes=20, target="2", reason="没修好")
    assert estate.who(case) == {"2": "li"}
    item = estate.open(case)["2"]
    assert (item.since, item.due_at) == (AT + timedelta(minutes=20), AT + timedelta(minutes=50))
    with pytest.raises(NotBackError):
        estate.do(case, "return_to", "2", "li", target="3", reason="走错")
    assert WorkItem.objects.get(case=case, step="4").state == "gone"
    check(case)


def test_a_step_is_taken_back_by_who_did_it_until_somebody_goes_on(estate):
    case = estate.start()
    estate.complete(case, "1", minutes=2)
    with pytest.raises(NotBackError):
        estate.do(case, "withdraw", "1", "li", 3)
    estate.do(case, "withdraw", "1", minutes=3, reason="选错了")
    item = estate.open(case)["1"]
    # Its clock never stopped.
    assert (item.due_at, item.ended_at, item.done_by) == (AT + timedelta(minutes=5), None, None)
    estate.complete(case, "1", answers={"类别": "小修"}, minutes=4)
    estate.complete(case, "3", "li", 5)
    with pytest.raises(NotBackError):
        estate.do(case, "withdraw", "1", minutes=6)
    estate.complete(case, "4", minutes=7)
    estate.do(case, "withdraw", "4", minutes=8)
    case.refresh_from_db()
    assert (case.outcome, case.ended_at) == ("running", None)
    check(case)


def test_haste_is_asked_for_once_in_ten_minutes(estate):
    case = estate.start()
    estate.do(case, "urge", "1", "chen", reason="业主在等")
    with pytest.raises(services.UrgedTooSoonError):
        estate.do(case, "urge", "1", "chen", 9)
    estate.do(case, "urge", "1", "wang", 9)
    estate.do(case, "urge", "1", "chen", 11)
    assert estate.open(case)["1"].urged == 3


def test_people_follow_a_case_and_see_its_work(estate):
    case = estate.start()
    estate.do(case, "copy", by="wang", to=[estate.people["wang"].key])
    estate.do(case, "copy", by="qian", to=[estate.people["chen"].key, estate.people["wang"].key])
    with pytest.raises(services.NotACaseError):
        estate.do(case, "copy", by="qian", to=[])
    with pytest.raises(NotAllowedError):
        estate.do(case, "copy", by="shen", to=[estate.people["chen"].key])
    for name in ("wang", "chen", "qian"):
        assert [item.step for item in selectors.work_followed(estate.actor(name))] == ["1"]
    assert list(selectors.work_followed(estate.actor("li"))) == []
    check(case)


def test_work_lists_hold_mine_and_that_of_my_posts_the_most_urgent_first(estate):
    first, second = estate.start(), estate.start(title="2栋漏水")
    assert [item.case.title for item in selectors.work_of_mine(estate.actor("qian"))] == ["3栋2单元灯不亮", "2栋漏水"]
    for case in (second, first):
        estate.complete(case, "1")
    for name in ("li", "zhou"):
        assert selectors.work_of_my_posts(estate.actor(name)).count() == 2
    assert list(selectors.work_of_my_posts(estate.actor("sun"))) == []
    estate.do(first, "take_on", "2", "li")
    with pytest.raises(NotAllowedError):
        estate.do(first, "take_on", "2", "zhou")
    assert selectors.work_of_my_posts(estate.actor("zhou")).count() == 1
    assert selectors.work_of_mine(estate.actor("li")).get().case == first


def test_who_steers_ends_a_case_with_a_reason(estate):
    case = estate.start()
    with pytest.raises(NotAllowedError):
        estate.do(case, "cancel", reason="误报")
    with pytest.raises(services.NotACaseError):
        estate.do(case, "cancel", by="sun", reason="")
    estate.do(case, "cancel", by="sun", reason="误报")
    case.refresh_from_db()
    assert (case.outcome, estate.who(case)) == ("cancelled", {})
    with pytest.raises(StaleError):
        estate.complete(case, "1")
    check(case)


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"title": " "}, services.NotACaseError),
        ({"process": "LC-99"}, services.NotACaseError),
        ({"at": AT - timedelta(days=2)}, services.NotACaseError),
        ({"by": "shen"}, Unit.DoesNotExist),
        ({"by": "zhao"}, Unit.DoesNotExist),
    ],
)
def test_a_case_is_started_by_who_may_with_a_title_and_a_process_in_force(estate, more, error):
    with pytest.raises(error):
        estate.start(**more)
    assert not Case.objects.exists()


def test_a_company_s_process_serves_each_estate_and_the_newest_edition_holds(estate):
    estate.publish([{**row, "limit": "10分钟"} for row in estate.process.rows])
    case = estate.start(by="zhao", unit=estate.other)
    assert (case.edition.number, case.unit) == (2, estate.other)
    # Nobody there fills the post.
    assert estate.who(case) == {"1": ""}


def test_an_edition_is_compiled_once_and_again_where_its_form_is_old(estate):
    from guicheng.apps.operations.readings import compiled

    estate.start()
    kept = CompiledProcess.objects.get()
    compiled._KEPT.clear()
    estate.complete(estate.start(), "1")
    assert CompiledProcess.objects.get().pk == kept.pk
    compiled._KEPT.clear()
    kept.table["tokens"]["format"] = 0
    kept.save()
    estate.start()
    assert CompiledProcess.objects.get().table["tokens"]["format"] == 1


def test_the_database_keeps_what_happened(estate):
    case = estate.start()
    for act in (
        lambda: CaseEvent.objects.update(kind="ended"),
        lambda: CaseEvent.objects.all().delete(),
        lambda: CaseEvent.objects.create(case=case, seq=1, rev=9, kind="ended", at_server=AT),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_every_act_stands_in_the_audit(estate):
    case = estate.start()
    estate.complete(case, "1")
    estate.do(case, "pause", "2", "li", reason="等配件")
    acts = AuditEntry.objects.filter(subject="case").order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["cases.start_case", "cases.complete", "cases.pause"]


def test_forms_of_all_steps_are_read_from_their_records():
    assert {row["number"] for row in ROWS} == set(FORMS)
