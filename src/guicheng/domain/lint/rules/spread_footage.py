"""FL024: recordings shown around, sold or altered"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_VIDEO = "(?:监控|录像|视频|影像|画面)"
_SPREAD = re.compile(
    f"{_VIDEO}[^，。；,;]{{0,14}}(?:发(?:[到至送布给往]|(?=朋友圈|抖音|微博|微信|群|网上))|上传|传播|曝光|转发|散发|张贴|公开(?!栏)|出售|提供给(?:媒体|他人|商家"
    f"|记者|业主群|第三方)|剪辑|删改|篡改)"
    f"|{_VIDEO}[^。；;]{{0,20}}(?:截图|照片|抓拍)[^，。；,;]{{0,6}}(?:发[至到布往]|曝光|张贴|公布)"
    "|(?:涉及|不利)[^，。；,;]{0,12}录像[^。；;]{0,14}(?:删除|销毁|覆盖)"
)
_PROPER = re.compile(
    "公安|司法|警方|民警|法院|登记后提供|网络传输|平台|上传至?(?:公司|服务器|云|监控中心)|发[送到]至?(?:监控中心|值班室|项目经理)"
)


@rule("FL024", "spread-footage", Severity.ERROR, told_by=(_SPREAD,))
def spread_footage(clause: Clause) -> Iterator[Remark]:
    """Find recordings shown around, sold or altered.

    Why it matters:
        Recordings of public places serve public safety only. Putting them into a chat or on a wall exposes
        people; cutting or deleting them destroys evidence.

    Example:
        将高空抛物的监控视频发到业主群曝光。

    Use instead:
        高空抛物的监控录像保全后交公安机关，其他人调阅须经登记批准。

    References:
        Security guard regulation (保安服务管理条例) art. 25, 30: no altering and no spreading.

        Regulation on public security video (公共安全视频图像信息系统管理条例) art. 16: no misuse, no leaking.
    """
    for hit in beside(clause, "FL024", acts(clause, _SPREAD, unless=_PROPER)):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: recordings serve public safety only and stay as they are. "
                "Keep them for the police, and log who looks.",
                act=hit[0],
            ),
        )
