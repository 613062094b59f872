"""FL041: find cameras where people undress, wash or nurse"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _


@rule("FL041", "camera-in-private-room", Severity.ERROR, told_by=())
def camera_in_private_room(clause: Clause) -> Iterator[Remark]:
    """Find cameras where people undress, wash or nurse.

    Why it matters:
        Whoever looks after a building may watch its common parts for safety, never the inside of changing rooms,
        toilets, bathrooms, nursing rooms or fitting rooms. Such pictures are unlawful to take, not only to show.

    Example:
        更衣室内加装一台监控摄像头。

    Use instead:
        更衣室门外走廊装监控，更衣室内设储物柜。

    References:
        Regulations on Public Security Video Systems (公共安全视频图像信息系统管理条例) art. 8: rooms in which nobody
        may install equipment that takes pictures.
    """
    for hit in beside(clause, "FL041", ()):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: no camera may look into such a room. Watch the way to it, and give people lockers.",
                act=hit[0],
            ),
        )
