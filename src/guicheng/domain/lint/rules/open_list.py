"""MH005: 等, 相关, 其他 …"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause, Word
from guicheng.domain.lint.rule import Remark, choose, rule
from guicheng.domain.lint.wording import after, before, loose_words
from guicheng.domain.values import Severity
from guicheng.domain.values.message import _

_TWO_NAMED = re.compile(r"[^，。；,;]{1,12}[、和及][^，。；,;、]{1,12}$")
_DUTY_BEHIND = re.compile(
    r"(?:工作|事项|事宜|任务|活动|服务|设施|设备|部位|区域|资料|文件|记录|人员|部门|方式|措施|手续|制度|问题|情况)"
)


@rule("MH005", "open-list", Severity.HINT, words=("vague-open",), default=False)
def open_list(clause: Clause) -> Iterator[Remark]:
    """Find a list or a reference left open: 等工作, 相关人员, 其他事项.

    Why it matters:
        What 等 adds is decided after the fact. The word is off by default, because people who know the field do not
        count it as vague where the named items already show what is meant; ask for it with --select MH005 before a
        contract is signed.

    Example:
        保洁员做好清扫等工作。
        发现异常后通知相关人员。

    Use instead:
        保洁员清扫大堂、楼道和电梯轿厢。
        发现异常后通知当值主管和业主。

    References:
        Operability principle (可操作性): concrete and quantified, no vague wording.
    """
    for _promise, word in loose_words(clause, "vague-open"):
        if word.surface.startswith("等") and not _stays_open(clause, word):
            continue
        yield Remark(
            word.span,
            _("“{word}” leaves open what belongs here. Name everything that is meant.", word=word.surface),
            (choose(word.span, "【__】", _("name what is meant")),),
        )


def _stays_open(clause: Clause, word: Word) -> bool:
    """Tell whether 等 follows a single item and stands before something that somebody must do or hold."""
    return bool(_DUTY_BEHIND.match(after(clause, word.span.end))) and not _TWO_NAMED.search(
        before(clause, word.span.start, 26)
    )
