"""Shares and counts of money: what is paid or taken, and so no measure of a service."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guicheng.domain.clause.scene import Scene, pick
from guicheng.domain.clause.tokens import Token

_SCORE = (
    "(?:得分|评分|分值|分数|成绩|考核|检查|考评|测评|评价|评议|满意[度率]|业绩|绩效|面试|笔试|实操|理论|考试|巡查|抽查|测试|表现|[指考]标)"
    "占(?:比为?)?"
)
#: 满意度得分占30%，现场占70%: how much of a score something makes out, and what goes on with it.
_SCORED = re.compile(rf"{_SCORE}(?:[\d.]{{1,5}}%[^;。]{{1,60}}占(?:比为?)?)?$")
#: How far before a share a score may be named.
_REACH = 80
_OF_SCORE = re.compile(
    "占(?:比|其)?(?:[^,;。:\\d]{0,6}(?:总分|总成绩|分值|考核|绩效|权重|得分|成绩|工资|薪[资酬水]|收入|成本|费用|支出|价款|总价|造价)(?:总额)?)的?$"
)
_WEIGHT = re.compile("的?(?:权重|比重计|计分|计入)")
#: 不足50平方米的按50平方米计: what something is taken for.
_BY = re.compile("[按以]照?(?:不足)?$")
_RECKONED = re.compile("整?(?:计(?![划入时])|[核计折结起]算|收[费取])")
#: What somebody is taken to have missed: 按缺勤一天处理, 记旷工半天.
_MISSED = re.compile("(?:[按记计扣]|视[为同]|算作?)(?:旷工|缺勤|缺岗|缺席|事假|病假|请假|迟到|早退)$")
_MONEY = re.compile("费用的|费的|款的|合同价|合同总价|合同金额|合同额|总价|价款|保证金|单价|工程款|预付款|定金")
#: 物业费的收缴率 is a share like others, 合同价款的5% a sum.
_RATE = re.compile("[收缴退还及时用回返]率(?:应当?|须|要|必须|需|均)?(?:在|为)?$")
#: What is taken from somebody; 扣除无效投诉后不低于90% leaves some cases out of a share.
_TAKEN = re.compile(
    "扣(?!除[^,;。:]{1,10}?(?:之?后|外|的?之外))|罚|"
    "(?:[加免减少]收|减?免|免除|退[还回]|返还|补偿|赔偿|抵[扣减]|让利|优惠|折扣)(?![^,;。:]{0,6}率)"
)
#: 验收后付95%, 首付30%.
_PAYS = re.compile(
    "(?:[支预首拨]付|结算|付款|(?<![交托支])付|余(?:下的?|款)?|尾款|质保金|押金|佣金|提成|手续费|税率)(?:至|到|款|为|按|比例为?)?$"
)
#: 千分之三扣款: what is taken; 公共收益70%归业主 is a share that law and contracts bind.
_TAKEN_BEHIND = re.compile("(?:的)?扣[款减除]")
#: 空置房按七成收取, 按80%缴纳物业费: how much of a price is charged.
_CHARGED = re.compile("(?:的?(?:标准|比例))?(?:计?收(?!缴)|[缴交](?![接付叉流])|[支计]付|结算|优惠|征收|计[取费])")
#: 少一人扣2分, 缺1处罚50元.
_TARIFF = re.compile(r"(?:的)?(?:,|每[天日次人处月起]|当[日月]|从[^,;。:\d]{1,6})?(?:扣(?!除)|罚|[加减]\s?\d)")

_SENTENCED = re.compile("的?(?:拘留|有期徒刑|拘役|管制)")
#: 半个月租金, 三个月工资: a sum of money that is told by the time for which it is paid.
PAY = re.compile("的?(?:租金|房租|月租|工资|薪[水资酬金]|佣金)")
#: 两小时起做, 三天起租: the least that is sold.
_SOLD_FROM = re.compile("起[做租订售卖收步送]")


def is_of_money(scene: Scene, tokens: Sequence[Token], number: Token) -> bool:
    """Tell whether a share is a part of some money, as in 合同价款的5%, and no rate such as 全年物业费的收缴率.

    Args:
        scene: The clause.
        tokens: The tokens of the share, first to last.
        number: Its number.
    """
    ahead, bare = scene.before(tokens[0].start, 16), pick(tokens, "OUS") is None
    charged = _BY.search(ahead) is not None and _CHARGED.match(scene.plain, number.end) is not None
    if bare and (charged or _PAYS.search(ahead) or _TAKEN_BEHIND.match(scene.plain, number.end)):
        return True
    if _TAKEN.search(ahead + scene.plain[tokens[0].start : number.start]):
        return True
    if not _MONEY.search(ahead + "".join(token.text for token in tokens)):
        return False
    bound = pick(tokens, "OU") or pick(tokens, "P") or tokens[0]
    return not _RATE.search(ahead + scene.plain[tokens[0].start : bound.start])


def is_weight(scene: Scene, tokens: Sequence[Token], number: Token) -> bool:
    """Tell whether a share is how much of a score or of pay something makes out: 满意度得分占30%, 奖金占工资的20%.

    Args:
        scene: The clause.
        tokens: The tokens of the share, first to last.
        number: Its number.
    """
    if _WEIGHT.match(scene.after(number.end)) or scene.before(tokens[0].start, 4).endswith("权重"):
        return True
    bare = all(token.text == "占" for token in tokens if token.letter in "OUS")
    scored = _SCORED.search(scene.plain, max(0, number.start - _REACH), number.start)
    return bare and (scored or _OF_SCORE.search(scene.before(number.start))) is not None


def is_reckoned(scene: Scene, number: Token) -> bool:
    """Tell whether so much is what something is taken for, and no bound: 按50平方米计, 按旷工半天处理.

    Args:
        scene: The clause.
        number: The amount, the time or the number of people.
    """
    ahead = scene.before(number.start)
    by = _BY.search(ahead) is not None and _RECKONED.match(scene.plain, number.end) is not None
    return by or _MISSED.search(ahead) is not None


def tells_no_time(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Tell whether a time says what is charged, paid or sentenced: 按1小时计, 一个月工资, 五日拘留.

    Args:
        scene: The clause.
        tokens: The tokens of the time, first to last.
    """
    behind = scene.after(tokens[-1].end)
    charged = is_reckoned(scene, tokens[-1])
    paid = pick(tokens, "OU") is None and PAY.match(behind)
    if scene.before(tokens[0].start).endswith("最后"):
        # 月末最后一天 is a day of the calendar.
        return True
    return bool(charged or paid or _SENTENCED.match(behind) or _SOLD_FROM.match(behind))


def is_tariff(scene: Scene, number: Token) -> bool:
    """Tell whether so many cost somebody points or money: 少一人扣2分.

    Args:
        scene: The clause.
        number: The number of people or things.
    """
    return _TARIFF.match(scene.plain, number.end) is not None
