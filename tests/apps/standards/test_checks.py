"""Readings confirmed, findings suppressed and grandfathered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.apps.standards.company import AT, GOOD, VAGUE, clause, later

from guicheng.adapters.reports.fingerprint import fingerprints
from guicheng.apps.standards import jobs, selectors, services
from guicheng.apps.standards.models import Confirmation, DraftClause, Suppression
from guicheng.apps.standards.services.checks import write_baseline
from guicheng.domain.values import NotAllowedError

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
ECHO = "接到急修报修后 · ≤30 分钟内 · 维修工到场"
WORD = "及时"


def row(standard, day=TODAY, index=0):
    return selectors.draft_row(clause(standard, index), day=day)


def suppress(company, standard, by="chen", **more):
    given = {"code": "MH001", "words": WORD, "reason": "合同原文如此", "at": AT, **more}
    return services.suppress(actor=company.actor(by), clause_key=clause(standard).key, **given)


def test_a_confirmed_reading_says_by_whom_and_when(company):
    standard = company.standard(GOOD)
    services.confirm_reading(actor=company.actor("lin"), clause_key=clause(standard).key, echo=ECHO, at=AT)
    (echo,) = row(standard).echo
    assert (echo.echo, echo.confirmed_by, echo.confirmed_at) == (ECHO, "林品", AT)
    assert (clause(standard).requirements, clause(standard).confirmed) == (1, 1)
    assert selectors.draft_clauses(standard, day=TODAY, unconfirmed=True)[1] == 0


def test_a_changed_sentence_loses_its_confirmation_and_gets_it_back_with_its_words(company):
    standard = company.standard(GOOD)
    chen, key = company.actor("chen"), clause(standard).key
    services.confirm_reading(actor=chen, clause_key=key, echo=ECHO, at=AT)
    change = services.edit_clause(actor=chen, key=key, revision=1, text=GOOD + "并致歉。", at=AT)
    assert change.clause.confirmed == 0
    assert selectors.draft_clauses(standard, day=TODAY, unconfirmed=True)[1] == 1
    services.undo_act(actor=chen, act=change.act, at=AT)
    assert clause(standard).confirmed == 1


def test_only_what_is_read_so_is_confirmed(company):
    standard = company.standard(GOOD)
    for echo in ("接到急修报修后 · ≤20 分钟内 · 维修工到场", ""):
        with pytest.raises(services.ReadingChangedError):
            services.confirm_reading(actor=company.actor("chen"), clause_key=clause(standard).key, echo=echo, at=AT)
    with pytest.raises(NotAllowedError):
        services.confirm_reading(actor=company.actor("wang"), clause_key=clause(standard).key, echo=ECHO, at=AT)
    with pytest.raises(NotAllowedError):
        services.confirm_reading(
            actor=company.actor("chen", person=None), clause_key=clause(standard).key, echo=ECHO, at=AT
        )
    with pytest.raises(DraftClause.DoesNotExist):
        services.confirm_reading(actor=company.actor("zhao"), clause_key=clause(standard).key, echo=ECHO, at=AT)
    assert not Confirmation.objects.exists()


def test_a_clause_that_an_eye_checks_is_confirmed_as_a_whole(company):
    standard = company.standard("员工佩戴工牌。")
    assert clause(standard).state == "behaviour"
    services.confirm_reading(actor=company.actor("chen"), clause_key=clause(standard).key, echo="", at=AT)
    assert clause(standard).confirmed == 1
    services.take_back_confirmation(actor=company.actor("chen"), clause_key=clause(standard).key, echo="", at=AT)
    assert clause(standard).confirmed == 0
    with pytest.raises(services.ReadingChangedError):
        services.take_back_confirmation(actor=company.actor("chen"), clause_key=clause(standard).key, echo="", at=AT)


def test_a_suppressed_finding_no_longer_stands_and_says_why(company):
    standard = company.standard(VAGUE)
    standing = {finding.code for finding in row(standard).findings.standing}
    suppression = suppress(company, standard)
    found = row(standard).findings
    assert {finding.code for finding in found.standing} == standing - {"MH001"}
    ((finding, by),) = found.suppressed
    assert (finding.code, by.reason, by.author.name) == ("MH001", "合同原文如此", "陈晓")
    assert clause(standard).errors == 0
    standard.refresh_from_db()
    assert standard.errors == 0
    services.lift_suppression(actor=company.actor("lin"), key=suppression.key, at=AT)
    assert clause(standard).errors == 1


def test_a_suppression_needs_a_reason_a_finding_and_a_day_to_come(company):
    standard = company.standard(VAGUE)
    for wrong in ({"reason": " "}, {"expires_on": TODAY - timedelta(days=1)}):
        with pytest.raises(services.NotAsWantedError):
            suppress(company, standard, **wrong)
    for wrong in ({"words": "尽快"}, {"code": "MH002"}):
        with pytest.raises(services.ReadingChangedError):
            suppress(company, standard, **wrong)
    with pytest.raises(NotAllowedError):
        suppress(company, standard, by="wang")
    assert not Suppression.objects.exists()


def test_an_unused_suppression_is_a_finding_itself(company):
    standard = company.standard(VAGUE)
    suppress(company, standard)
    services.edit_clause(actor=company.actor("chen"), key=clause(standard).key, revision=1, text=GOOD, at=AT)
    assert [finding.code for finding in row(standard).findings.notices] == ["HL001"]
    assert clause(standard).warnings >= 1
    (listed,) = selectors.suppressions_visible_to(company.actor("chen"), day=TODAY).rows
    assert listed.state == "unused"
    assert not selectors.suppressions_visible_to(company.actor("chen"), day=TODAY, state="used").rows
    assert not selectors.suppressions_visible_to(company.actor("zhao"), day=TODAY).rows


def test_an_expired_suppression_is_a_finding_and_covers_nothing(company, run_jobs, monkeypatch):
    standard = company.standard(VAGUE)
    suppress(company, standard, expires_on=TODAY)
    assert not row(standard).findings.notices
    found = row(standard, TODAY + timedelta(days=1)).findings
    assert [finding.code for finding in found.notices] == ["HL002"]
    assert "MH001" in {finding.code for finding in found.standing}
    assert clause(standard).errors == 0
    monkeypatch.setattr(jobs, "_now", lambda: later(days=1))
    services.do_chores(at=later(days=1))
    run_jobs()
    assert clause(standard).errors == 1
    states = selectors.suppressions_visible_to(company.actor("chen"), day=TODAY + timedelta(days=1), state="expired")
    assert [each.state for each in states.rows] == ["expired"]
    suppress(company, standard, at=later(days=1), expires_on=TODAY + timedelta(days=9))
    assert Suppression.objects.count() == 1


def test_an_old_finding_is_grandfathered_until_its_clause_changes(company):
    standard = company.standard(VAGUE)
    findings = row(standard).findings.standing
    write_baseline(standard, [(clause(standard).key, mark) for mark in fingerprints(VAGUE, findings)])
    found = row(standard).findings
    assert (found.standing, found.baselined) == ((), findings)
    services.edit_clause(
        actor=company.actor("chen"), key=clause(standard).key, revision=1, text="接到报修后应尽快及时到场。", at=AT
    )
    assert clause(standard).errors >= 1
    assert not row(standard).findings.baselined


def test_a_copy_of_a_grandfathered_clause_is_new(company):
    standard = company.standard(VAGUE)
    findings = row(standard).findings.standing
    write_baseline(standard, [(clause(standard).key, mark) for mark in fingerprints(VAGUE, findings)])
    services.add_clause(actor=company.actor("chen"), standard_key=standard.key, text=VAGUE, at=AT)
    assert row(standard, index=1).findings.standing == findings


def test_a_page_of_clauses_costs_the_same_whatever_its_length(company, django_assert_num_queries):
    short, long = company.standard(GOOD, code="A"), company.standard(*[VAGUE] * 40, code="B")
    suppress(company, long)
    for standard in (short, long):
        with django_assert_num_queries(5):
            selectors.draft_clauses(standard, day=TODAY)


def test_counts_are_the_lengths_of_the_lists_they_lead_to(company):
    standard = company.standard(GOOD, VAGUE, "员工佩戴工牌。", "每3半日巡查。")
    counts = selectors.counts_of_draft(standard)
    assert counts.rows == 4
    for state, number in counts.states.items():
        assert selectors.draft_clauses(standard, day=TODAY, state=state)[1] == number
    for severity, number in counts.severities.items():
        assert selectors.draft_clauses(standard, day=TODAY, severity=severity)[1] == number
    assert selectors.draft_clauses(standard, day=TODAY, code="MH001")[1] == 1
    assert selectors.draft_clauses(standard, day=TODAY, words="急修 维修工")[1] == 1
    assert selectors.draft_clauses(standard, day=TODAY, words="没有\0")[1] == 0
