"""YS001: nobody is named"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause, Kind
from guicheng.domain.lint.rule import Remark, choose, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_TIMED = {"time_limit", "frequency", "interval"}
_POST = re.compile(
    r"人员|员工|[员师]|经理|主[管任]|[班组队]长|领班|管家|保安(?!全|防)|保洁(?=[应须负在每要])|护卫|客服|前台|[电水焊木花维修]工|"
    r"(?:空调|绿化|园林|保洁|综合|油漆|泥瓦|管道)工(?![作程具序期地艺业厂])|工程部|部门|"
    r"[务理修安勤洁化]部|中心|公司|管理处|服务处|项目|单位|专人|负责人"
    r"|责任人|值班|当班|岗位|班组|队|机构|业委会|委员会|业主[应须可]|双人|两人|二人"
)


@rule("YS001", "no-responsible-post", Severity.HINT, kinds=(*Kind,), element="provider")
def no_responsible_post(clause: Clause) -> Iterator[Remark]:
    """Find a measured duty that names nobody who has to do it.

    Why it matters:
        What everybody shall do nobody does. A timer, a task and a training need a post. In a table the column 责任人
        answers this.

    Example:
        接到报修后30分钟内到场。

    Use instead:
        接到报修后，维修工30分钟内到场。

    References:
        The seven elements of a service clause: customer, content, quality, time limit, provider, way, assessment.
    """
    timed = [
        requirement for requirement in clause.requirements if requirement.kind in _TIMED or requirement.unit == "ring"
    ]
    if not timed or any(word.group == "post" for word in clause.words) or _POST.search(clause.text):
        return
    first = timed[0]
    yield Remark(
        first.span,
        _("Nobody is named who has to do this. Put the post before the act."),
        (choose(Span(first.span.start, first.span.start), "由【__】", _("name the post")),),
    )
