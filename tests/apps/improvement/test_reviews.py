"""Reviews of standards: on their day, after repeated breaches, complaints and changes of the law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.apps.improvement.mending import Shop, later
from tests.apps.standards.company import AT

from guicheng.adapters.norms.shipped import shipped_norms
from guicheng.apps.improvement.models import LawChange, Review, Revision
from guicheng.apps.improvement.selectors.reviews import SOON, due_by_day, reviews
from guicheng.apps.improvement.selectors.revisions import revisions_for, revisions_of
from guicheng.apps.improvement.services.law_watching import watch_law
from guicheng.apps.improvement.services.reviews import keep_standard, revise_after_review, tell_of_due_reviews
from guicheng.apps.improvement.services.revising import revise_for
from guicheng.apps.notices.models import Notice
from guicheng.apps.research.models import Feedback, FeedbackTheme, Theme
from guicheng.apps.standards.models import Comment, DraftClause, Standard
from guicheng.domain.attainment.mending import NotMendedError
from guicheng.domain.values import NotAllowedError

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


@pytest.fixture
def shop():
    return Shop()


def due(shop, day=DAY, by="lin"):
    [found] = reviews(shop.actor(by), day=day)
    return found


def kinds(shop, day=DAY):
    return [reason.kind for reason in due(shop, day).reasons]


def test_what_the_calendar_asks_for_is_found_without_the_other_reasons(shop):
    actor = shop.actor("lin")
    for day in (date(2027, 10, 23), date(2027, 10, 24), date(2029, 2, 28)):
        asked = {reason.kind for row in reviews(actor, day=day) for reason in row.reasons} & {"yearly", "date"}
        assert due_by_day(actor, day=day).count() == len(asked)
    chosen = date(2027, 9, 25)
    keep_standard(actor=actor, key=due(shop).standard.key, because="再看", at=later(days=1), next_on=chosen)
    assert due_by_day(actor, day=chosen - SOON).count() == 1
    assert due_by_day(actor, day=chosen - SOON - timedelta(days=1)).count() == 0
    keep_standard(actor=actor, key=due(shop).standard.key, because="再看", at=later(days=2))
    assert [due_by_day(actor, day=date(2027, 10, day)).count() for day in (25, 26)] == [0, 1]


def test_a_year_after_it_took_effect_it_is_to_be_reviewed(shop):
    assert (due(shop).next_on, kinds(shop)) == (date(2027, 11, 23), [])
    assert kinds(shop, date(2027, 10, 24)) == ["yearly"]


def test_a_review_moves_the_next_one_and_a_chosen_day_holds(shop):
    standard = due(shop).standard
    made = keep_standard(actor=shop.actor("lin"), key=standard.key, because="数字都达标", at=later(days=300))
    assert (made.reasons, due(shop).next_on) == ([], date(2028, 9, 19))
    chosen = date(2027, 9, 25)
    keep_standard(actor=shop.actor("lin"), key=standard.key, because="再看", at=later(days=301), next_on=chosen)
    assert due(shop).next_on == date(2027, 9, 25)
    assert kinds(shop, date(2027, 9, 25)) == ["date"]


def test_three_breaches_of_a_clause_ask_for_a_review_until_there_was_one(shop):
    for place in range(3):
        shop.found(f"晚到{place}", at=later(days=1 + place))
    assert kinds(shop, date(2026, 11, 28)) == ["breach"]
    [reason] = due(shop, date(2026, 11, 28)).reasons
    assert reason.message.render() == "GC-01/3.2 was broken 3 times in 90 days."
    assert [each.words for each in reason.opens] == ["NC-0003", "NC-0002", "NC-0001"]
    keep_standard(actor=shop.actor("lin"), key=due(shop).standard.key, because="人手已补", at=later(days=6))
    assert kinds(shop, date(2026, 11, 30)) == []


def test_two_breaches_or_old_ones_do_not(shop):
    shop.found("晚到", at=later(days=1))
    shop.found("又晚到", at=later(days=2))
    assert kinds(shop, date(2026, 11, 28)) == []
    shop.found("还晚到", at=later(days=95))
    assert kinds(shop, date(2027, 2, 27)) == []


def complain(shop, count, day=date(2026, 11, 25), word="维修工"):
    theme = Theme.objects.create(company=shop.company.root, name=word, state="confirmed", changed_at=AT)
    for place in range(count):
        said = {"kind": "complaint", "received_on": day, "text": f"{word}晚{place}", "created_at": AT}
        row = Feedback.objects.create(unit=shop.estate, company=shop.company.root, **said)
        FeedbackTheme.objects.create(feedback=row, theme=theme)


def test_a_cluster_of_complaints_about_what_it_promises_asks_for_a_review(shop):
    complain(shop, 5)
    assert kinds(shop, date(2026, 11, 28)) == ["complaints"]
    [reason] = due(shop, date(2026, 11, 28)).reasons
    assert "5 complaints in 90 days" in reason.message.render()
    theme = Theme.objects.get()
    assert [(each.kind, each.keys) for each in reason.opens] == [("theme", (str(theme.key), "2026-11-23"))]


@pytest.mark.parametrize("said", [{"count": 4}, {"count": 5, "word": "泳池"}, {"count": 5, "day": date(2026, 11, 1)}])
def test_few_old_or_other_complaints_do_not(shop, said):
    complain(shop, **said)
    assert kinds(shop, date(2026, 11, 28)) == []


def norms_with(changed):
    return [changed(norm) for norm in shipped_norms()]


def test_the_first_reading_of_the_law_is_no_change_and_a_second_writes_nothing(shop):
    assert watch_law(at=later()) == len(shipped_norms())
    assert watch_law(at=later(minutes=1)) == 0
    assert kinds(shop) == []


def test_a_changed_duty_lists_the_clauses_that_speak_of_it(shop):
    shop.publish("电梯困人，维修工30分钟内到达现场。", "消防设施每年全面检测1次。", code="GC-02")
    watch_law(at=later())
    watch_law(at=later(days=1), norms=norms_with(lambda norm: replace(norm, zh=norm.zh + "（修正）")))
    told = LawChange.objects.filter(first=False).exclude(affected=[])
    assert told.exists()
    standings = {each["standing"] for row in told for each in row.affected}
    assert standings <= {"covered", "tighter", "looser", "cannot_compare"}
    rows = reviews(shop.actor("lin"), day=DAY)
    found = {each.standard.code: [reason.kind for reason in each.reasons] for each in rows}
    assert "law" in found["GC-02"]


def test_owners_are_told_once_of_the_same(shop):
    for place in range(3):
        shop.found(f"晚到{place}", at=later(days=1))
    standard = Standard.objects.get(code="GC-01")
    Standard.objects.filter(pk=standard.pk).update(steward=shop.company.people["wang"])
    assert [tell_of_due_reviews(at=later(days=2)) for _turn in range(2)] == [1, 1]
    rows = Notice.objects.filter(happening__kind="review-due")
    assert [(row.person.username, row.happening.path) for row in rows] == [("wang", "/reviews/GC-01/")]


def test_a_review_can_open_a_revision_with_its_evidence(shop):
    rows = [shop.found(f"晚到{place}", at=later(days=1)) for place in range(3)]
    standard = Standard.objects.get(code="GC-01")
    made = revise_after_review(actor=shop.actor("lin"), key=standard.key, because="夜间做不到30分钟", at=later(days=2))
    [opened] = revisions_of(standard)
    assert (made.revision, set(opened.evidence), opened.became) == (opened.revision, set(rows), None)
    assert opened.revision.figures["count"] == 3
    assert Comment.objects.get().text == "夜间做不到30分钟（NC-0003、NC-0002、NC-0001）"


def test_from_the_nonconformity_to_the_edition_that_came_of_it(shop):
    row = shop.found()
    revise_for(actor=shop.actor("chen"), key=row.key, reason="改为45分钟", at=later())
    [opened] = revisions_for(row)
    assert (opened.became, opened.revision.base) == (None, 1)
    from guicheng.apps.standards import services
    from guicheng.usecases.publish_edition import publish_edition

    clause = DraftClause.objects.get(key=row.clause_key)
    text = clause.text.replace("30", "45")
    chen = shop.actor("chen")
    services.edit_clause(actor=chen, key=clause.key, revision=clause.revision, text=text, at=later(minutes=1))
    standard = Standard.objects.get(code="GC-01")
    sent = services.submit(actor=shop.actor("chen"), standard_key=standard.key, at=later(minutes=2))
    for name in ("lin", "wang"):
        services.approve(actor=shop.actor(name), submission_key=sent.key, at=later(minutes=3))
    publish_edition(actor=shop.actor("lin"), standard_key=standard.key, effective_from=DAY, at=later(minutes=4))
    assert revisions_for(row)[0].became == 2


def test_who_may_not_edit_reviews_nothing(shop):
    key = Standard.objects.get(code="GC-01").key
    with pytest.raises(NotAllowedError):
        keep_standard(actor=shop.actor("sun"), key=key, because="好", at=later())
    for wrong in ({"because": " "}, {"because": "好", "next_on": DAY}):
        with pytest.raises(NotMendedError):
            keep_standard(actor=shop.actor("lin"), key=key, at=later(), **wrong)


def test_without_a_clause_there_is_nothing_to_revise(shop):
    row = shop.found(clause_key=None)
    with pytest.raises(NotMendedError):
        revise_for(actor=shop.actor("chen"), key=row.key, reason="改", at=later())


def test_what_was_said_stays(shop):
    row = shop.found()
    revise_for(actor=shop.actor("chen"), key=row.key, reason="改", at=later())
    keep_standard(actor=shop.actor("lin"), key=row.standard.key, because="好", at=later())
    watch_law(at=later())
    for model, changed in ((Revision, {"reason": "x"}), (Review, {"because": "x"}), (LawChange, {"norm": "x"})):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(**changed)
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all()._raw_delete("default")
    with pytest.raises(DatabaseError), transaction.atomic():
        row.acts.update(kind="x")
