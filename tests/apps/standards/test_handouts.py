"""Documents of drafts, editions and estates: asked for, made in the background, kept for some days."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import docx
import pytest
from tests.apps.standards.company import AT, GOOD, Company, later

from guicheng.apps.organization.models import Unit
from guicheng.apps.standards import services
from guicheng.apps.standards.jobs import make_handout
from guicheng.apps.standards.models import Handout, HandoutFile
from guicheng.apps.standards.selectors.handouts import (
    grades_at,
    handout_content,
    handout_visible_to,
    handouts_about,
    posts_at,
)
from guicheng.usecases.publish_edition import publish_edition

pytestmark = pytest.mark.django_db
PARAMETER = "接到急修报修后，维修工【时限.急修到场】内到场。"


@pytest.fixture
def company(db):
    return Company()


def publish(company, standard, *, since=None, at=AT):
    sent = services.submit(actor=company.actor("chen"), standard_key=standard.key, at=at)
    for name in ("lin", "gao"):
        sent.refresh_from_db()
        if sent.state == "open":
            services.approve(actor=company.actor(name), submission_key=sent.key, at=at)
    return publish_edition(
        actor=company.actor("chen"), standard_key=standard.key, effective_from=since or at.date(), at=at
    )


def made(company, subject, by="chen", at=AT, **wish):
    """Ask for a document and have it made; returns its row as it is then."""
    wanted = services.HandoutWish(**{"kind": "manual", "form": "docx", **wish})
    row = services.ask_for_handout(actor=company.actor(by), subject=subject, wish=wanted, at=at)
    make_handout.call(row.pk)
    row.refresh_from_db()
    return row


def words(row):
    found = docx.Document(io.BytesIO(handout_content(row)))
    return [found.sections[0].header.paragraphs[0].text, *(paragraph.text for paragraph in found.paragraphs)]


def test_a_draft_is_printed_as_one(company):
    row = made(company, company.standard(GOOD))
    assert (row.state, row.name) == ("ready", "KF-03 报修服务标准 草稿 服务手册.docx")
    assert row.size == len(handout_content(row))
    header, *found = words(row)
    assert header == "云帆物业 · KF-03 报修服务标准 · 草稿"
    assert GOOD in found


def test_an_edition_is_printed_with_the_values_it_was_published_with(company):
    services.set_parameter(actor=company.actor("chen"), name="时限.急修到场", value="30分钟", at=AT)
    edition = publish(company, company.standard(PARAMETER))
    services.set_parameter(
        actor=company.actor("chen"), name="时限.急修到场", value="20分钟", revision=1, at=later(hours=1)
    )
    found = words(made(company, edition, "qian"))
    assert "接到急修报修后，维修工30分钟内到场。" in found
    assert found[0].startswith("云帆物业 · KF-03 报修服务标准 · 第1版")


def test_an_edition_that_does_not_hold_says_so_in_its_header(company):
    standard = company.standard(GOOD)
    day = datetime.now(tz=UTC).date() + timedelta(days=30)
    edition = publish(company, standard, since=day)
    assert words(made(company, edition))[0].endswith("尚未生效")
    services.withdraw_edition(actor=company.actor("chen"), edition_key=edition.key, reason="改写", at=AT)
    edition.refresh_from_db()
    assert words(made(company, edition))[0].endswith("已废止")


def test_an_edition_that_was_replaced_says_so(company):
    standard = company.standard(GOOD)
    first = publish(company, standard)
    services.add_clause(
        actor=company.actor("chen"), standard_key=standard.key, text="维修工每日巡查2次。", at=later(hours=1)
    )
    publish(company, standard, at=later(hours=2))
    assert words(made(company, first))[0].endswith("已被代替")


def test_what_holds_at_an_estate_comes_from_above_too_and_from_nowhere_else(company):
    publish(company, company.standard(GOOD, code="KF-01"))
    publish(company, company.standard("保洁员每日清扫2次。", unit=company.estate, code="BJ-01", title="保洁"))
    publish(company, company.standard("门岗每日巡查3次。", unit=company.other, code="ZX-01", title="秩序"))
    found = words(made(company, company.estate, "wang"))
    assert "云栖花园服务手册" in found
    assert GOOD in found
    assert "保洁员每日清扫2次。" in found
    assert not any("门岗" in text for text in found)


def test_an_estate_takes_its_grade(company):
    standard = company.standard("接到急修报修后，维修工{20|30}分钟内到场。")
    standard.grades = ["一级", "二级"]
    standard.save(update_fields=["grades"])
    assert "接到急修报修后，维修工30分钟内到场。" in words(made(company, standard, grade="二级"))
    assert "接到急修报修后，维修工20分钟内到场。" in words(made(company, standard))
    assert grades_at(Unit.objects.get(pk=company.estate.pk)) == ["一级", "二级"]


def test_a_handbook_names_a_post_that_somebody_has(company):
    edition = publish(company, company.standard(GOOD))
    row = made(company, edition, kind="post", post="维修人员")
    assert (row.state, row.name) == ("ready", "KF-03 报修服务标准 第1版 维修人员岗位手册.docx")
    row = made(company, edition, kind="post", post="园艺师")
    assert row.state == "refused"
    assert "园艺师" in row.refusal.render()
    assert not HandoutFile.objects.filter(handout=row).exists()


def test_posts_are_those_that_clauses_name(company):
    standard = company.standard(GOOD)
    standard.clauses.update(elements={"provider": "维修工、电工"})
    publish(company, standard)
    assert posts_at(company.estate, day=AT.date()) == ["电工", "维修工"]


def test_a_notice_is_a_pdf_for_the_board(company):
    row = made(company, publish(company, company.standard(GOOD)), kind="notice", form="pdf", paper="a3", phone="0533-1")
    assert row.state == "ready"
    assert handout_content(row).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("wish", "field"),
    [({"kind": "poem"}, "kind"), ({"form": "rtf"}, "form"), ({"paper": "a0"}, "paper"), ({"kind": "post"}, "post")],
)
def test_a_wish_that_cannot_be_is_refused_with_its_field(company, wish, field):
    with pytest.raises(services.NotAsWantedError) as refused:
        made(company, company.standard(GOOD), **wish)
    assert refused.value.field == field
    assert not Handout.objects.exists()


def test_a_document_of_a_draft_is_for_those_who_read_drafts(company):
    standard = company.standard(GOOD)
    draft, edition = made(company, standard), made(company, publish(company, standard))
    assert handout_visible_to(company.actor("shen"), draft.key) == draft
    assert handout_visible_to(company.actor("chen"), edition.key) == edition
    with pytest.raises(Handout.DoesNotExist):
        handout_visible_to(company.actor("zhao"), edition.key)
    with pytest.raises(Handout.DoesNotExist):
        handout_visible_to(Company("b").actor("chen"), edition.key)
    assert handouts_about(company.actor("chen"), edition_id=edition.edition_id) == [edition]
    assert handouts_about(company.actor("shen"), edition_id=edition.edition_id) == []


def test_making_again_leaves_what_is_made(company):
    row = made(company, company.standard(GOOD))
    before = handout_content(row)
    make_handout.call(row.pk)
    row.refresh_from_db()
    assert (row.state, row.attempts, handout_content(row)) == ("ready", 1, before)


def test_a_making_that_breaks_off_again_and_again_says_so(company):
    wish = services.HandoutWish(kind="manual", form="docx")
    row = services.ask_for_handout(actor=company.actor("chen"), subject=company.standard(GOOD), wish=wish, at=AT)
    for _run in range(services.MOST_ATTEMPTS):
        assert services.begin_handout(handout_id=row.pk) is not None
    assert services.begin_handout(handout_id=row.pk) is None
    row.refresh_from_db()
    assert row.state == "failed"
    assert row.refusal is not None


def test_nobody_keeps_more_than_there_is_room_for(company):
    standard = company.standard(GOOD)
    row = made(company, standard)
    Handout.objects.bulk_create(
        Handout(
            unit=row.unit, standard=standard, kind="manual", form="pdf", name="x", asked_key=row.asked_key, asked_at=AT
        )
        for _index in range(49)
    )
    with pytest.raises(services.TooMuchStoredError):
        made(company, standard)


def test_documents_are_forgotten_after_a_week(company):
    row = made(company, company.standard(GOOD))
    assert services.forget_handouts(at=later(days=7)) == 0
    assert services.forget_handouts(at=later(days=7, seconds=1)) == 1
    assert not Handout.objects.filter(pk=row.pk).exists()
