"""Clauses beside the law of a city, with the acts that the rules find."""

from __future__ import annotations

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison.compliance import Standing
from guicheng.domain.comparison.norm import Circumstance
from guicheng.usecases.comply import duties_of


def by_id(texts, **place):
    return {duty.norm.id: duty for duty in duties_of([read(text) for text in texts], **place)}


def test_a_manual_is_set_beside_the_law_of_its_city():
    held = by_id(["接到投诉后15日内答复。", "监控录像保存90日。", "欠费业主停水停电。"], city="杭州")
    assert held["hangzhou.complaint-answer"].standing is Standing.LOOSER
    assert held["cn.video-retention"].standing is Standing.TIGHTER
    assert held["cn.no-utility-cutoff"].standing is Standing.LOOSER
    assert held["hangzhou.no-utility-cutoff"].answers[0].clause.text == "欠费业主停水停电。"
    assert held["hangzhou.defect-repair"].standing is Standing.NOT_OURS
    assert "beijing.contract-filing" not in held


def test_without_a_city_only_the_law_of_the_country_holds():
    assert {duty.norm.place.zh for duty in duties_of([])} == {"全国"}


def test_an_estate_without_lifts_has_no_duties_about_them():
    held = by_id([], city="温州", absent=[Circumstance.LIFT])
    assert not any(name.startswith("wenzhou.lift") for name in held)


def test_every_duty_that_holds_is_answered_once():
    held = duties_of([read("不得停水停电催费。")], city="淄博")
    assert len({duty.norm.id for duty in held}) == len(held)
    assert all(isinstance(duty.standing, Standing) for duty in held)


def test_acts_that_a_rule_finds_break_the_duty_that_forbids_them():
    """Each act breaks the ban of its own law, and a clause that forbids it keeps it."""
    acts = {
        "更衣室内装一台监控摄像头。": "cn.no-private-cameras",
        "从维修资金中列支秩序员工资。": "beijing.no-fund-misuse",
        "经物业同意，商户可在承重柱上开洞走线。": "beijing.no-bearing-change",
        "未录入人脸的住户不得进入小区。": "cn.no-refusal-without-consent",
    }
    for text, duty in acts.items():
        assert by_id([text], city="北京")[duty].standing is Standing.LOOSER, text
    for text, duty in {
        "更衣室内不得安装监控摄像头。": "cn.no-private-cameras",
        "专项维修资金不得挪作他用。": "beijing.no-fund-misuse",
        "装修不得拆改承重墙。": "beijing.no-bearing-change",
    }.items():
        assert by_id([text], city="北京")[duty].standing is Standing.COVERED, text
