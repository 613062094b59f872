"""Step tables as companies write them, through the door that programs use, in every kind of file."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from adapters.processes.step_table_files import FILES, Case, cases
from guicheng.cli import process_check

_CASES = [*cases(), *cases("tables_field.md")]


def asked(tmp_path, capsys, name: str, data: bytes, promise: str | None = None) -> tuple[int, dict]:
    """Return the exit code and the JSON answer of ``guicheng process check``."""
    path = tmp_path / name
    path.write_bytes(data)
    code = process_check.run(process_check.Asked(str(path), "zh-hans", promise), as_json=True)
    return code, json.loads(capsys.readouterr().out)


def said(answer: dict) -> Counter:
    return Counter((finding["code"], tuple(finding["steps"])) for finding in answer["findings"])


def judge(case: Case, code: int, answer: dict) -> None:
    found = said(answer)
    surplus = found - case.faults
    assert not case.faults - found, (case.name, found)
    assert not surplus - case.perhaps, (case.name, surplus)
    assert code == (1 if found else 0)
    assert all(finding["message"] for finding in answer["findings"])
    if case.worst is not None:
        worst = answer["worst_minutes"]
        assert (worst["once"], worst["twice"]) == case.worst, case.name


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.name)
def test_the_planted_faults_are_named_and_nothing_else(case, tmp_path, capsys):
    for ending, written in FILES.items():
        judge(case, *asked(tmp_path, capsys, f"流程{ending}", written(case)))


@pytest.mark.parametrize("case", [case for case in _CASES if case.promises], ids=lambda case: case.name)
def test_promises_are_set_beside_the_limits(case, tmp_path, capsys):
    for promise, verdict, minutes in case.promises:
        _code, answer = asked(tmp_path, capsys, "流程.csv", FILES[".csv"](case), promise)
        assert answer["worst_minutes"]["once"] == minutes
        assert any(finding["code"] == "promise-broken" for finding in answer["findings"]) == (verdict == "broken")
        assert answer["promised_minutes"] == float(promise.partition(":")[0])
