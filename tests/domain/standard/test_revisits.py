"""Whether those who did something ask how it was, or others do."""

from __future__ import annotations

import pytest

from guicheng.domain.standard.claims import contradiction
from guicheng.domain.standard.revisits import revisits_in

DENIED = [
    ("投诉处理完，由经办的管家本人回访投诉人。", "投诉的回访由没有经手的客服人员来做。"),
    ("投诉谁经办谁回访。", "回访投诉人须换人，承办部门回避。"),
    ("报修完工，由维修的师傅自己给业主打电话。修完后由经办人回访报修人。", "维修后的回访由非经办人员进行。"),
    ("业主投诉办完，由处理该事的员工亲自回访。", "投诉回访时，处理投诉的人不得参加回访。"),
    ("投诉办完后由原经办人给业主回电话问满意。", "投诉回访由没参与处理的专员来做，经办人须回避。"),
]
KEPT = [
    # Of one mind.
    ("投诉回访由未经手的人来做。", "投诉由非经办人员回访。"),
    ("投诉由经办人回访。", "投诉谁处理谁回访。"),
    # Of two things.
    ("投诉由经办人回访。", "报修单由非经办人员回访。"),
    # Nobody says who.
    ("投诉办结后三日内回访。", "投诉由非经办人员回访。"),
    ("投诉由经办人处理。", "投诉由非经办人员回访。"),
]


@pytest.mark.parametrize(("mine", "theirs"), DENIED)
def test_those_who_did_it_are_taken_by_one_and_kept_out_by_the_other(mine, theirs):
    assert contradiction(mine, theirs) is not None
    assert contradiction(theirs, mine) is not None


@pytest.mark.parametrize(("mine", "theirs"), KEPT)
def test_what_agrees_or_is_of_another_thing_denies_nothing(mine, theirs):
    assert contradiction(mine, theirs) is None
    assert contradiction(theirs, mine) is None


def test_what_somebody_else_asks_is_told_as_such():
    (one,) = revisits_in("投诉由非经办人员回访。")
    assert (one.others, one.about) == (True, frozenset({"complaint revisited"}))
    assert one.topics == {("revisited", "complaint revisited")}
