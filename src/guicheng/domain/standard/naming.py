"""Posts, places and means that a sentence names: which of them it takes, and which it rules out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from guicheng.domain.comparison.tables import longest_first, rows_of

_PART: Final = re.compile(r"[^,;|()!?]+")
_JOINED: Final = re.compile("(?:[、和及与或]|以及)?(?:现场|当面)?")
#: What rules out what stands behind it, and what takes it after all: 不得用湿拖, 改用尘推.
_TURN: Final = re.compile(
    "(?P<no>不(?:得|准|许|能|可(?!或缺)|应|宜|要|用|必|须|需|再|劳)|[无毋]须|无需|禁止|严禁|禁用|谢绝|别(?![的处人名致墅])"
    "|勿|莫(?!名)|不(?=另[请找聘雇]|[使采收走放存送交归由经找报入进代留上驶让管认开接往在去请叫等])|免于|拒绝|没有(?:单独|另外|专门|独立)的?)"
    "|(?P<yes>只[准许能用由在收凭认走限]|仅|必须|(?<!不)应当?|(?<![无毋不])须|统一|一律|改[用由走为]|而[用由是应])"
)
#: What rules out what stands before it.
_NO: Final = "(?:不(?![锈同少超低足满久易大高多间断定])|无权|(?<!门)禁(?!区)|勿|莫(?!名)|没有|概不|(?<![减豁])免(?![费收交缴除去]))"
_DENIED: Final = {
    # What a post sees or meets is not denied of it: 保洁员看见灯不亮.
    "who": re.compile(f"(?:(?!看见|看到|发现|见到|遇|见)[^,;|]){{0,8}}?(?:{_NO}|回避|退出)"),
    "how": re.compile(f"[^,;|]{{0,8}}?(?:{_NO}|停[用收]|无效|作废|取消|的?[算按属]违[规章])"),
}
#: A place is ruled out for what is kept there or goes there: 监控室不留, but 地面禁止用水枪冲洗.
_DENIED["where"] = re.compile(
    f"[^,;|]{{0,8}}?(?:{_NO}[^,;|用]{{0,6}}?(?:[放停存堆走进收留搁设行通充吸晒过占摆挂丢接入载乘让开吃食餐烤]|止项)"
    "|[^,;|:]{0,6}:(?:禁[放存止用]?|否|无|×|不设|不存|不放)$|的?[算按属]违[规章])"
)
_JUST_AHEAD: Final = re.compile("(?:不(?:再|去)?[打发扫刷贴拿]?|停[用收])$")
#: Nothing goes without: 未经项目经理签批不得, 项目经理没签字就不许.
_WITHOUT: Final = re.compile("(?:未经?|没有?|无|非|不经)(?:由|得到|有|用|凭|持|取得)?[^,;|]{0,2}$")
_LACKING: Final = re.compile("^[^,;|]{0,3}(?:没有?|未|不)(?:签|批|点头|同意|审|核|放行|确认|在场|到场|盖)")
_BARRED: Final = re.compile("不|无效|作废|禁|勿")
#: 不得拒绝业主以现金缴纳 takes cash.
_TWICE: Final = re.compile("不(?:得|许|准|能)(?:拒|推|不)")
#: What is ruled out on a condition alone: 未签协议的, 财务不得收款.
_ON_CONDITION: Final = re.compile(
    "(?:未(?!入住)|没有?|不(?:能|符|足|合|齐|具备)|无(?!论|权)|除(?=[^,;|]{1,12}外$)|非(?!机动|急|工))[^,;|]{0,12}$"
)
#: What somebody comes with, and is sent away: 拿现金来交物业费,前台不能收.
_COMES_WITH: Final = re.compile("(?:拿|用|以|凭|持|通过|带|在|从)[^,;|]{0,3}$")
_SENT_AWAY: Final = re.compile(
    "(?:的|时|者)?,[^,;|]{0,6}?(?<!不得)(?:不(?:能|得|许|准|予|可以?)?再?(?:收|接(?!待)|认|受理|给办|放行|算数?|派)|拒收|谢绝|退回)"
)
#: A part that only says when: 不再自行招用保安员的, 项目经理撤销备案.
_IS_CASE: Final = re.compile("(?:的|后|时|前|之后|以后)$")
_LABEL: Final = re.compile(r"[:|]\s?[^,;|:]{0,6}$")
#: Words before and behind a name that give it its part in the sentence.
_AHEAD: Final = {
    "who": re.compile(
        "(?:由|归|交|只[许准能限]|找|请|让|报|凭|等|属|给|为|是|得|经|以|在|喊|叫|派|挂)[^,;|:]{0,4}$|(?<=[到去])$|^[^,;|:]{0,2}$"
    ),
    "where": re.compile(
        "(?:在|到|至|于|入|进|走|从|由|经|自|放|存|停|堆|搁|送|交|锁|挂|码|投|运|往|驶|选|去|置|上|丢|倒|收|贴)[^,;|:不]{0,6}$"
    ),
    "how": re.compile(
        "(?:用|以|凭|拿|上|开|通过|喷|兑|经|扫|刷|收|靠|借助|持|出示|打|发|按|选|接|采取|在|从|由|为|是|走|配|倒|撒|投|填|写|驾|乘|施"
        "|烧|点)[^,;|:不]{0,8}$"
    ),
}
_BEHIND: Final = {
    "who": re.compile(
        "^[^,;|:]{0,6}?(?:负责|管|签|批|审|收|办|发(?!现)|操作|实施|承担|同意|准许|酌情|手里|手上|身上|那里|点头|才|捞|专|统一|一人|独|即可|就|来|做|自)"
    ),
    "where": re.compile("^[^,;|:]{0,4}?(?:存|放|进|出|通行|停|堆放|办理|领|保管|集中|取)"),
    "how": re.compile(
        "^[^,;|:]{0,5}?(?:擦|洗|冲|刷|推|拖|扫|浇|清|除|疏|通|进行|处理|核|缴|付|作业|方式|送|登记|签到|开门|放行|进|打卡|收|报|吹|吸"
        "|灌|剪|修|消|灭|拔|喷|施|照|转|运)"
    ),
}
#: A place that is looked at or cleaned is not where something is kept: 查看楼道和停放点.
SEEN_TO: Final = "查看|检查|巡查|巡视|巡检|抽查|清扫|打扫|清洁|擦拭|冲洗"
_SEEN_TO: Final = re.compile(f"(?:{SEEN_TO})[^,;|]{{0,6}}$")
#: Departments whose names say what something is for as well: 绿化农药, 保洁工具.
_BARE: Final = re.compile(
    "(?:绿化|保洁|工程|财务|行政|秩序|采购|园林|厨房|客服|人事|人力|机电|品质|会计|安保|保安|维保)"
)
#: Who borrows a thing that another one keeps: 项目经理要用也得找他.
_BORROWS: Final = re.compile(
    "(?:(?:[要需想][^,;|:]{1,6}?)?[找向到][^,;|]{1,6}?借|[^,;|:]{0,3}?(?:[需要]用|使用时|用时|借用|需要时"
    "|需要的|要[取拿借]|来[借取]|需借|[用取借]的?时候|凭[^,;|]{1,6}借))"
)
#: Who does something else: 保洁员只管楼内.
_ELSEWHERE: Final = re.compile("只(?:管|负责|协助|配合)")
#: What drives a vehicle is no means of the work: 电动自行车.
_OF_VEHICLE: Final = re.compile("(?:电动|电瓶|锂电|燃油|柴油)(?:自行|两轮|三轮|摩托|单|汽|助力)?[车托]")
_BY: Final = re.compile("(?:由|归|交|给|属|属于|找|报|让|请|叫)(?:当班|值班|夜班|白班|现场|持证)?的?$")
_AS: Final = re.compile(
    r"(?:[不:|,;()、和与岗独来做捞扫手们]|$|负责|统一|保管|的人|那边|无权|一人|专(?!用)|签|批|收|办|自行|直接)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A post, a place or a means.

    Args:
        aspect: ``who``, ``where`` or ``how``.
        family: What it is one of: of two means of one family only one is used.
        value: Its name in the table.
        whole: What it is part of, "" for nothing: the post of a company, an acid.
    """

    aspect: str
    family: str
    value: str
    whole: str

    def falls_under(self, other: Named) -> bool:
        """Tell whether it is another one, or part of it."""
        return self.aspect == other.aspect and other.value in {self.value, self.whole}


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a sentence names something.

    Args:
        named: What it names; a word may stand for several things.
        start: Where the word begins.
        end: Where it ends.
        denied: Whether it is ruled out.
        chosen: Whether the words around it give it the part of who does something, where or by what means.
    """

    named: frozenset[Named]
    start: int
    end: int
    denied: bool
    chosen: bool


def mentions_in(sentence: str, aspect: str) -> Iterator[Mention]:
    """Yield what a sentence names in one aspect.

    Args:
        sentence: Normalized, without what brackets only give as examples.
        aspect: ``who``, ``where`` or ``how``.
    """
    table, pattern = _table(aspect)
    for part in _PART.finditer(sentence):
        found = [
            hit
            for hit in pattern.finditer(part[0])
            if not (_is_purpose(hit, sentence[: part.start()]) or _OF_VEHICLE.match(part[0], hit.start()))
        ]
        if _is_on_condition(sentence[: part.start()], part[0]):
            continue
        ruled_out = _denied_in(aspect, found, sentence[part.end() :])
        for hit, denied in zip(found, ruled_out, strict=True):
            if aspect == "who" and _does_something_else(part[0], hit):
                continue
            if denied and _IS_CASE.search(part[0]) and part.end() < len(sentence):
                continue
            chosen = _is_chosen(aspect, hit, sentence[: part.start() + hit.start()])
            yield Mention(table[hit[0]], part.start() + hit.start(), part.start() + hit.end(), denied, chosen)


def _does_something_else(part: str, hit: re.Match[str]) -> bool:
    """Tell whether who is named borrows the thing or does other work; 由管理员来取 takes it for the work itself."""
    borrows = _BORROWS.match(part, hit.end()) and not part[: hit.start()].endswith("由")
    return bool(borrows or _ELSEWHERE.match(part, hit.end()))


def _denied_in(aspect: str, found: list[re.Match[str]], rest: str) -> list[bool]:
    """Tell of each thing that a part names whether it is ruled out; what is joined is so together: 电话和口头不受理."""
    denied: list[bool] = []
    for place in reversed(range(len(found))):
        hit = found[place]
        end = found[place + 1].start() if denied else len(hit.string)
        joined = bool(denied) and _JOINED.fullmatch(hit.string, hit.end(), end) is not None
        denied.append((joined and denied[-1]) or _is_denied(aspect, hit, end, rest))
    return denied[::-1]


def _is_purpose(hit: re.Match[str], before: str) -> bool:
    """Tell whether the name of a department only says what something is for."""
    ahead = before + hit.string[: hit.start()]
    return bool(_BARE.fullmatch(hit[0]) and not (_BY.search(ahead) or _AS.match(hit.string[hit.end() :])))


def _is_on_condition(before: str, part: str) -> bool:
    return bool(_ON_CONDITION.search(before.rstrip(",")[-14:]) and _BARRED.search(part))


def _is_chosen(aspect: str, hit: re.Match[str], before: str) -> bool:
    ahead, behind = hit.string[: hit.start()], hit.string[hit.end() :]
    if aspect == "where" and _SEEN_TO.search(ahead):
        return False
    return bool(_AHEAD[aspect].search(ahead) or _BEHIND[aspect].match(behind) or _LABEL.search(before))


def _is_denied(aspect: str, hit: re.Match[str], end: int, rest: str) -> bool:
    """Tell whether what a part names is ruled out there.

    Args:
        aspect: ``who``, ``where`` or ``how``.
        hit: The name.
        end: Where the part names the next thing, or ends.
        rest: What follows the part.
    """
    part, behind = hit.string, hit.string[hit.end() :]
    lacking = _LACKING.match(behind) if aspect == "who" else None
    if lacking and _BARRED.search(behind[lacking.end() :] + rest[:12]):
        return False
    if (_WITHOUT.search(part[: hit.start()]) and _BARRED.search(behind + rest[:12])) or _TWICE.search(part):
        return False
    turns = [turn for turn in _TURN.finditer(part) if turn.end() <= hit.start()]
    taken = bool(turns and turns[-1]["yes"])
    if aspect == "how" and not taken and _COMES_WITH.search(part[: hit.start()]) and _SENT_AWAY.match(rest):
        return True
    directly = _JUST_AHEAD.search(part[: hit.start()])
    return bool((turns and turns[-1]["no"]) or directly or _DENIED[aspect].match(part[hit.end() : end]))


@cache
def _table(aspect: str) -> tuple[dict[str, frozenset[Named]], re.Pattern[str]]:
    named: dict[str, set[Named]] = defaultdict(set)
    for of, family, value, whole, words in rows_of("consistency", "choices"):
        if of == aspect:
            for word in words.split("|"):
                named[word].add(Named(of, family, value, whole))
    return {word: frozenset(found) for word, found in named.items()}, re.compile(longest_first(named))
