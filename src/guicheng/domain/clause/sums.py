"""Shares and counts of money: what is paid or taken, and so no measure of a service."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guicheng.domain.clause.scene import Scene, pick
from guicheng.domain.clause.tokens import Token

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
#: 少一人扣2分, 缺1处罚50元.
_TARIFF = re.compile(r"(?:的)?,?(?:扣|罚|[加减]\s?\d)")


def is_of_money(scene: Scene, tokens: Sequence[Token], number: Token) -> bool:
    """Tell whether a share is a part of some money, as in 合同价款的5%, and no rate such as 全年物业费的收缴率.

    Args:
        scene: The clause.
        tokens: The tokens of the share, first to last.
        number: Its number.
    """
    ahead, bare = scene.before(tokens[0].start, 16), pick(tokens, "OUS") is None
    if bare and (_PAYS.search(ahead) or _TAKEN_BEHIND.match(scene.plain, number.end)):
        return True
    if _TAKEN.search(ahead + scene.plain[tokens[0].start : number.start]):
        return True
    if not _MONEY.search(ahead + "".join(token.text for token in tokens)):
        return False
    bound = pick(tokens, "OU") or pick(tokens, "P") or tokens[0]
    return not _RATE.search(ahead + scene.plain[tokens[0].start : bound.start])


def is_tariff(scene: Scene, number: Token) -> bool:
    """Tell whether so many cost somebody points or money: 少一人扣2分.

    Args:
        scene: The clause.
        number: The number of people or things.
    """
    return _TARIFF.match(scene.plain, number.end) is not None
