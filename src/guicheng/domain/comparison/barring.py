"""How two clauses stand of which each bans deeds, lets them be done only on terms, orders or allows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from guicheng.domain.comparison.gates import Listed, Rule, Sort, rules_of, words_in
from guicheng.domain.comparison.opposites import are_opposite
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.comparison.verdict import Verdict, Witness
from guicheng.domain.values.message import _

#: Whose home it is and who runs the estate goes without saying, but not where one of them agrees.
_UNSAID: Final = frozenset({"业主", "物业", "本人", "失主", "进入", "搬运", "用", "现场", "上岗"})
PARTIES: Final = frozenset({"业主", "物业"})
AGREES: Final = frozenset({"同意", "确认", "签字", "授权", "陪同", "在场"})
#: What somebody has or gets who is let through.
_TERMS: Final = AGREES | {"证件", "身份证", "放行条", "证", "佩戴"}
#: Words that make a need or a ban narrower.
_NARROWING: Final = frozenset({"书面", "全程", "当面"})
#: Verbs of what one may have with one another: 佩戴工牌, 佩戴安全帽.
_CARRYING: Final = frozenset({"佩戴", "提交"})
_AT_WILL: Final = "擅自"
NEEDING: Final = frozenset({Sort.GATE, Sort.DUTY})
_PERMITTING: Final = frozenset({Sort.LEAVE, Sort.FREE})
_NOBODY: Final[frozenset[str]] = frozenset()
#: What the name of a post says of its work: 维修人员入户 is 入户维修.
_POSTS: Final = {
    "engineer": frozenset({"维修", "维修工"}),
    "cleaner": frozenset({"清扫", "保洁员"}),
    "guard": frozenset({"岗位", "保安"}),
}
#: Some of everybody.
_GROUPS: Final = frozenset(
    {"外来人员", "访客", "快递员", "外卖员", "施工", "租户", "商户", "装修", "外来施工人员", "陌生"}
)
#: Words of a kind, behind 任何, of which whatever else a ban on the same deed names is one.
_KINDS: Final = frozenset({"物品", "堆放", "信息", "构筑物", "构", "筑", "植物", "植", "物"})
#: Before or after; a gate asks for something before.
_TIMES: Final = frozenset({"前", "后"})
_STAFF: Final = "staff"
_COMPANY: Final = "company"
_OWNER: Final = "owner"
_ANYBODY: Final = "any"
_KEEPING: Final = frozenset({Verdict.EQUAL, Verdict.TIGHTER})
#: Fewest words of a deed by which it is known again.
_FEWEST: Final = 2


def compared_as_rules(mine: str, theirs: str) -> Pairing | None:
    """Return how two clauses stand that measure nothing, None where that is not understood or not settled.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.
    """
    first, second = rules_of(mine), rules_of(theirs)
    if not first or not second:
        return None
    verdict = _verdict(first, second)
    if verdict is Verdict.CONFLICT:
        example = _("One asks for what the other stops: “{a}”, “{b}”.", a=mine, b=theirs)
        return Pairing(verdict, Witness(ANYWHERE, example))
    if verdict is Verdict.LOOSER:
        return Pairing(verdict, Witness(ANYWHERE, _("Only the second clause promises “{b}”.", b=theirs)))
    return Pairing(verdict) if verdict is not None else None


def _verdict(first: Sequence[Rule], second: Sequence[Rule]) -> Verdict | None:
    found = {(i, j): _between(a, b) for i, a in enumerate(first) for j, b in enumerate(second)}
    if Verdict.CONFLICT in found.values():
        return Verdict.CONFLICT
    if len(found) == 1:
        return found[0, 0]
    forward = all(any(found[i, j] in _KEEPING for i in range(len(first))) for j in range(len(second)))
    swapped = {pair: verdict.swapped if verdict else None for pair, verdict in found.items()}
    back = all(any(swapped[i, j] in _KEEPING for j in range(len(second))) for i in range(len(first)))
    if forward and back:
        return Verdict.EQUAL
    if any(rule.sort in _PERMITTING for rule in (*first, *second)):
        # What is allowed besides makes nothing tighter.
        return None
    return Verdict.TIGHTER if forward else Verdict.LOOSER if back else None


def _between(a: Rule, b: Rule) -> Verdict | None:
    """Return how two rules stand, None where that is not settled."""
    if a.sort is b.sort or {a.sort, b.sort} <= NEEDING:
        return _of_one_sort(a, b)
    if a.sort is Sort.BAN and b.sort in NEEDING:
        return _ban_beside_need(a, b)
    if b.sort is Sort.BAN and a.sort in NEEDING:
        turned = _ban_beside_need(b, a)
        return turned.swapped if turned else None
    return Verdict.CONFLICT if _is_allowed(a, b) or _is_allowed(b, a) else None


def _of_one_sort(a: Rule, b: Rule) -> Verdict | None:
    """Return how two bans, two needs or two leaves stand."""
    wider = _wider(a, b)
    if wider is None or are_crossed(a, b) or are_crossed(b, a) or _are_turned(a, b):
        return None
    if a.sort is b.sort is Sort.DUTY and _undo(a, b):
        return Verdict.CONFLICT
    more, less = beyond(a, b) - _POSTS.get(b.doer, _NOBODY), beyond(b, a) - _POSTS.get(a.doer, _NOBODY)
    if not more and not less:
        return _in_order(a, b) if a.ordered or b.ordered else _by_width(a, b, wider)
    return None if a.sort is Sort.LEAVE else _on_more(a, b, more, less, wider)


def _on_more(a: Rule, b: Rule, more: frozenset[str], less: frozenset[str], wider: int) -> Verdict | None:
    """Return how two rules stand of which one, or each, says more than the other."""
    if more and less:
        return _any_beside_one(a, b, more, less) or _overlapping(a, b, more, less)
    listed = (more and _is_of_lists(more, a)) or (less and _is_of_lists(less, b))
    if a.sort is Sort.BAN and a.every is not b.every and listed:
        # 易燃、易爆物品 are some of 任何物品, but 电话、住址 are more than 任何电话 that is told.
        return None
    if more:
        return Verdict.LOOSER if _is_for_more(b, a, more) else _with_more(a, b, more, wider)
    turned = Verdict.LOOSER if _is_for_more(a, b, less) else _with_more(b, a, less, -wider)
    return turned.swapped if turned else None


def _any_beside_one(a: Rule, b: Rule, more: frozenset[str], less: frozenset[str]) -> Verdict | None:
    """Return how a ban on all things of a kind stands to one on some of them: 任何物品, 花盆."""
    if a.sort is not Sort.BAN or a.every is b.every:
        return None
    kind, some = (more, less) if a.every else (less, more)
    deed = (b if a.every else a).deed
    last = tuple(word for word in deed[-1] if word not in _UNSAID)
    if not kind <= _KINDS or len(deed) > 1 or not set(last[-len(some) :]) <= some:
        return None
    return Verdict.TIGHTER if a.every else Verdict.LOOSER


def _is_for_more(rule: Rule, other: Rule, over: frozenset[str]) -> bool:
    """Tell whether a rule is for everybody or everything of which another one, in more words, names some."""
    if rule.doer == _ANYBODY and over <= _GROUPS:
        return True
    return rule.sort is Sort.BAN and rule.every and not _is_of_lists(over, other)


def _in_order(a: Rule, b: Rule) -> Verdict | None:
    """Return how two orders stand that list the same things of which one comes before the other."""
    first, second = ([frozenset(each) for each in rule.need] for rule in (a, b))
    if not (a.ordered and b.ordered) or a.doer != b.doer:
        return None
    if first == second:
        return Verdict.EQUAL
    return Verdict.CONFLICT if frozenset(first) == frozenset(second) else None


def _by_width(a: Rule, b: Rule, wider: int) -> Verdict | None:
    """Return how two rules on the same words stand, which may bind more people, or ask for one of what is listed."""
    choice = int(b.either) - int(a.either)
    if choice and wider and choice != wider:
        return None
    return {1: Verdict.TIGHTER, -1: Verdict.LOOSER, 0: Verdict.EQUAL}[choice or wider]


def _with_more(a: Rule, b: Rule, more: frozenset[str], wider: int) -> Verdict | None:
    """Return how a rule stands to another one of which it says all, and more."""
    if a.sort is Sort.BAN and more == {_AT_WILL}:
        return Verdict.LOOSER if wider <= 0 else None
    if a.either:
        return Verdict.LOOSER if wider <= 0 and _are_listed(more, a.need) and not _beyond_list(more, a.deed) else None
    if b.either or wider < 0:
        return None
    more -= _NARROWING - words_in(a.deed)
    return Verdict.TIGHTER if not more or _is_of_lists(more, a) else None


def _overlapping(a: Rule, b: Rule, more: frozenset[str], less: frozenset[str]) -> Verdict | None:
    """Return that two rules overlap where each lists what the other doesn't, or needs something else for one deed."""
    if a.either or b.either:
        return None
    if _is_of_lists(more, a) and _is_of_lists(less, b):
        return Verdict.COMPATIBLE
    one_deed = {a.sort, b.sort} <= NEEDING and not (more & words_in(a.deed) or less & words_in(b.deed))
    apart = words_in(a.need) & words_in(b.need) <= _CARRYING and "证件" not in more | less
    return Verdict.COMPATIBLE if one_deed and apart else None


def _ban_beside_need(ban: Rule, other: Rule) -> Verdict | None:
    """Return how a ban stands to what another rule asks of a deed, or lets be done on terms."""
    words = ban.words - _UNSAID
    if len(ban.words) < _FEWEST or _wider(ban, other) is None or _AT_WILL in words:
        return None
    need = words_in(other.need)
    if other.sort is Sort.DUTY and words <= other.words and words & need:
        return Verdict.CONFLICT
    # 投诉须登记 wants complaints taken; it lets nobody through on terms.
    terms = other.sort is Sort.GATE or need & _TERMS
    deed = words <= words_in(other.deed) or (other.act in ban.words and words <= other.words and not need <= words)
    return Verdict.TIGHTER if terms and deed else None


def _is_allowed(leave: Rule, other: Rule) -> bool:
    """Tell whether a rule allows what another one bans, or without what the other one asks for."""
    deed = words_in(other.deed) - _UNSAID
    if leave.sort not in _PERMITTING or not deed or not _may_be_the_same(leave, other):
        return False
    if not deed <= words_in(leave.deed):
        return False
    if leave.sort is Sort.FREE:
        return other.sort in NEEDING and words_in(leave.need) <= words_in(other.need)
    if other.sort is Sort.BAN:
        return _AT_WILL not in deed
    return other.sort is Sort.GATE and not (words_in(other.need) - words_in(other.deed)) & words_in(leave.deed)


def _may_be_the_same(leave: Rule, other: Rule) -> bool:
    """Tell whether those who are allowed something may be those whom the other rule binds."""
    return other.doer in {leave.doer, _ANYBODY, ""}


def _wider(a: Rule, b: Rule) -> int | None:
    """Return 1 where the first binds more people, -1 where the second does, None where they bind others."""
    # What the company does on terms one of its posts does.
    own = {"", _COMPANY} if {a.sort, b.sort} <= NEEDING else {""}
    if {a.doer, b.doer} == {_COMPANY, _OWNER}:
        return None
    if a.doer == b.doer or own & {a.doer, b.doer}:
        return 0
    for wide in (_ANYBODY, _COMPANY, _STAFF):
        if wide in {a.doer, b.doer}:
            return 1 if a.doer == wide else -1
    return None


def _undo(a: Rule, b: Rule) -> bool:
    """Tell whether two orders ask for states of one thing of which one undoes the other."""
    one_thing = words_in(a.deed) - _UNSAID == words_in(b.deed) - _UNSAID
    return one_thing and any(
        are_opposite(mine, theirs)
        for mine in words_in(a.need) - words_in(b.need)
        for theirs in words_in(b.need) - words_in(a.need)
    )


def _are_turned(a: Rule, b: Rule) -> bool:
    """Tell whether one rule asks for something before what the other asks it after: 进场前签订, 进场后签订."""
    first, second = ("前" if rule.sort is Sort.GATE else _TIMES & words_in(rule.deed) for rule in (a, b))
    return bool(first and second) and frozenset(first) != frozenset(second)


def beyond(a: Rule, b: Rule) -> frozenset[str]:
    """Return the words of a rule that another one lacks, without those that go without saying."""
    needed = words_in(a.need) if words_in(a.need) & AGREES else frozenset()
    # 业主的信息,本人没同意的 lacks the consent of the owner.
    named = words_in(b.need) | (PARTIES if "本人" in words_in(b.need) else frozenset())
    others = b.words - (needed & PARTIES - named)
    times = _TIMES if {a.sort, b.sort} <= NEEDING else frozenset()
    return a.words - others - times - (_UNSAID - (needed - {"本人"}))


def are_crossed(a: Rule, b: Rule) -> bool:
    """Tell whether what one rule needs is the deed of the other: 登记后方可进入, 进入后方可登记."""
    return bool(b.act) and b.act in words_in(a.need) - words_in(a.deed) and b.act not in words_in(b.need)


def _is_of_lists(more: frozenset[str], rule: Rule) -> bool:
    """Tell whether words are all those of whole things in the lists of a rule."""
    return all(
        _are_listed(more & words_in(listed), listed) for listed in (rule.deed, rule.need) if more & words_in(listed)
    )


def _beyond_list(more: frozenset[str], listed: Listed) -> bool:
    return bool(more & words_in(listed))


def _are_listed(more: frozenset[str], listed: Listed) -> bool:
    """Tell whether words are whole things of a list; the first one may begin with, and the last end in, what all share.

    Of 业主的电话、住址外泄 the second thing is 住址.
    """
    if len(listed) == 1 or all(more >= frozenset(each) for each in listed):
        return False
    for place, each in enumerate(listed):
        others = frozenset(word for at, other in enumerate(listed) if at != place for word in other)
        ahead = others if place else others | frozenset(each)
        behind = others if place < len(listed) - 1 else others | frozenset(each)
        found = [index for index, word in enumerate(each) if word in more]
        if not found:
            continue
        begin, end = found[0], found[-1] + 1
        if (
            not (more | _UNSAID | _TIMES).issuperset(each[begin:end])
            or not (ahead | _UNSAID).issuperset(each[:begin])
            or not (behind | _UNSAID).issuperset(each[end:])
        ):
            return False
    return True
