"""Who is told, once, and by which way."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guicheng.apps.notices import jobs
from guicheng.apps.notices.models import Happening, LetterPace, Notice, NoticeWay, NoticeWish, Way
from guicheng.apps.notices.readings.kinds import KINDS
from guicheng.apps.notices.services import tell
from guicheng.apps.notices.services.letters import send_letter
from guicheng.apps.organization import services as organization
from guicheng.domain.values.message import Message

#: A Monday, 10:00 at the estate.
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
#: The same Monday, 23:00.
NIGHT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def say(company, *names, kind="case-work", key="case:1", at=AT, **more):
    people = [company.people[name] for name in names]
    values = {"unit": company.estate, "title": Message("{name} waits.", {"name": "报修"}), "path": "/cases/1/"}
    return tell(people, kind=kind, at=at, key=key, **values, **more)


def letter_times(name="qian"):
    return [row.letter_at for row in Notice.objects.filter(person__username=name).order_by("pk")]


def choose(company, name, **wish):
    NoticeWish.objects.update_or_create(person=company.people[name], defaults=wish)


def test_everybody_is_told_once_however_often_it_is_told(company):
    assert say(company, "qian", "sun", "qian") == 2
    assert say(company, "qian", "sun") == 0
    assert say(company, "qian", "wang") == 1
    assert Happening.objects.count() == 1
    row = Happening.objects.get()
    assert (row.company, row.unit, row.title_message.render()) == (company.root, company.estate, "报修 waits.")


def test_the_same_name_in_another_company_is_another_thing(company):
    from tests.apps.organization.organization import Organization

    beside = Organization(prefix="x")
    assert say(company, "qian") == say(beside, "qian") == 1


def test_a_sentence_inside_a_sentence_is_kept_as_such(company):
    inner = Message("{count} minutes", {"count": "30"})
    say(company, "qian", text=Message("Within {limit}.", {"limit": inner}))
    kept = Happening.objects.get().text_message
    assert kept == Message("Within {limit}.", {"limit": inner})
    assert Happening(title="x").text_message is None


def test_whoever_left_is_not_told(company):
    organization.end_person(actor=company.actor("gao"), key=company.people["qian"].key, at=AT)
    company.people["qian"].refresh_from_db()
    assert say(company, "qian") == 0


def test_an_unknown_kind_is_an_error(company):
    with pytest.raises(KeyError):
        say(company, "qian", kind="gossip")


def test_a_letter_waits_a_day_an_hour_or_for_ever(company):
    say(company, "qian")
    for number, pace in enumerate((LetterPace.HOURLY, LetterPace.OFF)):
        choose(company, "qian", letters=pace)
        say(company, "qian", key=f"case:{number + 2}")
    assert letter_times() == [AT + timedelta(days=1), AT + timedelta(hours=1), None]


def test_a_kind_goes_its_own_way(company):
    for number, way in enumerate((Way.AT_ONCE, Way.LIST, Way.NONE)):
        NoticeWay.objects.update_or_create(person=company.people["qian"], kind="case-news", defaults={"way": way})
        assert say(company, "qian", kind="case-news", key=f"case:{number}") == (way is not Way.NONE)
    assert letter_times() == [AT, None]


def test_what_asks_for_something_stays_on_the_list(company):
    NoticeWay.objects.create(person=company.people["qian"], kind="case-work", way=Way.NONE)
    assert say(company, "qian") == 1
    assert letter_times() == [None]


@pytest.mark.parametrize(
    ("begin", "end", "at", "later"),
    [
        (time(22), time(7), NIGHT, timedelta(hours=8)),
        (time(22), time(7), NIGHT + timedelta(hours=5), timedelta(hours=3)),
        (time(9), time(11), AT, timedelta(hours=1)),
        (time(11), time(12), AT, timedelta(0)),
        (time(9), time(9), AT, timedelta(0)),
    ],
)
def test_a_letter_at_once_waits_for_the_end_of_the_quiet_hours(company, begin, end, at, later):
    choose(company, "qian", quiet_from=begin, quiet_to=end)
    NoticeWay.objects.create(person=company.people["qian"], kind="case-work", way=Way.AT_ONCE)
    say(company, "qian", at=at)
    assert letter_times() == [at + later]


def test_what_is_urgent_breaks_the_quiet_hours_of_those_on_duty_alone(company):
    for name in ("qian", "sun"):
        choose(company, name, quiet_from=time(22), quiet_to=time(7))
    say(company, "qian", "sun", at=NIGHT, urgent=True, key="before")
    organization.set_duty_hours(
        actor=company.actor("gao"), post_key=company.repair.key, unit_key=company.estate.key, hours="24小时", at=AT
    )
    say(company, "qian", "sun", at=NIGHT, urgent=True, key="after")
    say(company, "qian", "sun", at=NIGHT, urgent=True, key="roster", on_duty=[company.people["sun"].pk])
    morning = NIGHT + timedelta(hours=8)
    assert letter_times("qian") == [morning, NIGHT, NIGHT]
    assert letter_times("sun") == [morning, morning, NIGHT]


def test_what_is_urgent_writes_to_nobody_who_wants_no_letters(company):
    choose(company, "qian", letters=LetterPace.OFF)
    say(company, "qian", urgent=True)
    assert letter_times() == [None]


def test_one_letter_holds_all_that_waits_and_is_sent_once(company, sender):
    qian = company.people["qian"]
    qian.email = "qian@a.cn"
    qian.save()
    say(company, "qian", text=Message("Until {time}.", {"time": "18:00"}))
    say(company, "qian", key="case:2", at=AT + timedelta(hours=5))
    due = AT + timedelta(days=1)
    assert send_letter(person_id=qian.pk, at=due - timedelta(minutes=1)) == 0
    assert send_letter(person_id=qian.pk, at=due) == 2
    assert send_letter(person_id=qian.pk, at=due) == 0
    (letter,) = mail.outbox
    assert (letter.subject, letter.to) == ("规程：2 条消息", ["qian@a.cn"])
    assert letter.body.splitlines()[:3] == ["· 报修 waits.", "Until 18:00.", "https://g.example.cn/cases/1/"]
    assert letter.body.splitlines()[-1].endswith("https://g.example.cn/notices/settings/")


def test_a_long_letter_counts_the_rest(company, sender):
    qian = company.people["qian"]
    qian.email = "qian@a.cn"
    qian.save()
    for number in range(52):
        say(company, "qian", key=f"case:{number}")
    assert send_letter(person_id=qian.pk, at=AT + timedelta(days=1)) == 52
    assert "还有 2 条" in mail.outbox[0].body


def test_without_a_server_or_an_address_letters_wait(company, settings):
    say(company, "qian")
    for host in ("", "mail.example.cn"):
        settings.EMAIL_HOST = host
        assert send_letter(person_id=company.people["qian"].pk, at=AT + timedelta(days=2)) == 0
    assert Notice.objects.get().lettered_at is None


def test_a_letter_that_failed_is_sent_by_the_next_run(company, sender, monkeypatch):
    def fail(*_arguments):
        raise ConnectionError

    qian = company.people["qian"]
    qian.email = "qian@a.cn"
    qian.save()
    say(company, "qian")
    with monkeypatch.context() as broken:
        broken.setattr("guicheng.apps.notices.services.letters.send_mail", fail)
        with pytest.raises(ConnectionError):
            send_letter(person_id=qian.pk, at=AT + timedelta(days=1))
    # The job asks the clock itself, and the notice is older than a day by then.
    Notice.objects.update(letter_at=AT - timedelta(days=400))
    jobs.send_letter.call(person_id=qian.pk)
    assert len(mail.outbox) == 1


def test_many_people_cost_as_many_queries_as_one(company):
    with CaptureQueriesContext(connection) as one:
        say(company, "qian")
    with CaptureQueriesContext(connection) as many:
        say(company, "qian", "sun", "wang", "chen", "zhao", key="case:2")
    assert len(many) == len(one)


def test_every_kind_has_a_name_of_its_own():
    titles = {kind.title.text for kind in KINDS.values()}
    assert len(titles) == len(KINDS)
    assert all(len(name) <= 24 for name in KINDS)
