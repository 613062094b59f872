"""Documents taken in, read, refused, read again and forgotten."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guicheng.apps.standards import exports, jobs, readings, selectors, services
from guicheng.apps.standards.models import Document, DocumentFile, DocumentState

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
MANUAL = """# 报修服务标准

1. 接到急修报修后30分钟内到场。
2. 维修应及时，做到规范。
3. 欠费的住户停止供水。
4. 每3半日巡查。

# 保洁服务标准

1. 大堂地面每日清扫2次，完好率98%以上。
2. 员工佩戴工牌。
""".encode()


def receive(owner="a", name="手册.md", data=MANUAL, at=AT):
    return services.receive_document(owner=owner, name=name, data=data, at=at)


@pytest.fixture
def document(run_jobs):
    found = receive()
    run_jobs()
    found.refresh_from_db()
    return found


def test_a_document_is_read_by_a_job(document):
    assert document.state == DocumentState.READ
    assert (document.done, document.total) == (6, 6)
    assert document.kind == "md"


def test_counts_are_the_lengths_of_the_lists_they_lead_to(document):
    counts = selectors.counts_of(document)
    assert counts.clauses == 6
    for state, number in counts.states.items():
        assert selectors.clauses_of(document, state=state)[1] == number
    for severity, number in counts.severities.items():
        assert selectors.clauses_of(document, severity=severity)[1] == number
    for code, number in counts.codes.items():
        assert selectors.clauses_of(document, code=code)[1] == number
    assert {"MH001", "FL001", "DU001"} <= counts.codes.keys()
    assert counts.leftovers == len(selectors.leftovers_of(document))


def test_filters_narrow_by_section_and_words(document):
    first, second = selectors.sections_of(document)
    assert (first.title, first.clauses, first.unread) == ("报修服务标准", 4, 1)
    assert second.first == 4
    rows, found = selectors.clauses_of(document, section=second.index)
    assert found == 2
    assert [row.text for row in rows] == ["大堂地面每日清扫2次，完好率98%以上。", "员工佩戴工牌。"]
    assert selectors.clauses_of(document, words="清扫 大堂")[1] == 1
    assert selectors.clauses_of(document, words="\0没有")[1] == 0


def test_a_row_carries_echo_spans_and_findings(document):
    row = selectors.clauses_of(document, count=1)[0][0]
    assert row.echo == ("接到急修报修后 · ≤30 分钟内 · 到场",)
    assert [span.of(row.text) for span in row.read] == ["30分钟内"]


def test_lists_cost_the_same_number_of_queries_whatever_their_length(document, run_jobs):
    longer = receive(name="长.md", data="\n".join(f"{n}. 每日清扫{n}次。" for n in range(1, 200)).encode())
    run_jobs()
    assert _queries(document) == _queries(longer)


def _queries(document):
    with CaptureQueriesContext(
        connection,
    ) as found:
        selectors.counts_of(document)
        selectors.sections_of(document)
        selectors.clauses_of(document)
        selectors.leftovers_of(document)
        list(selectors.documents_visible_to("a"))
    return len(found)


def test_other_browsers_and_none_see_nothing(document):
    assert list(selectors.documents_visible_to("a")) == [document]
    assert not selectors.documents_visible_to("b")
    assert not selectors.documents_visible_to("")
    for owner in ("b", ""):
        with pytest.raises(Document.DoesNotExist):
            selectors.document_visible_to(owner, str(document.key))
    with pytest.raises(Document.DoesNotExist):
        selectors.document_visible_to("a", "no key")


def test_the_same_file_again_is_the_same_document(document):
    assert receive() == document
    assert receive(owner="b") != document
    assert Document.objects.count() == 2


def test_a_job_run_twice_leaves_the_same_rows(document):
    before = list(document.clauses.values_list("position", "text", "state"))
    jobs.read_document.call(document_id=document.pk)
    assert list(document.clauses.values_list("position", "text", "state")) == before
    Document.objects.update(state=DocumentState.WAITING)
    jobs.read_document.call(document_id=document.pk)
    assert list(document.clauses.values_list("position", "text", "state")) == before


def test_the_file_of_a_standard_is_read_as_what_it_is(run_jobs):
    data = (files("guicheng.library") / "standards/cleaning/BJ-02-stairs.md").read_bytes()
    kept = receive(name="BJ-02.md", data=data)
    run_jobs()
    kept.refresh_from_db()
    assert (kept.state, kept.clauses.count()) == ("read", 8)
    broken = receive(name="BJ-03.md", data="---\ncode: BJ-03\nlevel: 9\n---\n# x\n\n1.1 每日清扫1次。\n".encode())
    run_jobs()
    broken.refresh_from_db()
    assert broken.state == "refused"


def test_a_refused_file_says_why_and_keeps_no_bytes(run_jobs):
    document = receive(name="坏.docx", data=b"PK\x03\x04 nothing of a package")
    run_jobs()
    document.refresh_from_db()
    assert document.state == DocumentState.REFUSED
    assert "坏.docx" in document.refusal.render()
    assert bytes(DocumentFile.objects.get(document=document).content) == b""


def test_a_refused_file_sent_again_is_tried_again(run_jobs):
    data = b"PK\x03\x04 nothing of a package"
    document = receive(name="坏.docx", data=data)
    run_jobs()
    assert receive(name="坏.docx", data=data).state == DocumentState.WAITING
    run_jobs()
    document.refresh_from_db()
    assert document.state == DocumentState.REFUSED


def test_a_reading_that_breaks_off_is_tried_again_and_then_said_to_have_failed(monkeypatch):
    document = receive()
    monkeypatch.setattr(jobs, "open_file", lambda name, data: 1 / 0)
    for _run in range(services.MOST_ATTEMPTS):
        with pytest.raises(ZeroDivisionError):
            jobs.read_document.call(document_id=document.pk)
        document.refresh_from_db()
        assert document.state == DocumentState.READING
    jobs.read_document.call(document_id=document.pk)
    document.refresh_from_db()
    assert document.state == DocumentState.FAILED
    assert document.refusal is not None


def test_a_document_deleted_while_its_job_waits_troubles_nobody(run_jobs):
    document = receive()
    services.delete_document(owner="a", key=str(document.key))
    run_jobs()
    assert not Document.objects.exists()
    assert not DocumentFile.objects.exists()


def test_nobody_deletes_the_document_of_another(document):
    with pytest.raises(Document.DoesNotExist):
        services.delete_document(owner="b", key=str(document.key))
    assert Document.objects.exists()


def test_documents_are_forgotten_after_the_promised_time(document):
    assert services.forget_documents(at=AT + services.RETENTION) == 0
    assert services.forget_documents(at=AT + services.RETENTION + timedelta(seconds=1)) == 1
    assert not Document.objects.exists()


def test_a_document_read_by_another_version_is_read_again(document, run_jobs):
    assert services.have_reread() == 0
    Document.objects.update(reader="0.0.9+old")
    assert services.have_reread() == 1
    run_jobs()
    document.refresh_from_db()
    assert (document.state, document.reader) == (DocumentState.READ, readings.reader_version())


def test_a_browser_keeps_only_so_many(monkeypatch):
    monkeypatch.setattr(services.documents, "MOST_DOCUMENTS", 1)
    receive()
    with pytest.raises(services.TooMuchStoredError, match="1 documents"):
        receive(name="另一份.md")


def test_the_service_keeps_only_so_much(monkeypatch):
    monkeypatch.setattr(services.documents, "MOST_BYTES", len(MANUAL))
    receive()
    with pytest.raises(services.TooMuchStoredError, match="no room"):
        receive(name="另一份.md")


def test_a_file_above_the_limit_is_not_taken(monkeypatch):
    monkeypatch.setattr(services.documents, "LARGEST_FILE", 10)
    with pytest.raises(services.TooMuchStoredError, match="larger"):
        receive()


def test_folders_and_zero_bytes_leave_the_name(run_jobs):
    assert receive(name="..\\..\\C:\\手\0册.md").name == "手册.md"


@pytest.mark.parametrize("kind", sorted(exports.KINDS))
def test_every_export_holds_every_clause(document, kind):
    data, content_type = exports.export(document, kind)
    assert data
    assert content_type
    if kind == "json":
        found = json.loads(data)
        assert len(found["clauses"]) == 6
        assert {"section", "number", "place", "elements", "measures"} <= found["clauses"][0].keys()
        assert len(found["leftovers"]) == selectors.counts_of(document).leftovers
    if kind == "sarif":
        results = json.loads(data)["runs"][0]["results"]
        assert len(results) == selectors.counts_of(document).findings
