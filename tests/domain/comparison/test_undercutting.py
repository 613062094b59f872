"""Duties undercut in words, and numbers that only the duty beside them tells the kind of."""

from __future__ import annotations

import pytest

from guicheng.adapters.norms import shipped_norms
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison.compliance import Standing, compliance

NORMS = {norm.id: norm for norm in shipped_norms()}


def is_looser(text, norm):
    return compliance([read(text)], [NORMS[norm]])[0].standing is Standing.LOOSER


@pytest.mark.parametrize(
    ("text", "norm"),
    [
        ("立体车库装完先用起来，检验手续两个月内补办。", "beijing.parking-machines"),
        ("停车计时不满一小时的，按一小时收取。", "beijing.parking-whole-units"),
        ("电梯出现故障，三小时内停用并通知维保。", "wenzhou.lift-stop"),
        ("地下车库雨水倒灌的，工程部次日报业委会。", "zibo.urgent-repair-report"),
        ("楼内着火的先用灭火器扑救，五分钟后再打119。", "cn.fire-call"),
        ("使用满十八年的电梯，加密维保频次。", "wenzhou.lift-old"),
        ("不满十岁的小孩录入人脸，征求家长同意。", "cn.minors-consent"),
        ("吊销保安员证满两年的，可以重新录用。", "cn.guard-revoked"),
        ("交付户数占比达到七成时，项目部向街道书面报告。", "qingdao.meeting-condition"),
        ("自招保安员上岗满三个月后，才到公安局办理备案。", "cn.guard-filing"),
        ("消防安全重点单位，防火巡查逢周二、四进行。", "cn.fire-round"),
        ("保安员招录年龄放宽到十七周岁，身体健康即可。", "cn.guard-age"),
        ("保安员17周岁即可录用。", "cn.guard-age"),
        ("维修资金余额不足首期三成的，公共收益拿三成补进维修资金。", "beijing.income-to-fund"),
        ("监控录像每周清空一次。", "cn.video-retention"),
        ("监控录像每10天覆盖一次。", "cn.video-retention"),
        ("通知公示张贴满1天即可撤下归档。", "qingdao.notice-term"),
        ("收到投诉后，在15个工作日内把处理结论答复投诉人。", "hangzhou.complaint-answer"),
    ],
)
def test_less_than_the_law_asks_is_told_however_it_is_said(text, norm):
    assert is_looser(text, norm)


@pytest.mark.parametrize(
    ("text", "norm"),
    [
        ("立体车库未经检验不得先用，更不得事后补办。", "beijing.parking-machines"),
        ("停车不足15分钟的免收停车费，不按一小时收取。", "beijing.parking-whole-units"),
        ("电梯故障立即停用，两天内修复后恢复。", "wenzhou.lift-stop"),
        ("水泵出现故障，三小时内停用。", "wenzhou.lift-stop"),
        ("故障电梯2小时内不得停用。", "wenzhou.lift-stop"),
        ("地下车库雨水倒灌的，工程部报业委会。", "zibo.urgent-repair-report"),
        ("使用满十二年的电梯，加密维保频次。", "wenzhou.lift-old"),
        ("使用满十年的电梯加密维保频次，满二十年的电梯再增加维保项目。", "wenzhou.lift-old"),
        ("使用不满二十年的电梯，加密维保频次。", "wenzhou.lift-old"),
        ("使用满二十年的水泵，更换轴承。", "wenzhou.lift-old"),
        ("使用满二十年的电梯，维保频次报集团增加。", "wenzhou.lift-old"),
        ("载人电梯速度超过每秒五米的，增加维保频次。", "wenzhou.lift-old"),
        ("满十六周岁的小孩录入人脸，征求家长同意。", "cn.minors-consent"),
        ("不满十八周岁的小孩录入人脸，征求家长同意。", "cn.minors-consent"),
        ("吊销保安员证满五年的，可以重新录用。", "cn.guard-revoked"),
        ("防火巡查周二、四由甲班，周末由乙班。", "cn.fire-round"),
        ("电梯维保记录在周二、四归档。", "cn.lift-records"),
        ("保安员年满20周岁。", "cn.guard-age"),
        ("保安员品行端正。", "cn.guard-age"),
        ("维修资金余额不足首期三成的，公共收益补进维修资金。", "beijing.income-to-fund"),
        ("监控录像保存90天。", "cn.video-retention"),
        ("监控录像机每周除尘一次。", "cn.video-retention"),
        ("监控录像每年清空一次。", "cn.video-retention"),
        ("公示的资料保存1天。", "qingdao.notice-term"),
        ("收到投诉后，5个工作日内把处理结论答复投诉人。", "hangzhou.complaint-answer"),
        ("收到投诉后，5日内处理完毕。", "hangzhou.complaint-answer"),
    ],
)
def test_what_keeps_a_duty_or_speaks_of_another_thing_is_not_told(text, norm):
    assert not is_looser(text, norm)


def test_a_clause_that_undercuts_a_duty_in_words_answers_it_once():
    clauses = [read("电梯故障次日停用。"), read("电梯故障立即停用。")]
    duty = compliance(clauses, [NORMS["wenzhou.lift-stop"]])[0]
    assert [(answer.clause, answer.standing) for answer in duty.answers] == [
        (clauses[0], Standing.LOOSER),
        (clauses[1], Standing.COVERED),
    ]
