"""The evidence log, an event, retention and holds, phones: what people see and do."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from django.test import Client
from django.utils import timezone
from tests.apps.operations.ground import Ground
from tests.apps.standards.company import Company

from domain.evidence.phones import seeded
from guicheng.apps.operations.models import EvidenceHold, FieldDevice, FieldEvent, RetentionRule
from guicheng.apps.operations.services.flagging import flag_new_events
from guicheng.apps.operations.services.purging import purge_company
from guicheng.apps.operations.services.small_photos import make_small

pytestmark = pytest.mark.django_db
HOME = {"lat_e6": 30_274_100, "lon_e6": 120_155_100, "accuracy_m": 9}


@pytest.fixture
def field(db, settings, tmp_path):
    settings.SECOND_FACTOR = False
    settings.MEDIA_ROOT = tmp_path / "files"
    return Ground(Company(), seeded(6))


@pytest.fixture
def browser_of(field):
    def sign_in(name):
        client = Client()
        client.force_login(field.company.people[name])
        return client

    return sign_in


@pytest.fixture
def sent(field):
    """A round with a photo, a second place too far away, and a finish."""
    photo, phone = field.photo(3), field.phone()
    told = {"payload": {"method": "nfc"}, "photos": [photo]}
    field.send(
        phone.event("check_in", "rounds-1", personal={"position": HOME}, **told),
        phone.event("check_in", "rounds-2", personal={"position": {**HOME, "lat_e6": 30_974_100}}),
        phone.event("finish", "rounds-2"),
    )
    flag_new_events()
    return field


def text(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def test_the_log_shows_what_arrived_with_grades_and_what_to_look_at(sent, browser_of):
    page = text(browser_of("sun").get("/evidence/"))
    assert page.count("rounds-2") >= 2
    for word in ("签到", "完成", "距离与时间不符", "钱师傅", "<td>B</td>"):
        assert word in page
    assert "rounds-1" not in text(browser_of("sun").get("/evidence/", {"flagged": "1"}))
    assert "没有符合的记录" in text(browser_of("sun").get("/evidence/", {"task": "x", "unit": "no key"}))
    assert "还没有收到记录" in text(browser_of("zhao").get("/evidence/"))


def test_an_event_shows_its_content_grade_flags_photo_and_place_in_the_chain(sent, browser_of):
    client = browser_of("sun")
    first, second = FieldEvent.objects.order_by("seq")[:2]
    page = text(client.get(f"/evidence/{first.event_id}/"))
    for word in ("B 级", "起未改动", "nfc", first.link, "当天未结束", "不证明上报的内容属实"):
        assert word in page
    [photo] = [part for part in page.split('"') if part.startswith("/evidence/photos/")][:1]
    answer = client.get(photo)
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    small = client.get(photo, {"size": "small"})
    assert small.content == answer.content, "the original is shown until there is a small one"
    make_small(hashlib.sha256(answer.content).hexdigest())
    small = client.get(photo, {"size": "small"})
    assert small["Content-Type"] == "image/jpeg"
    assert small.content != answer.content == client.get(photo).content
    assert first.event_id in text(client.get(f"/evidence/{second.event_id}/"))
    assert browser_of("zhao").get(f"/evidence/{first.event_id}/").status_code == 404
    assert browser_of("zhao").get(photo).status_code == 404


def test_purged_content_and_a_photo_that_has_not_arrived_are_told(field, browser_of):
    field.send(field.phone().event("answer", "t", photos=["ab" * 32]))
    row = FieldEvent.objects.get()
    assert "照片还没传到" in text(browser_of("sun").get(f"/evidence/{row.event_id}/"))
    purge_company(field.company.root.pk, at=field.now.replace(year=2036))
    page = text(browser_of("sun").get(f"/evidence/{row.event_id}/"))
    assert "内容到期已清除" in page
    assert "个人字段已删除" in page
    assert "起未改动" in page


def test_days_are_set_and_wrong_ones_keep_what_was_typed(sent, browser_of):
    client = browser_of("chen")
    assert client.post("/evidence/kept/", {"act": "days", "retention": "work", "days": "400"}).status_code == 302
    assert RetentionRule.objects.get().days == 400
    page = text(client.post("/evidence/kept/", {"act": "days", "retention": "work", "days": "5"}), 422)
    assert "填写 30 到 3660 天" in page
    assert 'value="5"' in page
    assert text(browser_of("sun").get("/evidence/kept/")).count("<form") < text(client.get("/evidence/kept/")).count(
        "<form"
    )


def test_a_task_is_held_and_let_go(sent, browser_of):
    client = browser_of("chen")
    wrong = text(
        client.post("/evidence/kept/", {"act": "hold", "occurrence": "rounds-9", "case": "TS-1", "reason": "投诉"}), 422
    )
    assert 'value="rounds-9"' in wrong
    assert (
        client.post(
            "/evidence/kept/", {"act": "hold", "occurrence": "rounds-2", "case": "TS-1", "reason": "投诉"}
        ).status_code
        == 302
    )
    assert "冻结中" in text(client.get("/evidence/kept/"))
    client.post("/evidence/kept/", {"act": "lift", "key": str(EvidenceHold.objects.get().key)})
    assert "解除" in text(client.get("/evidence/kept/"))


def test_the_chain_is_checked_and_purges_are_listed(sent, browser_of):
    client = browser_of("chen")
    assert "全部 4 条与收到时一致" in text(client.post("/evidence/kept/", {"act": "check"}))
    purge_company(sent.company.root.pk, at=sent.now.replace(year=2036))
    assert "签到与到场" in text(client.get("/evidence/kept/"))


def test_phones_are_registered_for_posts_and_taken_out_of_use(field, browser_of):
    from guicheng.apps.organization.services import add_post

    post = add_post(actor=field.company.actor("gao"), name="秩序", trade="order", at=field.now)
    client, unit = browser_of("wang"), str(field.company.estate.key)
    assert "填写手机的叫法" in text(
        client.post("/evidence/phones/", {"act": "register", "unit": unit, "name": ""}), 422
    )
    client.post("/evidence/phones/", {"act": "register", "unit": unit, "name": "3 号", "whose": f"post:{post.key}"})
    row = FieldDevice.objects.get()
    assert (row.post, row.person) == (post, None)
    assert "秩序" in text(client.get("/evidence/phones/"))
    client.post("/evidence/phones/", {"act": "withdraw", "key": str(row.key)})
    row.refresh_from_db()
    assert row.withdrawn_at
    assert 'value="withdraw"' not in text(client.get("/evidence/phones/"))


def test_a_pack_is_sent_and_an_empty_day_is_refused_in_a_sentence(sent, browser_of):
    client = browser_of("sun")
    day = str(timezone.localdate(sent.now))
    answer = client.get("/evidence/pack.zip", {"since": day, "until": day})
    names = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()
    assert {"verify.py", "chain.jsonl", "roots.json"} < set(names)
    assert "这几天没有收到记录" in text(
        client.get("/evidence/pack.zip", {"since": "2001-01-01", "until": "2001-01-01"}), 422
    )
