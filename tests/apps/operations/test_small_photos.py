"""Small photos: made by a job after the original was kept, shown in lists, gone with the original."""

import hashlib

from django_tasks_db.models import DBTaskResult
from PIL import Image

from adapters.photo_files import jpeg
from guicheng.apps.operations.models import FieldPhoto
from guicheng.apps.operations.services.photos import SMALLER, photo_store
from guicheng.apps.operations.services.purging import purge_company
from guicheng.apps.operations.services.small_photos import make_small, small_photos


def test_a_photo_that_arrived_is_put_into_the_jobs_table_once(field):
    field.photo(5)
    field.photo(5)
    [task] = DBTaskResult.objects.filter(task_path=SMALLER)
    assert task.args_kwargs["kwargs"] == {"kept": hashlib.sha256(jpeg(5)).hexdigest()}


def test_it_is_made_once_and_a_damaged_or_missing_original_has_none(field, monkeypatch):
    field.photo(5)
    kept = FieldPhoto.objects.get().kept
    assert make_small(kept)
    first = small_photos().read(kept)
    assert first is not None
    monkeypatch.setattr("guicheng.apps.operations.services.small_photos.smaller", lambda _data: b"other")
    assert make_small(kept)
    assert small_photos().read(kept) == first
    monkeypatch.undo()
    assert not make_small("ab" * 32)
    assert not make_small(photo_store().keep(b"no photo at all"))


def test_it_does_not_outlast_the_original(field, monkeypatch):
    field.photo(5)
    row = FieldPhoto.objects.get()
    assert make_small(row.kept)
    purge_company(field.company.root.pk, at=field.now.replace(year=2036))
    row.refresh_from_db()
    assert row.gone_ms is not None
    assert small_photos().read(row.kept) is None
    kept = photo_store().keep(jpeg(6))

    def forgotten_meanwhile(_data):
        photo_store().forget(kept)
        return b"small"

    monkeypatch.setattr("guicheng.apps.operations.services.small_photos.smaller", forgotten_meanwhile)
    assert not make_small(kept)
    assert small_photos().read(kept) is None


def test_a_small_photo_can_be_drawn(field):
    field.photo(5)
    kept = FieldPhoto.objects.get().kept
    make_small(kept)
    with Image.open(small_photos()._path(kept)) as image:
        assert image.size == (8, 8)
