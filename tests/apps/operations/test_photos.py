"""Photos: kept once, by the hash of what was sent, and acknowledged only when they are on the disk."""

import hashlib
import os

import pytest
from django.conf import settings

from adapters.photo_files import exif, jpeg, segment
from guicheng.adapters import photo_store
from guicheng.adapters.photo_store import PhotoStore, StoreFailedError
from guicheng.apps.operations.models import FieldPhoto
from guicheng.apps.operations.selectors.events import photo_visible_to
from guicheng.apps.operations.services.flagging import flag_new_events
from guicheng.apps.operations.services.photos import keep_photo
from guicheng.domain.values import FileRefusedError, NotAllowedError


def test_a_photo_is_kept_once_without_what_told_of_the_place(field):
    data = jpeg(5, extra=[segment(0xE1, exif())])
    sent = field.photo(5, extra=[segment(0xE1, exif())])
    field.photo(5, extra=[segment(0xE1, exif())])
    row = FieldPhoto.objects.get()
    assert (row.sent, row.kept, row.seq) == (sent, hashlib.sha256(jpeg(5)).hexdigest(), 1)
    assert row.taken_ms == 1_795_825_800_000
    found = settings.MEDIA_ROOT / "field" / row.kept[:2] / row.kept
    assert found.read_bytes() == jpeg(5) != data
    assert found.stat().st_mode & 0o777 == 0o600


def test_bytes_of_another_hash_and_people_who_send_nowhere_are_refused(field):
    sent = hashlib.sha256(jpeg(5)).hexdigest()
    with pytest.raises(FileRefusedError):
        keep_photo(actor=field.company.actor("qian"), sent=sent, data=jpeg(6), at=field.now)
    with pytest.raises(NotAllowedError):
        keep_photo(actor=field.company.actor("shen"), sent=sent, data=jpeg(5), at=field.now)
    assert not FieldPhoto.objects.exists()


def test_a_photo_is_seen_by_whoever_sees_an_event_that_shows_it(field):
    sent = field.photo(5)
    with pytest.raises(FieldPhoto.DoesNotExist):
        photo_visible_to(field.company.actor("sun"), sent)
    field.send(field.phone().event("answer", "a", photos=[sent]))
    flag_new_events()
    assert photo_visible_to(field.company.actor("sun"), sent).sent == sent
    for name in ("zhao", "qian"):
        with pytest.raises(FieldPhoto.DoesNotExist):
            photo_visible_to(field.company.actor(name), sent)


STEPS = ("mkdir", "open", "write", "fsync", "replace")


@pytest.mark.parametrize("step", STEPS)
def test_a_disk_that_fails_at_any_step_keeps_nothing_and_the_next_sending_succeeds(tmp_path, monkeypatch, step):
    def fail(*_arguments, **_named):
        raise OSError(28, os.strerror(28))

    store = PhotoStore(tmp_path / "field")
    with monkeypatch.context() as broken:
        if step == "mkdir":
            broken.setattr("pathlib.Path.mkdir", fail)
        elif step == "write":
            broken.setattr(photo_store, "_write", lambda path, data: (path.write_bytes(data[:3]), fail()))
        elif step == "replace":
            broken.setattr("pathlib.Path.replace", fail)
        else:
            broken.setattr(photo_store.os, step, fail)
        with pytest.raises(StoreFailedError, match="No space left"):
            store.keep(b"photo")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    kept = store.keep(b"photo")
    assert store.read(kept) == b"photo"


def test_bytes_that_changed_on_the_disk_or_are_gone_are_not_shown(tmp_path):
    store = PhotoStore(tmp_path)
    kept = store.keep(b"photo")
    (tmp_path / kept[:2] / kept).write_bytes(b"phot0")
    with pytest.raises(StoreFailedError):
        store.read(kept)
    store.forget(kept)
    store.forget(kept)
    with pytest.raises(StoreFailedError):
        store.read(kept)
    with pytest.raises(ValueError, match="passwd"):
        store.read("../../etc/passwd")
