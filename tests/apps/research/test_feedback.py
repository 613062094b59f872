"""Records are kept with marks covered, sorted by themes, shown in full for a reason only, and forgotten."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.db import connection
from tests.apps.research.voices import CANARY, TODAY, Voices
from tests.apps.standards.company import AT

from guicheng.apps.organization.services.access import NotAsWantedError, TakenError
from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.research import services
from guicheng.apps.research.models import Feedback, FeedbackTheme
from guicheng.apps.research.selectors.feedback import FeedbackWish, feedback_visible_to
from guicheng.domain.values import FileRefusedError, NotAllowedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    return Voices()


def book(*rows, head=("日期", "项目", "类型", "内容", "评分", "客户群体", "编号"), title="记录"):
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = title
    sheet.append(["十一月热线"])
    sheet.append(head)
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def take(company, data, by="chen"):
    return services.import_feedback(actor=company.actor(by), data=data, name="热线.xlsx", today=TODAY, at=AT)


def test_a_number_is_covered_before_it_is_kept(company):
    row = company.say(f"3栋2单元1203王女士来电，电话{CANARY}，电梯坏了")
    assert row.text == "［房号］［姓名］来电，电话［电话］，电梯坏了"
    assert row.covered == ["phone", "room", "name"]
    assert CANARY in row.original


def test_words_without_marks_are_kept_once(company):
    assert company.say("电梯坏了").original == ""


def test_no_audit_row_holds_the_words(company):
    row = company.say(f"电梯坏了，{CANARY}")
    services.sort_feedback(actor=company.actor("wang"), key=row.key, group_key="", theme_keys=[], at=AT)
    services.delete_feedback(actor=company.actor("wang"), key=row.key, at=AT)
    for entry in AuditEntry.objects.all():
        assert CANARY not in str(entry.__dict__)
        assert "电梯" not in entry.label


def test_the_number_stands_in_one_column_alone(company):
    company.theme("电梯")
    row = company.say(f"电梯坏了，{CANARY}")
    company.mine()
    services.sort_feedback(actor=company.actor("wang"), key=row.key, group_key="", theme_keys=[], at=AT)
    tables = [name for name in connection.introspection.table_names() if name.startswith(("research_", "platform_"))]
    holding = set()
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            names = [column[0] for column in cursor.description]
            for values in cursor.fetchall():
                holding |= {(table, name) for name, value in zip(names, values, strict=True) if CANARY in str(value)}
    assert holding == {("research_feedback", "original")}


def test_only_who_may_reveal_sees_it_in_full_and_says_why(company):
    row = company.say(f"回电{CANARY}")
    with pytest.raises(NotAllowedError):
        services.reveal_feedback(actor=company.actor("chen"), key=row.key, reason="回电", at=AT)
    with pytest.raises(NotAsWantedError):
        services.reveal_feedback(actor=company.actor("gao"), key=row.key, reason=" ", at=AT)
    assert services.reveal_feedback(actor=company.actor("gao"), key=row.key, reason="回电", at=AT) == f"回电{CANARY}"
    entry = AuditEntry.objects.get(act="research.reveal_feedback")
    assert entry.after == {"reason": "回电"}
    assert CANARY not in str(entry.__dict__)


def test_words_in_full_are_forgotten_after_half_a_year(company):
    row = company.say(f"回电{CANARY}")
    assert services.forget_originals(at=AT + timedelta(days=179)) == 0
    assert services.forget_originals(at=AT + timedelta(days=181)) == 1
    row.refresh_from_db()
    assert (row.original, row.text) == ("", "回电［电话］")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": "gossip"}, "kind"),
        ({"day": TODAY + timedelta(days=1)}, "received_on"),
        ({"day": None}, "received_on"),
        ({"text": " "}, "text"),
        ({"text": "很" * 2001}, "text"),
        ({"rating": "6"}, "rating"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(company, changed, field):
    text = changed.pop("text", "电梯坏了")
    with pytest.raises(NotAsWantedError) as refused:
        company.say(text, **changed)
    assert refused.value.field == field
    assert not Feedback.objects.exists()


def test_a_rating_needs_no_words(company):
    row = company.say("", kind="rating", rating="4")
    assert (row.rating, row.text) == (4, "")


def test_a_record_lies_within_the_reach_of_its_unit(company):
    here, there = company.say("电梯坏了"), company.say("电梯坏了", by="zhao", unit=company.other)
    assert list(feedback_visible_to(company.actor("wang"))) == [here]
    assert set(feedback_visible_to(company.actor("chen"))) == {here, there}
    assert not feedback_visible_to(company.actor("qian")).exists()
    with pytest.raises(Feedback.DoesNotExist):
        services.delete_feedback(actor=company.actor("wang"), key=there.key, at=AT)
    with pytest.raises(NotAllowedError):
        services.delete_feedback(actor=company.actor("sun"), key=here.key, at=AT)


def test_a_wish_narrows_the_list(company):
    theme, group = company.theme("电梯"), company.group()
    lift = company.say("电梯坏了", group=group)
    company.say("地库漏水", kind="call", day=date(2026, 5, 1))

    def found(**wish):
        return list(feedback_visible_to(company.actor("chen"), FeedbackWish(**wish)))

    for wish in (
        {"words": "电梯"},
        {"kind": "complaint"},
        {"theme": str(theme.key)},
        {"unit": str(company.estate.key), "group": str(group.key)},
        {"since": date(2026, 6, 1)},
    ):
        assert found(**wish) == [lift], wish
    assert len(found(theme="none")) == 1
    assert len(found(until=date(2026, 6, 1))) == 1


def test_a_person_who_leaves_a_theme_out_is_not_overruled(company):
    theme, row = company.theme("电梯"), company.say("电梯坏了")
    services.sort_feedback(actor=company.actor("wang"), key=row.key, group_key="", theme_keys=[], at=AT)
    services.change_theme(actor=company.actor("chen"), key=theme.key, name="电梯", synonyms="坏了", at=AT)
    assert FeedbackTheme.objects.get(feedback=row).absent
    services.sort_feedback(actor=company.actor("wang"), key=row.key, group_key="", theme_keys=[str(theme.key)], at=AT)
    assert not FeedbackTheme.objects.get(feedback=row).absent


def test_a_workbook_is_taken_in_whole(company):
    company.group("租户", kind="tenant")
    told = take(
        company,
        book(
            ("2026-11-03", "云栖花园", "投诉", f"电梯坏了，{CANARY}", None, "租户", "T-1"),
            ("2026年11月4日", "山语城", "热线", "地库漏水", None, None, "T-2"),
            (date(2026, 11, 5), None, None, None, 4, None, None),
        ),
    )
    assert (told.added, told.known, told.covered, told.faults) == (3, 0, 1, ())
    rows = list(Feedback.objects.order_by("received_on"))
    assert [row.kind for row in rows] == ["complaint", "call", "rating"]
    assert [row.unit.name for row in rows] == ["云栖花园", "山语城", "云帆物业"]
    assert rows[0].group.name == "租户"
    again = take(company, book(("2026-11-03", "云栖花园", "投诉", "电梯坏了", None, None, "T-1")))
    assert (again.added, again.known) == (0, 1)


def test_a_workbook_with_faults_comes_back_with_remarks_and_writes_nothing(company):
    told = take(
        company,
        book(
            ("2026-11-03", "云栖花园", "投诉", "电梯坏了", None, None, None),
            ("昨天", "云栖花园", "投诉", "电梯坏了", None, None, None),
            ("2026-11-03", "没有的小区", "投诉", "=1+1", None, None, None),
            ("2026-11-03", "云栖花园", "闲聊", "电梯坏了", None, None, None),
            ("2026-11-03", "云栖花园", "投诉", "电梯坏了", 9, None, None),
            ("2026-11-03", "云栖花园", "投诉", "电梯坏了", None, "没有的群体", None),
        ),
    )
    assert not Feedback.objects.exists()
    assert [fault.row for fault in told.faults] == [4, 5, 6, 7, 8]
    sheet = openpyxl.load_workbook(io.BytesIO(told.workbook)).active
    remarks = [row[-1].value for row in sheet.iter_rows(min_row=2)]
    assert remarks[0]
    assert remarks[1] is None
    assert all(remarks[2:])
    assert all(cell.data_type in {"s", "n"} and cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    mended = take(company, told.workbook)
    assert [fault.row for fault in mended.faults] == [4, 5, 6, 7, 8]


def test_an_estate_manager_imports_for_the_own_estate_only(company):
    told = take(company, book(("2026-11-03", "山语城", "投诉", "电梯坏了", None, None, None)), by="wang")
    assert len(told.faults) == 1
    with pytest.raises(NotAllowedError):
        take(company, book(), by="sun")


def test_a_file_without_records_is_refused(company):
    with pytest.raises(FileRefusedError):
        take(company, book(head=("姓名", "手机")))
    with pytest.raises(FileRefusedError):
        take(company, b"nothing")


def test_the_same_number_is_not_taken_in_twice_by_hand(company):
    company.say("电梯坏了", outside="T-9")
    with pytest.raises(TakenError):
        company.say("电梯又坏了", outside="T-9")
