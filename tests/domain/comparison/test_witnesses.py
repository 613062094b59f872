"""The case that shows a verdict, in words of the reader's language."""

from __future__ import annotations

import pytest

from guicheng.cli.language import translator
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_clauses, terms_of

CHINESE = translator("zh")


def shown(a, b):
    """Return the witness that a is looser than b, in English and in Chinese."""
    found = compare_clauses(terms_of(read(a)), terms_of(read(b)))
    assert found.verdict is Verdict.LOOSER
    example = found.witness.example
    return example.render(), example.render(CHINESE)


@pytest.mark.parametrize(
    ("a", "b", "english", "chinese"),
    [
        ("电话20秒内接听", "电话15秒内接听", "Done after 20 seconds: ", "过了 20 秒才做："),
        ("报修1分钟内响应", "报修30秒内响应", "Done after 1 minute: ", "过了 1 分钟才做："),
        ("报修45分钟内到场", "报修30分钟内到场", "Done after 45 minutes: ", "过了 45 分钟才做："),
        ("报修1小时内到场", "报修30分钟内到场", "Done after 1 hour: ", "过了 1 小时才做："),
        ("报修2小时内到场", "报修30分钟内到场", "Done after 2 hours: ", "过了 2 小时才做："),
        ("投诉7日内答复", "投诉5日内答复", "Done after 7 days: ", "过了 7 天才做："),
        ("投诉7个工作日内答复", "投诉5个工作日内答复", "Done after 7 working days: ", "过了 7 个工作日才做："),
        ("停水提前1日通知业主", "停水提前3日通知业主", "Told 1 day ahead: ", "提前 1 天告知："),
        ("监控录像保存1个月", "监控录像保存3个月", "Kept for 1 month: ", "保存 1 个月："),
        ("监控录像保存2个月", "监控录像保存3个月", "Kept for 2 months: ", "保存 2 个月："),
        ("每隔2小时巡逻一次", "每隔1小时巡逻一次", "2 hours from one time to the next: ", "两次相隔 2 小时："),
    ],
)
def test_a_length_of_time_is_told_in_whole_words(a, b, english, chinese):
    told = shown(a, b)
    assert told[0].startswith(english)
    assert told[1].startswith(chinese)
