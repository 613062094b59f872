"""Group robots of Feishu (飞书): cards, signed in the body, of at most 20 kB a call.

The signature is HMAC-SHA256 over nothing, with timestamp, line feed and secret as key, in Base64; the timestamp is in
seconds and may be an hour off. Source: open.feishu.cn, 自定义机器人使用指南. Feishu takes 100 messages a minute; people in a
group do not, so 20 hold here too.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from guicheng.adapters.robots.speaking import Card, Service
from guicheng.domain.values.message import _


def _compose(address: str, secret: str, card: Card, text: str, at: datetime) -> tuple[str, Mapping[str, Any]]:
    head = {"title": {"tag": "plain_text", "content": card.title[:100]}, "template": "red" if card.urgent else "blue"}
    shown = {"header": head, "elements": [{"tag": "markdown", "content": text}]}
    told: dict[str, Any] = {"msg_type": "interactive", "card": shown}
    if secret:
        stamp = str(int(at.timestamp()))
        digest = hmac.new(f"{stamp}\n{secret}".encode(), b"", hashlib.sha256).digest()
        told |= {"timestamp": stamp, "sign": base64.b64encode(digest).decode()}
    return address, told


def _code(told: Mapping[str, Any]) -> tuple[object, str]:
    # The older form of the answer names them StatusCode and StatusMessage.
    code = told.get("code", told.get("StatusCode"))
    return code, str(told.get("msg", told.get("StatusMessage", "")))


SERVICE: Final = Service(
    title=_("Feishu"),
    hosts=frozenset({"open.feishu.cn", "open.larksuite.com"}),
    paths=("/open-apis/bot/v2/hook/",),
    # Of 20 kB for the whole call.
    most_bytes=15_000,
    signs=True,
    compose=_compose,
    code=_code,
    too_fast={11232: timedelta(minutes=1)},
    known={
        19001: _("The robot was removed from its group, or its address was copied in part. Set it up anew."),
        19021: _("The secret for signing is not that of the robot, or the clock of this service is wrong."),
        19022: _("The robot takes messages from a list of IPs only, and that of this service is not on it."),
        19024: _("The robot takes only messages with its keywords. Let it check the signature instead."),
    },
)
