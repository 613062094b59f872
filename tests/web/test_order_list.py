"""The list of work orders: filters, kept views, one act on several at once, and the list on paper."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from tests.apps.operations.order_desk import Desk

from guicheng.apps.operations.models import OrderFollower, WorkOrder
from guicheng.apps.standards.models import SavedView

pytestmark = pytest.mark.django_db
LIST, SEVERAL, VIEWS, PAPER = "/orders/", "/orders/several/", "/orders/views/", "/orders/paper/"


@pytest.fixture
def desk(db, settings):
    settings.SECOND_FACTOR = False
    cache.clear()
    return Desk()


@pytest.fixture
def three(desk):
    return [desk.order(f"{number}栋灯不亮") for number in (1, 2, 3)]


def client(desk, name):
    found = Client()
    found.cookies["language"] = "en"
    found.force_login(desk.company.people[name])
    return found


def text(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def test_a_view_is_kept_over_the_list_and_stays_with_it(desk, three):
    browser = client(desk, "sun")
    answer = browser.post(f"{VIEWS}?state=late&urgent=1&page=4", {"name": "超时的急修", "shared": "on"})
    assert answer["Location"] == "/orders/?state=late&urgent=1"
    view = SavedView.objects.get()
    assert (view.page, view.query) == ("orders", "state=late&urgent=1")
    assert 'href="/orders/?state=late&amp;urgent=1"' in text(browser.get(LIST))
    assert "aria-current" in text(browser.get("/orders/?state=late&urgent=1")).split("超时的急修")[0].split("<nav")[-1]
    other = client(desk, "li")
    assert "超时的急修" in text(other.get(LIST))
    assert "超时的急修" not in text(client(desk, "sun").get("/standards/"))
    assert "超时的急修" not in text(browser.get("/work/"))
    assert other.post(VIEWS, {"delete": view.key}).status_code == 403
    assert browser.post(VIEWS, {"delete": view.key}).status_code == 302
    assert not SavedView.objects.exists()
    assert "Write a name" in text(browser.post(f"{VIEWS}?state=late", {"name": " "}), 422)


def test_the_same_name_is_kept_once_a_list(desk, three):
    browser = client(desk, "sun")
    for address in ("/orders/views/?state=late", "/orders/views/?of=mine", "/work/views/?what=posts"):
        assert browser.post(address, {"name": "早会"}).status_code == 302
    assert set(SavedView.objects.values_list("page", "query")) == {
        ("orders", "of=mine"),
        ("work", "what=posts&view=list"),
    }
    assert "早会" in text(browser.get("/work/"))


def test_a_shared_view_of_an_estate_out_of_reach_is_not_offered(desk, three):
    lin = client(desk, "lin")
    lin.post(f"{VIEWS}?unit={desk.company.other.key}", {"name": "山语城的", "shared": "on"})
    assert "山语城的" in text(lin.get(LIST))
    assert "山语城的" not in text(client(desk, "sun").get(LIST))


def test_the_bar_names_the_exact_set(desk, three):
    page = text(client(desk, "sun").get("/orders/?q=1栋"))
    assert "All 1 on this page" in page
    assert "All 1 that fit the filters" in page
    assert page.count('name="key"') == page.count('name="shown"') == 1
    assert "checked" not in page.split("<tbody>")[1].split("</tbody>")[0]


def test_each_outcome_is_told_once_with_the_reasons(desk, three):
    browser = client(desk, "sun")
    desk.act(three[0], "cancel_order", by="sun", reason="重复")
    form = {"act": "assign", "to": desk.company.people["li"].key, "key": [row.key for row in three[:2]]}
    answer = browser.post(f"{SEVERAL}?state=all", form)
    assert answer["Location"] == "/orders/?state=all"
    page = text(browser.get(answer["Location"]))
    assert "Done: 1" in page
    assert "Not done: 1" in page
    assert "this cannot be done" in page
    assert "Not done" not in text(browser.get(LIST))


def test_a_refused_act_keeps_ticks_and_words(desk, three):
    form = {"act": "urgent", "key": [three[0].key], "reason": ""}
    page = text(client(desk, "sun").post(SEVERAL, form), 422)
    assert "Write why." in page
    assert f'value="{three[0].key}" checked' in page
    assert '<option value="urgent" selected>' in page


@pytest.mark.parametrize(
    ("form", "said"), [({"act": "follow"}, "Tick the orders first"), ({"key": "x"}, "Choose what")]
)
def test_what_lacks_is_said(desk, three, form, said):
    given = {**form, "key": [three[0].key]} if "key" in form else form
    assert said in text(client(desk, "sun").post(SEVERAL, given), 422)


def test_all_of_the_page_and_all_that_fit_are_reached(desk, three):
    browser = client(desk, "sun")
    page = {"act": "follow", "scope": "page", "shown": [row.key for row in three[:2]]}
    assert browser.post(SEVERAL, page).status_code == 302
    assert OrderFollower.objects.count() == 2
    whole = {"act": "urgent", "reason": "停电", "scope": "all", "total": "1"}
    assert browser.post(f"{SEVERAL}?q=3栋", whole).status_code == 302
    assert [row.number for row in WorkOrder.objects.filter(urgent=True)] == [three[2].number]
    changed = text(browser.post(SEVERAL, {**whole, "total": "2"}), 422)
    assert "The list changed" in changed
    assert WorkOrder.objects.filter(urgent=True).count() == 1


def test_the_list_stands_on_paper_with_lines_to_sign_on(desk, three):
    browser = client(desk, "li")
    answer = browser.post(SEVERAL, {"print": "1", "key": [three[0].key, three[2].key]})
    page = text(browser.get(answer["Location"]))
    assert [row.number in page for row in three] == [True, False, True]
    assert "Signature" in page
    every = browser.post(f"{SEVERAL}?q=2栋", {"print": "1", "scope": "all", "total": "1"})
    assert every["Location"] == "/orders/paper/?q=2%E6%A0%8B"
    assert [row.number in text(browser.get(every["Location"])) for row in three] == [False, True, False]
    assert browser.get(f"{PAPER}?key=x").status_code == 404


def test_an_order_is_followed_from_its_page(desk, three):
    browser, address = client(desk, "wang"), f"/orders/{three[0].key}/"
    assert 'value="follow"' in text(browser.get(address))
    assert browser.post(address, {"act": "follow"}).status_code == 302
    assert 'value="unfollow"' in text(browser.get(address))
    assert three[0].number in text(browser.get("/orders/?of=followed"))
    assert three[1].number not in text(browser.get("/orders/?of=followed"))


@pytest.mark.parametrize("count", [2, 35])
def test_the_list_asks_as_much_for_many_rows_as_for_few(desk, count, django_assert_max_num_queries):
    for number in range(count):
        desk.order(f"{number}栋灯不亮")
    browser = client(desk, "lin")
    browser.post(f"{VIEWS}?state=late", {"name": "超时", "shared": "on"})
    with django_assert_max_num_queries(12):
        assert browser.get(LIST).status_code == 200
    with django_assert_max_num_queries(12):
        assert browser.get(PAPER).status_code == 200
