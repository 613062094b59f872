"""Comments, mentions, what a person is told, follows and keeps, and letters."""

from __future__ import annotations

import pytest
from django.core import mail
from tests.apps.standards.company import AT, GOOD, clause, later

from guicheng.apps.notices import jobs
from guicheng.apps.notices.selectors.own import notices_of
from guicheng.apps.notices.services.own import choose_letters
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import DraftClause, Notification, SavedView, Standard, Thread
from guicheng.domain.values import NotAllowedError

pytestmark = pytest.mark.django_db


def start(company, standard, text, by="sun", **more):
    return services.start_thread(actor=company.actor(by), standard_key=standard.key, text=text, at=AT, **more)


def told(company, name, kind):
    return Notification.objects.filter(person=company.people[name], kind=kind)


def test_a_comment_tells_those_it_mentions_and_those_who_follow(company):
    standard = company.standard(GOOD)
    thread = start(company, standard, "@wang请看，30分钟做得到吗？@lin", clause_key=clause(standard).key)
    (comment,) = thread.comments.all()
    assert {person.username for person in comment.mentions.all()} == {"wang", "lin"}
    assert "30分钟" in told(company, "wang", "mention").get().message.render()
    assert told(company, "chen", "comment").exists()
    assert not told(company, "sun", "comment").exists()


@pytest.mark.parametrize("text", ["a@wang.cn", "@@wang", "@qian", "@nobody", "wang", "@zhao"])
def test_what_mentions_nobody_who_can_see_it_is_plain_text(company, text):
    standard = company.standard(GOOD)
    thread = start(company, standard, text)
    assert not thread.comments.get().mentions.exists()
    assert not Notification.objects.filter(kind="mention").exists()


def test_the_longest_name_counts(company):
    company.join("wang2", "王二", ("supervisor", company.estate))
    thread = start(company, company.standard(GOOD), "@Wang2和@WANG，看一下")
    assert {person.username for person in thread.comments.get().mentions.all()} == {"wang", "wang2"}


def test_a_thread_is_resolved_and_a_reply_opens_it_again(company):
    standard = company.standard(GOOD)
    thread = start(company, standard, "做得到吗？")
    services.resolve_thread(actor=company.actor("chen"), key=thread.key, at=AT)
    assert [each.resolved_by.name for each in selectors.threads_of(standard, resolved=True)] == ["陈晓"]
    assert not selectors.threads_of(standard, resolved=False)
    services.reply(actor=company.actor("wang"), thread_key=thread.key, text="做不到", at=AT)
    (again,) = selectors.threads_of(standard, resolved=False)
    assert [comment.text for comment in again.comments.all()] == ["做得到吗？", "做不到"]
    services.resolve_thread(actor=company.actor("chen"), key=thread.key, at=AT)
    services.reopen_thread(actor=company.actor("sun"), key=thread.key, at=AT)
    assert selectors.threads_of(standard, resolved=False)


def test_threads_belong_to_a_clause_or_to_the_whole(company, django_assert_num_queries):
    standard = company.standard(GOOD)
    key = clause(standard).key
    for text in ("一", "二"):
        start(company, standard, text, clause_key=key)
    start(company, standard, "三")
    with django_assert_num_queries(3):
        assert [len(thread.comments.all()) for thread in selectors.threads_of(standard)] == [1, 1, 1]
    assert selectors.threads_of(standard, clause_key=key).count() == 2
    assert selectors.threads_of(standard, clause_key="").count() == 1
    assert selectors.draft_row(clause(standard), day=AT.date()).open_threads == 2


def test_who_may_comment(company, stranger):
    standard, other = company.standard(GOOD), company.standard(GOOD, code="X", unit=company.other)
    thread = start(company, standard, "一")
    with pytest.raises(NotAllowedError):
        start(company, standard, "一", by="shen")
    with pytest.raises(Standard.DoesNotExist):
        start(company, standard, "一", by="qian")
    with pytest.raises(Thread.DoesNotExist):
        services.reply(actor=stranger, thread_key=thread.key, text="一", at=AT)
    with pytest.raises(DraftClause.DoesNotExist):
        start(company, standard, "一", clause_key=clause(other).key)
    for text in (" ", "长" * 4001):
        with pytest.raises(services.NotAsWantedError):
            start(company, standard, text)


def test_the_inbox_tells_what_needs_me_from_what_i_follow(company, django_assert_num_queries):
    standard = company.standard(GOOD)
    services.submit(actor=company.actor("chen"), standard_key=standard.key, at=AT)
    start(company, standard, "@lin 看")
    services.follow_standard(actor=company.actor("lin"), key=standard.key, at=AT)
    start(company, standard, "再看")
    lin = company.actor("lin")
    with django_assert_num_queries(1):
        page = selectors.inbox_of(lin)
    assert [row.kind for row in page.rows] == ["mention", "opinion-asked"]
    assert [row.kind for row in selectors.inbox_of(lin, what="following").rows] == ["comment"]
    first = selectors.inbox_of(lin, what="all", count=2)
    second = selectors.inbox_of(lin, what="all", count=2, cursor=first.next)
    assert [row.kind for row in (*first.rows, *second.rows)] == ["comment", "mention", "opinion-asked"]
    assert second.next == ""
    counts = selectors.inbox_counts(lin)
    assert (counts.needs, counts.unread) == (2, 3)
    services.read_notifications(actor=lin, keys=[page.rows[0].key], at=AT)
    assert [row.kind for row in selectors.inbox_of(lin).rows] == ["opinion-asked"]
    assert services.read_notifications(actor=lin, at=AT) == 2
    assert selectors.inbox_counts(lin).unread == 0
    assert selectors.inbox_counts(lin).needs == 1


def test_nobody_reads_what_others_are_told(company):
    start(company, company.standard(GOOD), "@lin 看")
    (row,) = selectors.inbox_of(company.actor("lin")).rows
    assert services.read_notifications(actor=company.actor("wang"), keys=[row.key], at=AT) == 0
    assert not selectors.inbox_of(company.actor("wang"), what="all").rows
    assert not selectors.inbox_of(company.actor("lin", person=None), what="all").rows
    assert not selectors.inbox_of(company.actor("lin", grants=()), what="all").rows


def test_what_one_follows(company):
    standard = company.standard(GOOD)
    qian = company.actor("qian")
    services.follow_standard(actor=qian, key=standard.key, at=AT)
    services.follow_standard(actor=qian, key=standard.key, at=AT)
    assert selectors.follows(qian, standard)
    assert list(selectors.followed_by(qian)) == [standard]
    services.unfollow_standard(actor=qian, key=standard.key, at=AT)
    assert not selectors.follows(qian, standard)
    with pytest.raises(Standard.DoesNotExist):
        services.follow_standard(actor=company.actor("zhao"), key=standard.key, at=AT)


@pytest.fixture
def sender(settings):
    settings.EMAIL_HOST = "mail.example.cn"
    settings.DEFAULT_FROM_EMAIL = "guicheng@example.cn"


def letters(run_jobs, monkeypatch, at):
    monkeypatch.setattr(jobs, "_now", lambda: at)
    mail.outbox.clear()
    run_jobs(at)
    return mail.outbox


def test_a_letter_a_day_holds_what_was_not_read(company, run_jobs, sender, monkeypatch):
    standard = company.standard(GOOD)
    start(company, standard, "@lin 一")
    start(company, standard, "@lin 二")
    assert letters(run_jobs, monkeypatch, later(hours=23)) == []
    found = {letter.to[0]: letter for letter in letters(run_jobs, monkeypatch, later(days=1))}
    assert found.keys() == {"lin@a.cn", "chen@a.cn"}
    letter = found["lin@a.cn"]
    assert (letter.subject, letter.from_email) == ("规程：2 条消息", "guicheng@example.cn")
    assert [line for line in letter.body.splitlines() if line.startswith("·")] == [
        "· 孙主管在 KF-03 报修服务标准 里提到你：@lin 一",
        "· 孙主管在 KF-03 报修服务标准 里提到你：@lin 二",
    ]
    assert letters(run_jobs, monkeypatch, later(days=2)) == []


def test_a_letter_comes_as_often_as_one_chose(company, run_jobs, sender, monkeypatch):
    for name, choice in (("lin", "hourly"), ("wang", "off")):
        choose_letters(actor=company.actor(name), letters=choice, at=AT)
    start(company, company.standard(GOOD), "@lin @wang 看")
    assert [letter.to for letter in letters(run_jobs, monkeypatch, later(hours=1))] == [["lin@a.cn"]]
    assert [letter.to for letter in letters(run_jobs, monkeypatch, later(days=1))] == [["chen@a.cn"]]


def test_without_a_mail_server_no_letter_goes_out(company, run_jobs, monkeypatch):
    start(company, company.standard(GOOD), "@lin 看")
    assert letters(run_jobs, monkeypatch, later(days=3)) == []


def test_what_was_read_or_settled_in_the_inbox_is_read_among_the_notices_too(company, run_jobs, sender, monkeypatch):
    lin = company.actor("lin")
    start(company, company.standard(GOOD), "@lin 看")
    (row,) = notices_of(lin, unread=True)
    assert (row.happening.kind, row.happening.path.endswith("/threads/")) == ("mention", True)
    services.read_notifications(actor=lin, at=AT)
    assert not notices_of(lin, unread=True).exists()
    assert "lin@a.cn" not in {letter.to[0] for letter in letters(run_jobs, monkeypatch, later(days=1))}


def test_views_are_kept_and_shared(company, stranger):
    chen = company.actor("chen")
    own = services.save_view(actor=chen, name="东区急修", query="words=急修&order=-errors", at=AT)
    services.save_view(actor=chen, name="东区急修", query="words=急修", shared=True, at=AT)
    (view,) = selectors.views_visible_to(company.actor("wang"))
    assert (view.key, view.query, view.shared) == (own.key, "words=急修", True)
    with pytest.raises(NotAllowedError):
        services.delete_view(actor=company.actor("wang"), key=view.key, at=AT)
    with pytest.raises(SavedView.DoesNotExist):
        services.delete_view(actor=stranger, key=view.key, at=AT)
    for wrong in ({"name": " "}, {"query": "x" * 1001}):
        with pytest.raises(services.NotAsWantedError):
            services.save_view(**{"actor": chen, "name": "a", "query": "", "at": AT, **wrong})
    services.delete_view(actor=chen, key=view.key, at=AT)
    assert not selectors.views_visible_to(chen)
