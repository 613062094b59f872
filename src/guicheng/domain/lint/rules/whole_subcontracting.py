"""FL002: the whole service handed on"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import banned, sentence_around
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_WHOLE = re.compile(
    "(?:(?:全部|所有(?!权)|整体|整个|整套|全盘|一切)(?:的)?(?:物业)?(?:管理)?(?:服务|业务|管理|项目)?[^，。；,;]{0,14}?"
    "(?:转包|外包|发包|分包|转委托|转让|转交|委托|承包|交由|打包|转给|包给)"
    "|(?:管理事项|服务内容|服务事项|物业服务|管理服务)[^，。；,;]{0,6}(?:一并|全部|拆分后?[^，。；,;]{0,2}分别|肢解后?|支解后?)[^，。；,;]{0,4}(?:转包|外包|发包|分包"
    "|转委托|转让|委托|承包)"
    "|(?:整体|全部|一并|全盘|整包)(?:转包|外包|发包|分包|转委托|转让|承包|委托))"
)
# Four or five tasks told one by one are the whole service: 客服、秩序、保洁、绿化、工程全部委托给一家.
_ALL_TASKS = re.compile(
    "(?:[^，。；;、]{2,10}、){2,7}[^，。；;、]{2,14}(?:全部|整体|一并|统一|一起|均)[^，。；,;、]{0,4}(?:委托|外包|发包|分包|转包|承包|交由|打包|包给|转给|交给)"
)
_ALL_KINDS = ("客", "秩序|保安|安管|安保", "保洁|清洁|环境", "绿化|园林", "工程|维修|设备")
_MOST_KINDS = 4
_SERVICE = re.compile("服务|物业管理|管理事项|项目|业务|管理区域")
_TASK = re.compile("保洁|清洁|绿化|保安|秩序|电梯|消防|维保|设备|专项|垃圾|维修|监控|工程|停车")


@rule("FL002", "whole-subcontracting", Severity.ERROR, told_by=(_WHOLE, _ALL_TASKS))
def whole_subcontracting(clause: Clause) -> Iterator[Remark]:
    """Find handing the whole service to others.

    Why it matters:
        A firm may give special tasks to specialists and stays answerable for them; it may not pass on the whole
        service, in one piece or in pieces.

    Example:
        项目可将全部物业服务一并委托给其他企业。

    Use instead:
        项目可将电梯维保委托给有资质的维保单位，并对其服务结果负责。

    References:
        Civil Code (民法典) art. 941: no passing on of all services, whole or in parts.
    """
    first = next(_given_away(clause), None)
    yield from (_remark(hit) for hit in islice(beside(clause, "FL002", [first] if first else []), 1))


def _given_away(clause: Clause) -> Iterator[re.Match[str]]:
    """Yield the words that pass on everything, or four of the five tasks in one breath."""
    for hit in _WHOLE.finditer(clause.text):
        special = _TASK.search(clause.text, max(0, hit.start() - 8), hit.end())
        if special or not _SERVICE.search(sentence_around(clause.text, hit.start())):
            continue
        if not banned(clause.text, hit.start(), hit.end()):
            yield hit
    for hit in _ALL_TASKS.finditer(clause.text):
        kinds = sum(bool(re.search(kind, hit[0])) for kind in _ALL_KINDS)
        if kinds >= _MOST_KINDS and not banned(clause.text, hit.start(), hit.end()):
            yield hit


def _remark(hit: re.Match[str]) -> Remark:
    return Remark(
        Span(*hit.span()),
        _(
            "Passing on the whole service is unlawful (Civil Code, art. 941). "
            "Name the special tasks that are given to others."
        ),
    )
