"""By which means people are told, and what that makes of two clauses."""

from __future__ import annotations

import pytest

from guicheng.domain.comparison.channels import told_by


@pytest.mark.parametrize(
    ("text", "rest", "channels", "either"),
    [
        ("停水提前1日在公告栏张贴通知", "停水提前1日通知", {"board"}, False),
        ("停水提前1日以短信或微信通知业主", "停水提前1日通知业主", {"sms", "group"}, True),
        ("停水提前1日通过短信和电话告知业主", "停水提前1日告知业主", {"sms", "phone"}, False),
        ("消杀前1日张贴公告", "消杀前1日通知", {"board"}, False),
        # What may be done instead is no means, nor is the telephone at which somebody sits.
        ("30分钟内到场或电话答复", "30分钟内到场或电话答复", set(), False),
        ("服务电话24小时有人接听", "服务电话24小时有人接听", set(), False),
    ],
)
def test_means_are_taken_out(text, rest, channels, either):
    found = told_by(text)
    assert (found.text, found.channels, found.either) == (rest, channels, either)


@pytest.mark.parametrize(
    ("mine", "theirs", "kept"),
    [
        ("短信通知业主", "通知业主", True),
        ("通知业主", "短信通知业主", False),
        ("短信和电话通知业主", "电话通知业主", True),
        ("短信或电话通知业主", "电话通知业主", False),
        ("电话通知业主", "短信或电话通知业主", True),
        ("短信或电话通知业主", "短信或电话或邮件通知业主", True),
        ("短信或电话通知业主", "短信或邮件通知业主", False),
    ],
)
def test_who_tells_people_in_more_ways_keeps_each(mine, theirs, kept):
    assert told_by(mine).keeps(told_by(theirs)) is kept
