"""Drafts sent for approval: who is asked, what counts, and what a change does to it."""

from __future__ import annotations

import pytest
from tests.apps.standards.company import AT, GOOD, VAGUE, clause, later

from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import Notification, Standard, Submission, SubmissionState
from guicheng.apps.standards.services import StepPlan
from guicheng.domain.values import NotAllowedError, StaleError

pytestmark = pytest.mark.django_db

OTHER = "维修工每日巡查1次，并做记录，记录保存1年。"


def submit(company, standard, by="chen", **more):
    return services.submit(actor=company.actor(by), standard_key=standard.key, at=AT, **more)


def approve(company, submission, by, at=AT, **more):
    return services.approve(actor=company.actor(by), submission_key=submission.key, at=at, **more)


def asked(company, name):
    return list(Notification.objects.filter(person=company.people[name], kind="opinion-asked", settled_at=None))


def route(company, *steps, unit=None, by="chen"):
    plans = [
        StepPlan(name, mode, people=[company.people[each].key for each in people], roles=roles)
        for name, mode, people, roles in steps
    ]
    return services.set_route(
        actor=company.actor(by), unit_key=(unit or company.estate).key, name="审批", steps=plans, at=AT
    )


def test_without_a_route_two_different_people_approve(company):
    standard = company.standard(GOOD)
    submission = submit(company, standard, note="改了到场时限")
    assert {name for name in company.people if asked(company, name)} == {"lin", "gao", "wang"}
    submission = approve(company, submission, "lin")
    assert submission.state == SubmissionState.OPEN
    assert selectors.submission_view(submission, company.actor("gao")).needed == 1
    submission = approve(company, submission, "gao")
    assert submission.state == SubmissionState.APPROVED
    standard.refresh_from_db()
    assert standard.state == "approved"
    assert not any(asked(company, name) for name in company.people)
    assert "approved" in Notification.objects.get(person=company.people["chen"], kind="approved").message.render()


def test_who_wrote_in_the_draft_cannot_approve_it(company):
    standard = company.standard(GOOD)
    services.edit_clause(actor=company.actor("wang"), key=clause(standard).key, revision=1, text=OTHER, at=AT)
    submission = submit(company, standard)
    for name in ("chen", "wang"):
        with pytest.raises(services.AuthorError):
            approve(company, submission, name)
    assert not asked(company, "wang")


def test_an_approval_needs_two_who_did_not_write(company):
    standard = company.standard(GOOD)
    for revision, name in enumerate(("lin", "wang"), 1):
        services.edit_clause(
            actor=company.actor(name), key=clause(standard).key, revision=revision, text=f"{GOOD}{name}", at=AT
        )
    with pytest.raises(services.RouteTooShortError):
        submit(company, standard)
    assert not Submission.objects.exists()


def test_a_draft_with_errors_is_not_sent(company):
    standard = company.standard(GOOD, VAGUE)
    with pytest.raises(services.FindingsStandError) as refused:
        submit(company, standard)
    ((key, number, codes),) = refused.value.findings
    assert (key, number, "MH001" in codes) == (clause(standard, 1).key, "", True)
    standard.refresh_from_db()
    assert standard.state == "draft"


def test_an_empty_draft_and_a_second_approval_are_refused(company):
    empty = company.standard(code="KF-00")
    with pytest.raises(services.NothingToApproveError):
        submit(company, empty)
    standard = company.standard(GOOD)
    submit(company, standard)
    with pytest.raises(services.InReviewError):
        submit(company, standard)
    with pytest.raises(services.InReviewError):
        services.move_standards(actor=company.actor("chen"), keys=[standard.key], unit_key=company.other.key, at=AT)


def test_who_may_not_send_is_told_so_and_who_sees_nothing_gets_nothing(company, stranger):
    standard = company.standard(GOOD)
    with pytest.raises(NotAllowedError):
        submit(company, standard, by="sun")
    with pytest.raises(Standard.DoesNotExist):
        services.submit(actor=stranger, standard_key=standard.key, at=AT)
    submission = submit(company, standard)
    with pytest.raises(Submission.DoesNotExist):
        services.approve(actor=stranger, submission_key=submission.key, at=AT)
    with pytest.raises(Submission.DoesNotExist):
        approve(company, submission, "zhao")


def test_a_route_asks_step_by_step_all_or_any(company):
    route(
        company,
        ("会签", "all", ["lin", "wang"], []),
        ("或签", "any", ["gao", "lin"], []),
    )
    standard = company.standard(GOOD)
    submission = submit(company, standard)
    assert (bool(asked(company, "lin")), bool(asked(company, "wang")), bool(asked(company, "gao"))) == (
        True,
        True,
        False,
    )
    with pytest.raises(services.NotYourTurnError):
        approve(company, submission, "gao")
    submission = approve(company, submission, "lin")
    with pytest.raises(services.NotYourTurnError):
        approve(company, submission, "lin")
    assert submission.step == 1
    submission = approve(company, submission, "wang")
    assert submission.step == 2
    assert approve(company, submission, "gao").state == SubmissionState.APPROVED


def test_the_nearest_route_up_the_tree_holds(company):
    far = route(company, ("总部", "any", ["lin", "gao"], []), unit=company.root)
    near = route(company, ("项目", "any", ["wang"], ["administrator"]), unit=company.estate)
    assert selectors.route_for(company.estate) == near
    assert selectors.route_for(company.other) == far
    services.remove_route(actor=company.actor("chen"), key=near.key, at=AT)
    assert selectors.route_for(company.estate) == far


def test_a_role_in_a_route_asks_its_holders_at_the_unit(company):
    route(company, ("项目经理", "all", [], ["estate_manager"]), ("品质", "any", [], ["quality_manager"]))
    submission = submit(company, company.standard(GOOD))
    first, second = selectors.submission_view(submission, company.actor("wang")).steps
    assert [member.person.username for member in first.members] == ["wang"]
    assert [member.person.username for member in second.members] == ["lin"]
    assert first.current
    assert not second.current


@pytest.mark.parametrize(
    "steps",
    [
        [],
        [("空", "all", [], [])],
        [("一人", "any", ["lin"], [])],
        [("不能", "any", ["lin", "sun"], [])],
        [("不能", "any", ["lin", "gao"], ["frontline"])],
        [("怎样", "some", ["lin", "gao"], [])],
    ],
)
def test_a_route_that_could_not_work_is_refused(company, steps):
    with pytest.raises(services.NotAsWantedError):
        route(company, *steps)
    assert not selectors.routes_visible_to(company.actor("chen"))


def test_only_who_manages_routes_sets_them(company):
    with pytest.raises(NotAllowedError):
        route(company, ("一", "any", ["lin", "gao"], []), unit=company.estate, by="wang")


def test_a_step_whose_people_all_wrote_is_named(company):
    route(company, ("项目审核", "all", ["wang"], []), ("终审", "any", ["lin", "gao"], []))
    standard = company.standard(GOOD, by="wang")
    with pytest.raises(services.RouteTooShortError) as refused:
        submit(company, standard)
    assert "项目审核" in refused.value.message.render()


def test_a_change_during_approval_voids_what_was_approved_of_that_clause(company):
    route(company, ("一", "any", ["lin", "wang"], []), ("二", "any", ["gao"], []))
    standard = company.standard(GOOD, OTHER)
    submission = submit(company, standard)
    before = submission.content_hash
    approve(company, submission, "lin")
    change = services.edit_clause(
        actor=company.actor("chen"),
        key=clause(standard, 1).key,
        revision=1,
        text=OTHER + "张贴公示。",
        at=later(minutes=3),
    )
    assert change.voided == 1
    submission.refresh_from_db()
    assert submission.content_hash != before
    assert (submission.step, submission.state) == (1, "open")
    view = selectors.submission_view(submission, company.actor("lin"))
    assert view.touched == {clause(standard, 1).key}
    assert view.may_opine
    (said,) = asked(company, "lin")
    assert "陈晓" in said.message.render()
    with pytest.raises(StaleError):
        approve(company, submission, "lin", seen_hash=before)
    approve(company, submission, "lin", seen_hash=submission.content_hash)
    assert not selectors.submission_view(submission, company.actor("lin")).touched
    assert approve(company, submission, "gao").state == "approved"


def test_a_change_after_approval_opens_it_again(company):
    standard = company.standard(GOOD, OTHER)
    submission = submit(company, standard)
    for name in ("lin", "gao"):
        approve(company, submission, name)
    services.delete_clause(actor=company.actor("chen"), key=clause(standard, 1).key, revision=1, at=AT)
    submission.refresh_from_db()
    standard.refresh_from_db()
    assert (submission.state, standard.state) == ("open", "review")
    assert asked(company, "lin")
    assert asked(company, "gao")


def test_another_title_voids_everything(company):
    standard = company.standard(GOOD)
    submission = submit(company, standard)
    approve(company, submission, "lin")
    services.rename_standard(actor=company.actor("chen"), key=standard.key, title="急修标准", code="KF-03", at=AT)
    assert selectors.submission_view(Submission.objects.get(), company.actor("lin")).touched == {None}


def test_an_approver_who_writes_drops_out(company):
    standard = company.standard(GOOD)
    submission = submit(company, standard)
    services.edit_clause(actor=company.actor("wang"), key=clause(standard).key, revision=1, text=OTHER, at=AT)
    with pytest.raises(services.AuthorError):
        approve(company, submission, "wang")
    (step,) = selectors.submission_view(submission, company.actor("lin")).steps
    assert {member.person.username for member in step.members if member.author} == {"wang"}


def test_a_return_says_why_and_ends_the_approval(company):
    standard = company.standard(GOOD)
    submission = submit(company, standard)
    with pytest.raises(services.NotAsWantedError):
        services.return_submission(actor=company.actor("lin"), submission_key=submission.key, comment=" ", at=AT)
    services.return_submission(
        actor=company.actor("lin"), submission_key=submission.key, comment="急修要写明岗位", at=AT
    )
    standard.refresh_from_db()
    assert (Submission.objects.get().state, standard.state) == ("returned", "draft")
    told = Notification.objects.get(person=company.people["chen"], kind="returned")
    assert "急修要写明岗位" in told.message.render()
    assert not asked(company, "gao")
    with pytest.raises(services.NotAsWantedError):
        approve(company, submission, "gao")
    again = submit(company, standard)
    assert again.number == 2
    told.refresh_from_db()
    assert told.settled_at == AT


def test_a_return_to_a_step_asks_that_step_again(company):
    route(company, ("一", "all", ["lin", "wang"], []), ("二", "any", ["gao"], []))
    standard = company.standard(GOOD)
    submission = submit(company, standard)
    approve(company, submission, "lin")
    approve(company, submission, "wang")
    with pytest.raises(services.NotAsWantedError):
        services.return_submission(
            actor=company.actor("gao"), submission_key=submission.key, comment="再看", to_step=3, at=AT
        )
    submission = services.return_submission(
        actor=company.actor("gao"), submission_key=submission.key, comment="再看3.1", to_step=1, at=AT
    )
    assert (submission.step, submission.state) == (1, "open")
    assert asked(company, "lin")
    assert asked(company, "wang")
    assert not asked(company, "gao")
    for name in ("lin", "wang", "gao"):
        submission = approve(company, submission, name)
    assert submission.state == "approved"


def test_only_who_sent_it_withdraws_it(company):
    standard = company.standard(GOOD)
    submission = submit(company, standard)
    with pytest.raises(NotAllowedError):
        services.withdraw_submission(actor=company.actor("lin"), submission_key=submission.key, at=AT)
    services.withdraw_submission(actor=company.actor("chen"), submission_key=submission.key, at=AT)
    standard.refresh_from_db()
    assert standard.state == "draft"
    assert not asked(company, "lin")


def test_one_more_person_is_added_to_the_step(company):
    route(company, ("一", "all", ["lin", "gao"], []))
    standard = company.standard(GOOD)
    submission = submit(company, standard)
    wang, sun = company.people["wang"].key, company.people["sun"].key
    with pytest.raises(services.NotYourTurnError):
        services.add_approver(actor=company.actor("shen"), submission_key=submission.key, person_key=wang, at=AT)
    with pytest.raises(services.NotAsWantedError):
        services.add_approver(actor=company.actor("lin"), submission_key=submission.key, person_key=sun, at=AT)
    with pytest.raises(services.AuthorError):
        services.add_approver(
            actor=company.actor("lin"), submission_key=submission.key, person_key=company.people["chen"].key, at=AT
        )
    services.add_approver(actor=company.actor("lin"), submission_key=submission.key, person_key=wang, at=AT)
    assert asked(company, "wang")
    for name in ("lin", "gao"):
        submission = approve(company, submission, name)
    assert submission.state == "open"
    assert approve(company, submission, "wang").state == "approved"


def test_people_are_reminded_at_most_once_an_hour(company):
    submission = submit(company, company.standard(GOOD))
    assert services.remind(actor=company.actor("chen"), submission_key=submission.key, at=AT) == 3
    with pytest.raises(services.TooSoonError) as refused:
        services.remind(actor=company.actor("chen"), submission_key=submission.key, at=later(minutes=59))
    assert refused.value.again_at == later(hours=1)
    approve(company, submission, "lin")
    assert services.remind(actor=company.actor("chen"), submission_key=submission.key, at=later(hours=1)) == 2


def test_people_are_kept_informed_who_can_read_it(company):
    standard = company.standard(GOOD)
    with pytest.raises(services.NotAsWantedError):
        submit(company, standard, copies=[company.people["qian"].key])
    submission = submit(company, standard, copies=[company.people["sun"].key])
    assert Notification.objects.get(person=company.people["sun"]).kind == "copied"
    services.copy_submission(
        actor=company.actor("chen"), submission_key=submission.key, person_keys=[company.people["shen"].key], at=AT
    )
    assert submission.copies.count() == 2


def test_somebody_who_left_is_not_waited_for(company):
    route(company, ("一", "all", ["lin", "gao", "wang"], []))
    submission = submit(company, company.standard(GOOD))
    wang = company.people["wang"]
    wang.is_active = False
    wang.save()
    approve(company, submission, "lin")
    assert approve(company, submission, "gao").state == "approved"


def test_an_approval_is_shown_with_a_constant_number_of_queries(company, django_assert_num_queries):
    submission = submit(company, company.standard(GOOD))
    for name in ("lin", "gao"):
        approve(company, submission, name)
    submission = selectors.submission_visible_to(company.actor("chen"), submission.key)
    actor = company.actor("chen")
    with django_assert_num_queries(6):
        view = selectors.submission_view(submission, actor)
    assert [opinion.person.name for opinion in view.opinions] == ["林品", "高管"]
    assert not view.may_opine


def test_an_approval_that_waited_only_for_somebody_who_left_goes_on_when_reminded(company):
    route(company, ("一", "all", ["lin", "gao", "wang"], []))
    submission = submit(company, company.standard(GOOD))
    for name in ("lin", "gao"):
        approve(company, submission, name)
    wang = company.people["wang"]
    wang.is_active = False
    wang.save()
    services.remind(actor=company.actor("chen"), submission_key=submission.key, at=AT)
    assert Submission.objects.get().state == "approved"
