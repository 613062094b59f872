"""Group robots of DingTalk (钉钉): Markdown, signed in the address, 20 messages a minute; over it, muted for ten minutes.

The signature is HMAC-SHA256 over timestamp, line feed and secret, with the secret as key, in Base64; the timestamp is
in milliseconds and may be an hour off. Source: open.dingtalk.com, 自定义机器人安全设置 and 自定义机器人接入.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from guicheng.adapters.robots.speaking import Card, Service, plain
from guicheng.domain.values.message import _


def _compose(address: str, secret: str, card: Card, text: str, at: datetime) -> tuple[str, Mapping[str, Any]]:
    title = plain(card.title)[:100]
    told = {"msgtype": "markdown", "markdown": {"title": title, "text": f"#### {title}\n\n{text}"}}
    return (f"{address}&{_signature(secret, at)}" if secret else address), told


def _signature(secret: str, at: datetime) -> str:
    stamp = str(round(at.timestamp() * 1000))
    digest = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
    return urlencode({"timestamp": stamp, "sign": base64.b64encode(digest).decode()})


def _code(told: Mapping[str, Any]) -> tuple[object, str]:
    return told.get("errcode"), str(told.get("errmsg", ""))


_GONE: Final = _("The robot was removed from its group, or its address was copied in part. Set it up anew.")

SERVICE: Final = Service(
    title=_("DingTalk"),
    hosts=frozenset({"oapi.dingtalk.com"}),
    paths=("/robot/send",),
    # Of 20,000 for the whole call.
    most_bytes=15_000,
    signs=True,
    compose=_compose,
    code=_code,
    too_fast={130101: timedelta(minutes=10), 410100: timedelta(minutes=10)},
    known={
        310000: _("The robot asks for another proof: look up its secret for signing, its keywords or its list of IPs."),
        300001: _GONE,
        300005: _GONE,
        400101: _GONE,
        400102: _("The robot was stopped in its group. Start it there again."),
        400013: _("The group of this robot was dissolved."),
    },
)
