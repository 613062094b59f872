"""A promise and the duty that it speaks of put into one frame: the cells, the event, the act and the review of both."""

from __future__ import annotations

import re
from dataclasses import replace

from guicheng.domain.comparison.bounds import Hours, Use
from guicheng.domain.comparison.scope import Scope
from guicheng.domain.comparison.spoken import Spoken
from guicheng.domain.comparison.tables import stages
from guicheng.domain.comparison.term import Term

#: Endpoints of paperwork, which texts name in many ways for one act.
_PAPER = frozenset(
    {
        "",
        "reported",
        "filed_with",
        "submitted",
        "handled",
        "finished",
        "delivered",
        "handed_over",
        "received",
        "published",
        "notified",
    }
)
#: What is found at a check is reported there and then.
_FOUND = frozenset({"reported", "checked", "discovered"})
#: Mended is what has been put right, whichever word a text has for it.
_MENDED = frozenset({"corrected", "finished", "handled"})
#: How long a case takes from beginning to end, the answer to whoever brought it being the end: 投诉处理时限.
_TAKES = re.compile("处理(?:完毕)?的?(?:时限|期限|时效|时间|用时|周期)")
#: What is dealt with at an office, whatever was checked or accepted before: 验收投用后60天内到市场监管局办理.
_DEALT = re.compile("办|登记|备案|报送|报备|申报")
_EARLIER = frozenset({"accepted", "checked"})
#: 组织完成 is over when it is done.
_GOT_DONE = re.compile("组织[^,;。]{0,8}(?:完成|完毕|好)")
#: What is served is written.
_A_PAPER = re.compile("通知书|送达|发函|去函|函告|公函|告知函|告知书")


def aligned(said: Spoken, term: Term, duty: Term, cell: Scope) -> tuple[Term, Term]:
    """Return both as they are compared: in the cells they share, from one trigger, to one act of paperwork.

    A clause for part of an estate is no looser than the law for that; one that names no trigger means the law's.

    Args:
        said: A promise with the words around it.
        term: The promise as the duty asks, see ``owed``.
        duty: The figure of the duty.
        cell: The cells that both have.
    """
    endpoint = duty.endpoint if _ends_alike(said, term.endpoint, duty.endpoint) else term.endpoint
    bound = term.bound
    if isinstance(bound, Hours) and isinstance(duty.bound, Hours):
        # Law sets hours in which somebody must be there, never hours in which something may be done.
        bound = replace(bound, use=Use.SERVICE)
        duty = replace(duty, bound=replace(duty.bound, use=Use.SERVICE))
    # 电梯发生困人，30分钟内到场: nobody starts before he is told, and whoever counts from the event is as early.
    known = {term.trigger, duty.trigger} <= _FOUND or not duty.trigger or _of_its_own(duty.trigger)
    trigger = duty.trigger if known or term.trigger in {"", "happened"} else term.trigger
    # A share without a period of review is one of each period, whichever a clause names.
    review = duty.review or term.review
    term = replace(
        term,
        key=duty.key,
        scope=cell,
        trigger=trigger,
        endpoint=endpoint,
        bound=bound,
        review=review,
        written=term.written or (duty.written and _A_PAPER.search(said.near) is not None),
    )
    return term, replace(duty, scope=cell, review=review)


def _of_its_own(trigger: str) -> bool:
    """Tell whether an event is none of the course of a case: 合同签订, which texts say in many ways (签约, 签完合同)."""
    return trigger in {stage.name for stage in stages("triggers") if stage.place is None}


def _ends_alike(said: Spoken, mine: str, asked: str) -> bool:
    """Tell whether a clause that ends with one act means the act with which the duty ends."""
    if not mine or not asked or {mine, asked} <= _PAPER or {mine, asked} <= _MENDED:
        return True
    if mine in _EARLIER and asked in _PAPER and _DEALT.search(said.own[1]):
        return True
    if mine == "started":
        return asked in _MENDED and _GOT_DONE.search(said.near) is not None
    return (mine, asked) == ("handled", "replied") and _TAKES.search(said.near) is not None
