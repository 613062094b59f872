"""The demonstration company taken away whole: the only rows that are ever deleted although triggers keep them."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Model

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.selectors.belonging import crossing, parts, rows_of_company
from guicheng.apps.organization.services.access import MANAGE_UNITS, permit
from guicheng.apps.organization.services.accounts import end_sessions
from guicheng.apps.organization.services.companies import DEMONSTRATION
from guicheng.apps.platform.models import Receipt
from guicheng.apps.platform.services import record
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

_STANDING: Final = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"


class NotADemonstrationError(GuichengError):
    """A company is a real one; nothing of it was deleted."""

    code = "not-a-demonstration"


class TriggersLostError(GuichengError):
    """What keeps evidence was not put back as it was, so nothing was deleted."""

    code = "triggers-lost"

    def __init__(self) -> None:
        super().__init__(_("The triggers that keep evidence were not put back as they were. Nothing was removed."))


class SharedRowsError(GuichengError):
    """Rows of the demonstration company are also another company's; nothing was deleted.

    Args:
        table: Where one of them is.
    """

    code = "shared-rows"

    def __init__(self, table: str) -> None:
        super().__init__(
            _("Table {table} has rows of the demonstration company that another company uses.", table=table)
        )
        self.table = table


@transaction.atomic
def remove_demonstration(*, company: Unit, actor: Actor | None, at: datetime) -> dict[str, int]:
    """Delete the demonstration company with all that belongs to it, and nothing else.

    Evidence, editions and the audit are kept by triggers of the database; for a company that was marked as a
    demonstration when it was founded, and for no other, they stand aside within this one transaction.

    Args:
        company: The company.
        actor: Who asks, an administrator of it; None for a program of the installation.
        at: Now, with time zone.

    Returns:
        How many rows went, by table.

    Raises:
        NotAllowedError: The actor does not administer the company.
        NotADemonstrationError: It is a real company.
        SharedRowsError: A row is also another company's.
    """
    # Read again and locked: the mark as it stands in the database decides, not the one that somebody holds.
    found = Unit.objects.select_for_update().get(pk=company.pk)
    if actor is not None:
        permit(actor, MANAGE_UNITS, found)
    if not found.demonstration:
        raise NotADemonstrationError(_("{name} is a real company. Only the demonstration can go.", name=found.name))
    for person in Person.objects.filter(company=found):
        end_sessions(person)
    rows = rows_of_company(found)
    if table := crossing(rows):
        raise SharedRowsError(table)
    with _set_aside({model._meta.db_table for model in rows}):  # noqa: SLF001 - Django has no other name for it
        gone = _delete(rows)
    # Its own, and those of the chapters that were told.
    Receipt.objects.filter(key__startswith=DEMONSTRATION).delete()
    told = actor or Actor(person=None, company_id=None, channel="cli", named="guicheng demo")
    _note(told, found, sum(gone.values()), at)
    return gone


def _note(actor: Actor, company: Unit, count: int, at: datetime) -> None:
    """Keep that it went, and who let it go: a row of no company, since theirs is gone."""
    nobody = Actor(person=None, company_id=None, channel=actor.channel, address=actor.address, named=actor.name)
    record(
        actor=nobody,
        act="organization.remove_demonstration",
        subject="unit",
        key=str(company.key),
        label=company.name,
        after={"rows": count},
        at=at,
    )


def _delete(rows: Mapping[type[Model], set[Any]]) -> dict[str, int]:
    gone: dict[str, int] = {}
    with connection.cursor() as cursor:
        for model, keys in rows.items():
            table, key = model._meta.db_table, model._meta.pk  # noqa: SLF001
            name = connection.ops.quote_name(str(key.column))
            for part in parts(keys):
                marks = ", ".join(["%s"] * len(part))
                values = [key.get_db_prep_value(each, connection) for each in part]
                # Plain statements: Django's own deletion asks each stage for permission row by row.
                cursor.execute(
                    f"DELETE FROM {connection.ops.quote_name(table)} WHERE {name} IN ({marks})",  # noqa: S608
                    values,
                )
            if keys:
                gone[table] = len(keys)
    connection.check_constraints()
    return gone


@contextlib.contextmanager
def _set_aside(tables: Collection[str]) -> Iterator[None]:
    """Let the triggers of tables stand aside until the rows are gone; whatever fails takes that back too."""
    if connection.vendor == "postgresql":
        with _disabled(tables):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute(_STANDING)
        standing = cursor.fetchall()
        aside = [(name, sql) for name, table, sql in standing if table in tables]
        for name, _sql in aside:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        yield
        for _name, sql in aside:
            cursor.execute(sql)
        cursor.execute(_STANDING)
        if cursor.fetchall() != standing:
            raise TriggersLostError


@contextlib.contextmanager
def _disabled(tables: Collection[str]) -> Iterator[None]:
    quoted = [connection.ops.quote_name(table) for table in sorted(tables)]
    with connection.cursor() as cursor:
        # Checks that wait for the end of the transaction would keep the tables from being altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in quoted:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in quoted:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
