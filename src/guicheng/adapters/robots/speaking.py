"""What all robots have in common: a card that fits, and an answer that is read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Signs that make links, names that ring and bold letters in the three dialects of Markdown, and their plain looks.
_PLAIN: Final = str.maketrans({"<": "＜", ">": "＞", "[": "［", "]": "］", "*": "＊", "`": "｀", "#": "＃", "\\": "＼"})
_OK: Final = 200
_TOO_MANY: Final = 429


@dataclass(frozen=True, slots=True)
class Card:
    """A message for a group.

    Args:
        title: One line.
        items: What there is to say, in Markdown made by ``item``.
        more: Says how many items did not fit.
        urgent: Whether it is to stand out.
    """

    title: str
    items: Sequence[str]
    more: Callable[[int], str]
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an answer is to be understood.

    Args:
        reason: Why nothing was said in the group; None where it was.
        again: Whether a later attempt may go better.
        hold: How long nothing is to be sent at all.
    """

    reason: Message | None = None
    again: bool = False
    hold: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Service:
    """One service of group chats.

    Args:
        title: Its name.
        hosts: Where its robots live.
        paths: How the paths of its robots begin.
        most_bytes: How long the Markdown of a message may be, in UTF-8.
        signs: Whether a robot of it can have a secret.
        compose: Address, secret, title, Markdown, urgency and moment → where to, and what.
        code: Where the code of an answer stands, and what was said.
        too_fast: Codes that ask to wait, and for how long.
        known: Codes that no attempt will change, with what to do.
    """

    title: Message
    hosts: frozenset[str]
    paths: tuple[str, ...]
    most_bytes: int
    signs: bool
    compose: Callable[[str, str, Card, str, datetime], tuple[str, Mapping[str, Any]]]
    code: Callable[[Mapping[str, Any]], tuple[object, str]]
    too_fast: Mapping[object, timedelta] = field(default_factory=dict)
    known: Mapping[object, Message] = field(default_factory=dict)

    def call(self, address: str, secret: str, card: Card, at: datetime) -> tuple[str, bytes]:
        """Return where a card goes and the body of the call.

        Args:
            address: Of the robot, as its group shows it.
            secret: What it is signed with, "" for none.
            card: What to say.
            at: Now, with time zone.
        """
        url, told = self.compose(address, secret, card, fitted(card, self.most_bytes), at)
        return url, json.dumps(told, ensure_ascii=False).encode()


def plain(text: str) -> str:
    """Return text that no dialect of Markdown reads as anything else, in one line."""
    return " ".join(text.translate(_PLAIN).split())


def item(title: str, text: str = "", link: tuple[str, str] | None = None) -> str:
    """Return something to say as Markdown.

    Args:
        title: In one line.
        text: What there is to say beyond it.
        link: Words and address of a link.
    """
    said = plain(title) + (f"\n> {plain(text)}" if text else "")
    return said + (f"\n> [{plain(link[0])}]({link[1]})" if link else "")


def fitted(card: Card, most: int) -> str:
    """Return the items of a card as Markdown of at most so many bytes, with how many did not fit."""
    kept: list[str] = []
    for number, each in enumerate(card.items):
        rest = len(card.items) - number - 1
        tried = "\n\n".join([*kept, each])
        ending = f"\n\n{card.more(rest)}" if rest else ""
        if len((tried + ending).encode()) > most:
            break
        kept.append(each)
    left = len(card.items) - len(kept)
    if not kept:
        return _cut(card.items[0], most - len(card.more(left).encode()) - 8) + (
            f"\n\n{card.more(left - 1)}" if left > 1 else ""
        )
    return "\n\n".join([*kept, *([card.more(left)] if left else [])])


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore").rstrip() + "…"


def verdict_of(service: Service, status: int, body: bytes, retry_after: int | None = None) -> Verdict:
    """Read an answer: the three services say what went wrong in the body of an answer with status 200.

    Args:
        service: Who answers.
        status: HTTP status.
        body: What was answered.
        retry_after: Seconds that the header ``Retry-After`` names.
    """
    if status != _OK:
        return _of_status(service, status, retry_after)
    try:
        told = json.loads(body)
        code, said = service.code(told) if isinstance(told, dict) else (None, "")
    except (ValueError, RecursionError):
        code, said = None, ""
    if not isinstance(code, int | str):
        code = None
    if code == 0 and not isinstance(code, bool):
        return Verdict()
    if code in service.too_fast:
        return Verdict(
            _("{service} takes no more at this moment.", service=service.title), again=True, hold=service.too_fast[code]
        )
    if code is None:
        return Verdict(_("{service} answered something that can't be read.", service=service.title), again=True)
    if code in service.known:
        return Verdict(service.known[code])
    refused = _("{service} refused the message: {code} {said}", service=service.title, code=str(code), said=said[:200])
    return Verdict(refused, again=True)


def _of_status(service: Service, status: int, retry_after: int | None) -> Verdict:
    told = _("{service} answered with status {status}.", service=service.title, status=str(status))
    if status == _TOO_MANY:
        return Verdict(told, again=True, hold=timedelta(seconds=retry_after or 60))
    return Verdict(told, again=status >= 500 or status == 408)


def hosts_named(service: Service) -> str:
    """Return the hosts of a service for a sentence."""
    return ", ".join(sorted(service.hosts))
