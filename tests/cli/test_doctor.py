"""The doctor sees what is wrong with an installation, says what to do, and leaves everything as it was."""

from __future__ import annotations

import json
import os
import socket
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from tests.cli.instances import run

from guicheng.cli.language import translator
from guicheng.domain.values import Message
from guicheng.site import doctor, gate
from guicheng.site.checkup import machine
from guicheng.site.checkup.verdict import Level, Verdict

NOW = datetime(2026, 5, 6, 7, 8, tzinfo=UTC)


def levels(verdicts):
    found = {}
    for verdict in verdicts:
        found.setdefault(verdict.check, verdict.level.value)
    return found


def listing(folder):
    return sorted((path.name, path.stat().st_size) for path in folder.iterdir())


# The whole command ---------------------------------------------------------------------------------------------------


def test_a_sound_installation_passes_and_nothing_is_written(home):
    before = listing(home)
    code, out, err = run(home, "doctor", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert {row["level"] for row in rows} == {"ok", "warning"}
    found = {row["check"]: row["level"] for row in rows}
    wanted = {"python", "data-folder", "secret-key", "space", "clock", "database", "durability", "integrity", "tables"}
    wanted |= {"append-only", "editions", "pages", "service", "https", "backup", "jobs", "mail", "second-factor"}
    assert wanted <= found.keys()
    assert found["durability"] == found["append-only"] == "ok"
    assert found["backup"] == found["service"] == "warning"
    assert all("advice" in row for row in rows if row["level"] != "ok")
    assert listing(home) == before


def test_a_folder_that_is_not_there_is_an_error_and_is_not_made(tmp_path):
    code, out, _err = run(tmp_path / "nowhere", "doctor", GUICHENG_LANG="zh")
    assert code == 1
    assert "没有数据文件夹" in out
    assert not (tmp_path / "nowhere").exists()


def test_an_empty_folder_gets_neither_a_key_nor_a_database(tmp_path):
    tmp_path.chmod(0o700)
    code, out, _err = run(tmp_path, "doctor")
    assert code == 1
    assert "There is no secret key" in out
    assert "There is no database" in out
    assert list(tmp_path.iterdir()) == []


def test_a_variable_that_cannot_be_used_is_named(home):
    code, out, _err = run(home, "doctor", GUICHENG_HTTPS="maybe")
    assert code == 1
    assert "GUICHENG_HTTPS=maybe" in out


def test_a_database_of_a_damaged_file_is_an_error_and_the_other_checks_go_on(home):
    (home / "guicheng.sqlite3").write_bytes(b"SQLite format 3\0" + b"\xff" * 8000)
    code, out, err = run(home, "doctor", "--json")
    found = {json.loads(line)["check"]: json.loads(line)["level"] for line in out.splitlines()}
    assert (code, err) == (1, "")
    assert found["database"] == "error"
    assert found["pages"] == "ok"


def test_a_database_that_does_not_answer_is_said_in_a_sentence(home):
    code, out, err = run(home, "doctor", url="postgresql://nobody@127.0.0.1:9/none")
    assert (code, err) == (1, "")
    assert "The database does not answer" in out


def test_the_report_counts_and_ends_with_one_on_an_error(capsys):
    verdicts = [Verdict("a", Level.OK, Message("fine")), Verdict("b", Level.ERROR, Message("bad"), Message("mend"))]
    assert doctor.report(verdicts, as_json=False, language="zh") == 1
    out = capsys.readouterr().out
    assert "检查 2 项" in out
    assert "→ mend" in out
    assert doctor.report(verdicts[:1], as_json=False, language="en") == 0


# The machine ---------------------------------------------------------------------------------------------------------


def test_a_folder_that_others_may_open_is_an_error(home):
    home.chmod(0o755)
    assert levels(machine.folder(home))["data-folder"] == "error"
    home.chmod(0o700)
    assert set(levels(machine.folder(home)).values()) == {"ok"}


def test_a_key_that_others_may_read_or_that_is_missing_is_an_error(home, monkeypatch):
    monkeypatch.delenv("GUICHENG_SECRET_KEY", raising=False)
    assert machine.key(home).level is Level.OK
    (home / "secret.key").chmod(0o644)
    assert machine.key(home).level is Level.ERROR
    (home / "secret.key").unlink()
    assert machine.key(home).level is Level.ERROR
    monkeypatch.setenv("GUICHENG_SECRET_KEY", "k" * 60)
    assert machine.key(home).level is Level.OK


@pytest.mark.parametrize(("megabytes", "level"), [(100, "error"), (1000, "warning"), (9000, "ok")])
def test_little_space_is_told_in_time(home, monkeypatch, megabytes, level):
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _path: SimpleNamespace(free=megabytes * 1024 * 1024))
    assert levels(machine.folder(home))["space"] == level


def test_a_folder_of_somebody_else_is_told(home, monkeypatch):
    monkeypatch.setattr(machine.os, "geteuid", lambda: os.getuid() + 4711)
    assert levels(machine.folder(home))["data-owner"] == "warning"


def test_the_clock_and_its_zone_are_looked_at():
    assert machine.clock("Asia/Shanghai", NOW).level is Level.OK
    assert machine.clock("Asia/Shanghai", datetime(2000, 1, 1, tzinfo=UTC)).level is Level.ERROR
    assert machine.clock("Asia/Nowhere", NOW).level is Level.ERROR


# The database --------------------------------------------------------------------------------------------------------


@pytest.fixture
def rows(db):
    from guicheng.site.checkup import rows

    return rows


def test_every_trigger_that_the_migrations_lay_is_known_and_a_missing_one_is_an_error(rows):
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        standing = {name for (name,) in cursor.fetchall()}
        assert standing == rows.TRIGGERS[connection.vendor]
        assert rows._triggers().level is Level.OK
        drop = {"sqlite": "DROP TRIGGER {}_no_update", "postgresql": "DROP TRIGGER {0}_kept ON {0}"}
        cursor.execute(drop[connection.vendor].format("platform_auditentry"))
    missing = rows._triggers()
    assert missing.level is Level.ERROR
    assert "platform_auditentry" in missing.message.render()


def test_tables_that_are_behind_or_ahead_of_the_program_are_errors(rows):
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    recorder = MigrationRecorder(connection)
    assert rows.up_to_date()
    recorder.record_applied("standards", "9999_of_tomorrow")
    assert "standards.9999_of_tomorrow" in rows._migrations().message.render()
    assert not rows.up_to_date()
    recorder.record_unapplied("standards", "9999_of_tomorrow")
    last = recorder.migration_qs.filter(app="standards").order_by("-name").first()
    recorder.record_unapplied("standards", last.name)
    assert rows._migrations().level is Level.ERROR


def test_an_edition_that_lost_its_text_is_named(rows, monkeypatch):
    edition = SimpleNamespace(standard=SimpleNamespace(code="KF-03"))
    editions = [SimpleNamespace(**vars(edition), number=1), SimpleNamespace(**vars(edition), number=2)]
    objects = SimpleNamespace(select_related=lambda _name: SimpleNamespace(order_by=lambda _key: editions))
    monkeypatch.setattr(rows, "Edition", SimpleNamespace(objects=objects))
    monkeypatch.setattr(rows, "edition_is_whole", lambda edition: edition.number == 1)
    found = rows._editions()
    assert found.level is Level.ERROR
    assert "KF-03 2" in found.message.render()


def test_an_audit_from_tomorrow_says_that_the_clock_is_wrong(rows):
    from guicheng.apps.platform.models import AuditEntry

    assert rows._audit_clock(NOW).level is Level.OK
    AuditEntry.objects.create(
        at=NOW + timedelta(hours=3), actor_name="李青", channel="web", act="a", subject="s", subject_key="k", label="l"
    )
    assert rows._audit_clock(NOW).level is Level.WARNING


# The service ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def service(db):
    from guicheng.site.checkup import service

    return service


def job(status, **more):
    from django_tasks_db.models import DBTaskResult, get_date_max

    made = DBTaskResult.objects.create(
        status=status, task_path="a.b", backend_name="default", args_kwargs={"args": [], "kwargs": {}},
        run_after=get_date_max(),
    )  # fmt: skip
    DBTaskResult.objects.filter(pk=made.pk).update(**more)


def test_jobs_that_failed_wait_too_long_or_lost_their_worker_are_counted(service, home):
    assert levels(service.jobs(home, NOW)) == {"jobs": "ok"}
    job("READY", enqueued_at=NOW - timedelta(hours=1))
    job("RUNNING", enqueued_at=NOW, started_at=NOW - timedelta(hours=1), worker_ids=["gone/1"])
    job("FAILED", enqueued_at=NOW)
    assert levels(service.jobs(home, NOW)) == {"worker": "warning", "jobs": "warning"}
    release = gate.lock(home, "http://127.0.0.1:9/")
    try:
        assert levels(service.jobs(home, NOW)) == {"worker": "error", "jobs": "warning"}
    finally:
        release()


def test_a_service_that_holds_the_folder_but_does_not_answer_is_an_error(service, home):
    assert service.running(home).level is Level.WARNING
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        release = gate.lock(home, f"http://127.0.0.1:{silent.getsockname()[1]}/")
        try:
            assert service.running(home).level is Level.ERROR
        finally:
            release()


@pytest.mark.parametrize(
    ("hours", "level"), [(None, "warning"), (5, "ok"), (60, "warning"), (24 * 20, "error")], ids=str
)
def test_an_old_backup_is_told(service, home, hours, level):
    if hours is not None:
        made = home / "b.tar.gz"
        made.touch()
        noted = {"at": (NOW - timedelta(hours=hours)).isoformat(), "path": str(made)}
        (home / "last-backup.json").write_text(json.dumps(noted), encoding="utf-8")
    assert service.backup(home, NOW).level.value == level


def test_a_backup_that_is_gone_is_told(service, home):
    noted = {"at": NOW.isoformat(), "path": str(home / "gone.tar.gz")}
    (home / "last-backup.json").write_text(json.dumps(noted), encoding="utf-8")
    assert service.backup(home, NOW).level is Level.WARNING


def test_administrators_need_a_second_factor_once_others_reach_the_service(service, settings, monkeypatch):
    from allauth.mfa.models import Authenticator
    from tests.apps.standards.company import Company

    company = Company()
    settings.SECOND_FACTOR = False
    monkeypatch.delenv("GUICHENG_HOSTS", raising=False)
    assert service.second_factor().level is Level.OK
    monkeypatch.setenv("GUICHENG_HOSTS", "estate.example")
    assert service.second_factor().level is Level.ERROR
    settings.SECOND_FACTOR = True
    assert service.second_factor().level is Level.WARNING
    Authenticator.objects.create(user=company.people["gao"], type=Authenticator.Type.TOTP, data={})
    assert service.second_factor().level is Level.OK


def test_the_way_in_is_judged_by_who_can_reach_it(service, settings, monkeypatch):
    monkeypatch.delenv("GUICHENG_HOSTS", raising=False)
    # Tests with a browser need it; an installation that had it would be judged an error.
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)
    settings.HTTPS = False
    assert levels(service.way_in()) == {"https": "ok"}
    settings.DEBUG = True
    assert levels(service.way_in()) == {"debug": "warning", "https": "ok"}
    monkeypatch.setenv("GUICHENG_HOSTS", "estate.example")
    assert levels(service.way_in()) == {"debug": "error", "https": "error"}
    settings.HTTPS = True
    settings.PROXIES = 0
    assert levels(service.way_in())["deployment"] == "warning"
    assert levels(service.way_in())["proxies"] == "warning"


def test_a_mail_server_is_tried_without_sending_a_letter(service, settings):
    settings.EMAIL_HOST = ""
    assert service.mail().level is Level.OK
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", closed.getsockname()[1]
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_TIMEOUT = 2
        refused = service.mail()
    assert refused.level is Level.ERROR
    assert "refuses" in refused.message.render()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert service.mail().level is Level.OK


def test_without_letters_people_with_an_address_are_thought_of(service, settings):
    from tests.apps.standards.company import Company

    Company()
    settings.EMAIL_HOST = ""
    assert service.mail().level is Level.WARNING


def test_pages_that_were_not_built_are_an_error(service, monkeypatch):
    assert service.pages().level is Level.OK

    def missing(_name):
        raise service.build.FrontEndMissingError

    monkeypatch.setattr(service.build, "file_of", missing)
    assert service.pages().level is Level.ERROR


def test_everything_it_says_has_chinese():
    import messages

    said, known = messages.sentences(), {row.english for row in messages.rows()}
    ours = [text for text, place in said.items() if "site/checkup" in place or "site/doctor" in place]
    assert len(ours) > 60
    assert [text for text in ours if text not in known] == []
    assert translator("zh")("in order") == "正常"
