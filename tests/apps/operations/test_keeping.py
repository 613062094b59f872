"""Content goes when its days are over, unless it is held; the chain stays valid and a report says what went."""

from datetime import timedelta

import pytest
from django.conf import settings

from guicheng.apps.operations.models import EvidenceHold, FieldEvent, FieldPhoto, PurgeReport
from guicheng.apps.operations.selectors.chain import check_chain
from guicheng.apps.operations.services.chores import do_chores
from guicheng.apps.operations.services.flagging import flag_new_events
from guicheng.apps.operations.services.keeping import forget_person, lift_hold, place_hold, set_retention
from guicheng.apps.operations.services.purging import purge_company, purge_evidence
from guicheng.apps.organization.services import NotAsWantedError
from guicheng.apps.platform.models import AuditEntry
from guicheng.domain.values import NotAllowedError


@pytest.fixture
def kept(field):
    photo, other = field.photo(1), field.photo(2)
    phone = field.phone()
    field.send(
        phone.event("check_in", "a", photos=[photo]),
        phone.event("answer", "a", photos=[photo, other]),
        phone.event("sign", "a"),
        phone.event("check_in", "b"),
    )
    flag_new_events()
    return field


def stored():
    return sorted(path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())


def contents():
    return sorted((row.occurrence, row.kind) for row in FieldEvent.objects.filter(payload__isnull=False))


def purge(field, days):
    return purge_company(field.company.root.pk, at=field.now + timedelta(days=days))


def test_each_class_goes_when_its_days_are_over(kept):
    assert len(stored()) == 2
    assert purge(kept, 182) is None
    report = purge(kept, 184)
    assert (report.events, report.photos, report.held) == ({"presence": 2}, 0, 0)
    assert contents() == [("a", "answer"), ("a", "sign")]
    report = purge(kept, 732)
    assert (report.events, report.photos) == ({"work": 1}, 2)
    assert stored() == []
    assert purge(kept, 1097).events == {"agreed": 1}
    assert purge(kept, 3000) is None
    assert FieldEvent.objects.count() == 4
    assert check_chain(kept.company.root).fault is None
    assert set(FieldEvent.objects.values_list("payload", "personal", "subject")) == {(None, None, None)}


def test_a_hold_keeps_everything_of_a_task_until_it_is_lifted(kept):
    actor = kept.company.actor("chen")
    hold = place_hold(actor=actor, occurrence="a", case="TS-118", reason="业主投诉", at=kept.now)
    report = purge(kept, 3000)
    assert (report.events, report.photos, report.held) == ({"presence": 1}, 0, 3)
    assert contents() == [("a", "answer"), ("a", "check_in"), ("a", "sign")]
    assert forget_person(actor=actor, person_key=kept.company.people["qian"].key, at=kept.now) == (0, 3)
    assert lift_hold(actor=actor, key=hold.key, at=kept.now).lifted_by.username == "chen"
    lift_hold(actor=actor, key=hold.key, at=kept.now)
    assert purge(kept, 3001).events == {"presence": 1, "work": 1, "agreed": 1}
    acts = list(AuditEntry.objects.filter(subject="evidence").order_by("pk").values_list("act", flat=True))
    assert acts == ["operations.place_hold", "operations.forget_person", "operations.lift_hold"]


def test_a_hold_names_a_task_a_case_and_a_reason_once(kept):
    chen = kept.company.actor("chen")
    place_hold(actor=chen, occurrence="a", case="TS-118", reason="业主投诉", at=kept.now)
    for wrong in ({"occurrence": "zzz"}, {"case": " "}, {"reason": ""}, {}):
        with pytest.raises(NotAsWantedError):
            place_hold(**{"actor": chen, "occurrence": "a", "case": "TS-118", "reason": "x", "at": kept.now, **wrong})
    with pytest.raises(NotAllowedError):
        place_hold(actor=kept.company.actor("wang"), occurrence="a", case="T", reason="x", at=kept.now)
    with pytest.raises(NotAllowedError):
        lift_hold(actor=kept.company.actor("wang"), key=EvidenceHold.objects.get().key, at=kept.now)
    with pytest.raises(EvidenceHold.DoesNotExist):
        lift_hold(actor=kept.company.actor("zhao"), key=EvidenceHold.objects.get().key, at=kept.now)


def test_a_company_says_its_own_days(kept):
    chen = kept.company.actor("chen")
    set_retention(actor=chen, retention="presence", days=60, at=kept.now)
    set_retention(actor=chen, retention="presence", days=30, at=kept.now)
    assert purge(kept, 31).events == {"presence": 2}
    for wrong in ({"days": 29}, {"days": 3_661}, {"retention": "x"}):
        with pytest.raises(NotAsWantedError):
            set_retention(**{"actor": chen, "retention": "work", "days": 90, "at": kept.now, **wrong})
    with pytest.raises(NotAllowedError):
        set_retention(actor=kept.company.actor("wang"), retention="work", days=90, at=kept.now)


def test_the_nightly_purge_runs_once_a_day(kept):
    night = kept.now + timedelta(days=200)
    assert len(purge_evidence(at=night)) == 1
    assert purge_evidence(at=night + timedelta(minutes=5)) == []
    do_chores(at=night + timedelta(days=900))
    assert PurgeReport.objects.count() == 2


def test_bytes_that_another_row_shows_stay(kept):
    """Two sendings may differ only in what is taken out: their kept bytes are the same."""
    from adapters.photo_files import exif, segment

    twin = kept.photo(1, extra=[segment(0xE1, exif())])
    kept.now += timedelta(days=10)
    kept.send(kept.phone().event("sign", "c", photos=[twin]))
    flag_new_events()
    assert FieldPhoto.objects.count() == 3
    assert len(stored()) == 2
    purge(kept, 800)
    assert len(stored()) == 1
    purge(kept, 3000)
    assert stored() == []


def test_a_purge_that_died_between_row_and_bytes_is_finished_the_next_night(kept, monkeypatch):
    from guicheng.adapters.photo_store import PhotoStore

    with monkeypatch.context() as broken:
        broken.setattr(PhotoStore, "forget", lambda _self, _kept: None)
        purge(kept, 3000)
    assert len(stored()) == 2
    purge(kept, 3001)
    assert stored() == []
