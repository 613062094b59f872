"""A backup written while others write is whole, and comes back row by row."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import json
import shutil
import sqlite3
import stat
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli.instances import AUDIT, RECEIPT, Writer, connect, rows_of, run

from guicheng.adapters.backup import BackupRefusedError, Manifest, write_archive
from guicheng.adapters.backup_files import unpack_files
from guicheng.site import backup as backing
from guicheng.site import gate
from guicheng.site import restore as restoring
from guicheng.site.checkup import machine
from guicheng.site.databases.sqlite import SQLite
from guicheng.site.home import StartRefusedError


@pytest.fixture(scope="module")
def first_archive(seed, tmp_path_factory):
    target = tmp_path_factory.mktemp("first") / "kept.tar.gz"
    code, _out, err = run(seed, "backup", target)
    assert (code, err) == (0, "")
    return target


@pytest.fixture
def archive(first_archive, home):
    return Path(shutil.copy(first_archive, home / "kept.tar.gz"))


@pytest.fixture
def restored(home, monkeypatch):
    """Restore in this process, which is faster than a program each time."""
    monkeypatch.setattr(restoring, "database_in_use", lambda: SQLite(home / "guicheng.sqlite3"))

    def act(path, *, check=False):
        if check:
            return restoring.check(home, path)
        return restoring.restore(home, path, datetime(2026, 1, 2, tzinfo=UTC), own_key=False)

    return act


def test_a_backup_is_taken_while_others_write_and_restored_row_by_row(home, tmp_path_factory):
    database = sqlite3.connect(home / "guicheng.sqlite3", timeout=20, isolation_level=None, check_same_thread=False)
    database.execute("PRAGMA journal_mode = WAL")

    def pair(name):
        database.execute("BEGIN IMMEDIATE")
        database.execute(AUDIT.format(f"'{name}'"))
        database.execute(RECEIPT.format(f"'{name}'"))
        database.execute("COMMIT")

    target = tmp_path_factory.mktemp("backups")
    with Writer(pair) as writer:
        before = writer.written
        code, out, err = run(home, "backup", target)
        after = writer.written
    database.close()
    assert (code, err) == (0, "")
    assert after > before + 5, "nobody wrote meanwhile"
    [made] = target.iterdir()
    assert str(made) in out

    other = tmp_path_factory.mktemp("other")
    assert run(other, "restore", made)[0] == 0
    there, here = rows_of(home), rows_of(other)
    with connect(other) as database:
        written = set(database.execute("SELECT key FROM platform_receipt WHERE key LIKE 'w0%'"))
        told = set(database.execute("SELECT subject_key FROM platform_auditentry WHERE act = 'test.write'"))
    assert written == told, "half a transaction"
    assert before <= len(written) <= after + 1
    assert there.keys() == here.keys()
    for name, rows in here.items():
        if name not in {"platform_receipt", "platform_auditentry", "sqlite_sequence"}:
            assert rows == there[name], name
        else:
            assert name == "sqlite_sequence" or rows == there[name][: len(rows)], name
    assert (other / "secret.key").read_bytes() == (home / "secret.key").read_bytes()


def test_a_restored_database_is_the_same_refuses_the_same_and_keeps_what_was_there(home, archive):
    before = rows_of(home)
    with connect(home) as database:
        database.execute(RECEIPT.format("'after the backup'"))
        database.commit()
    (home / "secret.key").write_text("another", encoding="ascii")
    code, out, err = run(home, "restore", archive)
    assert (code, err) == (0, "")
    assert rows_of(home) == before
    kept = sorted(home.glob("*.before-restore"))
    assert [path.name.split(".")[0] for path in kept] == ["guicheng", "secret"]
    assert all(str(path) in out for path in kept)
    with contextlib.closing(sqlite3.connect(kept[0])) as old:
        assert old.execute("SELECT count(*) FROM platform_receipt WHERE key = 'after the backup'").fetchone() == (1,)
    assert kept[1].read_text(encoding="ascii") == "another"
    with connect(home) as database, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        database.execute("UPDATE platform_auditentry SET label = 'forged'")
    assert not (home / "restore.unfinished").exists()
    assert not list(home.glob(".guicheng-*"))


def test_a_backup_says_what_is_in_it_and_only_its_owner_reads_it(home, archive):
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    with tarfile.open(archive) as members:
        assert members.getnames() == ["manifest.json", "database.sqlite3", "secret.key"]
        manifest = json.load(members.extractfile("manifest.json"))
    assert manifest["format"] == 2
    assert manifest["database"] == "sqlite"
    assert manifest["members"]["secret.key"]["size"] == (home / "secret.key").stat().st_size
    assert any(name.startswith("platform.0003") for name in manifest["migrations"])


def test_a_key_of_the_environment_stays_out_of_the_backup(home, tmp_path_factory):
    (home / "secret.key").unlink()
    target = tmp_path_factory.mktemp("b") / "b.tar.gz"
    _code, out, _err = run(home, "backup", target, GUICHENG_SECRET_KEY="k" * 60)
    assert "GUICHENG_SECRET_KEY" in out
    with tarfile.open(target) as members:
        assert "secret.key" not in members.getnames()


def test_a_backup_never_overwrites_a_file(tmp_path):
    (tmp_path / "there.tar.gz").write_bytes(b"there")
    empty = Manifest("0.1.0", "sqlite", datetime(2026, 1, 2, tzinfo=UTC), (), {})
    with pytest.raises(BackupRefusedError, match="already a file"):
        write_archive(tmp_path / "there.tar.gz", empty, tmp_path)
    assert (tmp_path / "there.tar.gz").read_bytes() == b"there"
    assert not (tmp_path / "there.tar.gz.part").exists()


def test_only_the_newest_backups_of_a_folder_are_kept(home, tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    for name in ("guicheng-20250101T000000Z.tar.gz", "guicheng-20250102T000000Z.tar.gz", "mine.tar.gz"):
        (folder / name).write_bytes(b"")
    code, out, _err = run(home, "backup", folder, "--keep", "2")
    assert code == 0
    names = sorted(path.name for path in folder.iterdir())
    assert names[0] == "guicheng-20250102T000000Z.tar.gz"
    assert names[-1] == "mine.tar.gz"
    assert len(names) == 3
    assert "guicheng-20250101T000000Z.tar.gz" in out
    noted = json.loads((home / "last-backup.json").read_text(encoding="utf-8"))
    assert noted["path"] == str(folder / names[1])


def test_a_service_that_runs_keeps_its_data(home, archive, restored):
    before = rows_of(home)
    release = gate.lock(home, "http://127.0.0.1:8000/")
    try:
        with pytest.raises(BackupRefusedError, match=r"runs at http://127\.0\.0\.1:8000/"):
            restored(archive)
    finally:
        release()
    assert rows_of(home) == before
    restored(archive)


def test_a_service_does_not_start_while_a_backup_is_put_in_place(home, archive, restored, monkeypatch):
    def tried(self, _copy, _stamp):
        with pytest.raises(StartRefusedError, match="uses the data folder: guicheng restore"):
            gate.lock(home, "http://127.0.0.1:8000/")
        return []

    monkeypatch.setattr(SQLite, "replace", tried)
    restored(archive)
    gate.lock(home, "http://127.0.0.1:8000/")()


def test_a_restore_that_stops_half_way_leaves_a_mark(home, archive, restored, monkeypatch):
    def stops(_self, _copy, _stamp):
        raise KeyboardInterrupt

    monkeypatch.setattr(SQLite, "replace", stops)
    with pytest.raises(KeyboardInterrupt):
        restored(archive)
    found = {verdict.check: verdict.level.value for verdict in machine.folder(home)}
    assert found["restore"] == "error"


def test_a_database_that_cannot_be_replaced_leaves_no_mark(home, archive, restored, monkeypatch):
    before = rows_of(home)

    def full(*_names):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("guicheng.site.databases.sqlite.os.replace", full)
    with pytest.raises(BackupRefusedError, match="No space left"):
        restored(archive)
    monkeypatch.undo()
    assert rows_of(home) == before
    assert not (home / "restore.unfinished").exists()


def rewritten(archive, change):
    """The archive with its members changed."""
    with tarfile.open(archive) as members:
        found = {entry.name: members.extractfile(entry).read() for entry in members}
    change(found)
    with tarfile.open(archive, "w:gz") as members:
        for name, data in found.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            members.addfile(entry, io.BytesIO(data))


def in_manifest(**facts):
    def change(found):
        found["manifest.json"] = json.dumps({**json.loads(found["manifest.json"]), **facts}).encode()

    return change


def flip(found):
    data = bytearray(found["database.sqlite3"])
    data[len(data) // 2] ^= 1
    found["database.sqlite3"] = bytes(data)


DAMAGES = {
    "a flipped bit": (lambda path: rewritten(path, flip), "damaged"),
    "a missing member": (lambda path: rewritten(path, lambda found: found.pop("secret.key")), "damaged"),
    "a member more": (lambda path: rewritten(path, lambda found: found.update({"../evil": b"x"})), "damaged"),
    "an end too early": (lambda path: path.write_bytes(path.read_bytes()[:-2000]), "damaged"),
    "no archive": (lambda path: path.write_text("hello"), "damaged"),
    "a packed something": (lambda path: path.write_bytes(gzip.compress(b"hello" * 1000)), "damaged"),
    "a later layout": (lambda path: rewritten(path, in_manifest(format=3, version="9.0")), "newer version (9.0)"),
    "a later version": (lambda path: rewritten(path, in_manifest(version="99.0.0")), "newer version (99.0.0)"),
    "tables not known": (lambda path: rewritten(path, in_manifest(migrations=["standards.9999_x"])), "newer version"),
    "another database": (lambda path: rewritten(path, in_manifest(database="postgresql")), "DATABASE_URL"),
    "no file": (lambda path: path.unlink(), "There is no backup"),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("check", [False, True], ids=["restore", "check"])
def test_what_cannot_be_used_is_refused_and_changes_nothing(home, archive, restored, damage, check):
    before = rows_of(home)
    spoil, sentence = DAMAGES[damage]
    spoil(archive)
    with pytest.raises(BackupRefusedError) as refusal:
        restored(archive, check=check)
    assert sentence in str(refusal.value)
    assert rows_of(home) == before
    assert not list(home.glob("*.before-restore"))
    assert not list(home.glob(".guicheng-*"))
    assert not (home / "restore.unfinished").exists()


def test_a_refusal_is_one_sentence_and_exit_code_two(home):
    code, out, err = run(home, "restore", home / "secret.key")
    assert (code, out) == (2, "")
    assert "damaged" in err
    assert err.count("\n") == 1


def test_a_database_that_is_broken_inside_is_refused(home, archive, restored):
    def breaks(found):
        data = found["database.sqlite3"]
        found["database.sqlite3"] = data[:4096] + b"\xff" * (len(data) - 4096)
        manifest = json.loads(found["manifest.json"])
        manifest["members"]["database.sqlite3"]["sha256"] = hashlib.sha256(found["database.sqlite3"]).hexdigest()
        found["manifest.json"] = json.dumps(manifest).encode()

    rewritten(archive, breaks)
    with pytest.raises(BackupRefusedError, match="cannot be copied whole"):
        restored(archive)


def test_a_check_changes_nothing_and_says_what_it_read(home, archive):
    before = sorted(path.name for path in home.iterdir())
    code, out, _err = run(home, "restore", "--check", archive)
    assert code == 0
    assert "is whole" in out
    assert sorted(path.name for path in home.iterdir()) == before


def test_where_there_is_nothing_to_back_up_nothing_is_made(tmp_path):
    tmp_path.chmod(0o700)
    code, _out, err = run(tmp_path, "backup", tmp_path / "b.tar.gz")
    assert code == 2
    assert "no database" in err
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_old_database_is_kept_with_its_journal(home, archive, restored):
    before = rows_of(home)
    (home / "guicheng.sqlite3").write_bytes(b"not a database any more")
    (home / "guicheng.sqlite3-wal").write_bytes(b"what stood there")
    restored(archive)
    assert rows_of(home) == before
    assert len(list(home.glob("guicheng.sqlite3*.before-restore"))) == 2


NORMS = """\
place: {key: jinan, zh: 济南, en: Jinan, within: [山东]}
laws:
  property: {title: 济南市物业管理条例, english: Jinan rules, effective: 2022-01-01, source: Jinan congress}
duties: []
"""
PHOTO = "field/ab/ab" + "0" * 62


def test_photos_come_back_with_the_database_and_the_old_ones_are_kept(home, restored, tmp_path):
    photo = home / "files" / PHOTO
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"photo")
    (photo.parent / "half.part").write_bytes(b"half")
    code, _out, err = run(home, "backup", tmp_path / "with.tar.gz")
    assert (code, err) == (0, "")
    photo.write_bytes(b"damaged")
    _manifest, kept = restored(tmp_path / "with.tar.gz")
    assert photo.read_bytes() == b"photo"
    assert not (photo.parent / "half.part").exists()
    [old] = [Path(place) for place in kept if "files" in Path(place).name]
    assert (old / PHOTO).read_bytes() == b"damaged"


def test_a_backup_without_photos_leaves_those_that_are_there(home, archive, restored):
    photo = home / "files" / PHOTO
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"photo")
    restored(archive)
    assert photo.read_bytes() == b"photo"


def test_norms_of_the_companys_own_come_back_and_the_old_ones_are_kept(home, restored, tmp_path, tmp_path_factory):
    norms = home / "norms"
    norms.mkdir()
    (norms / "济南.yaml").write_text(NORMS, encoding="utf-8")
    (norms / "读我.txt").write_text("not read by the service", encoding="utf-8")
    behind = tmp_path / "elsewhere.yaml"
    behind.write_text("place: {}", encoding="utf-8")
    (norms / "linked.yaml").symlink_to(behind)
    code, _out, err = run(home, "backup", tmp_path / "with.tar.gz")
    assert (code, err) == (0, "")
    (norms / "济南.yaml").write_text("lost", encoding="utf-8")
    _manifest, kept = restored(tmp_path / "with.tar.gz")
    assert sorted(path.name for path in norms.iterdir()) == ["linked.yaml", "济南.yaml"]
    assert (norms / "济南.yaml").read_text(encoding="utf-8") == NORMS
    assert not (norms / "linked.yaml").is_symlink()
    [old] = [Path(place) for place in kept if "norms" in Path(place).name]
    assert (old / "济南.yaml").read_text(encoding="utf-8") == "lost"
    other = tmp_path_factory.mktemp("drill")
    assert run(other, "restore", tmp_path / "with.tar.gz")[0] == 0
    assert "linked.yaml:1" in run(other, "doctor")[1], "the service reads them where they came back"


def test_a_backup_without_norms_leaves_those_that_are_there(home, archive, restored):
    (home / "norms").mkdir()
    (home / "norms" / "jinan.yaml").write_text(NORMS, encoding="utf-8")
    restored(archive)
    assert (home / "norms" / "jinan.yaml").read_text(encoding="utf-8") == NORMS


def test_norms_that_cannot_be_read_stop_the_backup(home, monkeypatch, tmp_path):
    def refused(_folder, _target):
        raise PermissionError(13, "Permission denied", "norms/jinan.yaml")

    monkeypatch.setattr(backing, "pack_norms", refused)
    monkeypatch.setattr("guicheng.site.databases.database_in_use", lambda: SQLite(home / "guicheng.sqlite3"))
    with pytest.raises(BackupRefusedError, match=r"norms/jinan\.yaml cannot be read: Permission denied"):
        backing.back_up(home, tmp_path / "b.tar.gz", datetime(2026, 1, 2, tzinfo=UTC))
    assert not (tmp_path / "b.tar.gz").exists()


@pytest.mark.parametrize("member", ["files.tar", "norms.tar"])
def test_files_that_cannot_be_unpacked_are_refused_before_the_database_is_touched(home, archive, restored, member):
    def adds(found):
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w") as inner:
            inner.addfile(tarfile.TarInfo("../jinan.yaml"))
        found[member] = packed.getvalue()
        manifest = json.loads(found["manifest.json"])
        facts = {"size": len(found[member]), "sha256": hashlib.sha256(found[member]).hexdigest()}
        manifest["members"][member] = facts
        found["manifest.json"] = json.dumps(manifest).encode()

    with connect(home) as database:
        database.execute(RECEIPT.format("'after the backup'"))
        database.commit()
    before = rows_of(home)
    rewritten(archive, adds)
    with pytest.raises(BackupRefusedError, match="cannot be put in place"):
        restored(archive)
    assert rows_of(home) == before
    assert not list(home.glob("*.before-restore"))
    assert sorted(path.name for path in home.iterdir() if path.is_dir()) == []
    assert not (home / "restore.unfinished").exists()


@pytest.mark.parametrize("name", ["../out", "/etc/out", "field/../../out", ".hidden"])
def test_a_file_that_climbs_out_of_the_folder_is_refused_and_nothing_is_written(tmp_path, name):
    member = tmp_path / "files.tar"
    with tarfile.open(member, "w") as packed:
        entry = tarfile.TarInfo(name)
        entry.size = 1
        packed.addfile(entry, io.BytesIO(b"x"))
    with pytest.raises(ValueError, match=r"out|hidden"):
        unpack_files(member, tmp_path / "new")
    assert not list((tmp_path / "new").rglob("*.*"))
    assert not (tmp_path / "out").exists()
