"""The first set-up, signing in and out, passwords, second factors and sessions, as people meet them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from tests.apps.standards.company import Company

from guicheng.adapters.setup_key import make_setup_key, read_setup_key
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.services import issue_password
from guicheng.apps.platform.models import AuditEntry

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
WORD = "雨天路滑小心台阶 7"


@pytest.fixture(autouse=True)
def _fresh(settings):
    settings.SECOND_FACTOR = False
    cache.clear()


@pytest.fixture
def company(db):
    found = Company()
    for person in found.people.values():
        person.set_password(WORD)
        person.save()
    return found


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


def sign_in(client, username="chen", password=WORD, **more):
    return client.post("/sign-in/", {"login": username, "password": password, **more})


def acts():
    rows = AuditEntry.objects.order_by("pk").values_list("act", flat=True)
    return [act.removeprefix("organization.") for act in rows]


def code_for(page):
    """What an authenticator app shows now, by RFC 6238."""
    secret = re.search(r'class="secret">(\w+)<', page.content.decode()).group(1)
    moment = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), moment, hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(int.from_bytes(digest[place : place + 4]) & 0x7FFFFFFF) % 1_000_000:06}"


FOUND = {
    "name": "云帆物业", "person_name": "陈晓", "username": "chen", "email": "", "password": WORD, "again": WORD,
}  # fmt: skip


def test_whoever_holds_the_key_sets_the_company_up_once_and_is_signed_in(client, home):
    key = make_setup_key(home)
    assert client.get("/setup/").status_code == 200
    answer = client.post("/setup/", {**FOUND, "key": key})
    assert answer.status_code == 302, answer.content.decode()
    assert "陈晓" in client.get("/account/").content.decode()
    assert read_setup_key(home) == ""
    assert client.get("/setup/").status_code == 404
    assert client.post("/setup/", {**FOUND, "key": key}).status_code == 404


@pytest.mark.parametrize(("changed", "sentence"), [
    ({"key": "aaaa-bbbb"}, "启动密钥不对"),
    ({"again": "另一个密码 8"}, "两次输入的密码不同"),
    ({"password": "12345678901", "again": "12345678901"}, "全是数字"),
    ({"name": ""}, "名称"),
])  # fmt: skip
def test_a_set_up_that_cannot_be_says_why_and_keeps_what_was_typed(client, home, changed, sentence):
    given = {**FOUND, "key": make_setup_key(home), "person_name": "陈小晓", **changed}
    answer = client.post("/setup/", given)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert "陈小晓" in page
    assert WORD not in page
    assert not Unit.objects.exists()


def test_guessing_the_key_is_slowed_down(client, home):
    make_setup_key(home)
    answers = [client.post("/setup/", {**FOUND, "key": "x"}).status_code for _try in range(12)]
    assert answers[0] == 422
    assert answers[-1] == 429


def test_signing_in_and_out_is_kept(client, company):
    answer = sign_in(client)
    assert answer.headers["Location"] == "/"
    assert client.get("/standards/").status_code == 200
    assert client.post("/sign-out/").status_code == 302
    assert client.get("/standards/").headers["Location"] == "/sign-in/?next=%2Fstandards%2F"
    assert acts() == ["sign_in", "sign_out"]


def test_after_signing_in_one_is_where_one_wanted_to_be(client, company):
    page = client.get("/sign-in/?next=/inbox/").content.decode()
    assert 'value="/inbox/"' in page
    assert sign_in(client, next="/inbox/").headers["Location"] == "/inbox/"
    client.post("/sign-out/")
    assert sign_in(client, next="https://elsewhere.example/").headers["Location"] == "/"


def test_a_name_is_known_in_any_width_and_case(client, company):
    assert sign_in(client, username="ＣＨＥＮ ").status_code == 302


def test_a_wrong_password_and_an_absent_name_look_alike(client, company):
    wrong, absent = sign_in(client, password="错的密码错的密码"), sign_in(client, username="nobody", password="x")
    for answer in (wrong, absent):
        assert answer.status_code == 200
        assert "用户名和密码对不上" in answer.content.decode()
    assert acts() == ["refuse_sign_in"]


def test_after_five_wrong_passwords_the_right_one_waits_too(client, company):
    for _try in range(5):
        sign_in(client, password="错的密码错的密码")
    answer = sign_in(client)
    assert answer.status_code == 200
    assert "太频繁" in answer.content.decode()
    assert client.get("/account/").status_code == 302


def test_ended_access_opens_nothing(client, company):
    Person.objects.filter(username="chen").update(is_active=False)
    sign_in(client)
    assert client.get("/account/").headers["Location"].startswith("/sign-in/")


def test_a_first_password_is_replaced_before_anything_else(client, company):
    given = issue_password(actor=company.actor("gao"), key=company.people["chen"].key, at=AT)
    assert sign_in(client, password=given).headers["Location"] == "/account/"
    for page in ("/account/", "/standards/"):
        assert client.get(page).headers["Location"] == "/account/password/"
    assert client.get("/api/v1/units").status_code == 401
    own = "山月随人归 2026"
    answer = client.post("/account/password/", {"present": given, "password": own, "again": own})
    assert answer.status_code == 302, answer.content.decode()
    assert answer.headers["Location"] == "/"
    assert client.get("/standards/").status_code == 200
    assert client.get("/api/v1/units").status_code == 200


@pytest.mark.parametrize(("changed", "sentence"), [
    ({"present": "不是这个"}, "现在的密码不对"),
    ({"again": "不一样的密码 1"}, "两次输入的密码不同"),
    ({"password": "短", "again": "短"}, "至少"),
    ({"password": WORD, "again": WORD}, "要和现在的不同"),
])  # fmt: skip
def test_a_password_that_cannot_be_is_refused(client, company, changed, sentence):
    sign_in(client)
    good = {"present": WORD, "password": "山月随人归 2026", "again": "山月随人归 2026"}
    answer = client.post("/account/password/", {**good, **changed})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Person.objects.get(username="chen").check_password(WORD)


def test_another_password_ends_every_other_session_and_keeps_this_one(client, company):
    other = type(client)()
    for browser in (client, other):
        sign_in(browser)
    own = "山月随人归 2026"
    client.post("/account/password/", {"present": WORD, "password": own, "again": own})
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    assert client.get("/account/").content.decode().count("本浏览器") == 1


def test_a_session_elsewhere_is_ended_at_once(client, company):
    other = type(client)(headers={"user-agent": "Mozilla/5.0 (Linux; Android 9) Chrome/99 Mobile Safari/537"})
    for browser in (client, other):
        sign_in(browser)
    page = client.get("/account/").content.decode()
    assert "Chrome · Android" in page
    number = re.search(r'name="session" value="(\d+)"', page).group(1)
    client.post("/account/", {"act": "end", "session": number})
    assert other.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_nobody_ends_the_session_of_somebody_else(client, company):
    other = type(client)()
    sign_in(other, username="lin")
    sign_in(client)
    from allauth.usersessions.models import UserSession

    theirs = UserSession.objects.get(user=company.people["lin"])
    assert client.post("/account/", {"act": "end", "session": theirs.pk}).status_code == 404
    assert other.get("/account/").status_code == 200


def test_an_administrator_sets_up_a_second_factor_first_and_is_asked_for_it(
    client, company, settings, django_capture_on_commit_callbacks
):
    settings.SECOND_FACTOR = True
    sign_in(client, username="gao")
    assert client.get("/inbox/").headers["Location"] == "/account/second-factor/add/"
    page = client.get("/account/second-factor/add/")
    wrong = client.post("/account/second-factor/add/", {"code": "000000"})
    assert "验证码不对" in wrong.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/account/second-factor/add/", {"code": code_for(page)})
    assert answer.headers["Location"] == "/account/recovery-codes/"
    codes = re.findall(r"<li><code>(\S+?)</code>", client.get("/account/recovery-codes/").content.decode())
    assert len(codes) == 10
    client.post("/sign-out/")
    assert sign_in(client, username="gao").headers["Location"].startswith("/sign-in/code/")
    assert client.get("/inbox/").status_code == 302
    assert client.post("/sign-in/code/", {"code": "123"}).status_code == 200
    assert client.post("/sign-in/code/", {"code": codes[0]}).status_code == 302
    assert client.get("/inbox/").status_code == 200
    assert "add_second_factor" in acts()


def test_the_secret_of_the_second_factor_is_not_readable_in_the_database(client, company):
    sign_in(client, username="gao")
    page = client.get("/account/second-factor/add/")
    client.post("/account/second-factor/add/", {"code": code_for(page)})
    from allauth.mfa.models import Authenticator

    secret = re.search(r'class="secret">(\w+)<', page.content.decode()).group(1)
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_the_second_factor_is_removed_by_its_owner(client, company):
    sign_in(client, username="gao")
    page = client.get("/account/second-factor/add/")
    client.post("/account/second-factor/add/", {"code": code_for(page)})
    assert client.get("/account/second-factor/remove/").status_code == 200
    assert client.post("/account/second-factor/remove/").headers["Location"] == "/account/second-factor/"
    assert client.get("/account/second-factor/").headers["Location"] == "/account/"
    assert "设置第二重验证" in client.get("/account/").content.decode()


def test_the_chosen_language_comes_along(client, company):
    sign_in(client)
    client.post("/account/", {"act": "language", "language": "en"})
    assert "My account" in client.get("/account/").content.decode()
    other = type(client)()
    sign_in(other)
    assert "My account" in other.get("/account/").content.decode()
    assert client.post("/account/", {"act": "language", "language": "xx"}).status_code == 422


@pytest.mark.parametrize("address", [
    "/account/places/company/x/", "/account/places/company/x/back/", "/account/places/dingtalk/",
    "/account/places/feishu/back/", "/account/places/weixin/",
])  # fmt: skip
def test_a_place_that_is_not_set_up_is_an_absent_page(client, db, address):
    assert client.get(address).status_code == 404


def test_a_place_that_is_set_up_is_offered_and_led_to(client, db, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"feishu": {"APPS": [{"client_id": "cli_a", "secret": "b", "key": ""}]}}
    assert "/account/places/feishu/" in client.get("/sign-in/").content.decode()
    assert client.get("/account/places/feishu/").status_code == 200
    answer = client.post("/account/places/feishu/")
    assert answer.headers["Location"].startswith("https://")
    assert "cli_a" in answer.headers["Location"]


@pytest.fixture
def clock_at(monkeypatch):
    """Let the clock of the service stand so many minutes after the begin of the test."""
    begin = timezone.now()

    def set_to(minutes):
        monkeypatch.setattr(timezone, "now", lambda: begin + timedelta(minutes=minutes))

    return set_to


def test_a_session_in_which_nothing_is_done_ends_and_asking_by_itself_is_nothing(client, company, settings, clock_at):
    client.post("/sign-in/", {"login": "chen", "password": WORD})
    assert client.get("/account/").status_code == 200
    clock_at(minutes=90)
    assert client.get("/account/").status_code == 200
    clock_at(minutes=200)
    client.post("/standards/KF-03/presence/", {})
    clock_at(minutes=215)
    assert client.get("/account/").headers["Location"] == "/sign-in/?next=%2Faccount%2F"


def test_who_stays_signed_in_on_a_device_of_their_own_is_not_ended_for_doing_nothing(client, company, clock_at):
    client.post("/sign-in/", {"login": "chen", "password": WORD, "remember": "on"})
    clock_at(minutes=60 * 24)
    assert client.get("/account/").status_code == 200


def test_a_refusal_is_written_down_without_a_name(client, company, caplog):
    client.post("/sign-in/", {"login": "qian", "password": WORD})
    assert client.get("/audit/").status_code == 404
    assert f"refused GET audit to {company.people['qian'].key} at 127.0.0.1" in caplog.text
