"""A process tree keeps its children alive and leaves none behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TREE = """
import sys
from guicheng.domain.values.message import _
from guicheng.site.tree import Child, Tree
children = [Child(_("worker"), [sys.executable, "-c", code]) for code in sys.argv[1:]]
print("up", flush=True)
sys.exit(Tree(children, grace={grace}, patience=2).run(watch=lambda: None))
"""
NOTE = "import os, pathlib; pathlib.Path({folder!r}, str(os.getpid())).touch(); "
WAIT = "import time; time.sleep(600)"
# Does something when it is asked to end, here {act}; tells that it is there only when it can be asked.
ASKED = """import pathlib, signal, sys, time
def asked(*_):
    {act}
signal.signal(signal.SIGTERM, asked)
{note}
while True:
    time.sleep(600)
"""
TOLD = "pathlib.Path({folder!r}, '0').touch()"
GRANDCHILD = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', {code!r}]); "
NEVER = 600  # seconds of grace that no test waits for


@pytest.fixture
def start(tmp_path):
    trees = []

    def start_tree(*codes, grace=1.0):
        noted = [code if str(tmp_path) in code else NOTE.format(folder=str(tmp_path)) + code for code in codes]
        command = [sys.executable, "-c", TREE.format(grace=grace), *noted]
        tree = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        trees.append(tree)
        return tree

    yield start_tree
    for tree in trees:
        tree.kill()
        tree.communicate()


@pytest.fixture
def asked(tmp_path):
    """Code of a child that does something when it is asked to end."""

    def one(act):
        folder = str(tmp_path)
        return ASKED.format(act=act.format(folder=folder), note=NOTE.format(folder=folder))

    return one


def within(seconds, met):
    """Wait until something is so; the bound is far above what it takes, for machines that have much to do."""
    deadline = time.monotonic() + seconds
    while not (found := met()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return found


def children(folder: Path, count: int) -> list[int]:
    """The ids of the first children that came up."""

    def found() -> list[int]:
        return sorted(int(name) for name in os.listdir(folder) if name != "0")

    assert within(60, lambda: len(found()) >= count), f"{len(found())} of {count} children came up"
    return found()


def alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False
    return "State:\tZ" not in status


def gone(pids) -> bool:
    return within(60, lambda: not any(alive(pid) for pid in pids))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_all_children(start, tmp_path, number):
    tree = start(WAIT, WAIT)
    pids = children(tmp_path, 2)
    tree.send_signal(number)
    assert tree.wait(timeout=60) == 0
    assert gone(pids)


def test_a_child_that_takes_a_while_to_end_is_waited_for(start, tmp_path, asked):
    tree = start(asked(f"time.sleep(0.5); {TOLD}; sys.exit()"), grace=NEVER)
    pids = children(tmp_path, 1)
    tree.send_signal(signal.SIGINT)
    assert tree.wait(timeout=60) == 0
    assert (tmp_path / "0").exists()
    assert gone(pids)


def test_a_child_that_hangs_is_ended_after_the_grace(start, tmp_path, asked):
    tree = start(asked(TOLD))
    pids = children(tmp_path, 1)
    tree.send_signal(signal.SIGINT)
    assert tree.wait(timeout=60) == 0
    assert (tmp_path / "0").exists()
    assert gone(pids)


def test_a_second_signal_does_not_wait_for_the_grace(start, tmp_path, asked):
    tree = start(asked(TOLD), grace=NEVER)
    pids = children(tmp_path, 1)
    tree.send_signal(signal.SIGINT)
    assert within(60, (tmp_path / "0").exists)
    tree.send_signal(signal.SIGINT)
    assert tree.wait(timeout=60) == 0
    assert gone(pids)


def test_what_a_child_started_ends_too(start, tmp_path):
    stubborn = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    note = NOTE.format(folder=str(tmp_path))
    tree = start(GRANDCHILD.format(code=stubborn + note + "time.sleep(600)") + note + WAIT)
    pids = children(tmp_path, 2)
    tree.send_signal(signal.SIGTERM)
    assert tree.wait(timeout=60) == 0
    assert gone(pids)


def test_a_dead_child_is_started_again(start, tmp_path):
    tree = start(WAIT)
    [first] = children(tmp_path, 1)
    os.kill(first, signal.SIGKILL)
    pids = children(tmp_path, 2)
    assert tree.poll() is None
    tree.send_signal(signal.SIGINT)
    assert tree.wait(timeout=60) == 0
    assert gone(pids)


def test_a_child_that_dies_again_and_again_ends_the_tree(start, tmp_path):
    tree = start("raise SystemExit(3)", WAIT)
    assert tree.wait(timeout=60) == 1
    said = tree.stderr.read().decode()
    assert "后台任务 意外退出，正在重新启动" in said
    assert "反复退出，已全部结束" in said
    assert gone(children(tmp_path, 4))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent is gone")
def test_children_end_when_the_tree_is_killed(start, tmp_path):
    tree = start(WAIT, WAIT)
    pids = children(tmp_path, 2)
    tree.kill()
    tree.wait()
    assert gone(pids)
