"""The database: it answers, commits reach the disk, tables are up to date, what must stay cannot be changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.standards.models import Edition
from guicheng.apps.standards.selectors import edition_is_whole
from guicheng.domain.values.message import Message, _
from guicheng.site.checkup.verdict import Verdict, error, ok, warning

OLDEST_POSTGRESQL: Final = 15
_FULL: Final = 2
_SLACK_SECONDS: Final = 60
_EVIDENCE: Final = tuple(f"operations_{name}" for name in ("fieldevent", "fieldphoto", "dailyroot"))
_KEPT: Final = (
    *(
        f"standards_{name}"
        for name in (
            "edition",
            "editionclause",
            "withdrawal",
            "opinion",
            "opinionvoid",
            "clausechange",
            "deviation",
            "deviationend",
        )
    ),
    *(f"processes_{name}" for name in ("processedition", "tablechange")),
    *_EVIDENCE,
    *(
        f"operations_{name}"
        for name in ("equipmententry", "caseevent", "orderevent", "checklistversion", "packfile", "rootstamp")
    ),
    *(f"assessment_{name}" for name in ("sealedmonth", "sealedrun", "monthlyfile")),
    "research_formversion",
    *(f"improvement_{name}" for name in ("nonconformityact", "revision", "revisionevidence", "review", "lawchange")),
    *(
        f"assessment_{name}"
        for name in (
            "metricversion",
            "householdcount",
            "complaintjudgement",
            "cardversion",
            "extrapoints",
            "cardresult",
            "cardsignature",
            "cardappeal",
            "appealanswer",
        )
    ),
    *(f"assessment_{name}" for name in ("sheetversion", "inspectionsignature")),
)
#: Tables of which only those rows stay that were sealed.
_SEALED: Final = ("assessment_counted", "assessment_tally", "assessment_boardrow")
#: Triggers by which the database keeps audit, editions and opinions as they are; see the migrations.
TRIGGERS: Final = {
    "sqlite": frozenset(
        {
            "organization_unit_demonstration_stays",
            "platform_auditentry_no_update",
            "platform_auditentry_no_delete",
            "standards_editionclause_whole",
        }
        | {"research_response_no_update", "research_response_no_replace"}
        | {f"{name}_no_{act}" for name in (*_KEPT, *_SEALED) for act in ("update", "delete", "replace")}
    ),
    "postgresql": frozenset(
        {
            "organization_unit_demonstration_stays",
            "platform_auditentry_kept",
            "standards_editionclause_whole",
            "research_response_kept",
        }
        | {f"{name}_kept" for name in _KEPT}
        | {f"{name}_stays" for name in _EVIDENCE}
        | {f"{name}_no_{act}" for name in _SEALED for act in ("update", "delete")}
    ),
}
_RESTORE: Final = _("Restore the last backup into an empty data folder and compare: see docs/how-to/back-up.md")


def verdicts(now: datetime) -> Iterator[Verdict]:
    """Look at the database; what needs up-to-date tables is left out where they are not.

    Args:
        now: Now, with time zone.
    """
    yield (missing := _answers())
    if missing.advice:
        return
    yield from _sqlite() if connection.vendor == "sqlite" else _postgresql(now)
    yield (tables := _migrations())
    if tables.advice:
        return
    yield _triggers()
    yield _editions()
    yield _audit_clock(now)


def up_to_date() -> bool:
    """Tell whether the database answers and its tables are those of this version."""
    try:
        return _answers().advice is None and _migrations().advice is None
    except DatabaseError:
        return False


def _answers() -> Verdict:
    start = _("Start the service; it brings the tables up to date.")
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not Path(name).exists():
        return error("database", _("There is no database {path} yet.", path=name), start)
    try:
        connection.ensure_connection()
        told = _("SQLite database {path}.", path=name)
        if connection.vendor == "postgresql":
            told = _("PostgreSQL {version}, database {name}.", version=_asked("SHOW server_version"), name=name)
    except DatabaseError as failed:
        return error(
            "database",
            _("The database does not answer: {reason}", reason=str(failed).strip().splitlines()[0]),
            _("Check DATABASE_URL, and whether the database server runs."),
        )
    return ok("database", told)


def _asked(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def _sqlite() -> Iterator[Verdict]:
    mode, synchronous = _asked("PRAGMA journal_mode"), _asked("PRAGMA synchronous")
    told = _("SQLite writes with journal {mode}, synchronous {level}.", mode=str(mode), level=str(synchronous))
    if mode == "wal" and synchronous >= _FULL:
        yield ok("durability", told)
    else:
        yield error("durability", told, _("Move the data folder to a local disk: WAL does not work on network drives."))
    damage = str(_asked("PRAGMA integrity_check(1)"))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        orphans = len(cursor.fetchall())
    if damage == "ok" and not orphans:
        yield ok("integrity", _("The database file is whole."))
    else:
        found = damage if damage != "ok" else f"foreign keys: {orphans}"
        yield error("integrity", _("The database file is damaged: {reason}", reason=found), _RESTORE)


def _postgresql(now: datetime) -> Iterator[Verdict]:
    version = int(_asked("SHOW server_version_num")) // 10000
    if version < OLDEST_POSTGRESQL:
        yield error(
            "postgresql-version",
            _("PostgreSQL {version} is too old.", version=str(version)),
            _("Use PostgreSQL {oldest} or newer.", oldest=str(OLDEST_POSTGRESQL)),
        )
    for name in ("synchronous_commit", "fsync", "full_page_writes"):
        if (value := str(_asked(f"SHOW {name}"))) == "off":
            told = _("PostgreSQL has {name} = {value}: a power cut may lose rows.", name=name, value=value)
            yield error("durability", told, _("Set {name} = on in postgresql.conf.", name=name))
    if (encoding := str(_asked("SHOW server_encoding"))) != "UTF8":
        told = _("The database is encoded as {encoding}.", encoding=encoding)
        yield error("encoding", told, _("Create it anew with ENCODING 'UTF8'."))
    apart = abs((_asked("SELECT now()") - now).total_seconds())
    if apart > _SLACK_SECONDS:
        told = _("The clocks of this machine and of the database are {seconds} s apart.", seconds=f"{apart:.0f}")
        yield error(
            "database-clock", told, _("Set the clock and let it follow a time server: timedatectl set-ntp true")
        )


def _migrations() -> Verdict:
    executor = MigrationExecutor(connection)
    loader = executor.loader
    newer = sorted(
        f"{app}.{name}" for app, name in set(loader.applied_migrations) - set(loader.disk_migrations)
        if app in loader.migrated_apps
    )  # fmt: skip
    if newer:
        told = _("The database was written by a newer version: {names}.", names=", ".join(newer))
        return error("tables", told, _("Start that version again, or restore the backup made before the upgrade."))
    if plan := executor.migration_plan(loader.graph.leaf_nodes()):
        told = _("Changes of tables still to be made: {count}.", count=str(len(plan)))
        return error("tables", told, _("Start the service; it brings the tables up to date."))
    return ok("tables", _("All tables are up to date."))


def _triggers() -> Verdict:
    standing = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": (
            "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE NOT tgisinternal AND tgenabled <> 'D' AND relnamespace = current_schema()::regnamespace"
        ),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(standing)
        missing = TRIGGERS[connection.vendor] - {name for (name,) in cursor.fetchall()}
    if missing:
        told = _("Missing triggers: {names}. Audit or editions could be changed.", names=", ".join(sorted(missing)))
        return error("append-only", told, _RESTORE)
    return ok("append-only", _("The database refuses changes to audit, editions and opinions."))


def _editions() -> Verdict:
    editions = list(Edition.objects.select_related("standard").order_by("pk"))
    broken = [f"{row.standard.code} {row.number}" for row in editions if not edition_is_whole(row)]
    if broken:
        told = _("Editions that no longer have the text that was published: {names}.", names=", ".join(broken[:10]))
        return error("editions", told, _RESTORE)
    return ok("editions", _("Published editions as they were published: {count}.", count=str(len(editions))))


def _audit_clock(now: datetime) -> Verdict:
    last = AuditEntry.objects.order_by("-at").values_list("at", flat=True).first()
    if last is None or (last - now).total_seconds() <= _SLACK_SECONDS:
        return ok("audit-clock", _("No row of the audit lies in the future."))
    told: Message = _("The newest row of the audit is from {time}, later than now.", time=f"{last:%Y-%m-%d %H:%M} UTC")
    return warning("audit-clock", told, _("Set the clock and let it follow a time server: timedatectl set-ntp true"))
