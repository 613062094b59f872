"""Group robots of WeCom (企业微信): Markdown of at most 4096 bytes, 20 messages a minute, no signature.

Source: developer.work.weixin.qq.com, 群机器人配置说明 (path/91770).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from guicheng.adapters.robots.speaking import Card, Service, plain
from guicheng.domain.values.message import _


def _compose(address: str, _secret: str, card: Card, text: str, _at: datetime) -> tuple[str, Mapping[str, Any]]:
    colour = "warning" if card.urgent else "info"
    content = f'<font color="{colour}">**{plain(card.title)[:100]}**</font>\n{text}'
    return address, {"msgtype": "markdown", "markdown": {"content": content}}


def _code(told: Mapping[str, Any]) -> tuple[object, str]:
    return told.get("errcode"), str(told.get("errmsg", ""))


SERVICE: Final = Service(
    title=_("WeCom"),
    hosts=frozenset({"qyapi.weixin.qq.com"}),
    paths=("/cgi-bin/webhook/send",),
    # Of 4096; the title takes its part.
    most_bytes=3600,
    signs=False,
    compose=_compose,
    code=_code,
    too_fast={45009: timedelta(minutes=1)},
    known={93000: _("The robot was removed from its group, or its address was copied in part. Set it up anew.")},
)
