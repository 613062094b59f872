"""The public notice: what residents may hold the company to, in plain words, and where to complain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from guicheng.domain.clause import Clause, Kind, Promise, Requirement
from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.clause.reader import read
from guicheng.domain.standard.text import PartKind
from guicheng.domain.targets.document import Block, Document, DocumentKind, Facts, Heading, Note, Table, TableRow
from guicheng.domain.targets.plain_words import bound_in_words, without_duty_words
from guicheng.domain.targets.source import Imprint, SourceStandard
from guicheng.domain.values import ClauseRef, GuichengError, Span
from guicheng.domain.values.message import _

#: What a company settles among its own people: how it checks, pays, trains and files.
_INTERNAL: Final = re.compile(
    r"考核|扣分|扣罚|扣款|扣\d|罚款|处罚|绩效|奖励|奖金|培训|考试|演练记录|交接班|例会|会议|台账|归档|存档|档案|建档|领用|盘点|库存|仓库|"
    r"采购|排班|内部|抽查|自查|检查表|督查|考勤|离职|入职|薪|工资|成本|毛利|报表|上报|汇报|晨会|班前|班后|签到|工服|着装|达标率|填写|记录表|巡回卡|查验|建设单位|监理"
)
#: What the company's own people receive: a report, a paper, a case, a test, what keeps them safe at work.
_OWN_PEOPLE: Final = re.compile(
    r"(?:报告|通知|联系|转交|移交|指派|上报)(?:给|到|至)?(?:[^，,；;。]{0,4}(?:班长|主管|经理|专员|领班|队长|值班员|责任人)|责任部门|清运单位)|"
    r"(?:派单|派工|(?<!接到)指派)(?![后起时之])|接受[^，,；;。]{0,10}(?:测试|健康检查|体检)|连续(?:工作|值班)时间|作业人员|监护|操作[^，,；;。]{0,4}电工|强制通风|"
    r"录入|编制|修订|答复库|分析会|一户一档|抄录[^，,；;。]{0,6}(?:柜|仪表)|登记主机|备份|登录口令|清点|存根|签到路线|录像回放"
)
#: What an authority receives: a filing, a registration, a report that the law asks for.
_AUTHORITY: Final = re.compile(
    r"备案|(?:使用|变更)登记|申请检验|报告[^，,；;。]{0,8}(?:主管|监管|行政)部门|向[^，,；;。]{0,8}(?:居民委员会|主管部门|街道办事处)(?!公[示布])"
)
#: Who signs, counts or orders it inside, and the paper that comes of it; said behind a promise they are left out of it.
_ASIDE: Final = re.compile(
    r"^由[^，,；;。]{2,12}?(?:签字|签收|签名|安排|统计|任命|审批|批准|管理|登记|记录|核查|验收|实测|拍照|排班)|"
    r"(?:签字|签收|签名|审批|审核后发布)$|^形成《|拍照(?:登记|记录)|截图"
)
_PROMISED: Final = frozenset({Kind.TIME_LIMIT, Kind.FREQUENCY, Kind.INTERVAL, Kind.WINDOW, Kind.QUANTITY, Kind.COUNT})
_MARKS: Final = "，,；;。 "
_HEAD: Final = ("服务事项", "我们的承诺", "时限、频次")
_WIDTHS: Final = (3, 8, 4)
_HOW_TO_COMPLAIN: Final = (
    "对以上承诺的履行有意见，可拨打服务电话或到客户服务中心反映，请说明时间、地点和事项。",
    "对处理结果不满意，可拨打投诉监督电话，也可向业主委员会、街道办事处反映，或拨打12345政务服务便民热线。",
)


@dataclass(frozen=True, slots=True)
class Contact:
    """Where residents turn to; what is empty is printed as a line to write on.

    Args:
        ref: The notice it stands on.
        phone: Service telephone.
        complaints: Telephone for complaints.
        hours: When somebody answers.
        place: Where the service centre is.
    """

    ref: ClauseRef
    phone: str = ""
    complaints: str = ""
    hours: str = ""
    place: str = ""


class NothingPromisedError(GuichengError):
    """No clause promises residents anything that can be measured."""

    code = "nothing-promised"


def notice(
    standards: Sequence[SourceStandard],
    imprint: Imprint,
    contact: Contact,
    *,
    lexicon: Lexicon | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """Return the notice for the estate's board: measured promises only, none about the company's own checks.

    Args:
        standards: Where the promises stand.
        imprint: Title page.
        contact: Where residents turn to.
        lexicon: Words to read by; the shipped ones by default.
        progress: Called after each standard with how many are done and how many there are.

    Raises:
        NothingPromisedError: There is nothing to tell.
    """
    blocks: list[Block] = []
    for index, standard in enumerate(standards, 1):
        rows = tuple(_rows(standard, lexicon))
        if rows:
            if len(standards) > 1:
                blocks.append(Heading(standard.ref, standard.imprint.title, 1))
            blocks.append(Table(standard.ref, _HEAD, rows, _WIDTHS))
        if progress:
            progress(index, len(standards))
    if not blocks:
        raise NothingPromisedError(
            _("No clause promises residents a time, a frequency or an amount, so there is nothing to announce.")
        )
    blocks += [Heading(imprint.ref, "联系与投诉", 1), Facts(imprint.ref, _facts(contact))]
    blocks += [Note(imprint.ref, sentence) for sentence in _HOW_TO_COMPLAIN]
    return Document(DocumentKind.NOTICE, imprint, "服务公示", tuple(blocks), contents=False)


def public_parts(clause: Clause) -> tuple[tuple[Span, ...], tuple[Requirement, ...]]:
    """Return the parts of a sentence that residents are told, and the bounds in them.

    Who receives what is promised decides: parts that the company's own people or an authority receive, and those about
    its own checks, are left out; without a bound in the rest nothing is told.
    """
    told = [part for sentence in _sentences(clause) for part in _public(sentence, clause.text)]
    # A share of cases kept or a time of filing is measured inside; a part without any bound belongs to its neighbours.
    parts = [part for part in told if not part.requirements or part.bounded(*_PROMISED)]
    bounds = tuple(each for part in parts for each in part.requirements if each.kind in _PROMISED)
    return (tuple(part.span for part in parts), bounds) if bounds else ((), ())


def _sentences(clause: Clause) -> Iterator[list[Promise]]:
    held: list[Promise] = []
    for part in clause.promises:
        held.append(part)
        if clause.text[part.span.end : part.span.end + 1] in {"。", "；", ""}:
            yield held
            held = []
    if held:
        yield held


def _public(sentence: Sequence[Promise], text: str) -> list[Promise]:
    """Return the parts of a sentence that residents are told: none where it begins with the company's own affairs."""
    own = [_is_own(part.span.of(text), first=place == 0) for place, part in enumerate(sentence)]
    return [] if own[0] else [part for part, internal in zip(sentence, own, strict=True) if not internal]


def _is_own(text: str, *, first: bool) -> bool:
    """Tell whether nobody but the company or an authority receives what a part says."""
    return any(words.search(text) for words in (_INTERNAL, _OWN_PEOPLE, _AUTHORITY)) or (
        not first and _ASIDE.search(text.strip(_MARKS)) is not None
    )


def promise_in_words(clause: Clause, parts: Sequence[Span]) -> str:
    """Return the parts of a sentence as one promise in plain words.

    Example:
        >>> clause = read("接到报修后，维修工应在30分钟内到场，超时每次扣2分。")
        >>> promise_in_words(clause, public_parts(clause)[0])
        '接到报修后，维修工在30分钟内到场。'
    """
    text = ""
    for part in parts:
        words = part.of(clause.text).strip(_MARKS)
        mark = clause.text[part.end : part.end + 1]
        text += words + (mark if mark in "，；。" and mark else "，")
    return without_duty_words(text.rstrip(_MARKS)) + "。"


def _rows(standard: SourceStandard, lexicon: Lexicon | None) -> Iterator[TableRow]:
    section = standard.imprint.title
    for line in standard.lines:
        if line.kind is PartKind.HEADING:
            section = line.text
        if line.kind is not PartKind.CLAUSE:
            continue
        clause = read(line.text, ref=line.ref, lexicon=lexicon)
        parts, bounds = public_parts(clause) if not clause.gaps else ((), ())
        if bounds:
            what = line.elements.get("content", "").strip() or section
            figures = "；".join(dict.fromkeys(bound_in_words(each) for each in bounds))
            yield TableRow(line.ref, (what, promise_in_words(clause, parts), figures))


def _facts(contact: Contact) -> tuple[tuple[str, str], ...]:
    return (
        ("服务电话", contact.phone),
        ("投诉监督电话", contact.complaints),
        ("服务时间", contact.hours),
        ("客户服务中心地址", contact.place),
    )
