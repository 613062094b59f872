"""Which of the states a clause is in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guicheng.domain.clause.clause import Gap, Promise, State
from guicheng.domain.clause.requirement import Requirement

_NOTE = re.compile(
    r"^(?:为了?.{2,60}(?:制[定订]|特订|编制|依据|根据)"
    r"|本(?:标准|手册|制度|规程|办法|规定|方案|细则|条例|法|规则|公约|通知).{0,20}(?:适用|所称|由.{1,12}(?:负责)?解释|自.{2,20}(?:起)?[执施]行)"
    r"|[^,;。]{1,16}(?:,?[:(\s]?\s?(?:是指|系指|指的是|定义为)|[:(\s]?\s?指(?![定示派导挥引南纹标明令数针甲环头尖向望责认点控使出正压背手教战]))"
    r"|目的|适用范围|注[:释]|说明:|备注)"
)
#: What only says by which code a form or a paper goes (整改单：表单号：PZ-04): nobody has anything to keep in it.
_CODE = re.compile(
    r"(?:[^,;。:]{1,24}[:\s])?[^,;。:]{0,12}(?:编号|单号|表号|表格号|文件号|代[号码]|版本号?|档案号|图号)[:\s]{0,2}"
    r"[A-Za-z]{1,8}[-_./A-Za-z\d]{0,24}[;。]?"
)
#: Parts that say when something is to be done, not what.
_CONDITION = re.compile(r"^\s*(?:如|若|遇|凡|当|接到|收到|发现|一旦)[^应须]*$|如有|如遇|(?:后|时|的|起)$")
_MUST = re.compile("应|须|不得|不准|必须|严禁|禁止")
_DUTY = re.compile(
    "[应须需要得禁]|必须|不准|不许|负责|保持|做好|做到|确保|无|不|有|设|由|进行|检查|清|巡|修|记录|登记|及时|完好|整洁"
)


def state_of(
    plain: str,
    requirements: Sequence[Requirement],
    gaps: Sequence[Gap],
    promises: Sequence[Promise],
    thresholds: Sequence[Requirement],
) -> State:
    """Decide the state of a clause.

    A quantity that was not understood makes the whole clause unread: nothing may be compiled from half of it.
    """
    if gaps:
        return State.UNREAD
    if requirements:
        return State.READ
    body = plain.strip()
    if (
        not body
        or _NOTE.match(body)
        or _CODE.fullmatch(body)
        or body.endswith(":")
        or (body.rstrip(";。").endswith("的") and (thresholds or not _MUST.search(body)))
    ):
        return State.NOTE
    said = [promise for promise in promises if not _CONDITION.search(promise.span.of(plain))]
    if said and all(_vague(promise) for promise in said):
        return State.UNQUANTIFIED
    return State.BEHAVIOUR if _DUTY.search(body) or len(body) > 6 else State.NOTE


def _vague(promise: Promise) -> bool:
    """Tell whether a part says nothing that an eye could check: it has a vague word and denies nothing."""
    return any(
        word.group.startswith(("vague-time", "vague-frequency", "vague-quality", "vague-escape", "vague-degree"))
        for word in promise.words
    )
