"""A step of the preparation runs when its inputs changed, and one that fails stops with a sentence."""

import pytest

import bootstrap
import steps
from guicheng.domain.values.message import Message
from guicheng.site.home import StartRefusedError


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "STAMPS", tmp_path / "stamps")
    (tmp_path / "input").write_text("one")
    return tmp_path


@pytest.fixture
def acts():
    return []


def run(tree, acts, output=None):
    steps.step("build", [tree / "input", tree / "not-there"], lambda: acts.append(1), output)
    return len(acts)


def test_a_step_runs_once_for_the_same_inputs(tree, acts):
    assert [run(tree, acts), run(tree, acts)] == [1, 1]
    assert not steps.stamped("other")
    assert steps.stamped("build")


def test_a_step_runs_again_when_an_input_changed_or_appeared(tree, acts):
    run(tree, acts)
    (tree / "input").write_text("two")
    assert run(tree, acts) == 2
    (tree / "not-there").write_text("")
    assert run(tree, acts) == 3


def test_a_step_runs_again_when_its_output_is_gone(tree, acts):
    (tree / "output").mkdir()
    run(tree, acts, tree / "output")
    assert run(tree, acts, tree / "output") == 1
    (tree / "output").rmdir()
    assert run(tree, acts, tree / "output") == 2


def test_a_step_that_failed_runs_again(tree, acts):
    def fails():
        acts.append(1)
        raise StartRefusedError(Message("no network"))

    for _try in range(2):
        with pytest.raises(StartRefusedError):
            steps.step("build", [tree / "input"], fails)
    assert len(acts) == 2


def test_a_program_that_fails_shows_what_it_printed_and_the_sentence(capsys):
    with pytest.raises(StartRefusedError, match="It could not be built"):
        steps.call(["sh", "-c", "echo reason; exit 3"], Message("It could not be built."))
    assert "reason" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("version", "used"), [("v20.19.0", True), ("v24.1.0", True), ("v20.9.0", False), ("v18.20.4", False), ("", False)]
)
def test_a_node_that_is_new_enough_is_used(tmp_path, monkeypatch, version, used):
    for name, prints in (("node", version), ("npm", "10.0.0")):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {prints}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = bootstrap.found_node()
    assert found == ((tmp_path, [str(tmp_path / "npm")]) if used else None)


def test_without_node_none_is_found(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert bootstrap.found_node() is None
