"""Two people move one case at the same moment: one is done, the other is told, and nothing is lost."""

from __future__ import annotations

from tests.apps.operations.estate import AT, Estate, check
from tests.apps.organization.test_races import at_once, kinds

from guicheng.apps.operations import services
from guicheng.apps.operations.models import CaseEvent


def test_of_two_who_do_one_step_one_is_told_who_was_faster(real_transactions):
    estate = Estate()
    case = estate.start()
    estate.complete(case, "1")
    begun = estate.open(case)["2"].begun

    def done(by):
        actor, answers = estate.actor(by), {"情况": by}
        return lambda: services.complete(actor=actor, case_key=case.key, step="2", answers=answers, at=AT, begun=begun)

    assert kinds(at_once(done("li"), done("zhou"))) == ["Case", "StaleError"]
    assert CaseEvent.objects.filter(case=case, kind="completed", step="2").count() == 1
    check(case)


def test_one_write_sent_twice_at_once_happens_once(real_transactions):
    estate = Estate()
    case, actor = estate.start(), estate.actor("qian")

    def done():
        return services.complete(
            actor=actor, case_key=case.key, step="1", answers={"类别": "急修"}, at=AT, key="phone-1"
        )

    assert kinds(at_once(done, done)) == ["Case", "Case"]
    assert CaseEvent.objects.filter(case=case).count() == 2
    check(case)


def test_a_timer_and_a_person_meet_and_both_are_in_the_log(real_transactions):
    from datetime import timedelta

    estate = Estate()
    case, actor = estate.start(), estate.actor("qian")
    late = AT + timedelta(minutes=6)

    def done():
        return services.complete(actor=actor, case_key=case.key, step="1", answers={"类别": "急修"}, at=late)

    def ring():
        return services.fire_due_timers(at=late)

    answers = at_once(done, ring)
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert set(estate.open(case)) == {"2"}
    check(case)
