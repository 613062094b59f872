"""Robots of group chats: how each of the three services wants to be told, and how it says that it was not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from guicheng.adapters.robots import dingtalk, feishu, wecom
from guicheng.adapters.robots.speaking import Card, Service, Verdict, hosts_named, verdict_of

#: Name of a service → how it is spoken to.
SERVICES: Final[Mapping[str, Service]] = {
    "wecom": wecom.SERVICE,
    "dingtalk": dingtalk.SERVICE,
    "feishu": feishu.SERVICE,
}

__all__ = ["SERVICES", "Card", "Service", "Verdict", "hosts_named", "verdict_of"]
