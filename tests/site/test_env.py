"""Every variable is read as what it is, and a refusal says what to write."""

from pathlib import Path

import pytest

from guicheng.site import env


@pytest.mark.parametrize("word", ["1", "true", "YES", " on "])
def test_a_flag_says_yes_in_several_words(monkeypatch, word):
    monkeypatch.setenv("FLAG", word)
    assert env.flag("FLAG", default=False) is True


def test_an_unset_flag_is_its_default(monkeypatch):
    monkeypatch.delenv("FLAG", raising=False)
    assert env.flag("FLAG", default=True) is True
    monkeypatch.setenv("FLAG", "0")
    assert env.flag("FLAG", default=True) is False


def test_a_flag_of_another_word_is_refused(monkeypatch):
    monkeypatch.setenv("FLAG", "maybe")
    with pytest.raises(env.SettingError, match="FLAG=maybe is neither 1 nor 0"):
        env.flag("FLAG", default=False)


@pytest.mark.parametrize("word", ["abc", "0", "65536", "-1", "8000.0", "８０００", "²"])
def test_a_port_is_a_number_from_1_to_65535(monkeypatch, word):
    monkeypatch.setenv("PORT", word)
    with pytest.raises(env.SettingError, match="is no port"):
        env.port("PORT", 8000)


def test_an_unset_port_is_its_default(monkeypatch):
    monkeypatch.setenv("PORT", "")
    assert env.port("PORT", 8000) == 8000


def test_a_folder_may_be_missing_but_not_a_file(monkeypatch, tmp_path):
    monkeypatch.setenv("FOLDER", str(tmp_path / "new"))
    assert env.folder("FOLDER", Path()) == tmp_path / "new"
    (tmp_path / "new").write_text("")
    with pytest.raises(env.SettingError, match="is a file"):
        env.folder("FOLDER", Path())


def test_names_are_separated_by_commas(monkeypatch):
    monkeypatch.setenv("NAMES", " a.example, ,b.example ")
    assert env.names("NAMES") == ["a.example", "b.example"]


@pytest.mark.parametrize(
    ("host", "here"), [("localhost", True), ("127.0.0.9", True), ("::1", True), ("0.0.0.0", False), ("estate", False)]
)
def test_only_this_machine_reaches_a_loopback_address(host, here):
    assert env.is_loopback(host) is here


def test_without_an_address_the_database_is_a_file_in_the_data_folder(tmp_path):
    found = env.database("", tmp_path)
    assert found["ENGINE"].endswith("sqlite3")
    assert found["NAME"] == str(tmp_path / "guicheng.sqlite3")


def test_sqlite_writes_survive_a_power_cut_and_writers_queue(tmp_path):
    options = env.database("sqlite:////data/a%20b.db", tmp_path)["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


def test_a_postgresql_address_is_taken_apart(tmp_path):
    found = env.database("postgresql://ann:p%40ss@db.example:5433/guicheng?sslmode=require", tmp_path)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "ann", "p@ss", "db.example", 5433, "guicheng",
    )  # fmt: skip
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_a_socket_folder_stands_in_the_query(tmp_path):
    found = env.database("postgres://ann@/guicheng?host=/run/postgresql", tmp_path)
    assert found["HOST"] == "/run/postgresql"
    assert found["OPTIONS"] == {}


@pytest.mark.parametrize(
    "url", ["mysql://a/b", "postgresql://a", "sqlite://", "postgresql://a:x/b", "[", "guicheng.db"]
)
def test_an_address_of_another_kind_is_refused(url, tmp_path):
    with pytest.raises(env.SettingError, match="names no database"):
        env.database(url, tmp_path)
