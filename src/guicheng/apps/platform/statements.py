"""SQL that is written out, run without what a general cursor does around each statement.

For acts of which a statement is run thousands of times a second. Django reads every statement for its marks and wraps
every call; on SQLite that takes longer than the statement. So the text is kept as the driver wants it, and one cursor
of the driver serves all statements of an act. Where somebody counts or watches statements, Django's cursor is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from django.db.transaction import TransactionManagementError, get_connection
from django.db.utils import DatabaseErrorWrapper

Values = Sequence[Any]


class Statement:
    """A statement in SQL that both databases know.

    Args:
        text: With ``%s`` for each value and no other per cent sign.
    """

    __slots__ = ("marked", "text")

    def __init__(self, text: str) -> None:
        self.text: Final = text
        self.marked: Final = text.replace("%s", "?")


class Runner:
    """Runs written-out statements on the connection of this thread; made anew for each act.

    ``cursor`` is the one that ran last: it has the rows, and how many were written.
    """

    __slots__ = ("_errors", "_plain", "cursor", "database")

    def __init__(self) -> None:
        #: Looked up once: the name ``connection`` looks for the one of this thread whenever it is touched.
        self.database: Final = get_connection()
        database = self.database
        watched = database.queries_logged or database.execute_wrappers
        self._plain: Final = database.vendor == "sqlite" and not watched
        self._errors: Final[DatabaseErrorWrapper] = database.wrap_database_errors
        self.cursor: Any
        if self._plain:
            database.ensure_connection()
            if database.needs_rollback:
                raise TransactionManagementError("the transaction is broken; nothing runs in it until it ends")
            self.cursor = database.connection.cursor()
        else:
            self.cursor = database.cursor()

    def moment(self, at: datetime | None) -> Any:
        """Return a moment with time zone as the database takes it."""
        if at is None:
            return None
        if self._plain and self.database.timezone is UTC:
            return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
        return self.database.ops.adapt_datetimefield_value(at)

    def run(self, statement: Statement, values: Values) -> Any:
        """Run a statement and return the cursor with what it gave.

        Raises:
            django.db.Error: As any cursor raises it.
        """
        if not self._plain:
            self.cursor.execute(statement.text, values)
            return self.cursor
        with self._errors:
            return self.cursor.execute(statement.marked, values)

    def run_each(self, statement: Statement, rows: Iterable[Values]) -> Any:
        """Run a statement for each row of values; ``rowcount`` of what is returned counts them together.

        Raises:
            django.db.Error: As any cursor raises it.
        """
        if not self._plain:
            self.cursor.executemany(statement.text, rows)
            return self.cursor
        with self._errors:
            return self.cursor.executemany(statement.marked, rows)


def moment_of(value: datetime | str) -> datetime:
    """Return a moment with time zone from a column, however the database gave it."""
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
