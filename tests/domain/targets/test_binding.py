"""Where the evidence of a promise comes from."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.evidence.clock import EventWords
from guicheng.domain.targets.binding import Source, bind, bound_share

EVENTS = [
    ("接到急修报修后，维修工30分钟内到场。", "reported", "arrived"),
    ("投诉处理完毕后3个工作日内回访。", "finished", "visited"),
    ("电话铃响三声内接听。", "rang", "answered"),
    ("停水提前24小时通知业主。", "notified", "outage"),
]
SOURCES = [
    ("保洁员清扫大堂地面每日不少于2次。", Source.SCHEDULE),
    ("秩序维护员每2小时巡逻一次。", Source.SCHEDULE),
    ("监控录像保存不少于90天。", Source.RECORDS),
    ("监控室24小时值班。", Source.ROSTER),
    ("消防控制室每班不少于2人。", Source.ROSTER),
    ("业主满意度不低于95%。", Source.SURVEY),
    ("报修及时率不低于98%。", Source.FIGURE),
    ("草坪高度控制在3～5厘米。", Source.CHECKLIST),
    ("工作人员佩戴工牌上岗。", Source.CHECKLIST),
    ("客服专员接待客户时起立并微笑问候。", Source.CHECKLIST),
]


@pytest.mark.parametrize(("text", "start", "end"), EVENTS)
def test_a_limit_lies_between_two_events(text, start, end):
    found = bind(read(text))[0]
    assert (found.source, found.start.key, found.end.key, found.assumed) == (Source.EVENTS, start, end, False)
    assert found.term is not None


@pytest.mark.parametrize(("text", "source"), SOURCES)
def test_each_kind_of_promise_has_its_source(text, source):
    assert [each.source for each in bind(read(text))] == [source]


def test_a_start_that_the_text_leaves_out_is_the_report_and_is_marked_as_assumed():
    (found,) = bind(read("维修工30分钟内到场。"))
    assert (found.start.key, found.assumed) == ("reported", True)


def test_a_start_that_the_text_names_is_never_replaced_by_the_report():
    (found,) = bind(read("搬运人到达门岗后，秩序维护员5分钟内核对清单并放行。"))
    assert not found.assumed
    assert (found.start.key, found.start.words) == ("", "搬运人到达门岗后")
    assert (found.end.key, found.end.words, found.worded) == ("", "核对清单并放行", True)


def test_words_that_the_company_explained_once_hold_for_every_clause():
    words = EventWords({"搬运人到达门岗后": "reported"}, {"核对清单并放行": "finished"})
    (found,) = bind(read("搬运人到达门岗后，秩序维护员5分钟内核对清单并放行。"), words)
    assert (found.start.key, found.end.key, found.worded) == ("reported", "finished", False)


def test_what_the_company_says_goes_before_the_lexicon():
    words = EventWords({"接到急修报修后": "dispatched"})
    assert bind(read(EVENTS[0][0]), words)[0].start.key == "dispatched"


@pytest.mark.parametrize("text", ["业主可以自行选择缴费方式。", "每日清扫不超过2次。", "接到报修后应及时到场。"])
def test_what_no_evidence_can_tell_says_why(text):
    found = bind(read(text))
    assert [each.source for each in found] == [None]
    assert found[0].reason.render()
    assert bound_share(found) == (0, 1)


def test_a_clause_of_several_promises_is_bound_part_by_part():
    found = bind(read("投诉处理完毕后3个工作日内回访，回访率100%。"))
    assert [each.source for each in found] == [Source.EVENTS, Source.FIGURE]
    assert bound_share(found) == (2, 2)
    assert found[0].span != found[1].span


def test_a_note_promises_nothing():
    assert bind(read("本标准所称急修，是指危及人身安全的故障。")) == ()


def test_a_clause_that_was_not_read_is_listed_and_not_lost():
    clause = read("电梯困人后，维保人员若干时间（见附表三之丙）内到场。")
    assert all(each.ref == clause.ref for each in bind(clause))
    assert bind(clause)


def test_who_comes_to_confirm_ends_the_clock_by_arriving():
    def end(text, **endpoints):
        return bind(read(text), EventWords(endpoints=endpoints))[0].end.key

    assert end("接到火警5分钟内到达现场确认。") == end("接到火警5分钟内应赶到现场核实。") == "arrived"
    assert end("接到火警5分钟内现场确认。") == "confirmed"
    assert end("接到火警5分钟内到达现场确认。", 到达现场确认="confirmed") == "confirmed"
