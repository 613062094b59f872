"""Robots of three services: messages as they want them, signatures that fit, answers read for what they are."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import subprocess
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from guicheng.adapters.robots import SERVICES, Card, hosts_named, verdict_of
from guicheng.adapters.robots.speaking import fitted, item, plain

AT = datetime(2026, 11, 23, 8, 0, 0, 123_000, tzinfo=UTC)
STAMP = 1795420800
CARD = Card("云栖花园", [item("报修超时", "已超 5 分钟", ("查看", "https://g.cn/x"))], lambda n: f"还有 {n} 条")


def openssl(key, text):
    """The signature by another program."""
    told = subprocess.run(
        ["openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt", f"hexkey:{key.encode().hex()}", "-binary"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    return base64.b64encode(told.stdout).decode()


def test_dingtalk_is_signed_in_the_address():
    url, body = SERVICES["dingtalk"].call("https://oapi.dingtalk.com/robot/send?access_token=ab", "SEC+秘", CARD, AT)
    query = parse_qs(urlsplit(url).query)
    assert query["access_token"] == ["ab"]
    assert query["timestamp"] == [f"{STAMP}123"]
    assert query["sign"] == [openssl("SEC+秘", f"{STAMP}123\nSEC+秘")]
    told = json.loads(body)
    assert told["msgtype"] == "markdown"
    assert told["markdown"]["title"] == "云栖花园"
    assert told["markdown"]["text"].startswith("#### 云栖花园\n\n报修超时\n> 已超 5 分钟\n> [查看](https://g.cn/x)")


def test_feishu_is_signed_in_the_body():
    url, body = SERVICES["feishu"].call("https://open.feishu.cn/open-apis/bot/v2/hook/k", "秘密", CARD, AT)
    told = json.loads(body)
    assert url.endswith("/hook/k")
    assert told["timestamp"] == str(STAMP)
    expected = hmac.new(f"{STAMP}\n秘密".encode(), digestmod=hashlib.sha256).digest()
    assert told["sign"] == base64.b64encode(expected).decode()
    assert told["msg_type"] == "interactive"
    assert told["card"]["header"]["template"] == "blue"


def test_without_a_secret_nothing_is_signed():
    for name, address in (
        ("dingtalk", "https://oapi.dingtalk.com/robot/send?access_token=ab"),
        ("feishu", "https://x"),
    ):
        url, body = SERVICES[name].call(address, "", CARD, AT)
        assert url == address
        assert b"sign" not in body


def test_wecom_says_its_title_in_the_text():
    urgent = Card("急", CARD.items, CARD.more, urgent=True)
    for card, colour in ((CARD, "info"), (urgent, "warning")):
        _url, body = SERVICES["wecom"].call("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k", "", card, AT)
        assert f'<font color="{colour}">' in json.loads(body)["markdown"]["content"]


@pytest.mark.parametrize(("name", "most"), [("wecom", 4096), ("dingtalk", 20_000), ("feishu", 20_000)])
def test_a_message_stays_within_what_its_service_takes(name, most):
    card = Card("标" * 300, [item(f"第{n}条" + "很长" * 60) for n in range(300)], lambda n: f"还有 {n} 条")
    _url, body = SERVICES[name].call("https://x/?a=b", "秘" * 50, card, AT)
    told = json.loads(body)
    text = told["markdown"]["content"] if name == "wecom" else body.decode()
    assert len(text.encode()) <= most
    assert "还有" in text


@pytest.mark.parametrize("most", [40, 60, 90, 200, 1000])
def test_what_does_not_fit_is_counted_to_the_last_item(most):
    items = [f"{n}{'字' * 8}" for n in range(20)]
    text = fitted(Card("", items, lambda n: f"+{n}"), most)
    shown = [part for part in text.split("\n\n") if not part.startswith("+")]
    left = int(text.rpartition("+")[2]) if "+" in text else 0
    assert len(shown) + left == 20
    assert len(text.encode()) <= most


def test_one_item_that_is_too_long_is_cut_between_signs():
    text = fitted(Card("", ["字" * 100], lambda n: f"+{n}"), 50)
    assert len(text.encode()) <= 50
    assert text.endswith("字…")
    assert "+1" in fitted(Card("", ["字" * 100, "x"], lambda n: f"+{n}"), 50)


def test_what_people_wrote_rings_nobody_and_links_nowhere():
    assert (
        plain("<at id=all></at> [点我](http://x) **急**\n`x`")
        == "＜at id=all＞＜/at＞ ［点我］(http://x) ＊＊急＊＊ ｀x｀"
    )


ANSWERS = [
    ("wecom", b'{"errcode":0,"errmsg":"ok"}', (True, False, 0)),
    ("wecom", b'{"errcode":45009,"errmsg":"api freq out of limit"}', (False, True, 60)),
    ("wecom", b'{"errcode":93000,"errmsg":"invalid webhook url"}', (False, False, 0)),
    ("wecom", b'{"errcode":40008,"errmsg":"invalid message type"}', (False, True, 0)),
    ("dingtalk", b'{"errcode":0,"errmsg":"ok"}', (True, False, 0)),
    ("dingtalk", b'{"errcode":130101,"errmsg":"send too fast"}', (False, True, 600)),
    ("dingtalk", b'{"errcode":310000,"errmsg":"sign not match"}', (False, False, 0)),
    ("dingtalk", b'{"errcode":-1,"errmsg":"busy"}', (False, True, 0)),
    ("feishu", b'{"code":0,"msg":"success"}', (True, False, 0)),
    ("feishu", b'{"StatusCode":0,"StatusMessage":"success"}', (True, False, 0)),
    ("feishu", b'{"code":19021,"msg":"sign match fail"}', (False, False, 0)),
    ("feishu", b'{"code":11232,"msg":"frequency limited"}', (False, True, 60)),
    ("feishu", b"{}", (False, True, 0)),
    ("feishu", b'{"code":false}', (False, True, 0)),
    ("feishu", b'{"code":{"a":1}}', (False, True, 0)),
    ("feishu", b"[0]", (False, True, 0)),
    ("feishu", b"\xff", (False, True, 0)),
    ("wecom", b"<html>ok</html>", (False, True, 0)),
    ("wecom", b"[" * 100_000, (False, True, 0)),
]


@pytest.mark.parametrize(("name", "body", "expected"), ANSWERS)
def test_an_answer_with_status_200_is_read(name, body, expected):
    verdict = verdict_of(SERVICES[name], 200, body)
    assert (verdict.reason is None, verdict.again, verdict.hold.total_seconds()) == expected


@pytest.mark.parametrize(
    ("status", "after", "again", "hold"),
    [(302, None, False, 0), (404, None, False, 0), (408, None, True, 0), (429, None, True, 60), (429, 5, True, 5),
     (500, None, True, 0), (503, None, True, 0)],
)  # fmt: skip
def test_other_statuses_are_failures(status, after, again, hold):
    verdict = verdict_of(SERVICES["wecom"], status, b'{"errcode":0}', after)
    assert str(status) in verdict.reason.render()
    assert (verdict.again, verdict.hold) == (again, timedelta(seconds=hold))


def test_the_hosts_of_a_service_can_be_said():
    assert hosts_named(SERVICES["feishu"]) == "open.feishu.cn, open.larksuite.com"
