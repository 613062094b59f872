"""What is destroyed before the other clause lets it go."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("访客登记表每月底统一销毁。", "访客登记表保存期不少于6个月。"),
        ("监控录像每周清空一次。", "监控录像保存不少于30日。"),
        ("快递代收登记簿当月月末即行销毁。", "快递代收登记簿留存一年备查。"),
        ("巡逻记录于每周日全部销毁。", "巡逻记录保存三个月。"),
        ("来访人员信息满一个月即删除。", "来访人员信息至少保存半年。"),
        ("钥匙借用单归还后当场销毁。", "钥匙借用单保存两年。"),
        ("业主身份证复印件用后当日销毁。", "业主身份证复印件存档三年。"),
        ("访客登记信息自来访之日起满30日即予删除，不再留存。", "访客登记资料保存期限不少于1年。"),
        ("监控录像每季末清空。", "监控录像保存一年。"),
        ("巡更数据满半年后自动删除。", "巡更数据保存两年。"),
        ("访客登记表每日下班前粉碎。", "访客登记表保存7日。"),
        ("值班日志年底统一销毁。", "值班日志保存三年。"),
    ],
)
def test_what_is_destroyed_early_is_not_kept(one, other):
    assert compare_asked(read(one), read(other)).verdict is Verdict.CONFLICT
    assert compare_asked(read(other), read(one)).verdict is Verdict.CONFLICT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Of other things, for no longer, and where nobody may destroy it.
        ("会议纪要草稿每月底统一销毁。", "监控录像保存不少于90日。"),
        ("监控录像每月底统一删除。", "监控录像保存7日。"),
        ("监控录像未满90日的，不得擅自删除。", "监控录像保存180日。"),
        ("任何人不得于每日交班后擅自删除监控录像。", "监控录像保存180日。"),
        # Nobody is told when.
        ("访客登记表由专人统一销毁。", "访客登记表保存一年。"),
        # Both tell when it is gone.
        ("访客登记表每月底销毁。", "访客登记表保存一年后销毁。"),
        # Nothing is kept for a time.
        ("访客登记表每月底统一销毁。", "访客登记表每月检查一次。"),
    ],
)
def test_what_is_kept_as_long_as_asked_is_no_conflict(one, other):
    assert compare_asked(read(one), read(other)).verdict is not Verdict.CONFLICT
    assert compare_asked(read(other), read(one)).verdict is not Verdict.CONFLICT
