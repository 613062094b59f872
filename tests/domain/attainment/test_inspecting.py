"""Sheets of inspections, what they come to, samples with what they say, and ranks."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from guicheng.domain.attainment.inspecting.ranking import likely, ranked
from guicheng.domain.attainment.inspecting.sampling import drawn, seen, wanted
from guicheng.domain.attainment.inspecting.scoring import Result, score_sheet
from guicheng.domain.attainment.inspecting.sheet import (
    Bonus,
    Section,
    Sheet,
    SheetLine,
    SheetRefusedError,
    Veto,
    faults_of,
    shared_out,
    whole,
)
from guicheng.domain.attainment.scorecard import Band

F = Fraction
BANDS = (Band(F(95), "优", F(1)), Band(F(85), "良", F(98, 100)), Band(F(0), "差", F(7, 10)))
CLEAN = Section("保洁", F(60), (SheetLine("bin", "垃圾桶", F(20), each=F(1, 2)), SheetLine("hall", "大堂", F(40))))
SAFE = Section("安全", F(40), (SheetLine("fire", "消防通道", F(30), veto=Veto.ZERO), SheetLine("gate", "门岗", F(10))))
SHEET = Sheet((CLEAN, SAFE), bands=BANDS)
ALL_KEPT = {key: Result(passed=1) for key in ("bin", "hall", "fire", "gate")}


def told(sheet):
    return [fault.render(lambda text: text) for fault in faults_of(sheet)]


def scored(**results):
    return score_sheet(SHEET, {**ALL_KEPT, **results})


def test_a_sheet_whose_parts_add_to_130_is_refused_with_the_sum_and_the_parts():
    parts = {"设施": 30, "安全": 20, "态度": 20, "社区": 20, "收费": 10, "满意": 30}
    made = tuple(Section(name, F(points), (SheetLine(name, name, F(points)),)) for name, points in parts.items())
    with pytest.raises(SheetRefusedError) as refused:
        whole(Sheet(made))
    assert refused.value.reasons[0].render(lambda text: text) == (
        "The sections add up to 130, not to 100: 设施 30、安全 20、态度 20、社区 20、收费 10、满意 30. Correct their points."
    )


def test_a_sheet_that_adds_up_is_whole():
    assert whole(SHEET) is SHEET
    assert SHEET.sum == 100


@pytest.mark.parametrize(
    ("sheet", "word"),
    [
        (Sheet(()), "no line yet"),
        (Sheet((replace(CLEAN, lines=()), SAFE)), "“保洁” has no line"),
        (Sheet((replace(CLEAN, points=F(50)), replace(SAFE, points=F(50)))), "“保洁” add up to 60"),
        (Sheet((replace(CLEAN, cap=F(61)), SAFE)), "“保洁” is worth 60"),
        (Sheet((replace(CLEAN, cap=F(0)), SAFE)), "“保洁” is worth 60"),
        (Sheet((CLEAN, replace(SAFE, name="保洁"))), "section “保洁” stands on the sheet twice"),
        (Sheet((CLEAN, Section("安全", F(40), (SheetLine("bin", "门岗", F(40)),)))), "line “门岗” stands"),
        (Sheet((*SHEET.sections, Section("扣", F(0), (SheetLine("x", "扣", F(0)),)))), "“扣” is worth 0"),
        (Sheet((*SHEET.sections, Section("扣", F(-5), (SheetLine("x", "扣", F(-5)),)))), "“扣” is worth -5"),
        (Sheet((*SHEET.sections,), bonuses=(Bonus("b", "锦旗", F(1)),)), "at most"),
        (Sheet((*SHEET.sections,), bonuses=(Bonus("b", "锦旗", F(0)),), bonus_cap=F(1)), "“锦旗” adds nothing"),
        (Sheet((*SHEET.sections,), bonus_cap=F(-1)), "less than 0"),
        (Sheet((*SHEET.sections,), bands=BANDS[:2]), "one that begins at 0"),
        (Sheet((*SHEET.sections,), bands=(BANDS[1], BANDS[0], BANDS[2])), "each below the last"),
    ],
)
def test_what_is_wrong_with_a_sheet_is_named(sheet, word):
    assert any(word in each for each in told(sheet))


@pytest.mark.parametrize("each", [F(0), F(-1), F(21)])
def test_a_deduction_that_is_none_or_larger_than_the_line_is_named(each):
    line = SheetLine("bin", "垃圾桶", F(20), each=each)
    (fault,) = told(Sheet((replace(CLEAN, lines=(line, CLEAN.lines[1])), SAFE)))
    assert "“垃圾桶” takes off" in fault


@pytest.mark.parametrize("cap", [F(0), F(21)])
def test_a_cap_that_is_none_or_larger_than_the_line_is_named(cap):
    line = SheetLine("bin", "垃圾桶", F(20), each=F(1), cap=cap)
    (fault,) = told(Sheet((replace(CLEAN, lines=(line, CLEAN.lines[1])), SAFE)))
    assert "“垃圾桶” is worth 20" in fault


@given(st.integers(1, 20_000), st.integers(1, 60))
def test_points_that_are_shared_out_add_up_again_and_differ_by_a_hundredth_at_most(hundredths, count):
    found = shared_out(F(hundredths, 100), count)
    assert sum(found) == F(hundredths, 100)
    assert max(found) - min(found) <= F(1, 100)


def test_what_is_all_in_order_has_all_points_and_the_best_band():
    found = scored()
    assert (found.total, found.band.name, found.vetoes) == (100, "优", ())
    assert [section.share for section in found.sections] == [1, 1]


def test_each_finding_takes_off_what_the_sheet_says():
    assert scored(bin=Result(failed=3, findings=3)).total == F(197, 2)
    assert scored(bin=Result(passed=2, failed=1, findings=7)).total == F(193, 2)


def test_findings_take_off_the_points_of_their_line_at_most():
    assert scored(bin=Result(failed=1, findings=100)).total == 80


def test_findings_take_off_the_cap_of_their_line_at_most():
    capped = replace(CLEAN, lines=(replace(CLEAN.lines[0], cap=F(2)), CLEAN.lines[1]))
    found = score_sheet(replace(SHEET, sections=(capped, SAFE)), {**ALL_KEPT, "bin": Result(failed=9, findings=9)})
    assert found.total == 98


def test_a_section_takes_off_its_cap_at_most_and_says_so():
    capped = replace(SHEET, sections=(replace(CLEAN, cap=F(10)), SAFE))
    found = score_sheet(capped, {**ALL_KEPT, "hall": Result(failed=1, findings=1)})
    assert (found.total, found.sections[0].capped, found.sections[0].reached) == (90, True, 50)
    assert not score_sheet(capped, ALL_KEPT).sections[0].capped


def test_a_line_without_a_deduction_loses_the_share_of_places_that_failed():
    assert scored(hall=Result(passed=2, failed=1, findings=1)).total == 100 - F(40, 3)


def test_what_does_not_apply_leaves_the_denominator():
    found = scored(hall=Result(), gate=Result(failed=1, findings=1))
    assert found.total == F(50, 60) * 100
    assert found.sections[0].possible == 20


def test_where_nothing_applies_there_is_no_score():
    found = score_sheet(SHEET, {})
    assert (found.total, found.band, found.sections[0].share) == (None, None, None)


def test_a_veto_sets_the_whole_to_nothing():
    found = scored(fire=Result(passed=5, failed=1, findings=1))
    assert (found.total, found.band.name) == (0, "差")
    assert [line.name for line in found.vetoes] == ["消防通道"]


def test_a_veto_lowers_the_band_by_one_and_not_below_the_last():
    down = replace(SAFE, lines=tuple(replace(line, veto=Veto.GRADE_DOWN) for line in SAFE.lines))
    sheet = replace(SHEET, sections=(CLEAN, down))
    one = score_sheet(sheet, {**ALL_KEPT, "gate": Result(passed=19, failed=1, findings=1)})
    assert (one.total, one.band.name) == (F(199, 2), "良")
    both = {**ALL_KEPT, "gate": Result(failed=1, findings=1), "fire": Result(failed=1, findings=1)}
    assert score_sheet(sheet, both).band.name == "差"


def test_a_sheet_without_bands_gives_none():
    assert score_sheet(replace(SHEET, bands=()), ALL_KEPT).band is None


def test_bonuses_add_up_to_their_cap_and_take_off_without_one():
    bonuses = (Bonus("praise", "表扬", F(2)), Bonus("flag", "锦旗", F(1)), Bonus("press", "曝光", F(-2)))
    sheet = replace(SHEET, bonuses=bonuses, bonus_cap=F(3))
    hall = {**ALL_KEPT, "hall": Result(failed=1, findings=1)}
    assert score_sheet(sheet, hall, {"praise": 1}).total == 62
    assert score_sheet(sheet, hall, {"praise": 2, "flag": 4}).total == 63
    assert score_sheet(sheet, hall, {"praise": 2, "press": 2}).extra == -1
    assert score_sheet(sheet, ALL_KEPT, {"praise": 1}).total == 100
    assert score_sheet(sheet, {**hall, "bin": Result(failed=40, findings=40)}, {"press": 40}).total == 0


def test_a_sheet_that_does_not_add_up_gives_no_score():
    with pytest.raises(SheetRefusedError):
        score_sheet(Sheet((CLEAN,)), ALL_KEPT)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=4, max_size=4),
    st.integers(0, 3),
)
def test_one_more_finding_never_adds_points(counts, where):
    keys = ("bin", "hall", "fire", "gate")
    results = {key: Result(kept, failed, failed) for key, (kept, failed) in zip(keys, counts, strict=True)}
    before = score_sheet(SHEET, results).total
    one = results[keys[where]]
    after = score_sheet(
        SHEET, {**results, keys[where]: Result(max(one.passed - 1, 0), one.failed + 1, one.findings + 1)}
    )
    assert after.total is not None
    assert 0 <= after.total <= 100
    if before is not None and one.judged:
        assert after.total <= before


def test_a_sample_is_as_large_as_margin_and_level_want():
    assert wanted(400, 0.05) == 197
    assert wanted(400, 0.05, level=0.99) > wanted(400, 0.05)
    assert wanted(0, 0.05) == 0


def test_a_sample_can_be_drawn_again_by_its_seed():
    keys = [f"P{number:03}" for number in range(400)]
    first = drawn(keys, 32, 20261128)
    assert first == drawn(reversed(keys), 32, 20261128)
    assert len(set(first)) == 32
    assert drawn(keys, 32, 20261129) != first
    assert drawn(keys[:3], 32, 1) == tuple(keys[:3])


def test_every_key_is_drawn_about_as_often():
    counts = dict.fromkeys("abcdefgh", 0)
    for seed in range(4000):
        for key in drawn(counts, 2, seed):
            counts[key] += 1
    assert stats.chisquare(list(counts.values())).pvalue > 0.001


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), st.sampled_from([0.9, 0.95]))
def test_the_interval_of_very_many_is_that_of_scipy(pair, level):
    sample, failed = pair
    found = seen(None, sample, failed, level=level)
    oracle = stats.binomtest(failed, sample).proportion_ci(level, method="exact")
    assert (found.low, found.high) == pytest.approx((oracle.low, oracle.high), abs=1e-9)


@settings(max_examples=80, deadline=None)
@given(
    st.integers(1, 200).flatmap(
        lambda total: st.integers(1, total).flatmap(lambda n: st.tuples(st.just(total), st.just(n), st.integers(0, n)))
    )
)
def test_the_interval_of_some_is_that_of_all_numbers_scipy_finds_likely(triple):
    population, sample, failed = triple

    def likely_from(border):
        bad = np.arange(failed, population - sample + failed + 1)
        tails = (
            stats.hypergeom.sf(failed - 1, population, bad, sample),
            stats.hypergeom.cdf(failed, population, bad, sample),
        )
        kept = [number for number, *both in zip(bad, *tails, strict=True) if not min(both) <= border]
        return kept[0], kept[-1]

    found = seen(population, sample, failed)
    ends = round(found.low * population), round(found.high * population)
    # One of forty is a fortieth, which is on the border itself: there scipy's floats fall to either side.
    assert all(
        within <= end <= without or without <= end <= within
        for end, within, without in zip(ends, likely_from(0.025 + 1e-9), likely_from(0.025 - 1e-9), strict=True)
    )


@pytest.mark.parametrize(("population", "high"), [(16, 12), (40, 38), (80, 77), (120, 116)])
def test_what_lies_on_the_border_is_no_longer_likely(population, high):
    sample = {16: 2}.get(population, 1)
    assert round(seen(population, sample, 0).high * population) == high


def test_32_of_400_with_one_failed_say_what_they_can():
    found = seen(400, 32, 1)
    assert (round(found.low * 400), round(found.high * 400)) == (1, 62)


def test_who_saw_all_knows():
    found = seen(40, 40, 3)
    assert (found.low, found.high) == (0.075, 0.075)


@pytest.mark.parametrize(
    ("population", "sample", "failed", "level"),
    [(None, 0, 0, 0.95), (10, 11, 1, 0.95), (10, 5, 6, 0.95), (10, 5, -1, 0.95), (10, 5, 1, 1.0)],
)
def test_what_is_no_sample_says_nothing(population, sample, failed, level):
    with pytest.raises(ValueError, match="part of"):
        seen(population, sample, failed, level=level)


def fractions(*scores):
    return [F(score) for score in scores]


def test_ranks_part_only_what_chance_does_not_explain():
    found = ranked(
        {
            "甲": fractions(96, 97, 95),
            "乙": fractions(95, 97, 96),
            "丙": fractions(70, 72, 71),
            "丁": fractions(99),
            "戊": [],
        }
    )
    assert [(each.who, each.rank, each.shared, each.count) for each in found] == [
        ("乙", 1, True, 3),
        ("甲", 1, True, 3),
        ("丙", 3, False, 3),
        ("丁", None, False, 1),
    ]


def test_scores_without_any_spread_part_where_they_differ():
    found = ranked({"甲": fractions(90, 90), "乙": fractions(90, 90), "丙": fractions(80, 80)})
    assert [each.rank for each in found] == [1, 1, 3]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 100), min_size=2, max_size=6), st.lists(st.integers(0, 100), min_size=2, max_size=6))
def test_two_are_parted_as_welchs_test_of_scipy_parts_them(one, other):
    found = {each.who: each.rank for each in ranked({"a": fractions(*one), "b": fractions(*other)})}
    if len(set(one)) > 1 or len(set(other)) > 1:
        apart = stats.ttest_ind(one, other, equal_var=False).pvalue < 0.05
        assert (found["a"] != found["b"]) == apart


@given(st.lists(st.integers(0, 10_000).map(lambda each: Fraction(each, 100)), min_size=2, max_size=30))
def test_the_interval_of_a_mean_is_that_of_scipy(scores):
    low, high = likely(scores)
    values = [float(each) for each in scores]
    spread = stats.sem(values)
    wanted = stats.t.interval(0.95, len(values) - 1, loc=sum(values) / len(values), scale=spread or 1e-300)
    assert (low, high) == (pytest.approx(max(0, wanted[0]), abs=1e-6), pytest.approx(min(100, wanted[1]), abs=1e-6))


def test_bonuses_may_lead_a_mean_above_the_whole():
    low, high = likely([Fraction(102), Fraction(101)])
    assert (low < 101, high) == (True, 102.0)


def test_one_score_has_no_interval():
    assert likely([Fraction(90)]) is None
    assert likely([]) is None
