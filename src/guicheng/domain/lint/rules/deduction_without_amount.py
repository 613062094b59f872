"""YS012: a penalty without amount"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import sentence_around
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_PENALTY = re.compile(
    "(?:予以|给予|将|则|并|进行|酌情|相应)?(?:扣分|扣款|扣罚|罚款|处罚|扣减(?:服务费|绩效|考核分|工资|奖金)|扣除(?:绩效|奖金|考核分))(?![标原表项依细规办明制权单记人])"
)
_AMOUNT = re.compile("[0-9０-９一二两三四五六七八九十百半][^，。；,;]{0,4}[分元%％倍级]")
_OTHERS = re.compile("行政|治安|依法|公安|消防救援|主管部门|监管部门|法律|举报|国家|规定")


@rule("YS012", "deduction-without-amount", Severity.WARNING, told_by=(_PENALTY,), element="assessment")
def deduction_without_amount(clause: Clause) -> Iterator[Remark]:
    """Find a deduction or penalty without an amount.

    Why it matters:
        A penalty that is decided after the event is felt as arbitrary, and two estates will be scored differently for
        the same lapse.

    Example:
        巡逻漏点的予以扣分。

    Use instead:
        巡逻每漏1点扣2分。

    References:
        Scoring: a criterion states what is looked at and how many points it costs.
    """
    for hit in _PENALTY.finditer(clause.text):
        sentence = sentence_around(clause.text, hit.start())
        if not _AMOUNT.search(sentence) and not _OTHERS.search(sentence):
            yield Remark(
                Span(*hit.span()),
                _("“{word}” states no amount. Say how many points or how much money.", word=hit[0]),
            )
