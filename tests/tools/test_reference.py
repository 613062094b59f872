"""The reference pages say what the code has, and a variable that nobody explained stops them."""

import pytest

import docs


def test_every_variable_that_the_code_reads_is_on_the_page():
    page = docs.settings_page()
    for name in ("PORT", "HOST", "DATABASE_URL", "GUICHENG_HOME", "GUICHENG_LANG", "GUICHENG_SECRET_KEY"):
        assert f"| `{name}` |" in page


def test_a_variable_without_a_purpose_stops_the_page(monkeypatch):
    monkeypatch.delitem(docs.PURPOSES, "PORT")
    with pytest.raises(SystemExit, match="what PORT is for"):
        docs.settings_page()


def test_every_make_target_is_on_the_page():
    page = docs.make_page()
    for name in ("help", "run", "test", "check", "bench", "docs"):
        assert f"| `make {name}` |" in page
