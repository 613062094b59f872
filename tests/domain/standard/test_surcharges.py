"""What is charged for each day that something is paid late."""

from __future__ import annotations

from fractions import Fraction

import pytest

from guicheng.domain.standard.claims import contradiction
from guicheng.domain.standard.surcharges import surcharges_in

DENIED = [
    ("物业费迟交的，每日按万分之三收违约金。", "住户晚交物业费，滞纳金按日千分之二计。"),
    ("逾期物业费每天加收0.05%违约金。", "拖欠物业费的，违约金为日0.3%。"),
    ("车位费逾期，按日万分之五计违约金。", "停车费晚交一天收1‰的滞纳金。"),
]
KEPT = [
    ("物业费违约金按日万分之五计。", "拖欠物业费，每天收0.05%的违约金。"),
    # Of other debts.
    ("物业费违约金按日万分之五计。", "租金逾期的，违约金按日千分之一计。"),
    # Not of each day, at most, or of several.
    ("物业费违约金按日万分之五计。", "物业费违约金每月百分之一。"),
    ("物业费违约金按日万分之五计。", "物业费违约金不超过日千分之一。"),
    ("物业费违约金按日万分之五计。", "物业费违约金头一月日万分之三，往后日千分之一。"),
    # Nothing that is charged.
    ("物业费违约金按日万分之五计。", "物业费收缴率98%。"),
]


@pytest.mark.parametrize(("mine", "theirs"), DENIED)
def test_two_charge_another_share_of_the_same(mine, theirs):
    assert contradiction(mine, theirs) is not None
    assert contradiction(theirs, mine) is not None


@pytest.mark.parametrize(("mine", "theirs"), KEPT)
def test_what_is_of_another_debt_or_time_denies_nothing(mine, theirs):
    assert contradiction(mine, theirs) is None
    assert contradiction(theirs, mine) is None


def test_a_rate_is_read_as_a_share():
    (one,) = surcharges_in("物业费违约金按日万分之五计。")
    assert one.rate == Fraction(5, 10000)
    assert one.topics == {("surcharge", frozenset())}
