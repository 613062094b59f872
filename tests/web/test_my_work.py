"""“My work”: as list, board, calendar and paper; several things done at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone
from tests.apps.operations.estate import Estate

from guicheng.apps.operations.models import WorkItem
from guicheng.apps.operations.selectors.my_work import PROVIDERS, Whose, WorkStanding, my_work
from guicheng.apps.operations.selectors.my_work.work import standing
from guicheng.web.work_page import KINDS, STANDINGS, WorkWish, board_of, calendar_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def estate(db):
    return Estate()


@pytest.fixture
def as_(client, estate):
    def enter(username):
        client.force_login(estate.people[username])
        return client

    return enter


@pytest.fixture
def cases(estate):
    """Three cases whose repair nobody has taken on."""
    found = [estate.start(title=f"第{number}单") for number in (1, 2, 3)]
    for case in found:
        estate.complete(case, "1")
    return found


def page(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize(
    ("due", "paused", "expected"),
    [
        (NOW - timedelta(seconds=1), False, WorkStanding.LATE),
        (NOW, False, WorkStanding.LATE),
        (NOW + timedelta(hours=4), False, WorkStanding.SOON),
        (NOW + timedelta(hours=4, seconds=1), False, WorkStanding.RUNNING),
        (None, False, WorkStanding.OPEN),
        (None, True, WorkStanding.PAUSED),
        (NOW - timedelta(days=1), True, WorkStanding.PAUSED),
    ],
)
def test_how_work_stands(due, paused, expected):
    assert standing(due, NOW, paused=paused) is expected


@pytest.mark.parametrize("view", ["list", "board", "month", "week", "paper"])
@pytest.mark.parametrize("what", ["mine", "posts", "followed"])
def test_each_view_of_each_list_opens(cases, as_, view, what):
    day = timezone.localtime(WorkItem.objects.filter(step="2")[0].due_at).date()
    text = page(as_("li").get(f"/work/?what={what}&view={view}&day={day}"))
    assert ("第1单" in text) == (what == "posts")


def test_the_board_has_a_column_for_each_standing(cases, estate):
    rows = my_work(estate.actor("li"), Whose.POSTS, at=datetime.now(tz=UTC))
    columns = board_of(rows)
    assert len(columns) == len(STANDINGS)
    assert sum(len(column.rows) for column in columns) == len(rows) == 3


def test_a_calendar_shows_each_day_of_its_month_or_week_once(cases, estate):
    rows = my_work(estate.actor("li"), Whose.POSTS, at=NOW)
    due = rows[0].due_at.date()
    month = calendar_of(rows, due, due, week=False)
    days = [day.day for week in month.weeks for day in week if day.within]
    assert days == [due.replace(day=number) for number in range(1, len(days) + 1)]
    assert sum(len(day.rows) for week in month.weeks for day in week) == 3
    assert month.before.month != due.month
    assert month.after.day == 1
    week = calendar_of(rows, due, due, week=True)
    assert (len(week.weeks[0]), week.after - week.before) == (7, timedelta(days=14))
    assert sum(day.today for day in week.weeks[0]) == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ("mine", "list", "", "")),
        ("what=posts&view=board&kind=order", ("posts", "board", "order", "")),
        ("what=x&view=y&kind=z", ("mine", "list", "", "")),
    ],
)
def test_a_wish_that_is_none_of_the_choices_is_the_first_one(query, expected):
    wish = WorkWish.of(QueryDict(query))
    assert (wish.what, wish.view, wish.kind, wish.day) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-12-01", date(2026, 12, 1)), ("nonsense", date(2026, 11, 23)), ("0001-01-01", date(2026, 11, 23))],
)
def test_a_day_is_one_of_the_calendar(day, expected):
    assert WorkWish(Whose.MINE, "month", "", day).shown_day(date(2026, 11, 23)) == expected


def test_several_things_are_taken_on_at_once(cases, as_, estate):
    keys = [f"case:{case.key}/2" for case in cases[:2]]
    answer = as_("li").post("/work/?what=posts", {"act": "take_on", "work": keys})
    assert answer["Location"] == "/work/?what=posts&view=list"
    told = page(as_("li").get("/work/?what=posts"))
    assert "已完成 2" in told
    assert "第1单 · 2" in told
    assert "已完成" not in page(as_("li").get("/work/?what=posts"))
    assert [estate.who(case)["2"] for case in cases] == ["li", "li", ""]


def test_what_stays_says_why_and_the_rest_goes(cases, as_, estate):
    estate.do(cases[0], "take_on", "2", "zhou")
    keys = [f"case:{case.key}/2" for case in cases[:2]]
    assert as_("li").post("/work/?what=posts", {"act": "take_on", "work": keys}).status_code == 302
    told = page(as_("li").get("/work/"))
    assert "已完成 1" in told
    assert "没有做 1" in told
    assert estate.who(cases[0])["2"] == "zhou"
    assert estate.who(cases[1])["2"] == "li"


def test_work_is_handed_over_with_a_reason_and_urged(cases, as_, estate):
    for case in cases:
        estate.do(case, "take_on", "2", "li")
    keys = [f"case:{case.key}/2" for case in cases]
    given = {"act": "hand_over", "work": keys, "to": str(estate.people["zhou"].key), "reason": "换班"}
    assert as_("li").post("/work/", given).status_code == 302
    assert {estate.who(case)["2"] for case in cases} == {"zhou"}
    assert as_("qian").post("/work/?what=followed", {"act": "urge", "work": keys}).status_code == 302
    assert set(WorkItem.objects.filter(step="2").values_list("urged", flat=True)) == {1}


def test_handing_over_is_offered_to_whoever_may_do_it(cases, as_, estate):
    offered = 'value="hand_over"'
    estate.do(cases[0], "take_on", "2", "li")
    assert offered in page(as_("li").get("/work/")), "a step of one's own is handed on"
    assert offered not in page(as_("qian").get("/work/?what=followed"))
    assert 'value="urge"' in page(as_("qian").get("/work/?what=followed"))


def test_those_that_were_ticked_are_printed(cases, as_):
    keys = [f"case:{case.key}/2" for case in cases]
    answer = as_("li").post("/work/?what=posts", {"print": "1", "work": keys[:2]})
    assert answer.status_code == 302
    paper = page(as_("li").get(answer["Location"]))
    assert "第1单" in paper
    assert "第2单" in paper
    assert "第3单" not in paper
    assert "第3单" in page(as_("li").get("/work/?what=posts&view=paper"))


@pytest.mark.parametrize("form", [{"act": "take_on"}, {"act": "dance", "work": "case:x/1"}, {}])
def test_nothing_chosen_is_said(as_, form):
    assert "先在列表里选待办" in page(as_("li").post("/work/", form), 422)


def test_work_of_another_company_is_absent(as_, db):
    beside = Estate("x")
    case = beside.start()
    assert as_("li").post("/work/", {"act": "take_on", "work": f"case:{case.key}/1"}).status_code == 404


def test_lists_cost_the_same_however_much_stands_on_them(cases, as_, estate, django_assert_max_num_queries):
    client = as_("li")
    with django_assert_max_num_queries(12):
        page(client.get("/work/?what=posts"))


def test_each_kind_has_words():
    assert PROVIDERS.keys() == KINDS.keys()
