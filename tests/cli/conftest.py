"""An installation for each test, made once."""

from __future__ import annotations

import contextlib
import sqlite3

import pytest
from tests.cli.instances import connect, filled


@pytest.fixture(scope="session")
def seed(tmp_path_factory):
    """A data folder with a company, as a service leaves it."""
    return filled(tmp_path_factory.mktemp("seed") / "home")


@pytest.fixture
def home(seed, tmp_path):
    """A copy of it that a test may spoil."""
    with connect(seed) as source, contextlib.closing(sqlite3.connect(tmp_path / "guicheng.sqlite3")) as copy:
        source.backup(copy)
    (tmp_path / "secret.key").write_bytes((seed / "secret.key").read_bytes())
    (tmp_path / "secret.key").chmod(0o600)
    tmp_path.chmod(0o700)
    return tmp_path
