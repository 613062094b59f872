"""Reports of months: asked for, made in the background, kept as they were made."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from tests.apps.assessment.monthly import count, seal
from tests.apps.assessment.published import published

from guicheng.adapters.monthly_report import Section
from guicheng.apps.assessment.handouts import sections_of
from guicheng.apps.assessment.jobs import make_monthly_report
from guicheng.apps.assessment.models import MonthlyFile, MonthlyReport, MonthPromise
from guicheng.apps.assessment.readings.sections import section_from, section_json
from guicheng.apps.assessment.selectors.monthly import monthly_facts
from guicheng.apps.assessment.selectors.monthly_reports import monthly_content, monthly_report_visible_to
from guicheng.apps.assessment.services import complaints, metrics, monthly
from guicheng.apps.improvement.services.nonconformities import open_nonconformity
from guicheng.apps.operations.models import OrderRating
from guicheng.apps.operations.services import orders
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.research.services.feedback import FeedbackPlan, add_feedback
from guicheng.apps.standards.models import EditionClause
from guicheng.domain.attainment.changed import Course, Kept
from guicheng.domain.values.message import _
from guicheng.usecases.ask_for_monthly_report import ask_for_monthly_report

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 9, 10, tzinfo=UTC)
TEXTS = ("接到急修报修后，维修工应在30分钟内到达现场。", "保洁员清扫大堂地面每日不少于2次。")


@pytest.fixture
def company(db):
    made = published(*TEXTS)
    made.arrive, made.sweep = EditionClause.objects.order_by("position")
    count(made.estate, "2026-09", made.arrive, kept=190, late=10)
    count(made.estate, "2026-10", made.arrive, kept=160, late=40)
    count(made.other, "2026-09", made.sweep, kept=50, missed=10, whole=True)
    count(made.other, "2026-10", made.sweep, kept=59, missed=1, whole=True)
    return made


def ask(company, *, by="chen", unit=None, month="2026-10", form="xlsx", language="zh-hans", version=""):
    unit = unit or company.root
    return ask_for_monthly_report(
        actor=company.actor(by), unit_key=unit.key, month=month, version=version, form=form, language=language,
        at=timezone.now(),
    )  # fmt: skip


def facts(company, unit=None, **wish):
    return monthly_facts(ask(company, unit=unit, **wish), [], at=timezone.now())


def test_a_report_is_made_in_the_background_and_kept_with_its_hash(company):
    report = ask(company)
    assert report.state == "waiting"
    make_monthly_report.func(report.pk)
    report.refresh_from_db()
    content = monthly_content(report)
    assert (report.state, report.digest) == ("ready", sha256(content).hexdigest())
    assert (report.size, report.done, report.total) == (len(content), 3, 3)
    make_monthly_report.func(report.pk)
    assert monthly_content(report) == content
    assert AuditEntry.objects.filter(act="assessment.ask_for_monthly_report").count() == 1


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_form_is_made_in_both_languages(company, form, language):
    report = ask(company, form=form, language=language)
    make_monthly_report.func(report.pk)
    report.refresh_from_db()
    assert report.state == "ready", report.refusal_text


def test_the_file_of_a_report_stays_as_it_was_made(company):
    report = ask(company)
    make_monthly_report.func(report.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        MonthlyFile.objects.filter(report=report).update(content=b"other")
    with pytest.raises(DatabaseError), transaction.atomic():
        MonthlyFile.objects.filter(report=report).delete()


def test_what_changed_is_told_beside_the_month_before(company):
    found = facts(company)
    assert (found.whole.before, found.whole.after) == (Kept(240, 260), Kept(219, 260))
    assert [line.text for line in found.fallen] == [TEXTS[0]]
    assert [(line.estate, line.text) for line in found.missed] == [("云栖花园", TEXTS[0])]
    assert [(line.estate, line.text) for line in found.mended] == [("山语城", TEXTS[1])]
    assert [line.text for line in found.clauses] == [TEXTS[0]]
    assert [each.month for each in found.trend] == ["2026-09", "2026-10"]


def test_a_clause_missed_in_a_single_case_stands_behind_one_that_many_cases_show(company):
    count(company.estate, "2026-11", company.arrive, kept=0, missed=1, whole=True)
    count(company.estate, "2026-11", company.sweep, kept=60, missed=140, whole=True)
    assert [line.text for line in facts(company, month="2026-11").clauses] == [TEXTS[1], TEXTS[0]]


def test_the_report_of_an_estate_is_of_that_estate_alone(company):
    found = facts(company, company.other)
    assert (found.whole.after, found.basis.estates) == (Kept(59, 60), 1)
    assert not found.missed
    assert found.whole.course is Course.BETTER


def test_a_report_rests_on_the_newest_seal_and_keeps_it(company):
    seal(company.root, "2026-10")
    report = ask(company)
    assert report.version == 1
    assert ask(company, version="live").version == 0
    seal(company.root, "2026-10", version=2)
    found = monthly_facts(report, [], at=timezone.now())
    assert (found.basis.version, found.basis.sealed_at is not None) == (1, True)


def test_complaints_of_both_months_are_counted(company):
    for day in ("2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01"):
        plan = FeedbackPlan(kind="complaint", received_on=date.fromisoformat(day), text="漏水两天了")
        add_feedback(
            actor=company.actor("chen"),
            unit_key=company.estate.key,
            plan=plan,
            today=date(2026, 11, 28),
            at=timezone.now(),
        )
    assert facts(company).complaints == (2, 1)
    complain(company)
    assert facts(company).complaints == (3, 1), "as many as the metric of complaints a hundred households counts"


def complain(company):
    """Somebody calls the desk to complain."""
    about = {"kind": "complaint", "channel": "desk", "problem": "太吵", "at": AT.replace(day=15)}
    return orders.report_order(unit=company.estate, actor=company.actor("chen"), **about)


def said_of(company):
    return {each.title.text: each for each in sections_of(ask(company).wish)}


def test_satisfaction_reads_as_on_its_page(company):
    chief = {"actor": company.actor("chen"), "at": AT}
    metrics.adopt_usual_metrics(begins="2026-01", **chief)
    complaints.set_households(unit_key=company.estate.key, households=200, since="2026-01", **chief)
    order = complain(company)
    OrderRating.objects.create(order=order, mark=5, at=AT.replace(day=20))
    rows = said_of(company)["Satisfaction"].rows
    assert ("云栖花园", "百户投诉", "0.50", "0.00", "1") in rows
    assert ("云栖花园", "工单好评率", "100.0%", "—", "1") in rows


def test_what_was_found_has_the_name_that_people_call_it_by_and_its_days(company):
    open_nonconformity(
        unit=company.estate, severity="ordinary", found="灯不亮", actor=company.actor("chen"), at=AT, source="",
        citation="", sentence="", clause_key=None,
    )  # fmt: skip
    section = said_of(company)["Rectification"]
    assert [each.text for each in section.head[-2:]] == ["Mend by", "Ended on"]
    ((number, *_rest, due, ended),) = section.rows
    assert (number, due > "2026-10-09", ended) == ("NC-0001", True, "—")


def test_promises_that_cannot_be_measured_are_named_with_why(company):
    promise = MonthPromise.objects.filter(month="2026-10").first()
    promise.pk, promise.place, promise.measure = None, 1, ""
    promise.reason = {"text": "No event tells of {what}.", "fields": {"what": "a share"}}
    promise.save()
    (found,) = facts(company).unmeasured
    assert found.why.render() == "No event tells of a share."


@pytest.mark.parametrize(
    ("wish", "field"),
    [({"form": "exe"}, "form"), ({"language": "fr"}, "language"), ({"month": "2020-01"}, "month")],
)
def test_what_cannot_be_made_is_refused_at_once(company, wish, field):
    with pytest.raises(NotAsWantedError) as refused:
        ask(company, **wish)
    assert refused.value.field == field


def test_a_unit_out_of_reach_has_no_report(company):
    with pytest.raises(Unit.DoesNotExist):
        ask(company, by="wang", unit=company.other)
    report = ask(company, unit=company.other)
    with pytest.raises(MonthlyReport.DoesNotExist):
        monthly_report_visible_to(company.actor("wang"), report.key)


def test_no_more_reports_are_kept_than_there_may_be(company, monkeypatch):
    monkeypatch.setattr(monthly, "MOST_REPORTS", 1)
    ask(company)
    with pytest.raises(NotAsWantedError):
        ask(company)


def test_a_making_that_breaks_off_again_and_again_says_so(company):
    report = ask(company)
    MonthlyReport.objects.filter(pk=report.pk).update(attempts=monthly.MOST_ATTEMPTS)
    make_monthly_report.func(report.pk)
    report.refresh_from_db()
    assert report.state == "refused"
    assert report.refusal.render().startswith("Making the report broke off")


def test_a_section_comes_back_from_json_as_it_went():
    section = Section(_("A {b}.", b=_("c")), [_("d")], [_("e")], [("f", "g")])
    found = section_from(section_json(section))
    assert (found.title.render(), [tuple(row) for row in found.rows]) == ("A c.", [("f", "g")])
