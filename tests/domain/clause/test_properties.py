"""What holds for any text at all."""

from __future__ import annotations

import random
import sys
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.clause.said import said

from guicheng.domain.clause.clause import Clause, State
from guicheng.domain.clause.forms import Form, forms_of
from guicheng.domain.clause.lexer import _Spellings, lexer_for
from guicheng.domain.clause.lexicon import shipped
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.clause.printer import echo
from guicheng.domain.clause.reader import read
from guicheng.domain.clause.requirement import Kind, Requirement
from guicheng.domain.values import Span

#: Pieces that meet in real clauses; hostile mixtures of them reach far more of the reader than random characters.
PIECES = [
    "每",
    "每日",
    "每周",
    "每隔",
    "每2小时",
    "每班",
    "每次",
    "每月5日前",
    "每周二、四",
    "年度",
    "全年",
    "季度",
    "半年",
    "隔日",
    "日产日清",
    "天天",
    "一日",
    "两",
    "三",
    "半",
    "十",
    "百分之",
    "三分之二",
    "过半数",
    "1",
    "2",
    "30",
    "100",
    "1.5",
    "12-24",
    "3~5",
    "24",
    "7×24",
    "8:30-17:30",
    "8点",
    "110",
    "2024年5月",
    "第三条",
    "第一时间",
    "二次供水",
    "一级",
    "%",
    "％",
    "‰",
    "次",
    "遍",
    "人",
    "名",
    "声",
    "种",
    "个",
    "户",
    "分钟",
    "小时",
    "天",
    "日",
    "个工作日",
    "周",
    "月",
    "个月",
    "年",
    "工作日",
    "厘米",
    "米",
    "℃",
    "公里/小时",
    "元",
    "分",
    "内",
    "以内",
    "之内",
    "前",
    "后",
    "之日起",
    "时",
    "起",
    "以上",
    "以下",
    "左右",
    "不少于",
    "不超过",
    "至少",
    "≥",
    "≤",
    "<",
    "达到",
    "满",
    "低于",
    "超过",
    "提前",
    "保存",
    "留存",
    "间隔",
    "各",
    "早晚",
    "早、中、晚",
    "上午",
    "当日",
    "次日",
    "的",
    "者",
    "若",
    "如",
    "接到",
    "报修",
    "投诉",
    "到场",
    "响应率",
    "完好率",
    "清扫",
    "巡查",
    "及时",
    "立即",
    "应",
    "不得",
    "发生",
    "事故",
    "无",
    "零",
    "，",
    "。",
    "；",
    "：",
    "、",
    "（",
    "）",
    "(",
    ")",
    "/",
    "-",
    "±",
    "「",
    "」",
    "·",
    "①",
    "（一）",
    "1.",
    "\n",
    "\t",
    "\u3000",
    "０",
    "Ａ",
    "𠀀",
    "é",
]
CLAUSES = st.lists(st.sampled_from(PIECES), max_size=24).map("".join) | st.text(max_size=60)


@given(CLAUSES)
@settings(max_examples=600, deadline=None)
def test_any_text_is_read_and_every_span_lies_in_it(text: str) -> None:
    clause = read(text)
    assert clause.text == text
    for span in _spans(clause):
        assert 0 <= span.start < span.end <= len(text)
    for word in clause.words:
        assert word.span.of(text) == word.surface


@given(CLAUSES)
@settings(max_examples=600, deadline=None)
def test_what_is_printed_is_read_to_the_same_requirements(text: str) -> None:
    clause = read(text)
    again = read(echo(clause))
    assert said(again.requirements) == said(clause.requirements)
    assert not again.gaps
    assert set(said(again.thresholds)) <= set(said(clause.thresholds))


@given(CLAUSES)
@settings(max_examples=300, deadline=None)
def test_a_quantity_is_consumed_or_leaves_a_gap(text: str) -> None:
    clause = read(text)
    assert (clause.state is State.UNREAD) == bool(clause.gaps)
    assert not any(gap.span.overlaps(bound.span) for gap in clause.gaps for bound in clause.requirements)


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_normalizing_maps_one_character_to_one(text: str) -> None:
    assert len(normalize(text)) == len(text)


@pytest.mark.unmeasured
@given(CLAUSES)
@settings(max_examples=100, deadline=None)
def test_choosing_spellings_by_first_character_changes_nothing(text: str) -> None:
    plain = normalize(text)
    forms = forms_of(shipped())
    everything = _Spellings([Form(form.name, "x", (form.regex,)) for form in forms])["x"]
    reference, place = [], 0
    while place < len(plain):
        match = everything.match(plain, place)
        if match is None or match.end() == place:
            place += 1
            continue
        reference.append((place, match.end()))
        place = match.end()
    lexed = [(token.start, token.end) for token in lexer_for(shipped()).tokens(plain) if token.letter != "t"]
    covered = {index for start, end in reference for index in range(start, end)}
    assert all(start in covered for start, _end in lexed)


_PER = st.sampled_from(
    ["day", "week", "month", "quarter", "half_year", "year", "shift", "half_month", "third_month", "hour"]
)
_WHOLE = st.integers(1, 999).map(Decimal)
_SHARES = st.integers(0, 99).map(Decimal)
_AMOUNTS = st.sampled_from(["cm", "米", "℃", "km/h", "hour", "minute", "day"])
_OPS = st.sampled_from(["<=", ">=", "=="])


def _bound(kind: Kind, op: str, value: Decimal, unit: str, per: str | None = None) -> Requirement:
    return Requirement(kind, op, value, unit, per, None, None, None, Span(0, 1), "made")


REQUIREMENTS = st.one_of(
    st.builds(
        _bound, st.just(Kind.TIME_LIMIT), st.sampled_from(["<=", "<", ">="]), _WHOLE,
        st.sampled_from(["second", "minute", "hour", "day", "workday", "month", "year"]),
    ),
    st.builds(_bound, st.just(Kind.FREQUENCY), _OPS, _WHOLE, st.just("time"), _PER),
    st.builds(_bound, st.just(Kind.RATIO), st.sampled_from(["<=", "<", ">=", ">", "=="]), _SHARES, st.just("%")),
    st.builds(_bound, st.just(Kind.COUNT), _OPS, _WHOLE, st.sampled_from(["人", "ring", "种", "次"])),
    st.builds(_bound, st.just(Kind.COUNT), _OPS, _WHOLE, st.just("人"), st.just("shift")),
    st.builds(_bound, st.just(Kind.QUANTITY), _OPS, _WHOLE, _AMOUNTS),
    st.builds(_bound, st.just(Kind.RETENTION), st.just(">="), _WHOLE, st.sampled_from(["day", "month", "year"])),
)  # fmt: skip


@given(st.lists(REQUIREMENTS, min_size=1, max_size=4))
@settings(max_examples=600, deadline=None)
def test_requirements_survive_printing_and_reading(requirements: list[Requirement]) -> None:
    assert said(read(echo(Clause("", State.READ, tuple(requirements)))).requirements) == said(requirements)


def _steps(text: str) -> int:
    """Count calls while a text is read; the expressions themselves are bounded, which another test proves."""
    count = 0

    def tally(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(tally)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


HOSTILE = [
    "一",
    "1",
    "每",
    "半",
    "1-",
    "（",
    "每1",
    "不超过",
    "「",
    "零事",
    "1,111",
    "一人",
    "各一次",
    "30分钟内",
    "每日2次",
    "及时",
    "第",
    "早、",
    "紧急30分钟内",
    "的",
]


@pytest.mark.unmeasured
@pytest.mark.parametrize("piece", HOSTILE)
def test_work_on_hostile_text_grows_linearly(piece: str) -> None:
    read("热身30分钟内")
    small, large = (_steps((piece * size)[:size]) for size in (1_000, 100_000))
    assert large <= 130 * small


@pytest.mark.fuzz
def test_a_hundred_thousand_random_clauses_are_read() -> None:
    dice = random.Random(20261123)  # noqa: S311 - a fixed seed, no secret
    for _ in range(100_000):
        text = "".join(dice.choices(PIECES, k=dice.randrange(1, 16)))
        clause = read(text)
        assert all(span.end <= len(text) for span in _spans(clause))


def _spans(clause: Clause) -> list[Span]:
    bounds = [bound.span for bound in (*clause.requirements, *clause.thresholds)]
    return bounds + [gap.span for gap in clause.gaps] + [promise.span for promise in clause.promises]
