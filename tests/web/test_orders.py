"""Work orders on their pages: taken in with a reading, moved, told apart, followed without an account."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from tests.apps.operations.order_desk import Desk, state

from adapters.photo_files import jpeg
from guicheng.apps.operations.models import OrderComment, WorkOrder
from guicheng.apps.operations.services import orders
from guicheng.apps.platform.models import AuditEntry
from guicheng.domain.orders import Phase

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db, settings, tmp_path):
    settings.SECOND_FACTOR = False
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    return Desk()


def client(desk, name):
    found = Client()
    found.cookies["language"] = "en"
    found.force_login(desk.company.people[name])
    return found


def act(desk, order, name, /, by="li", **said):
    return client(desk, by).post(f"/orders/{order.key}/", {"act": name, **said})


def page(desk, order, by="sun"):
    return client(desk, by).get(f"/orders/{order.key}/").content.decode()


FORM = {"problem": "3栋电梯厅灯不亮", "channel": "phone", "name": "张女士", "phone": "138 1234 5678"}


def test_the_form_shows_what_the_words_say_and_what_was_promised(desk):
    unit = {"unit": str(desk.estate.key)}
    for address, more in (("/orders/new/", {"act": "show"}), ("/orders/new/reading/", {})):
        shown = client(desk, "qian").post(address, {**FORM, **unit, **more}).content.decode()
        assert "接到报修后，客服专员15分钟内响应。" in shown
        assert "4 h" in shown
        assert "30 min" not in shown
    urgent = client(desk, "qian").post("/orders/new/reading/", {**FORM, **unit, "urgent": "yes"}).content.decode()
    assert "30 min" in urgent
    assert not WorkOrder.objects.exists()


def test_the_form_takes_an_order_in_and_offers_it_to_a_post(desk):
    unit = {"unit": str(desk.estate.key), "act": "report", "key": "k", "mode": "offer", "post": "维修工"}
    for _time in range(2):
        answer = client(desk, "qian").post("/orders/new/", {**FORM, **unit})
    order = WorkOrder.objects.get()
    assert answer.url == f"/orders/{order.key}/"
    assert (order.caller_phone, order.channel, order.phase, order.offered) == (
        "13812345678", "phone", "dispatched", True,
    )  # fmt: skip


MANY = "影响30户以上的停水，维修工自接报起2小时内到场。"


def test_the_form_asks_for_a_number_only_where_a_clause_about_the_matter_does(db, settings):
    settings.SECOND_FACTOR = False
    desk = Desk(MANY, "接到停水报修后，维修工8小时内到场。")
    unit, field = {"unit": str(desk.estate.key)}, 'name="number-户"'
    address = "/orders/new/reading/"
    read = lambda **said: client(desk, "qian").post(address, {**unit, **said}).content.decode()  # noqa: E731
    assert field not in read(problem="门锁坏了", asked="")
    first = read(problem="3栋停水", asked="")
    assert field in first
    assert "Households affected: 30 or more" in first
    typed = read(problem="3栋停水", asked="户", **{"number-户": "40"})
    assert field not in typed, "a field that is there already is not written over"
    assert "2 h" in typed
    gone = read(problem="门锁坏了", asked="户")
    assert "hx-swap-oob" in gone
    assert field not in gone
    shown = client(desk, "qian").post("/orders/new/", {**unit, "act": "show", "problem": "3栋停水"}).content.decode()
    assert shown.count(field) == 1


def test_a_number_is_said_on_the_page_of_the_order(db, settings):
    settings.SECOND_FACTOR = False
    desk = Desk(MANY)
    order = desk.order("3栋停水")
    before = page(desk, order, "qian")
    assert "number not known" in before
    assert act(desk, order, "numbers", "qian", **{"number-户": "40"}).status_code == 302
    after = page(desk, order, "qian")
    assert "Households affected 40" in after
    assert "number not known" not in after
    refused = act(desk, order, "numbers", "qian", **{"number-户": "many"})
    assert refused.status_code == 422
    assert "“many” is no number that fits here." in refused.content.decode()
    assert 'name="number-户"' not in page(desk, order, "shen")


def test_what_was_typed_stays_where_it_is_refused(desk):
    wrong = {**FORM, "act": "report", "unit": str(desk.estate.key), "phone": "12"}
    answer = client(desk, "qian").post("/orders/new/", wrong)
    assert answer.status_code == 422
    assert "3栋电梯厅灯不亮" in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()


def test_steps_stand_on_the_page_for_whoever_can_do_them(desk):
    order = desk.order()
    desk.give(order)
    assert 'value="accept"' in page(desk, order, "li")
    assert 'value="accept"' not in page(desk, order, "zhou")
    assert act(desk, order, "accept").status_code == 302
    assert act(desk, order, "accept", by="zhou").status_code == 403
    assert act(desk, order, "nonsense").status_code == 404
    for name, said in (("arrive", {}), ("pause", {"reason": "parts"}), ("resume", {}), ("finish", {"words": "换灯"})):
        assert act(desk, order, name, **said).status_code == 302, name
    assert state(order).phase is Phase.FINISHED
    shown = page(desk, order)
    assert "waiting for parts" in shown
    assert "换灯" in shown


def test_somebody_who_was_slower_is_told_who_was_faster(desk):
    order = desk.order()
    desk.give(order)
    answer = act(desk, order, "accept", rev="0")
    assert answer.status_code == 409
    assert "孙主管" in answer.content.decode()


def test_costs_add_up_on_the_page_and_a_wrong_one_is_struck(desk):
    order = desk.order()
    desk.give(order)
    said = {"what": "material", "name": "灯管", "quantity": "2", "measure": "支", "amount": "36.5"}
    assert act(desk, order, "cost", **said).status_code == 302
    assert "¥36.50" in page(desk, order)
    refused = act(desk, order, "cost", **{**said, "amount": "many"})
    assert refused.status_code == 422
    assert 'value="many"' in refused.content.decode()
    assert act(desk, order, "strike", by="sun", event=state(order).costs[0].event, reason="写错").status_code == 302
    assert state(order).total == 0


def test_a_phone_number_is_shown_in_full_with_a_reason_that_is_kept(desk):
    order = desk.order(caller=orders.Caller("张女士", "13812345678"))
    assert "138****5678" in page(desk, order)
    assert "13812345678" not in page(desk, order)
    assert act(desk, order, "reveal", by="sun").status_code == 422
    shown = act(desk, order, "reveal", by="sun", reason="上门前联系").content.decode()
    assert "13812345678" in shown
    assert act(desk, order, "reveal", by="zhou", reason="好奇").status_code == 403
    entry = AuditEntry.objects.get(act="operations.reveal_caller")
    assert entry.after == {"reason": "上门前联系"}
    desk.give(order)
    assert act(desk, order, "reveal", by="li", reason="到门口了").status_code == 200


def test_whoever_reported_it_is_forgotten_but_for_a_hold(desk):
    order = desk.order("张女士家漏水，电话13812345678", caller=orders.Caller("张女士", "13812345678"))
    assert act(desk, order, "forget", by="sun").status_code == 403
    assert act(desk, order, "forget", by="chen").status_code == 302
    order.refresh_from_db()
    assert (order.caller_name, order.caller_phone) == ("", "")
    assert "13812345678" not in order.problem
    assert act(desk, order, "reveal", by="sun", reason="x").status_code == 422


def test_files_are_photos_or_pdfs_and_go_to_one_stream(desk):
    from django.core.files.uploadedfile import SimpleUploadedFile

    order = desk.order()

    def send(data, stream="internal"):
        return act(desk, order, "attach", by="qian", stream=stream, file=SimpleUploadedFile("照片.jpg", data))

    assert send(jpeg(1)).status_code == 302
    assert send(b"%PDF-1.4", "resident").status_code == 302
    assert send(b"MZ").status_code == 422
    inside, outside = order.files.order_by("pk")
    for each in (inside, outside):
        assert client(desk, "li").get(f"/orders/{order.key}/files/{each.key}/").status_code == 200
    assert Client().get(f"/o/{order.link}/files/{outside.key}/").status_code == 200
    assert Client().get(f"/o/{order.link}/files/{inside.key}/").status_code == 404


def test_the_page_without_an_account_leaks_nothing_of_the_work_inside(desk):
    order = desk.order(caller=orders.Caller("张女士", "13812345678"))
    desk.give(order)
    desk.act(order, "comment_on_order", by="qian", stream="internal", text="这家欠费")
    desk.act(order, "comment_on_order", by="qian", stream="resident", text="师傅在路上")
    desk.act(order, "add_cost", what="material", name="灯管", quantity="2", measure="支", amount="36.5")
    desk.act(order, "pause_order", reason="other", words="等老板批")
    answer = Client().get(f"/o/{order.link}/")
    shown = answer.content.decode()
    assert "师傅在路上" in shown
    assert order.number in shown
    for secret in (
        "这家欠费",
        "李师傅",
        "钱师傅",
        "孙主管",
        "36.5",
        "灯管",
        "等老板批",
        "张女士",
        "1381234",
        str(order.key),
    ):
        assert secret not in shown, secret
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert Client().get("/o/nonsense/").status_code == 404


def test_the_customer_writes_and_rates_once(desk):
    order = desk.order()
    desk.give(order)
    link = f"/o/{order.link}/"
    assert Client().post(link, {"act": "rate", "mark": "5"}).status_code == 422
    assert Client().post(link, {"act": "write", "text": "几点到？"}).status_code == 302
    assert OrderComment.objects.get().by_resident
    assert "responded" not in state(order).reached
    desk.act(order, "finish_order", words="好了")
    assert "checked" not in Client().get(link).content.decode()
    assert Client().post(link, {"act": "rate", "mark": "9"}).status_code == 422
    assert Client().post(link, {"act": "rate", "mark": "4", "words": "很快"}).status_code == 302
    assert Client().post(link, {"act": "rate", "mark": "1"}).status_code == 422
    assert order.__class__.objects.get(pk=order.pk).rating.mark == 4
    assert "4 / 5" in page(desk, order)


def test_a_flood_of_messages_is_stopped(desk):
    order = desk.order()
    codes = [Client().post(f"/o/{order.link}/", {"act": "write", "text": str(n)}).status_code for n in range(22)]
    assert codes == [302] * 20 + [429] * 2


def test_an_order_is_given_away_on_a_page_of_its_own(desk):
    order = desk.order()
    shown = client(desk, "sun").get(f"/orders/{order.key}/give/").content.decode()
    assert 'value="assign"' in shown
    assert 'value="assign"' not in client(desk, "qian").get(f"/orders/{order.key}/give/").content.decode()
    given = {"act": "give", "mode": "turn", "post": "维修工", "rev": order.rev}
    assert client(desk, "qian").post(f"/orders/{order.key}/give/", given).status_code == 302
    refused = client(desk, "sun").post(f"/orders/{order.key}/give/", {**given, "mode": "assign"})
    assert refused.status_code == 409
    order.refresh_from_db()
    assert order.holder is not None


def test_the_paper_has_lines_to_sign_on_and_hides_the_number(desk):
    order = desk.order(caller=orders.Caller("张女士", "13812345678"))
    shown = client(desk, "li").get(f"/orders/{order.key}/print/").content.decode()
    assert "sign-lines" in shown
    assert 'class="qr"' in shown
    assert f"/o/{order.link}/" in shown
    # Whoever has the link speaks as the customer.
    for path in ("", "print/"):
        audited = client(desk, "shen").get(f"/orders/{order.key}/{path}").content.decode()
        assert 'class="qr"' not in audited
        assert order.link not in audited
    assert "13812345678" not in shown


def test_the_list_has_pages_and_filters(desk):
    for _each in range(31):
        desk.order()
    desk.order("水管爆裂")
    shown = client(desk, "wang").get("/orders/?state=open").content.decode()
    assert "page=2" in shown
    assert client(desk, "wang").get("/orders/?urgent=1").content.decode().count("<tr tabindex") == 1
    assert "No order fits" in client(desk, "wang").get("/orders/?q=没有这句话").content.decode()
