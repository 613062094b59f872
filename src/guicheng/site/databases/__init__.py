"""How the database in use is copied while it is written, and how a copy takes its place."""

from __future__ import annotations

from guicheng.site.databases.database import Database
from guicheng.site.databases.postgresql import PostgreSQL
from guicheng.site.databases.sqlite import SQLite


def database_in_use() -> Database:
    """Return the database that the settings name."""
    from django.db import connection

    return PostgreSQL(connection) if connection.vendor == "postgresql" else SQLite(connection.settings_dict["NAME"])
