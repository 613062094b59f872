"""FL030: the owners' meeting, its committee or its votes hindered"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_BODY = "(?:业主大会|业主委员会|业委会|业主(?:自行)?(?:召集|成立|选举|投票|表决))"
_VOTE = "(?:选票|表决票|票权|投票表决|业主投票)"
_HINDERED = re.compile(
    f"(?:阻[止挠碍拦]|干[扰预涉]|操纵|左右)[^，。；,;]{{0,8}}{_BODY}[^，。；,;]{{0,8}}"
    f"|{_VOTE}[^，。；,;]{{0,14}}(?:代为?填写|代为勾选|代填|代签|代投|冒签)|(?:代为?填写|代填|代签|代投|冒签)[^，。；,;]{{0,8}}{_VOTE}"
    f"|(?:代收|收集|统一)[^，。；,;]{{0,4}}{_VOTE}[^，。；,;]{{0,6}}填写?|劝阻[^，。；,;]{{0,4}}业主[^，。；,;]{{0,4}}(?:参加|投票|表决|选举)"
    f"|{_BODY}[^。；;]{{0,20}}(?:通知|公告|海报)[^，。；,;]{{0,6}}(?:撕[除毁掉]|清除|揭除)"
    f"|不(?:同意|允许|支持|配合)[^，。；,;]{{0,6}}(?:成立|筹备|召开)[^，。；,;]{{0,6}}(?:业主大会|业主委员会|业委会)"
)
_RIGHTLY = re.compile("街道|居委会|社区|公安|举报|报告|投诉|授权委托书")


@rule("FL030", "owners-meeting-hindered", Severity.ERROR, told_by=(_HINDERED,))
def owners_meeting_hindered(clause: Clause) -> Iterator[Remark]:
    """Find the owners' meeting, its committee or its votes hindered.

    Why it matters:
        The owners alone decide on common matters, and the firm works for them. Filling in their votes or
        tearing down their notices makes every decision void and is a reason for dismissal.

    Example:
        业主投票表决由物业公司代为填写选票。

    Use instead:
        物业公司为业主大会提供场地和业主名册，不参与投票和计票。

    References:
        Civil Code (民法典) art. 277, 278: owners may set up an owners' meeting and decide together.

        Regulation on property management (物业管理条例) art. 6: owners call meetings, vote and are elected.
    """
    for hit in beside(clause, "FL030", acts(clause, _HINDERED, unless=_RIGHTLY)):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: the owners meet and vote without the firm. "
                "Offer the room and the list of owners, and keep out of it.",
                act=hit[0],
            ),
        )
