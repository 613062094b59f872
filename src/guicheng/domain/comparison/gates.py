"""What a clause that measures nothing says of a deed: it is banned, or done only once something else is, or allowed.

Two authors say one gate in many ways: 未经业主同意不得入户, 入户须征得业主同意, 业主同意后方可入户. Here each clause is
read into rules, however it is put: a deed with what it needs, of which lists such as 身份证和取件码 are the parts. A
clause of which any part is not understood has no rules at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison import tables
from guicheng.domain.comparison.act_words import words_of_act
from guicheng.domain.comparison.modal_signs import FREE, MAY, MUST, NO, ONLY, is_open, listing, plainly, signed

#: A list of things or deeds, each the words of one of them in order of place.
Listed = tuple[tuple[str, ...], ...]


class Sort(StrEnum):
    """What a rule says of its deed."""

    BAN = "ban"
    GATE = "gate"  # nobody does it without what it needs
    DUTY = "duty"  # whoever does it, or wherever it comes up, does what it needs
    LEAVE = "leave"
    FREE = "free"  # it needs nothing of the kind


@dataclass(frozen=True, slots=True)
class Rule:
    """What is said of one deed.

    Args:
        sort: What is said of it.
        deed: The deed with its case and its objects, listed.
        need: What it needs, listed; nothing for a ban.
        either: Whether one of what is listed is enough.
        ordered: Whether what is listed is to be done in that order.
        doer: Whom it binds: ``any``, ``company``, ``staff`` or a kind of post; "" where nobody is named.
        act: The last word of what a gate lets be done, "" where that is not told apart from its case.
        every: Whether it says to hold for all things of a kind: 任何物品.
    """

    sort: Sort
    deed: Listed
    need: Listed = ()
    either: bool = False
    ordered: bool = False
    doer: str = ""
    act: str = ""
    every: bool = False

    @property
    def words(self) -> frozenset[str]:
        """All words of the deed and of what it needs."""
        return words_in(self.deed) | words_in(self.need)


_ANYBODY: Final = "任何人员?|任何单位(?:和|或|及)个人|所有人员?|一切人员|人人"
_STAFF: Final = "(?:物业|公司|全体|所有|各岗位?|本公司|当班|在岗)?(?:员工|工作人员|服务人员|物业人员|职工)"
#: Posts that other rooms take for places or for nobody in particular.
_POSTS: Final = {"门岗": "guard", "师傅": "engineer"}
_AGREES: Final = "同意|批准|审批|确认|签字|许可(?!证)|授权|陪同|在场|到场|点头|审核"
#: What stands before what a deed needs where no modal verb does: 经主管签字后方可.
_NEEDS: Final = re.compile(
    "只有|先(?!生|进)|出示|须|(?<![已曾])经(?![理营济])|凭|(?<![主支维坚保])持(?!续)|取得|征得|得到|(?<![理自])由|(?<![没所持])有(?!效|关|偿)"
)
_NEGATED: Final = re.compile(
    f"^(?P<a>[^{NO}{MUST}{ONLY}{MAY}{FREE}]*?)(?P<neg>既?没有?(?:经过?)?|未经过?|未能?|(?<!与)无(?![关故人])|非经|不(?=[系戴穿佩持登办交出签带经]))"
    f"(?P<r>[^{NO}{MUST}{ONLY}{MAY}{FREE}]{{2,30}}?)(?P<end>的人员?|的(?!{_AGREES}|书面|动)|者|之?前|时)?"
    f",?(?P<b>(?<=[,的者前时人员])[^,{NO}]*?)?{NO}(?P<c>[^{NO}{MUST}{ONLY}{MAY}{FREE}]*)$"
)
_NEITHER: Final = re.compile("又没有?|也没有?|又无|又未")
_SEPARATE: Final = re.compile(
    "、|/|和(?![谐睦气平解])|(?<!参)与(?![会众否])|以及|(?<![以普涉危触顾])及(?![时格早])|并且|(?<!合)并(?![排列联网行发])|"
    "同时|(?<![而暂])且|还(?![款原])|或者|或(?![许])|又|也|再(?![次生造三])|,"
)
_OR: Final = re.compile("或(?!许)")
_LEFT: Final = re.compile("(?:之?[前后时]|的(?:人员?)?|者)?,?$")
_DURING: Final = re.compile("(?:(?<!平)时|的时候),?$")
_IN_ORDER: Final = re.compile("先[^,]+,?(?:然后|再|后)")
#: 验收合格前不得退还 bars it until then; other times before something are cases.
_UNTIL: Final = re.compile(
    f"^(?P<r>[^,{NO}]{{2,16}}?(?:合格|完成|完毕|通过|确认|签字|认可|登记|同意|结清|缴清|付清))之?前,?{NO}(?P<c>[^,{NO}]+)$"
)
_EVERY: Final = re.compile("任何(?!杂物)|一切|所有|各种")
_WITHOUT_FAIL: Final = re.compile("一律|一概")
#: What is done with a paper, or after something, where no modal verb tells it.
_SHOWN: Final = re.compile(
    "^(?P<a>[^,]*?),?(?:凭(?P<paper>[^,]*?[证条单卡书函码])|(?<![已曾])经(?![理营济])(?P<step>[^,]+?)后,?|"
    "(?P<first>登记[^,]{0,12}?|报备|签字)后(?=进|入|放行|离开|搬|领|借|开始))(?P<c>[^,]+)$"
)
#: What is done with a paper where a modal verb tells it: 须持健康证上岗.
_WITH_PAPER: Final = re.compile("^(?:凭|持有?|出示)(?P<r>[^,、]*?[证条单卡书函码])(?P<c>[^,、并和及或且]{2,})$")
#: What is made good later is not needed before: 先施工,后补办手续.
_LATER: Final = re.compile(",?(?:事|之|而|随)?[后再]补[^,]*$")


@lru_cache(maxsize=20_000)
def rules_of(text: str) -> tuple[Rule, ...]:
    """Return the rules of a clause, none where anything in it is not understood.

    Args:
        text: The clause as written.

    Example:
        >>> [rule.sort.value for rule in rules_of("未办动火证的，不得动火。")]
        ['gate']
    """
    plain = plainly(listing(normalize(text).strip(" 。;,")))
    if is_open(plain):
        return ()
    found: list[Rule] = []
    for sentence in re.split("[。;]", plain):
        rules = tuple(_rules_in(signed(sentence)))
        if not rules:
            return ()
        found += rules
    return tuple(found)


def words_in(listed: Listed) -> frozenset[str]:
    """Return all words of a list."""
    return frozenset(word for each in listed for word in each)


def _rules_in(sentence: str) -> Iterator[Rule]:
    """Yield the rules of a sentence; nothing where it is not understood."""
    doer, said = _doer(sentence)
    signs = frozenset(said) & {NO, MUST, ONLY, MAY, FREE}
    yield from (replace(rule, doer=doer) for rule in _read(said, signs) if rule is not None)


def _read(said: str, signs: frozenset[str]) -> Iterable[Rule | None]:
    """Return the rules of a sentence by the signs that stand in it."""
    alone = {NO: _barred, MUST: _duty, MAY: _leave, FREE: _free}
    if len(signs) == 1 and signs <= alone.keys():
        return [alone[sign](said) for sign in signs]
    if ONLY in signs and signs <= {ONLY, MUST}:
        return _only(said)
    if signs in ({MAY, FREE}, {MUST, NO}):
        return _two(said)
    return () if signs else (_unsigned(said),)


def _unsigned(said: str) -> Rule | None:
    """Return the rule of a sentence without a modal verb, None where it has none."""
    if _WITHOUT_FAIL.search(said):
        return _duty(_WITHOUT_FAIL.sub(MUST, said, count=1))
    shown = _SHOWN.search(said)
    if shown is None:
        return None
    return Rule(Sort.GATE, _listed(shown["a"] + shown["c"]), _listed(shown["paper"] or shown["step"] or shown["first"]))


def _barred(said: str) -> Rule | None:
    """Return the gate of 未登记不得进入, or the ban of 不得进入; None where it is open what must not be lacking."""
    if (until := _UNTIL.search(said)) is not None:
        return Rule(Sort.GATE, _listed(until["c"]), _listed(until["r"]), act=_last(until["c"]))
    lacking = _NEGATED.search(said)
    if lacking is None:
        return _ban(said)
    case, need = lacking["a"], lacking["r"].rstrip(",")
    either = bool(_NEITHER.search(need))
    if either:
        need = _NEITHER.sub("、", need)
    elif (either := bool(_OR.search(need))) and not re.search(_AGREES, need):
        # 未戴安全帽或安全带的 may lack one of them or both.
        return None
    if re.match(_AGREES, need):
        # 业主没有同意的 lacks the consent of the owner.
        case, _sign, who = case.rpartition(",")
        need = who + need
    deed = f"{case}{lacking['b'] or ''}{lacking['c']}".replace(",", "")
    return Rule(Sort.GATE, _listed(deed), _listed(need), either=either, act=_last(lacking["c"]))


def _ban(said: str) -> Rule:
    first, _sign, rest = said.partition(NO)
    deeds = re.sub(f"[,也并且又]*{NO}", "、", rest)
    return Rule(Sort.BAN, _listed(f"{first.replace(',', '')}{deeds}"), every=_EVERY.search(said) is not None)


def _only(said: str) -> Iterator[Rule]:
    """Yield the gate of 登记后方可进入."""
    before, _sign, deed = said.partition(ONLY)
    before = _LEFT.sub("", before)
    if ONLY in deed or MUST in deed or not before or not deed:
        return
    case, need = "", before
    if MUST in before:
        case, _sign, need = before.partition(MUST)
    elif (marked := _NEEDS.search(before)) is not None:
        case, need = before[: marked.start()], before[marked.end() :]
    need = need.replace(MUST, ",")
    case = case.removeprefix("只有").removesuffix("既")
    either = bool(_OR.search(before))
    yield Rule(Sort.GATE, _listed(case.replace(",", "") + deed), _listed(need), either=either, act=_last(deed))


def _duty(said: str) -> Rule:
    case, _sign, need = said.partition(MUST)
    need = need.replace(MUST, ",")
    if (shown := _WITH_PAPER.search(need)) is not None:
        return Rule(Sort.GATE, _listed(f"{case}{shown['c']}".replace(",", "")), _listed(shown["r"]))
    return Rule(
        Sort.DUTY,
        _listed(_DURING.sub("", case).replace(",", "")),
        _listed(need),
        either=bool(_OR.search(need)),
        ordered=_IN_ORDER.search(said) is not None,
    )


def _free(said: str) -> Rule:
    deed, _sign, need = said.partition(FREE)
    return Rule(Sort.FREE, _listed(deed.replace(",", "")), _listed(need))


def _leave(said: str) -> Rule:
    return Rule(
        Sort.LEAVE, _listed(_LATER.sub("", said).replace(MAY, "、" if said.count(MAY) > 1 else "").replace(",", ""))
    )


def _two(said: str) -> Iterator[Rule]:
    """Yield the rules of a sentence of which the second part goes on about the same case."""
    parts = said.split(",")
    later = FREE if FREE in said else NO
    place = next(index for index, part in enumerate(parts) if later in part)
    first, second = ",".join(parts[:place]), ",".join(parts[place:])
    if not first or later in first or {MUST, MAY} & frozenset(second):
        return
    yield _leave(first) if later == FREE else _duty(first)
    case, _sign, rest = second.partition(later)
    carried = case or (first.partition(MUST)[0] if later == NO else "")
    if later == FREE:
        yield Rule(Sort.FREE, _listed(first.replace(MAY, "").replace(",", "")), _listed(rest))
    else:
        yield _ban(f"{carried}{NO}{rest}")


def _last(text: str) -> str:
    return next(reversed(words_of_act(text)), "")


def _listed(text: str) -> Listed:
    """Return the things that a part lists."""
    return tuple(words for each in _SEPARATE.split(text) if (words := words_of_act(each)))


def _doer(sentence: str) -> tuple[str, str]:
    """Return whom a sentence binds, and the sentence without saying so."""
    named = _doers().search(sentence)
    if named is None:
        return "", sentence
    said = sentence[: named.start("who")] + sentence[named.end("who") :].removeprefix("的")
    who = named["who"]
    if named["any"] or named["owner"]:
        return "any" if named["any"] else "owner", said
    return ("staff" if named["staff"] else _POSTS.get(who) or tables.posts().get(who, "company")), said


@cache
def _doers() -> re.Pattern[str]:
    """Return who is bound by a part that begins with it, and neither agrees nor comes along."""
    company = tables.longest_first(word for word, party in tables.subjects() if party == "company")
    return re.compile(
        f"(?:^|(?<=[,{NO}])|(?<=的)(?=[^,]{{1,6}}[{NO}{MUST}]))(?P<who>(?P<any>{_ANYBODY})|(?P<staff>{_STAFF})|"
        f"(?P<owner>业主|住户)(?=[{NO}{MUST}{MAY}])|门岗(?=[{NO}{MUST}对先向])|师傅|{company})"
        f"(?![^,]{{0,8}}(?:{_AGREES})|费|服务费|管理费|用房|共用|区域)"
    )
