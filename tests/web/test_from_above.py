"""What holds at an estate from above counts for its own people, as published; drafts there stay unread."""

from __future__ import annotations

import pytest
from django.utils import timezone
from tests.apps.standards.company import AT, clause
from tests.web.test_comparing import confirm, page
from tests.web.test_contracts import take

from guicheng.apps.catalogue import services as catalogue
from guicheng.apps.standards import services
from guicheng.usecases.publish_edition import publish_edition

pytestmark = pytest.mark.django_db
OURS = "接到紧急报修后，维修工应在20分钟内到达现场。"
SLOW = "接到紧急报修后，维修工应在90分钟内到达现场。"
VIDEO = "监控录像保存30日。"
NOTE = "上级单位的标准按现行版本计入"


def publish(company, standard):
    now = timezone.now()
    submission = services.submit(actor=company.actor("chen"), standard_key=standard.key, at=now)
    for name in ("lin", "gao"):
        services.approve(actor=company.actor(name), submission_key=submission.key, at=now)
    return publish_edition(
        actor=company.actor("lin"), standard_key=standard.key, effective_from=timezone.localdate(), at=now
    )


@pytest.fixture
def above(company):
    """A standard of the company in force, with readings that are confirmed, and one that is only a draft."""
    made = company.standard(OURS, VIDEO, unit=company.root, code="GC-01")
    confirm(company, made)
    services.describe_standard(actor=company.actor("chen"), key=made.key, items=["engineering.repair"], at=AT)
    publish(company, made)
    draft = company.standard("公共楼道玻璃每季度擦拭1次。", unit=company.root, code="BJ-01")
    services.describe_standard(actor=company.actor("chen"), key=draft.key, items=["cleaning.facades"], at=AT)
    return made


def test_the_writer_at_an_estate_is_told_that_a_clause_is_looser_than_what_is_in_force(company, above, as_):
    confirm(company, company.standard(SLOW, code="YH-01"))
    client = as_("wang")
    text = page(client.get("/standards/YH-01/compare/"))
    assert "CJ001" in text
    assert OURS in text
    assert NOTE in text
    # The draft is not for this reader, the edition is; the page leads there.
    assert f'href="/standards/GC-01/editions/1/#c-{clause(above).key}"' in text
    assert OURS in page(client.get("/standards/GC-01/editions/1/"))
    answer = client.post("/standards/YH-01/approval/", {"act": "submit"})
    assert "GC-01" in page(answer, 422)


def test_what_is_said_follows_the_edition_and_not_the_draft_above(company, above, as_):
    row = clause(above)
    services.edit_clause(
        actor=company.actor("chen"), key=row.key, revision=row.revision, text=OURS.replace("20", "10"), at=AT
    )
    company.standard(OURS.replace("20", "15"), code="YH-01")
    text = page(as_("wang").get("/standards/YH-01/compare/"))
    assert OURS in text
    assert "10分钟" not in text
    assert "CJ001" not in text
    assert "CJ001" in page(as_("chen").get("/standards/YH-01/compare/"))


def test_nobody_is_refused_for_a_draft_above_that_no_page_shows_them(company, as_):
    confirm(company, company.standard(OURS, unit=company.root, code="GC-01"))
    confirm(company, company.standard(SLOW, code="YH-01"))
    client = as_("wang")
    assert "CJ001" not in page(client.get("/standards/YH-01/compare/"))
    assert client.post("/standards/YH-01/approval/", {"act": "submit"}).status_code == 302


def test_the_estate_sees_the_scope_that_the_company_covers(company, above, as_):
    here = f"/scope/{company.estate.key}/"
    text = page(as_("wang").get(here))
    assert 'href="/standards/GC-01/editions/1/"' in text
    assert NOTE in text
    assert "BJ-01" not in text
    full = page(as_("chen").get(here))
    assert 'href="/standards/GC-01/"' in full
    assert NOTE not in full


def test_what_only_a_draft_covers_is_marked(company, above, as_):
    catalogue.set_contract(
        actor=company.actor("chen"), unit_key=company.estate.key, item="cleaning.facades", included=True, note="", at=AT
    )
    text = page(as_("chen").get(f"/scope/{company.estate.key}/"))
    assert text.count("未生效") == 1
    assert "目前只有草稿" in text
    assert "目前只有草稿" not in page(as_("wang").get(f"/scope/{company.estate.key}/"))


def test_law_and_contract_are_asked_of_what_holds_there(company, above, as_):
    take(as_("chen"), company, OURS)
    client = as_("wang")
    text = page(client.get(f"/compliance/?unit={company.estate.key}"))
    assert VIDEO in text
    assert NOTE in text
    assert "条款 2 条" in text
    assert "没有标准要求做这件事" not in page(client.get("/contracts/HT-01/"))
    # Another estate's people see the same standards of the company, and nothing of this estate.
    there = page(as_("zhao").get(f"/compliance/?unit={company.other.key}"))
    assert VIDEO in there
    assert "HT-01" not in there
