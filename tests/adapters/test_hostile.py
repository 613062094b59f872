"""Files that want to harm are refused, or read without harm, in little memory and not without end."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from subprocess import PIPE

import pytest

from adapters.excel_files import sheet_book
from adapters.hostile_files import neutralised, raw_body, refused
from effort import steps
from guicheng.adapters import open_file
from guicheng.domain.values import FileRefusedError

_MEGABYTES = 150
# Opens each file in a fork of its own, and tells how far the peak of memory rose. Forking after the imports keeps a
# hundred files from importing everything a hundred times. The kernel ends a fork that works without end: the bound is
# far above what any machine needs (bench/hostile.py tells what each file costs), so that it judges the reader alone.
_PROBE = """
import json, os, resource, sys
from guicheng.adapters import open_file
from guicheng.domain.manual import outline
from guicheng.domain.values import FileRefusedError


def peak():
    return int(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])


def probe(name, path):
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    data = open(path, "rb").read()
    with open("/proc/self/clear_refs", "w") as marks:
        marks.write("5")
    before, said, source = peak(), "", None
    try:
        source = open_file(name, data)
    except FileRefusedError as error:
        said = str(error)
    rise = (peak() - before) / 1024
    if source is not None:
        outline(source)
    return {"said": said, "megabytes": rise}


for line in sys.stdin:
    if os.fork() == 0:
        try:
            print(json.dumps(probe(*json.loads(line))), flush=True)
        except BaseException:
            os._exit(1)
        os._exit(0)
    if os.wait()[1]:
        print(json.dumps({"said": "the reader died", "megabytes": 0}), flush=True)
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


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.docx", lambda count: raw_body(b"<w:tbl><w:tr>" + b"<w:tc><w:p/></w:tc>" * count + b"</w:tr></w:tbl>")),
        ("a.xlsx", lambda count: sheet_book("<row>" + "<c><v>1</v></c>" * count + "</row>")),
    ],
)
def test_a_row_wider_than_any_is_left_where_it_is_too_wide(name: str, make: Callable[[int], bytes]) -> None:
    def refuse(data: bytes) -> None:
        with pytest.raises(FileRefusedError):
            open_file(name, data)

    wide, wider = make(400), make(16_000)
    assert steps(lambda: refuse(wider)) < 1.5 * steps(lambda: refuse(wide))
