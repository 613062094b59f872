"""Words in place of a file: a clause, or the name of a paper."""

from __future__ import annotations

import pytest

from guicheng.domain.manual.naming import is_clause


@pytest.mark.parametrize(
    "words", ["急修30分钟内到场", "电动车一律不得进楼", "绿化用药不超过30克/平方米", "客服中心全年无休。"]
)
def test_what_promises_something_is_a_clause(words):
    assert is_clause(words)


@pytest.mark.parametrize(
    "words",
    [
        "保洁服务手册2026",
        "报修及时率考核表",
        "急修30分钟到场.docx",
        "没有.txt",
        "急修",
        "repairs",
        "项目标准v2.md",
    ],
)
def test_the_name_of_a_paper_or_a_file_is_none(words):
    assert not is_clause(words)
