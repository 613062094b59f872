"""What is charged for paying late."""

from __future__ import annotations

import pytest

from guicheng.domain.comparison import Verdict
from guicheng.domain.comparison.arrears import compared_as_arrears


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("逾期交费的违约金每日不超过欠费的万分之三。", "逾期交费的违约金每日不超过欠费的0.5‰。", Verdict.TIGHTER),
        (
            "物业费逾期违约金：每日≤欠费额的万分之三",
            "向逾期交费的业主收取违约金，日费率不得高于欠缴金额的万分之三。",
            Verdict.EQUAL,
        ),
        (
            "物业费逾期违约金：每日≤欠费额的万分之三",
            "逾期交费的可以按日收取违约金，但每日不得逾所欠费用的万分之五。",
            Verdict.TIGHTER,
        ),
        ("逾期交费的违约金每日不超过欠费的百分之零点一。", "逾期交费，按日加收欠费万分之五的违约金。", Verdict.LOOSER),
        ("逾期交费，按日加收欠费千分之一的违约金。", "逾期交费，按日加收欠费0.1%的违约金。", Verdict.EQUAL),
        ("逾期交费，每日加收欠费千分之三的违约金。", "逾期交费的违约金每日至多为欠费的千分之一。", Verdict.CONFLICT),
        ("违约金不低于合同总价的5%。", "违约金不得超过合同总价的20%。", Verdict.COMPATIBLE),
        (
            "逾期交付物业费的违约金每日不超过欠费的千分之二。",
            "逾期交电费的违约金每日不超过欠费的千分之一。",
            Verdict.DISJOINT,
        ),
        # A sum of another kind, a month, no sum, two debts, two shares, cases of which not all is told.
        ("违约金不超过合同总价的5%。", "违约金不超过月租金的5%。", None),
        ("违约金每日不超过欠费的0.1%。", "违约金不超过欠费的0.1%。", None),
        ("违约金为5%。", "违约金不超过欠费的0.1%。", None),
        ("逾期交物业费、水费的违约金每日不超过欠费的0.1%。", "违约金每日不超过欠费的0.1%。", None),
        ("违约金每日不超过欠费的0.1%，累计不超过欠费的10%。", "违约金每日不超过欠费的0.1%。", None),
        ("逾期30日的，违约金每日不超过欠费的0.1%。", "违约金每日不超过欠费的0.1%。", None),
    ],
)
def test_what_is_charged_for_paying_late_compares_by_its_share(a, b, wanted):
    found, swapped = compared_as_arrears(a, b), compared_as_arrears(b, a)
    assert (found and found.verdict) is wanted
    assert (swapped and swapped.verdict.swapped) is wanted
