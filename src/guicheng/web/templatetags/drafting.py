"""Tags around drafts: who may do what, and the pages that stand beside a clause."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from guicheng.web.actor import actor_of
from guicheng.web.drafts import DraftCard
from guicheng.web.standards_list import TRADES
from guicheng.web.wording import Word

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: dict[str, Any], permission: str) -> bool:
    """Tell whether whoever looks at the page has a permission anywhere; for entry points, never in place of a check."""
    request = context.get("request")
    return request is not None and actor_of(request).may_anywhere(permission)


@register.simple_tag
def beside(card: DraftCard, name: str) -> str:
    """Return the address of a page of the standard, ``threads`` or ``history``, narrowed to one clause."""
    code = unquote(card.href.rsplit("/clauses/", 1)[0].rsplit("/", 1)[1])
    return f"{reverse(name, args=[code])}?{urlencode({'clause': card.key})}"


@register.simple_tag
def trade(value: str) -> Word:
    """Return the word of a kind of service, a dash for none."""
    return TRADES.get(value, "—")
