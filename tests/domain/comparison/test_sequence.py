"""Which step of a service a clause puts before which."""

from __future__ import annotations

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Verdict, compare_asked
from guicheng.domain.comparison.sequence import are_put_the_other_way, orders_in, turned


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("先报价,业主签字后方可验收", {("报价", "验收"), ("签字", "验收")}),
        ("上岗前先培训", {("培训", "上岗")}),
        ("未经审批不得停电", {("审批", "停水")}),
        ("没有登记不予放行", {("登记", "放行")}),
        ("验收合格再付款。登记以后放行", {("验收", "付款"), ("登记", "放行")}),
        ("派工单由业主签字", set()),
        ("先通知维保单位,再安抚", {("致电维保", "安抚")}),
        ("阀门关妥之后再通知", {("关阀", "通知")}),
        ("登记,放行", set()),
        ("完工后完工", set()),
        ("业主签字", set()),
    ],
)
def test_the_order_of_steps_is_read(text, orders):
    assert orders_in(text) == orders


def test_what_comes_before_work_begins_comes_before_it_ends():
    assert orders_in("签字后方可动工") == {("签字", "动工"), ("签字", "完工")}
    assert orders_in("完工后付款") == {("派工", "付款"), ("动工", "付款"), ("完工", "付款")}


def test_steps_the_other_way_round_are_found():
    assert turned("先拨打119,再组织人员疏散", "第一步疏散人员,第二步才拨打119") == ("拨打119", "疏散")
    assert turned("先报价,再动工", "干完再报价") == ("报价", "动工")
    assert turned("先报价,再动工", "先签字,再动工") is None


def test_clauses_on_one_service_in_another_order_contradict_one_another():
    first, second = read("有偿维修先报价，业主签字后方可动工。"), read("有偿维修先干活，干完再报价。")
    found = compare_asked(first, second)
    assert found.verdict is Verdict.CONFLICT
    assert found.witness is not None
    assert dict(found.witness.example.fields) == {"a": "报价", "b": "动工"}
    assert compare_asked(first, read("保洁员培训，考试合格后上岗；上岗后再审批。")).verdict is not Verdict.CONFLICT


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("有偿维修先收费，后上门维修。", "有偿维修应先上门维修，经业主验收后再收费。", True),
        ("动火须先审批，后作业。", "可先动火作业，事后补办审批。", True),
        ("先审批，后作业。", "先审批，再作业。", False),
        ("先审批，后作业。", "作业须经审批。", False),
        # What both steps are done to tells nothing of their order.
        ("先联系业主，再上门告知业主。", "先联系业主，再上门告知业主。", False),
        ("先登记车辆信息，后放行车辆。", "先核对车辆号牌，后放行车辆。", False),
    ],
)
def test_two_texts_put_two_deeds_the_other_way_round(a, b, wanted):
    assert are_put_the_other_way(a, b) is wanted
    assert are_put_the_other_way(b, a) is wanted
