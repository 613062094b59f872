"""Which of two steps comes first, each told in the words of its author: 先关阀再通知, 全部通知完毕后方可关阀."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.phrasing import rephrased
from guicheng.domain.standard.sequences import listed_in
from guicheng.domain.standard.steps import LEAST, Step, step_in
from guicheng.domain.standard.telling import chars_of, weight_of

_SENTENCE: Final = re.compile("[^;。\n]+")
_ASIDE: Final = re.compile(r"\([^()]{1,60}\)")
_NOT: Final = "(?:不得|不准|不能|不可|不要|不许|禁止|严禁|切勿|勿|(?<![特区个分])别)"
_FIRST: Final = (
    "(?<!勿)(?<!别)(?<!严禁)(?<!禁止)(?<!不[得准能可要许])"
    "(?:首先|(?<![事预优率原首])先(?![生前行锋后期]|进(?![户到门场楼园去屋室井池站]))|第一步|第1步|第一是"
    "|(?:头|第)一件事(?:就?是)?|头一步(?:就?是)?)"
)
_THEN: Final = (
    "(?:最后(?![一1期限])|随后再?|然后再?|事后[^,。;]{0,8}?补[办交签报齐]?|(?<=,)凭[^,。;]{1,8}?(?=安排)|(?<=,)之后(?!再|方)|接着"
    "|继而|而后再?|第二步才?|第2步|第二是|之后再|后再|之后方可|后方可|后才|(?<=,)后(?![续台勤门备期面果方])|方可|方能"
    "|才[能可]?(?!用)|再(?![次生三者]))"
)
_ONLY_THEN: Final = (
    "(?:再(?![次生三者])|方可|方能|方予|始得|始可|(?<=后)方(?![式案便面法位向针格块米])|才[能可]?(?!用))"
)
_DONE: Final = "(?P<first>[^,。;]{2,24}?)(?:完毕|完成|结束|到位|妥当|好|妥|完)?(?:之后|以后|后),?"
_MUST_FIRST: Final = "(?:(?<![事预优首])先(?![生进前后期])|(?:必须|须|应当?)(?![在于急])先?)"
_WITHOUT: Final = "(?:未经?|没有?)"
_BARRED: Final = "(?:不得|不准|禁止|严禁|不许|不能|不可|不予|不(?=[收交签审批修给让跟放办开上动派报拨打缴进碰做刷扫洗擦拖拆装])|既不能)"
_BEFORE: Final = r"(?:之前|以前|前(?!\d))"
_AFTER: Final = "(?:之后|以后|后)"
#: A step that is waited for, and one that need not be.
_WAITED: Final = "(?<![不别]要)(?<!不[得必可能须用])(?<!无[须需])(?<!别)(?:等候?到?|待)"
_NOT_WAITED: Final = f"(?:{_NOT}|不必|不用|无须|无需)(?:等候?到?|待)"
_UNDONE: Final = "[^,。;]{2,14}(?:未|没有?|不(?=[交缴付签]))[^,。;]{1,12}?"
_ENDED: Final = "[^,。;]{1,24}?(?:[完好妥齐讫毕]了?[^,。;]{0,6}?|[清楚了]|合格|通过|过关|达标)"
_PASSED: Final = "(?:经?[检测查验核审试收]{0,2})(?:合格|通过|无误|达标|属实|同意|完成|完毕)(?:之?后|的)?"
_LAST: Final = "(?P<last>[^,。;]{1,20})"
_ORDERS: Final = (
    f"{_FIRST}(?P<first>[^。;]{{2,40}}?),?{_THEN}(?P<last>[^,。;]{{2,24}})",
    f"{_DONE}[^,。;]{{0,10}}?{_ONLY_THEN}(?P<last>[^,。;]{{2,24}})",
    f"(?P<last>[^,。;]{{2,20}}?){_BEFORE},?[^,。;]{{0,10}}?{_MUST_FIRST}(?P<first>[^,。;]{{2,24}})",
    f"{_WITHOUT}(?P<first>[^,。;]{{2,16}}?)的?(?:之?前)?,?[^,。;]{{0,6}}?{_BARRED}{_LAST}",
    # 押金收据没拿来的,不跟业主签协议; 绿篱没剪完不能喷药
    f"(?P<first>{_UNDONE})(?:的?时候?|之?前|的)?,?[^,。;]{{0,10}}?{_BARRED}{_LAST}",
    # 应于现场核实之前消音
    f"(?:应当?|须|必须)(?:在|于)(?P<last>[^,。;]{{2,16}}?){_BEFORE}(?P<first>[^,。;]{{2,24}})",
    # 协议须在押金到账之后签订
    (
        "(?P<last>[^,。;]{2,20}?)(?:应当?|须|必须|要|得)(?:[在于待等]|等到)"
        f"(?P<first>[^,。;]{{2,20}}?){_AFTER}(?P<more>[^,。;]{{0,12}})"
    ),
    # 等队员从现场回话确认了再消; 不得等候核查结果再报
    f"{_WAITED}(?P<first>[^,。;]{{2,20}}?)(?:之?后|了)?,?[^,。;]{{0,4}}?{_ONLY_THEN}{_LAST}",
    f"{_NOT_WAITED}(?P<last>[^,。;]{{2,20}}?)(?:之?后|了)?,?{_ONLY_THEN}(?P<first>[^,。;]{{1,20}})",
    # 协议签好了,财务才收押金; 看清楚了再打119
    f"(?P<first>{_ENDED}[^,。;]{{0,6}}?)(?:,[^,。;]{{0,6}}?)?{_ONLY_THEN}{_LAST}",
    # 先清洗后消毒
    f"{_FIRST}(?P<first>[^,。;后]{{1,8}})后(?![续台勤门备期面果方])(?P<last>[^,。;]{{1,8}})(?=[,。;]|$)",
    # 先登记,打电话征得业主同意后放行; 先考试,合格后上岗
    f"{_FIRST}(?P<first>[^,。;]{{2,14}}),[^,。;]{{2,20}}?后(?![续台勤门备期面果方])(?P<last>[^,。;]{{2,12}})(?=[,。;]|$)",
    # 先电话提醒,再上门,最后发函
    f"{_FIRST}(?P<first>[^,。;]{{2,16}}),[^,。;]{{2,16}},(?:最后|末了)再?才?(?P<last>[^,。;]{{2,20}})",
    # 拖地在前,清扫在后
    "(?P<first>[^,。;]{1,14}?)[放排]?在(?:前|先)(?:面|头)?,(?P<last>[^,。;]{1,14}?)[放排]?在后(?:面|头)?(?=[,。;]|$)",
    # 打完药再修剪
    "(?P<first>[^,。;]{0,6}[一-鿿][完好了过][^,。;再]{1,8}),?再(?![次生三者])(?P<last>[^,。;]{2,20})",
    # 打好饭入座,随后逐桌量体温
    "(?P<first>[^,。;]{2,24}),(?:随后|然后|紧?接着|继而|其后)(?:再|才|方可)?(?P<last>[^,。;]{2,24})",
    # 检测气体,合格后方可下井
    f"(?P<first>[^,。;]{{2,20}}),{_PASSED},?[^,。;]{{0,4}}?{_ONLY_THEN}{_LAST}",
    # 动工前不得收费
    f"(?P<first>[^,。;]{{2,16}}?){_BEFORE},?[^,。;]{{0,8}}?{_BARRED}{_LAST}",
    # 严禁先缴后修
    f"{_NOT}先(?P<last>[^,。;]{{1,12}}?),?[后再](?P<first>[^,。;]{{1,12}})",
    # 高压侧先于低压侧合闸
    "(?P<first>[^,。;]{2,14}?)(?:应当?|须|要|必须)?(?:先于|早于|优先于)(?P<last>[^,。;]{2,16})",
    "(?P<last>[^,。;]{2,14}?)(?:应当?|须|要|必须)?(?:后于|晚于|迟于)(?P<first>[^,。;]{2,16})",
    # 低压要等高压合上以后才准合
    "(?P<last>[^,。;]{2,14}?)[要须得应]?(?:等到?|待)(?P<first>[^,。;]{2,20}?)(?:以后|之后|后|了|再)?(?:才|方)[能可准许]?",
    # 验收在付款以后进行
    (
        f"(?P<last>[^,。;]{{2,16}}?)[放排]?在(?P<first>[^,。;]{{2,14}}?){_AFTER}"
        r"(?:再|[\d一二三四五六七八九十两]{1,3}(?:个?工作日|[天日周]|个?月|小时)(?:之?内)?)?(?:自行)?"
        "(?P<more>进行|办理|安排|开展|做|实施|支付|付款?|结算|发放|签|收取?)(?=[,。;]|$)"
    ),
    # 高压放在后面合,先把低压合好
    "(?P<last>[^,。;]{2,12}?)[放排留][在到](?:最后|后面|后头|末尾)[^,。;]{0,4},先(?P<first>[^,。;]{2,24})",
    # 结算工资,以归还工服为前提
    "(?P<last>[^,。;]{2,18}),?以(?P<first>[^,。;]{2,24})为(?:前提|(?:先决)?条件)",
    # 凭验收单才能付款
    "凭(?P<first>[^,。;]{2,14}?)(?:才[能可给]?|方[可能予]?|始[得可])(?P<last>[^,。;]{2,20})",
    # 报到当天就上岗,培训放到下周
    "(?P<first>[^,。;]{2,20}),(?P<last>[^,。;]{2,8}?)(?:[放留排推挪]|安排)[到在](?:下周|下个?月|次日|第二[天周]|以后|之后|后面|最后)",
    # 没考过,既不能单独站岗
    f"(?P<first>{_UNDONE}),(?:既|都|也)不[能得许准](?P<last>[^,。;]{{1,16}})",
    # 登记后即可进园,门岗随后再告知业主
    (
        "(?P<first>[^,。;]{2,16}?(?:即可|就可以?|便可)[^,。;]{2,8}),[^,。;]{0,6}?(?:随后|事后|过后)再?(?P<last>[^,。;]{2,16})"
    ),
    # 先把活干完,按用料算好价钱告诉业主
    (
        f"{_FIRST}(?P<first>[^,。;]{{2,14}}?[完好了工]),(?P<last>[^,。;]{{0,12}}(?:算|报|谈|讲|告知|告诉)"
        "[^,。;]{0,10}?(?:价|费用|多少钱)[^,。;]{0,12})"
    ),
    # 登记即放,放行条次日补开
    (
        "(?P<first>[^,。;]{2,20}?(?:即放|即可放行|先放行|放走|即放行|(?<!事)先[^,。;生进]{1,6}))"
        ",(?P<last>[^,。;]{2,16}?(?:次日|事后|过后|第二天|日后|回头|随后)"
        "[^,。;]{0,8}?补[办交签报齐开][^,。;]{0,4})"
    ),
    # 不见收据不开工
    "(?<![看听])不见(?P<first>[^,。;]{2,10}?),?不(?P<last>[^,。;]{2,10})",
)
_PATTERNS: Final = tuple(map(re.compile, _ORDERS))
#: Least that both pairs of steps have in common, where no names are known.
_BOTH: Final = 7.5
#: Least share of the step that tells less, in the pair that shares less and in the other one.
_SHARES: Final = (0.35, 0.6)
#: How much more the steps are alike crosswise than as they stand.
_TIMES: Final = 3.0
#: What comes first in need comes last otherwise.
_CASES: Final = re.compile("紧急|应急|特殊|急修|抢修|夜间|例外|来不及")
#: What is done the other way round when it is undone: the supply is switched off as it is switched on, backwards.
_PROCEDURES: Final = (
    ("on", re.compile("送电|恢复供电|合闸|上电")),
    ("tour", re.compile("巡查|巡视|检查|清扫|保洁|盘点")),
    ("off", re.compile("停电(?!后)|断电|拉闸|分闸|断开")),
    ("started", re.compile("(?:启动?|开启?|投[入]?运)(?=[泵机炉梯池馆场市站])")),
    ("stopped", re.compile("(?<!暂)停(?=[泵机炉梯池馆场市站](?![位车]))|关(?=[泵机炉池馆场市站](?![位车]))")),
    ("loaded", re.compile("装[车船箱]")),
    ("unloaded", re.compile("卸[车船箱]|卸货")),
    ("in", re.compile("入职|入住|搬入|进场(?!前)")),
    ("out", re.compile("离职|退租|搬出|退场|辞职|要走的")),
)
#: The next of numbered steps: ;2.低压合闸.
_NEXT: Final = re.compile(r";\s*(?=[2-9][.、]?\s?[一-鿿])")
#: So many things are known again by themselves.
_LIST: Final = 3
#: Fewest characters that name a thing.
_FEWEST: Final = 2
#: What is said of any procedure.
_PROCEDURE: Final = re.compile("流程|顺序|步骤|程序|手续|次序|先后|受理|办理|申请|处置|[先后待再须应]")


@dataclass(frozen=True, slots=True)
class Steps:
    """Two steps in their order.

    Args:
        words: The words that say so.
        first: The earlier step.
        last: The later one.
        told: What the clause tells.
        cases: In which cases, as far as they are other than all.
        procedures: Whether supply is switched on or off, or somebody comes or goes, where that is told.
        objects: The names of all things that the sentence has.
    """

    words: str
    first: Step
    last: Step
    told: frozenset[str]
    cases: frozenset[str]
    procedures: frozenset[str]
    objects: frozenset[str]

    @property
    def around(self) -> frozenset[str]:
        """Return what the clause tells besides the names of its steps."""
        return self.told - self.first.named - self.last.named

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return the names of the steps and the characters that tell much."""
        named = self.first.names | self.last.names
        told = (char for char in self.first.chars | self.last.chars if weight_of(char) >= LEAST)
        return frozenset(("step", word) for word in (*named, *told))

    def denies(self, other: Steps) -> bool:
        """Tell whether what comes first in one clause comes last in the other, and the other way round."""
        of_others = self.procedures and other.procedures and not self.procedures & other.procedures
        if self.cases != other.cases or of_others:
            return False
        crossed = ((self.first, other.last), (other.first, self.last))
        if any(one.is_apart_from(another) and not one.is_told_as(another) for one, another in crossed):
            return False
        named = [one.is_named_as(another) for one, another in crossed]
        by_name = any(named) and all(
            known or one.is_told_as(another) for known, (one, another) in zip(named, crossed, strict=True)
        )
        return (by_name or self._is_told_turned(other)) and not self._is_about_another(other)

    def _is_about_another(self, other: Steps) -> bool:
        """Tell whether what the clauses say beside the names of the steps has nothing in common."""
        if len(self.objects & other.objects) >= _LIST:
            return False
        if any(
            one.is_of_one_procedure_with(another)
            for one, another in ((self.first, other.last), (self.last, other.first))
        ):
            return False
        fewest = min(len(self.around - other.told), len(other.around - self.told))
        common = weight_of((self.around & other.told) | (other.around & self.told))
        return fewest >= _FEWEST and common < LEAST

    def _is_told_turned(self, other: Steps) -> bool:
        """Tell whether the steps are the other way round by what is told of them."""
        crossed = ((self.first.chars, other.last.chars), (self.last.chars, other.first.chars))
        common = [weight_of(mine & theirs) for mine, theirs in crossed]
        if min(common) < LEAST or sum(common) < _BOTH:
            return False
        shares = sorted(each / min(map(weight_of, pair)) for each, pair in zip(common, crossed, strict=True))
        if any(share < least for share, least in zip(shares, _SHARES, strict=True)):
            return False
        straight = weight_of(self.first.chars & other.first.chars) + weight_of(self.last.chars & other.last.chars)
        return sum(common) >= _TIMES * straight


@lru_cache(maxsize=20_000)
def steps_in(text: str) -> tuple[Steps, ...]:
    """Return which step a clause puts before which.

    Args:
        text: The clause.
    """
    return tuple(dict.fromkeys(steps for said in (rephrased(text), normalize(text)) for steps in _steps_of(said)))


def _steps_of(text: str) -> Iterator[Steps]:
    cases = frozenset(_CASES.findall(text))
    procedures = frozenset(name for name, words in _PROCEDURES if words.search(text))
    for sentence in _SENTENCE.findall(_NEXT.sub(",", _ASIDE.sub("", text))):
        told = chars_of(_PROCEDURE.sub("", text))
        for words, earlier, later in (*listed_in(sentence), *_in_words(sentence)):
            first, last = step_in(earlier), step_in(later)
            # What both steps name is what they are done to.
            first, last = first.beside(last), last.beside(first)
            if (first.names or first.chars) and (last.names or last.chars):
                yield Steps(words, first, last.with_its_end(), told, cases, procedures, step_in(sentence).objects)


def _in_words(sentence: str) -> Iterator[tuple[str, str, str]]:
    """Yield which words of a sentence name a step that comes before another one."""
    for pattern in _PATTERNS:
        for hit in pattern.finditer(sentence):
            yield hit[0], hit["first"], hit["last"] + (hit.groupdict().get("more") or "")
