"""Clauses beside duties: kept, tightened, undercut, not spoken of, or owed by others."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from guicheng.adapters.norms import shipped_norms
from guicheng.domain.clause import Kind
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison.compliance import Standing, compliance
from guicheng.domain.comparison.covering import case_names, estate_box
from guicheng.domain.comparison.norm import Circumstance, selected
from guicheng.domain.comparison.verdict import Verdict
from guicheng.domain.values import ClauseRef

NORMS = {norm.id: norm for norm in shipped_norms()}
CASES = Path(__file__).parents[2] / "cases" / "norms" / "compliance.tsv"


def rows():
    head, *lines = CASES.read_text(encoding="utf-8").splitlines()
    assert head == "city\tclause\tnorm\tstanding"
    return [line.split("\t") for line in lines if line]


def standing_of(text, norm, **known):
    return compliance([read(text)], [NORMS[norm]], **known)[0].standing


@pytest.mark.parametrize(("city", "text", "norm", "standing"), rows())
def test_a_clause_stands_to_a_duty_as_the_case_says(city, text, norm, standing):
    held = {found.norm.id: found for found in compliance([read(text)], selected(NORMS.values(), city=city))}
    assert held[norm].standing == standing


def is_date(norm):
    return norm.figure is not None and norm.figure.kind is Kind.WINDOW and norm.figure.value != "24h"


@pytest.mark.parametrize(
    "norm", [norm for norm in NORMS.values() if norm.figure and not is_date(norm)], ids=lambda norm: norm.id
)
def test_the_sentence_of_a_duty_covers_it(norm):
    assert compliance([norm.clause], [norm])[0].standing is Standing.COVERED


def changed(norm, factor):
    """Return the sentence of a duty with another number, or None where the number cannot be changed so."""
    value = norm.figure.value
    if isinstance(value, str) or norm.figure.kind.value == "ratio" or (value == 1 and factor < 1):
        return None
    places = list(re.finditer(rf"(?<!\d){value}(?!\d)", norm.says))
    if not places:
        return None
    place = places[-1] if norm.figure.kind.value == "frequency" else places[0]
    number = str(int(value * 2) if factor > 1 else int(value / 2))
    return norm.says[: place.start()] + number + norm.says[place.end() :]


@pytest.mark.parametrize("norm", [norm for norm in NORMS.values() if norm.figure], ids=lambda norm: norm.id)
def test_a_doubled_or_halved_number_is_tighter_or_looser(norm):
    for factor in (2, 0.5):
        text = changed(norm, factor)
        if text is None:
            continue
        better = (factor > 1) != (norm.figure.op == "<=")
        found = compliance([read(text)], [norm])[0].standing
        # Twice in 15 days is more than once, but need not be spread as evenly.
        allowed = {Standing.TIGHTER, Standing.CANNOT_COMPARE} if better else {Standing.LOOSER}
        if " " not in (norm.figure.per or ""):
            allowed.discard(Standing.CANNOT_COMPARE)
        assert found in allowed, text


def test_one_looser_clause_outweighs_those_that_keep_the_duty():
    clauses = [read("监控录像保存90日。"), read("监控录像保存15日。"), read("监控录像保存30日。")]
    duty = compliance(clauses, [NORMS["cn.video-retention"]])[0]
    assert duty.standing is Standing.LOOSER
    assert next(answer.clause.text for answer in duty.answers) == "监控录像保存15日。"
    assert duty.answers[0].comparison.verdict is Verdict.LOOSER
    assert duty.answers[0].comparison.witness is not None


def test_a_duty_that_no_clause_speaks_of_is_ours_or_of_others():
    assert standing_of("大堂每日清扫2次。", "cn.video-retention") is Standing.NO_CLAUSE
    assert standing_of("大堂每日清扫2次。", "beijing.defect-repair") is Standing.NOT_OURS


def test_what_an_estate_does_not_have_is_left_out():
    assert compliance([], [NORMS["cn.lift-upkeep"]], absent=[Circumstance.LIFT]) == ()
    assert len(compliance([], [NORMS["cn.lift-upkeep"]])) == 1


def test_a_clause_of_another_party_is_no_answer():
    assert standing_of("建设单位在投诉后30日内答复。", "hangzhou.complaint-answer") is Standing.NO_CLAUSE


def test_a_ban_is_covered_where_it_is_forbidden_and_broken_where_a_rule_found_the_act():
    forbids, breaks = read("不得停水停电催缴物业费。"), read("欠费的停水停电。")
    norm = NORMS["cn.no-utility-cutoff"]
    assert compliance([forbids], [norm])[0].standing is Standing.COVERED
    assert compliance([read("客服每日巡查。")], [norm])[0].standing is Standing.NO_CLAUSE
    broken = compliance([forbids, breaks], [norm], breaches={"FL001": [breaks]})[0]
    assert broken.standing is Standing.LOOSER
    assert [answer.clause.text for answer in broken.answers] == [breaks.text, forbids.text]


def test_a_ban_without_a_rule_is_never_found_broken():
    norm = NORMS["henan.fit-out-goods"]
    assert compliance([read("装修材料进场须登记。")], [norm], breaches={"": [read("装修")]})[0].standing is (
        Standing.NO_CLAUSE
    )


def test_a_duty_without_a_number_is_covered_by_any_clause_that_speaks_of_it():
    assert standing_of("客服及时答复业主的询问。", "cn.inquiry-answer") is Standing.COVERED


def test_a_vague_clause_cannot_be_compared():
    assert standing_of("接到投诉后尽快答复。", "hangzhou.complaint-answer") is Standing.CANNOT_COMPARE


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("防火检查每半月不少于1次。", Standing.NO_CLAUSE),
        ("防火巡查每半月不少于1次。", Standing.LOOSER),
        ("每日至少2次。", Standing.TIGHTER),
    ],
)
def test_a_title_makes_no_round_of_what_calls_itself_a_check(text, standing):
    row = read(text, ref=ClauseRef(section="防火巡查与防火检查"))
    assert compliance([row], [NORMS["cn.fire-round"]])[0].standing is standing


def test_the_title_of_the_section_says_what_a_row_is_about():
    row = read("30分钟内到场。", ref=ClauseRef(section="电梯困人救援"))
    assert compliance([row], [NORMS["hangzhou.lift-rescue"]])[0].standing is Standing.COVERED


def test_of_several_promises_in_a_clause_each_is_taken_with_its_own_words():
    text = "监控录像保存60日，电梯维保记录保存2年。"
    assert standing_of(text, "cn.video-retention") is Standing.TIGHTER
    assert standing_of(text, "hangzhou.lift-records") is Standing.LOOSER


def test_a_clause_for_a_part_of_the_estate_is_compared_there():
    assert standing_of("高层住宅的监控录像保存15日。", "cn.video-retention") is Standing.LOOSER
    assert standing_of("地下车库的监控录像保存30日。", "cn.video-retention") is Standing.IN_PART
    assert standing_of("公共区域的监控录像保存30日。", "cn.video-retention") is Standing.COVERED


def test_clauses_for_other_buildings_say_nothing_of_a_duty():
    high = replace(NORMS["cn.video-retention"], says="高层住宅的监控录像保存不少于30日。")
    assert compliance([read("多层住宅的监控录像保存15日。")], [high])[0].standing is Standing.NO_CLAUSE
    assert compliance([read("高层住宅的监控录像保存15日。")], [high])[0].standing is Standing.LOOSER


def test_a_share_below_all_is_looser_than_the_law_even_with_a_shorter_time():
    assert standing_of("95%的投诉在5日内答复。", "hangzhou.complaint-answer") is Standing.LOOSER


def test_a_day_of_the_year_is_compared_by_the_calendar():
    (dated,) = [norm for norm in NORMS.values() if is_date(norm)]
    days = {"2月底前": Standing.TIGHTER, "3月31日前": Standing.COVERED, "4月1日前": Standing.LOOSER}
    for day, standing in {dated.figure.value: Standing.COVERED, **days}.items():
        clause = read(dated.clause.text.replace(dated.figure.value, day))
        assert compliance([clause], [dated])[0].standing is standing


def test_a_title_that_names_other_things_too_takes_nothing_from_what_a_clause_says():
    late = read("自收到投诉之日起15日内答复投诉人。", ref=ClauseRef(section="报修、投诉与回访"))
    assert compliance([late], [NORMS["hangzhou.complaint-answer"]])[0].standing is Standing.LOOSER


def test_what_cannot_be_compared_names_the_missing_fact_and_what_is_kept_names_none():
    duty = compliance([read("维保单位保养电梯每年30次。")], [NORMS["cn.lift-upkeep"]])[0]
    assert duty.standing is Standing.CANNOT_COMPARE
    assert duty.answers[0].why.text == "Whether the times are spread evenly."
    kept = compliance([read("维保单位保养电梯每15日1次。")], [NORMS["cn.lift-upkeep"]])[0]
    assert kept.answers[0].why is None


def parts_of(texts, norm, **known):
    """Return how clauses stand to a duty, and in which cases alone they keep it."""
    duty = compliance([read(text) for text in texts], [NORMS[norm]], **known)[0]
    return duty.standing, [case_names(box, "zh") for box in duty.only]


@pytest.mark.parametrize(
    ("texts", "norm", "standing", "only"),
    [
        (["商场防火巡查每日2次。"], "cn.fire-round", "in_part", ["商场"]),
        (["商场防火巡查每日2次。", "医院防火巡查每日1次。"], "cn.fire-round", "in_part", ["商场", "医院"]),
        (["商场防火巡查每日2次。", "防火巡查每日1次。"], "cn.fire-round", "covered", []),
        (["商场防火巡查每日2次。", "防火巡查每周1次。"], "cn.fire-round", "looser", []),
        (["商场防火巡查每日2次。", "防火巡查定期进行。"], "cn.fire-round", "in_part", ["商场"]),
        (["防火巡查公共区域每日1次。"], "cn.fire-round", "covered", []),
        (["重大投诉3日内答复。"], "hangzhou.complaint-answer", "in_part", ["重大"]),
        (["一般投诉7日内答复。"], "hangzhou.complaint-answer", "in_part", ["一般"]),
        (["重大投诉3日内答复。", "一般投诉7日内答复。"], "hangzhou.complaint-answer", "covered", []),
        (["工作日防火巡查每日1次。"], "cn.fire-round", "in_part", ["工作日"]),
        (["工作日防火巡查每日1次。", "节假日、周末防火巡查每日1次。"], "cn.fire-round", "covered", []),
        (["停水超过48小时的，监控录像保存30日。"], "cn.video-retention", "in_part", [""]),
        (["客梯出入口张贴使用标志。"], "wenzhou.lift-signs", "in_part", ["客梯"]),
        (["建成区的监控录像保存30日。"], "cn.video-retention", "in_part", ["建成区"]),
        (["建成区的监控录像保存60日。", "其他地区的监控录像保存30日。"], "cn.video-retention", "covered", []),
        (["电梯逐台建立安全技术档案。"], "cn.lift-file", "covered", []),
        (["商场电梯逐台建立安全技术档案。"], "cn.lift-file", "in_part", ["商场 · 电梯"]),
        (["商场不得停水催费。"], "cn.no-utility-cutoff", "in_part", ["商场"]),
        (["商场建立消防设施维护台账。"], "cn.shared-fire-facilities", "no_clause", []),
        (["物业服务合同签订后10日内向房屋主管部门备案。"], "qingdao.contract-filing", "covered", []),
    ],
)
def test_a_duty_is_kept_where_its_clauses_together_leave_no_case_out(texts, norm, standing, only):
    assert parts_of(texts, norm) == (standing, only)


def test_cases_are_named_in_both_languages_and_numbers_name_none():
    duty = compliance([read("工作日商场、医院防火巡查每日2次。")], [NORMS["cn.fire-round"]])[0]
    assert [case_names(box, language) for box in duty.only for language in ("zh", "en")] == [
        "商场、医院 · 工作日",
        "malls, hospitals · workdays",
    ]


def test_hours_that_make_up_the_week_leave_no_case_out():
    day, night = "8:00至20:00，防火巡查每2小时1次。", "20:00至次日8:00，防火巡查每4小时1次。"
    assert parts_of([day], "cn.fire-round")[0] is Standing.IN_PART
    assert parts_of([day, night], "cn.fire-round")[0] is Standing.COVERED


@pytest.mark.parametrize(
    ("kinds", "text", "standing"),
    [
        (["mall"], "商场防火巡查每日2次。", Standing.TIGHTER),
        (["mall", "residential"], "商场防火巡查每日2次。", Standing.IN_PART),
        (["hospital"], "商场防火巡查每日2次。", Standing.NO_CLAUSE),
        (["hospital"], "商场防火巡查每周1次。", Standing.NO_CLAUSE),
        (["residential"], "高层住宅防火巡查每日1次。", Standing.IN_PART),
        (["unheard_of"], "商场防火巡查每日2次。", Standing.IN_PART),
        ([], "商场防火巡查每日2次。", Standing.IN_PART),
    ],
)
def test_at_an_estate_only_clauses_for_its_kind_count_and_may_be_enough(kinds, text, standing):
    assert parts_of([text], "cn.fire-round", where=estate_box(kinds))[0] is standing


def test_an_estate_to_which_a_duty_does_not_fit_takes_nothing_from_it():
    norm = "cn.shared-fire-facilities"
    assert parts_of(["维护共用消防设施。"], norm, where=estate_box(["mall"]))[0] is Standing.COVERED
