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
sys.exit(Tree(children, grace=1.0, patience=2).run(watch=lambda: None))
"""
NOTE = "import os, pathlib; pathlib.Path({folder!r}, str(os.getpid())).touch(); "
WAIT = "import time; time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
GRANDCHILD = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', {code!r}]); "


@pytest.fixture
def start(tmp_path):
    trees = []

    def start_tree(*codes):
        noted = [NOTE.format(folder=str(tmp_path)) + code for code in codes]
        tree = subprocess.Popen([sys.executable, "-c", TREE, *noted], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        trees.append(tree)
        return tree

    yield start_tree
    for tree in trees:
        tree.kill()
        tree.communicate()


def children(folder: Path, count: int) -> list[int]:
    """The ids of the first children that came up."""
    deadline = time.monotonic() + 20
    while len(found := sorted(int(name) for name in os.listdir(folder))) < count:
        assert time.monotonic() < deadline, f"{len(found)} of {count} children came up"
        time.sleep(0.02)
    return found


def alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False
    return "State:\tZ" not in status


def gone(pids) -> bool:
    deadline = time.monotonic() + 5
    while any(alive(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not any(alive(pid) for pid in pids)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_all_children(start, tmp_path, number):
    tree = start(WAIT, WAIT)
    pids = children(tmp_path, 2)
    tree.send_signal(number)
    assert tree.wait(timeout=10) == 0
    assert gone(pids)


def test_a_child_that_hangs_is_ended_after_the_grace(start, tmp_path):
    tree = start(STUBBORN)
    pids = children(tmp_path, 1)
    time.sleep(0.3)
    started = time.monotonic()
    tree.send_signal(signal.SIGINT)
    assert tree.wait(timeout=10) == 0
    assert 0.9 <= time.monotonic() - started < 5
    assert gone(pids)


def test_a_second_signal_does_not_wait_for_the_grace(start, tmp_path):
    tree = start(STUBBORN.replace("60", "61"))
    children(tmp_path, 1)
    time.sleep(0.3)
    started = time.monotonic()
    tree.send_signal(signal.SIGINT)
    time.sleep(0.3)
    tree.send_signal(signal.SIGINT)
    tree.wait(timeout=10)
    assert time.monotonic() - started < 0.9


def test_what_a_child_started_ends_too(start, tmp_path):
    tree = start(GRANDCHILD.format(code=NOTE.format(folder=str(tmp_path)) + STUBBORN) + WAIT)
    pids = children(tmp_path, 2)
    tree.send_signal(signal.SIGTERM)
    tree.wait(timeout=10)
    assert gone(pids)


def test_a_dead_child_is_started_again(start, tmp_path):
    tree = start(WAIT)
    [first] = children(tmp_path, 1)
    os.kill(first, signal.SIGKILL)
    pids = children(tmp_path, 2)
    assert tree.poll() is None
    tree.send_signal(signal.SIGINT)
    assert tree.wait(timeout=10) == 0
    assert gone(pids)


def test_a_child_that_dies_again_and_again_ends_the_tree(start, tmp_path):
    tree = start("raise SystemExit(3)", WAIT)
    assert tree.wait(timeout=20) == 1
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
