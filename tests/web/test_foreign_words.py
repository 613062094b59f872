"""Chinese words inside an English sentence are marked as Chinese, and markup in them stays text."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from guicheng.web.templatetags.front import foreign


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("“登记” has no record.", '“<span lang="zh-CN">登记</span>” has no record.'),
        ("Such as 紧急→2；一般→3, then", 'Such as <span lang="zh-CN">紧急→2；一般</span>→3, then'),
        ("“登记” or “结束”", '“<span lang="zh-CN">登记</span>” or “<span lang="zh-CN">结束</span>”'),
        ("<b>登记</b>", '&lt;b&gt;<span lang="zh-CN">登记</span>&lt;/b&gt;'),
        ("a < b", "a &lt; b"),
    ],
)
def test_chinese_in_an_english_sentence(sentence, shown):
    with override("en"):
        assert foreign(sentence) == shown


def test_a_chinese_page_needs_no_marks():
    with override("zh-hans"):
        assert foreign("“登记”没有<记录>") == "“登记”没有&lt;记录&gt;"
