"""Files that want to harm are refused, or read without harm, fast and in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from subprocess import PIPE

import pytest

from adapters.hostile_files import neutralised, refused

_SECONDS = 1.0
_MEGABYTES = 150
# Opens each file in a fork of its own, and tells how long it took and how far the peak of memory rose. Forking after
# the imports keeps a hundred files from importing everything a hundred times.
_PROBE = """
import json, os, sys, time
from guicheng.adapters import open_file
from guicheng.domain.manual import outline
from guicheng.domain.values import FileRefusedError


def peak():
    return int(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])


def probe(name, path):
    data = open(path, "rb").read()
    with open("/proc/self/clear_refs", "w") as marks:
        marks.write("5")
    before, begin, said, source = peak(), time.process_time(), "", None
    try:
        source = open_file(name, data)
    except FileRefusedError as error:
        said = str(error)
    spent, rise = time.process_time() - begin, (peak() - before) / 1024
    if source is not None:
        outline(source)
    return {"said": said, "seconds": spent, "megabytes": rise}


for line in sys.stdin:
    if os.fork() == 0:
        try:
            print(json.dumps(probe(*json.loads(line))), flush=True)
        except BaseException:
            os._exit(1)
        os._exit(0)
    if os.wait()[1]:
        print(json.dumps({"said": "the reader died", "seconds": 0, "megabytes": 0}), flush=True)
"""
Probe = Callable[[str, bytes], dict[str, object]]

_REFUSED = list(refused())
_READ = list(neutralised())


@pytest.fixture(scope="module")
def probe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Probe]:
    path = tmp_path_factory.mktemp("hostile") / "probe.bin"
    with subprocess.Popen([sys.executable, "-c", _PROBE], stdin=PIPE, stdout=PIPE, text=True) as process:

        def ask(name: str, data: bytes) -> dict[str, object]:
            path.write_bytes(data)
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps([name, str(path)]) + "\n")
            process.stdin.flush()
            answer: dict[str, object] = json.loads(process.stdout.readline())
            return answer

        yield ask


def _assert_cheap(answer: dict[str, object]) -> None:
    assert float(str(answer["seconds"])) < _SECONDS
    assert float(str(answer["megabytes"])) < _MEGABYTES


def test_there_are_at_least_sixty_hostile_files() -> None:
    assert len({label for label, _name, _make in [*_REFUSED, *_READ]}) >= 60


@pytest.mark.parametrize(("name", "make"), [case[1:] for case in _REFUSED], ids=[case[0] for case in _REFUSED])
def test_a_hostile_file_is_refused_with_its_name_and_a_way_out(
    probe: Probe, name: str, make: Callable[[], bytes]
) -> None:
    answer = probe(name, make())
    assert str(answer["said"]).startswith(f"“{name}” ")
    assert str(answer["said"]).endswith(".")
    _assert_cheap(answer)


@pytest.mark.parametrize(("name", "make"), [case[1:] for case in _READ], ids=[case[0] for case in _READ])
def test_a_strange_file_is_read_without_harm(probe: Probe, name: str, make: Callable[[], bytes]) -> None:
    answer = probe(name, make())
    assert answer["said"] == ""
    _assert_cheap(answer)
