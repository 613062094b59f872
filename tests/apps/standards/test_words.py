"""A company's own words and named parameters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.apps.standards.company import AT, GOOD, clause

from guicheng.apps.standards import readings, selectors, services
from guicheng.apps.standards.models import Parameter, Term
from guicheng.apps.standards.readings import CompanyWords, fill, read_text
from guicheng.domain.clause.reader import read
from guicheng.domain.values import NotAllowedError, Span, StaleError

NAMED = "接到急修报修后，维修工【时限.急修到场】内到场。"
VALUES = {"时限.急修到场": "30分钟", "频次.巡查": "每2小时1次", "岗位.谁": "甲"}


def test_a_parameter_is_read_as_its_value_and_shown_where_it_is_written():
    found = read_text(NAMED, CompanyWords(None, VALUES))
    assert found.filled == GOOD
    assert found.echo == ("接到急修报修后 · ≤30 分钟内 · 维修工到场",)
    assert [bound.span.of(NAMED) for bound in found.clause.requirements] == ["【时限.急修到场】内"]
    assert found.clause.text == NAMED
    assert found.parameters == {"时限.急修到场"}


def test_places_behind_a_parameter_are_right():
    text = "【频次．巡查】巡查，发现问题应及时处理，【时限.急修到场】内到场。"
    found = read_text(text, CompanyWords(None, VALUES))
    assert [finding.span.of(text) for finding in found.findings if finding.code == "MH001"] == ["及时"]
    assert found.clause.requirements[-1].span.of(text) == "【时限.急修到场】内"


def test_an_unknown_parameter_is_a_finding_and_nothing_is_compiled():
    found = read_text(NAMED, CompanyWords())
    assert found.clause.state == "unread"
    ((code, words),) = [(each.code, each.span.of(NAMED)) for each in found.findings if each.code == "CS001"]
    assert (code, words) == ("CS001", "【时限.急修到场】")


@pytest.mark.parametrize(
    "text", ["【重要】每日清扫1次。", "在【__】分钟内到场。", "见【附件一】。", "【.】", "【时限. 到场】"]
)
def test_other_brackets_name_no_parameter(text):
    assert fill(text, VALUES) == readings.Filled(text, text)


_PARTS = st.lists(
    st.one_of(
        st.sampled_from([f"【{name}】" for name in VALUES]),
        st.sampled_from(["【时限.没有】", "接到报修后", "应及时", "每日清扫2次，", "到场。", "】", "【", "30分钟内"]),
    ),
    max_size=8,
).map("".join)


@given(_PARTS)
def test_every_place_maps_back_into_the_text_as_written(text):
    filled = fill(text, VALUES)
    for start in range(len(filled.text) + 1):
        for end in (start, min(start + 1, len(filled.text)), len(filled.text)):
            back = filled.back(Span(start, end))
            assert back.end <= len(text)
            if not filled.touches(Span(start, end)):
                assert back.of(text) == filled.text[start:end] or start == end
    for piece in filled.pieces:
        assert filled.back(piece.filled) == piece.written
    assert filled.back(Span(0, len(filled.text))) == Span(0, len(text))


@given(_PARTS)
def test_a_text_is_read_as_if_the_values_stood_there(text):
    found = read_text(text, CompanyWords(None, VALUES))
    plain = read(fill(text, VALUES).text)
    assert [(each.kind, each.value, each.unit) for each in found.clause.requirements] == [
        (each.kind, each.value, each.unit) for each in plain.requirements
    ]
    for finding in found.findings:
        assert finding.span.end <= len(text)
        for fix in finding.fixes:
            assert set(readings.parameter_names(text)) == set(readings.parameter_names(fix.apply(text)))


def set_value(company, value, name="时限.急修到场", by="chen", **more):
    return services.set_parameter(actor=company.actor(by), name=name, value=value, at=AT, **more)


@pytest.mark.django_db
def test_a_value_changed_in_one_place_changes_every_clause(company):
    first = set_value(company, "30分钟")
    standard = company.standard(NAMED, GOOD)
    services.confirm_reading(
        actor=company.actor("chen"),
        clause_key=clause(standard).key,
        echo="接到急修报修后 · ≤30 分钟内 · 维修工到场",
        at=AT,
    )
    assert clause(standard).confirmed == 1
    set_value(company, "20分钟", revision=first.revision)
    assert clause(standard).confirmed == 0
    row = selectors.draft_row(clause(standard), day=readings.day_of(AT))
    assert [echo.echo for echo in row.echo] == ["接到急修报修后 · ≤20 分钟内 · 维修工到场"]
    assert [use.key for use in selectors.visible_uses(company.actor("chen"), first)] == [clause(standard).key]


@pytest.mark.django_db
def test_a_value_changed_during_approval_voids_what_was_approved(company):
    first = set_value(company, "30分钟")
    standard = company.standard(NAMED)
    submission = services.submit(actor=company.actor("wang"), standard_key=standard.key, at=AT)
    services.approve(actor=company.actor("lin"), submission_key=submission.key, at=AT)
    set_value(company, "20分钟", revision=first.revision)
    view = selectors.submission_view(selectors.open_submission(standard), company.actor("lin"))
    assert view.touched == {clause(standard).key}
    assert view.submission.content["parameters"] == {"时限.急修到场": "20分钟"}


@pytest.mark.django_db
def test_a_missing_value_is_an_error_until_it_is_there(company):
    standard = company.standard(NAMED)
    assert (clause(standard).state, clause(standard).errors) == ("unread", 1)
    with pytest.raises(services.NotAsWantedError):
        services.suppress(
            actor=company.actor("chen"),
            clause_key=clause(standard).key,
            code="CS001",
            words="【时限.急修到场】",
            reason="后补",
            at=AT,
        )
    set_value(company, "30分钟")
    assert (clause(standard).state, clause(standard).errors) == ("read", 0)


@pytest.mark.django_db
def test_a_parameter_in_use_stays(company):
    first = set_value(company, "30分钟")
    standard = company.standard(NAMED)
    with pytest.raises(services.ParameterUsedError):
        services.remove_parameter(actor=company.actor("chen"), key=first.key, at=AT)
    services.delete_clause(actor=company.actor("chen"), key=clause(standard).key, revision=1, at=AT)
    services.remove_parameter(actor=company.actor("chen"), key=first.key, at=AT)
    assert not Parameter.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("急修到场", "30分钟"),
        ("", "30分钟"),
        ("时限.急 修", "30分钟"),
        ("时限.到场", ""),
        ("时限.到场", "【时限.到场】"),
        ("时限.到场", "长" * 41),
    ],
)
def test_a_name_and_a_value_are_what_a_text_can_hold(company, name, value):
    with pytest.raises(services.NotAsWantedError):
        set_value(company, value, name=name)


@pytest.mark.django_db
def test_two_who_change_a_value_and_those_who_may_not(company, stranger):
    first = set_value(company, "30分钟")
    with pytest.raises(services.NotAsWantedError):
        set_value(company, "20分钟")
    set_value(company, "20分钟", revision=1)
    with pytest.raises(StaleError) as stale:
        set_value(company, "25分钟", revision=1)
    assert (stale.value.present, stale.value.revision) == ("20分钟", 2)
    with pytest.raises(NotAllowedError):
        set_value(company, "25分钟", by="wang", revision=2)
    with pytest.raises(Parameter.DoesNotExist):
        services.remove_parameter(actor=stranger, key=first.key, at=AT)
    assert not selectors.parameters_visible_to(stranger)
    assert list(selectors.parameters_visible_to(company.actor("qian"), words="急修")) == [first]


@pytest.mark.django_db
def test_a_term_of_the_company_is_read_after_a_job(company, run_jobs):
    standard = company.standard("接到报修后2炷香内到场。")
    before = clause(standard).state
    term = services.add_term(
        actor=company.actor("chen"), surface="炷香", group="time-unit", canonical="minute", value="30", at=AT
    )
    run_jobs()
    assert before == "unread"
    assert clause(standard).state == "read"
    row = selectors.draft_row(clause(standard), day=readings.day_of(AT))
    assert "≤60 分钟内" in row.echo[0].echo
    services.remove_term(actor=company.actor("chen"), key=term.key, at=AT)
    run_jobs()
    assert clause(standard).state == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"surface": ""},
        {"group": "op"},
        {"group": "time-unit", "value": "viele"},
        {"group": "time-unit", "value": ""},
        {"inclusive": "maybe"},
        {"surface": "班\n次"},
    ],
)
def test_a_term_is_what_the_reader_can_use(company, wrong):
    with pytest.raises(services.NotAsWantedError):
        services.add_term(**{"actor": company.actor("chen"), "surface": "水电工", "group": "post", "at": AT, **wrong})
    assert not Term.objects.exists()


@pytest.mark.django_db
def test_a_term_is_there_once_and_changed_by_who_may(company, stranger):
    term = services.add_term(actor=company.actor("chen"), surface="水电工", group="post", at=AT)
    with pytest.raises(services.NotAsWantedError):
        services.add_term(actor=company.actor("chen"), surface="水电工", group="post", at=AT)
    services.change_term(actor=company.actor("lin"), key=term.key, surface="综合工", group="post", note="水电木", at=AT)
    assert [each.surface for each in selectors.terms_visible_to(company.actor("qian"), words="水电", group="post")] == [
        "综合工"
    ]
    with pytest.raises(Term.DoesNotExist):
        services.change_term(actor=stranger, key=term.key, surface="x", group="post", at=AT)
    with pytest.raises(NotAllowedError):
        services.remove_term(actor=company.actor("wang"), key=term.key, at=AT)
