"""The data folder is found, closed to others, and keeps one secret key."""

import os
import stat

import pytest

from guicheng.site import home


def test_the_folder_comes_from_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("GUICHENG_HOME", str(tmp_path / "data"))
    assert home.data_home() == tmp_path / "data"


def test_in_a_checkout_the_folder_is_var(monkeypatch):
    monkeypatch.delenv("GUICHENG_HOME")
    assert home.data_home().name == "var"
    assert (home.data_home().parent / "manage.py").exists()


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    folder = tmp_path / "data"
    first = home.secret_key(folder)
    assert len(first) >= 50
    assert home.secret_key(folder) == first
    assert stat.S_IMODE((folder / "secret.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert os.listdir(folder) == ["secret.key"]


def test_two_folders_have_two_keys(tmp_path):
    assert home.secret_key(tmp_path / "a") != home.secret_key(tmp_path / "b")


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(home.StartRefusedError, match="cannot be written"):
        home.create(tmp_path / "file" / "data")
