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
    if word.surface in _ALSO_OTHER:
        return bool(_WORK_AHEAD.search(ahead)) or not (
            _PREDICATE_AHEAD.search(ahead) and _PREDICATE_BEHIND.match(behind)
        )
    return False
