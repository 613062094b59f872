"""Kinds of findings that look at several clauses at once; their docstrings are the help pages.

What is found is said where standards are checked as a whole; here stand only code, weight and help.
"""

from __future__ import annotations

from typing import Final

from guicheng.domain.lint.rule import SystemCheck, system_check
from guicheng.domain.values import Severity


@system_check("CT001", "contradiction", Severity.ERROR)
def contradiction() -> None:
    """Find two clauses of which nobody can keep both.

    Why it matters:
        Whoever follows one breaks the other, and in a dispute the stricter reader wins.
        The finding names a case in which both apply.

    Example:
        消防通道必须保持畅通，禁止停放车辆。
        消防通道可以临时停放车辆。

    Use instead:
        消防通道必须保持畅通，禁止停放车辆。

    References:
        Consistency: one promise is said once, or everywhere alike.
    """


@system_check("CT002", "differing-figures", Severity.ERROR)
def differing_figures() -> None:
    """Find one promise that stands in two places with two figures.

    Why it matters:
        口径不一: staff learn one figure, the customer quotes the other, and a check counts by a third.

    Example:
        接到紧急报修后，维修工应在30分钟内到达现场。
        接到紧急报修后，维修工应在20分钟内到达现场。

    Use instead:
        接到紧急报修后，维修工应在20分钟内到达现场。

    References:
        Consistency: let one figure live once, as a named parameter such as 【时限.急修到场】.
    """


@system_check("CT003", "said-twice", Severity.HINT)
def said_twice() -> None:
    """Find a clause that only repeats what another one says.

    Why it matters:
        The two are alike today; whoever changes one will forget the other.

    Example:
        大堂地面每日清扫2次。
        大堂地面每日清扫不少于2次。

    Use instead:
        大堂地面每日清扫2次。

    References:
        Consistency: one promise is said once.
    """


@system_check("CT004", "never-applies", Severity.WARNING)
def never_applies() -> None:
    """Find a clause that holds in no case, or that nothing can break.

    Why it matters:
        It looks like a promise and binds nobody: its conditions exclude one another, it ended before it began, or
        whatever happens keeps it.

    Example:
        业主满意率不低于0%。

    Use instead:
        业主满意率不低于90%。

    References:
        Vacuity: a promise must be able to be kept and broken.
    """


@system_check("CT005", "grade-out-of-order", Severity.ERROR)
def grade_out_of_order() -> None:
    """Find a higher grade that promises less than a lower one.

    Why it matters:
        Customers of the higher grade pay for more; here they get less.

    Example:
        接到报修后应在{30|20}分钟内到场。

    Use instead:
        接到报修后应在{20|30}分钟内到场。

    References:
        Grades are named best first; from each to the next a promise stays or gets looser.
    """


@system_check("CT006", "grades-not-comparable", Severity.WARNING)
def grades_not_comparable() -> None:
    """Find two grades of one clause that cannot be set in order.

    Why it matters:
        Nobody can prove that the higher grade is the better one.

    Example:
        接到报修后应在{3个工作日|5日}内修复。

    Use instead:
        接到报修后应在{3日|5日}内修复。

    References:
        Units that span differing lengths compare only with a fact, such as the calendar of holidays.
    """


@system_check("CT007", "one-thing-in-other-words", Severity.WARNING)
def one_thing_in_other_words() -> None:
    """Find two clauses that seem to speak of one thing, each in its author's words, and say different things of it.

    Why it matters:
        Departments name one thing in two ways, so that nobody sees that they promise two figures.
        Whether it is one thing, likeness of words only suggests; a person decides.

    Example:
        生活水箱每半年清洗消毒一次。
        二次供水的蓄水池、水箱每年清洗、消毒一次。

    Use instead:
        生活水箱每半年清洗消毒一次。

    References:
        Consistency: let one thing have one name. Where the two are different things, accept the finding with a reason:
        in a file of standards by its code; on the page as two things, which holds until one of the sentences changes.
    """


@system_check("CJ001", "looser-than-above", Severity.ERROR)
def looser_than_above() -> None:
    """Find a clause that promises less than the contract, or the company's standard, that stands above it.

    Why it matters:
        The upper promise is owed all the same: whoever keeps only this clause breaks it.

    Example:
        合同：公共楼道每日清扫2次。
        项目：公共楼道每日清扫1次。

    Use instead:
        项目：公共楼道每日清扫2次。

    References:
        Tailoring: law and contract bind the company, the company binds its estates; below it only gets tighter.
    """


@system_check("CJ002", "against-above", Severity.ERROR)
def against_above() -> None:
    """Find a clause that contradicts the contract, or the company's standard, that stands above it.

    Why it matters:
        Whoever follows the clause breaks what is owed above it.

    Example:
        公司：装修施工时间为8:00-12:00。
        项目：装修施工必须在13:00-18:00进行。

    Use instead:
        项目：装修施工时间为9:00-12:00。

    References:
        Tailoring: law and contract bind the company, the company binds its estates; below it only gets tighter.
    """


@system_check("CJ003", "unclear-against-above", Severity.WARNING)
def unclear_against_above() -> None:
    """Find a clause that cannot be set against the contract or standard above it, for want of a fact.

    Why it matters:
        As long as the fact is missing, nobody knows whether the upper promise is kept. State the fact, use the same
        unit, or have the deviation signed.

    Example:
        合同：投诉应在5日内办结。
        公司：投诉应在3个工作日内办结。

    Use instead:
        公司：投诉应在3日内办结。

    References:
        Tailoring: law and contract bind the company, the company binds its estates; below it only gets tighter.
    """


@system_check("CJ004", "looser-than-law", Severity.ERROR)
def looser_than_law() -> None:
    """Find a clause that promises less than a law that binds the company.

    Why it matters:
        The law holds whatever the standard says; whoever keeps only the clause breaks it.

    Example:
        监控录像保存15日。

    Use instead:
        监控录像保存30日以上。

    References:
        Norms of the estate's city, its province and the country; “guicheng norms list” names them.
    """


@system_check("CJ005", "against-law", Severity.ERROR)
def against_law() -> None:
    """Find a clause that contradicts a law.

    Why it matters:
        Whoever follows the clause breaks the law.

    Example:
        业主逾期缴纳物业费的，停止供电。

    Use instead:
        业主逾期缴纳物业费的，物业服务人书面催告，仍不缴纳的依法起诉或申请仲裁。

    References:
        Norms of the estate's city, its province and the country; “guicheng norms list” names them.
    """


@system_check("CJ006", "unclear-against-law", Severity.HINT)
def unclear_against_law() -> None:
    """Find a clause that cannot be set against a law, for want of a fact.

    Why it matters:
        Nobody can tell whether the law is kept as long as the fact is missing.

    Example:
        监控录像保存1个月。

    Use instead:
        监控录像保存不少于31日。

    References:
        Norms of the estate's city, its province and the country; “guicheng norms list” names them.
    """


@system_check("QK001", "duty-without-clause", Severity.HINT)
def duty_without_clause() -> None:
    """Find a duty of law for which no clause stands, or only for some of its cases.

    Why it matters:
        Nobody is told to do it: nowhere, or nowhere but in malls. It may stand in another document; then that one
        belongs to the check.

    Example:
        无关于电梯困人的条款。

    Use instead:
        接到电梯困人报警后，维修人员应在30分钟内到达现场。

    References:
        Norms of the estate's city, its province and the country; “guicheng norms list” names them.
    """


@system_check("QK002", "promise-without-clause", Severity.WARNING)
def promise_without_clause() -> None:
    """Find a promise of the contract for which no clause stands in the standards below it, or for some cases only.

    Why it matters:
        It is owed to the customer, and no standard tells anybody to do it: none at all, or none by day where one tells
        what is done at night.

    Example:
        合同：公共楼道玻璃每季度擦拭1次。

    Use instead:
        公司：公共楼道玻璃每季度擦拭1次。

    References:
        Tailoring: law and contract bind the company, the company binds its estates; below it only gets tighter.
    """


#: All of them, in order of their codes. A code is never used again for another kind.
SYSTEM_CHECKS: Final[tuple[SystemCheck, ...]] = (
    looser_than_above,
    against_above,
    unclear_against_above,
    looser_than_law,
    against_law,
    unclear_against_law,
    contradiction,
    differing_figures,
    said_twice,
    never_applies,
    grade_out_of_order,
    grades_not_comparable,
    one_thing_in_other_words,
    duty_without_clause,
    promise_without_clause,
)
