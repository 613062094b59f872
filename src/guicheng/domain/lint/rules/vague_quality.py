"""MH003: 整洁, 完好, 明显 …"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause, Word
from guicheng.domain.lint.rule import Remark, choose, rule
from guicheng.domain.lint.wording import after, before, loose_words
from guicheng.domain.values import Severity
from guicheng.domain.values.message import _

# 规范 is a noun after these (按照技术规范) and before these (规范要求).
_STANDARD_AHEAD = re.compile(
    r"(?:按照?|依照|依据|根据|符合|遵守|遵循|遵照|执行|违反|制定|制订|编制|参照|满足|达到|国家|行业|地方|技术|设计|施工|验收|设置|有关|相关|各项|现行|强制性|本)"
    r"[^，。；,;]{0,12}$"
)
_STANDARD_BEHIND = re.compile(r"[》”]|[的中]?(?:要求|规定|标准|制度|文件|条款)|的定期")
# Words that are also nouns or verbs (清洁地面, 自然风, 文明施工) are judgements only as predicates.
_ALSO_OTHER = frozenset({"清洁", "自然", "文明", "科学", "安静", "协调", "生动", "和谐", "到位", "光泽"})
_PREDICATE_AHEAD = re.compile(
    r"(?:保持|始终|应|须|要|均|且|干净|整洁|卫生|神情|表情|微笑|语气|仪态|姿态|举止|语言|用语|语调|声调|声音|态度|待人|服务|内|面|环境|外观)[、，,]?$|[、，；,;]$"
)
# 维修、清洁、保养 is a list of work.
_WORK_AHEAD = re.compile("(?:维修|维护|保养|检修|检查|巡查|清扫|清运|保洁|消毒|消杀|绿化|秩序|安保)[、，]$")
_PREDICATE_BEHIND = re.compile(r"$|[，。；、,;.！!）)]|无|、|卫生[，。；、,;]?$|合理|得体|大方")

# 有效 is a fact of law before what is valid or measured (有效的许可证, 有效水深) and behind what is in force.
_VALID_THING = re.compile(
    r"(?:的[^，。；,;、的]{0,8}?|使用|(?![处控防解制保提落降开组执管监预避维利运实沟整推促疏减消发调应改杜遏打抑化遵履使])[^，。；,;、的]{0,6}?)"
    r"(?:证|标[志识签]|票|签|保[险单]|报告|合同|协议|文件|资[格质]|许可|授权|执照|身份|期|年限|号码|电话|法律|数字|[高宽深长]度|水[位深]|荷载|"
    r"容[积量]|面积|距离|半径|版本)"
)
_IN_FORCE_AHEAD = re.compile(
    r"(?:合同|协议|证件?|证书|决[议定]|表决|签[字名章]|盖章|票|承诺|保[险单]|许可|授权|标志|之日起|当[日天次]|期内|长期|继续|不再|\d[年月日天]|个月|小时)"
    r"(?:内|均|都|应|须|需|要|为|才|方|视为|仍)*$"
)
_IN_FORCE_BEHIND = re.compile(r"$|[，。；、,;.的期]")


@rule("MH003", "vague-quality", Severity.ERROR, words=("vague-quality",))
def vague_quality(clause: Clause) -> Iterator[Remark]:
    """Find an adjective of quality without a test that says when it is met.

    Why it matters:
        整洁 to the cleaner is not 整洁 to the inspector. Without a test two people score the same floor differently,
        and the score is disputed instead of the floor cleaned.

    Example:
        大堂地面保持整洁。
        灭火器摆放合理，外观完好。

    Use instead:
        大堂地面无纸屑、烟蒂，白纸巾擦拭10厘米无灰痕。
        灭火器放在标示框内，铅封未断，压力指针在绿区。

    References:
        Operability principle (可操作性): concrete and quantified, no vague wording.
    """
    for _promise, word in loose_words(clause, "vague-quality"):
        if _is_other(clause, word):
            continue
        yield Remark(
            word.span,
            _("“{word}” has no test. Say what an inspector would see, count or measure.", word=word.surface),
            (choose(word.span, f"{word.surface}（以【__】为合格）", _("add a test: … counts as met")),),
        )


def _is_other(clause: Clause, word: Word) -> bool:
    """Tell whether the word is a noun or verb here and judges nothing."""
    ahead, behind = before(clause, word.span.start), after(clause, word.span.end)
    if word.surface == "规范":
        return bool(_STANDARD_AHEAD.search(ahead) or _STANDARD_BEHIND.match(behind))
    if word.surface == "有效":
        in_force = _IN_FORCE_AHEAD.search(ahead) and _IN_FORCE_BEHIND.match(behind)
        return bool(in_force or _VALID_THING.match(behind))
    if word.surface in _ALSO_OTHER:
        return bool(_WORK_AHEAD.search(ahead)) or not (
            _PREDICATE_AHEAD.search(ahead) and _PREDICATE_BEHIND.match(behind)
        )
    return False
