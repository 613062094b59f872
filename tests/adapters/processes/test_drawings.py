"""Diagrams as editors save them, through the door that programs use."""

from __future__ import annotations

import pytest

from adapters.processes.step_table_files import CASES, Case, read_claim
from adapters.processes.test_step_tables import asked, judge, said

_REFUSED = "refused "


def _read() -> list[tuple[Case, Case | None]]:
    """Return each case, and beside it what a refusal must name, or None."""
    found = []
    for part in (CASES / "drawings.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        lines = part.splitlines()
        case, refused = Case(lines[0].strip(), []), None
        for line in lines[1:]:
            if line.startswith("> " + _REFUSED):
                refused = Case(case.name, [])
                read_claim(refused, "faults " + line.removeprefix("> " + _REFUSED).replace(" -", ""))
            elif line.startswith("> "):
                read_claim(case, line[2:])
        found.append((case, refused))
    return found


@pytest.mark.parametrize(("case", "refused"), _read(), ids=lambda case: getattr(case, "name", "refused"))
def test_a_diagram_is_judged_or_refused_by_name(case, refused, tmp_path, capsys):
    data = (CASES / "drawings" / f"{case.name}.bpmn").read_bytes()
    code, answer = asked(tmp_path, capsys, f"{case.name}.bpmn", data)
    if refused is None:
        judge(case, code, answer)
    else:
        assert code == 2
        assert said(answer) == refused.faults
    for promise, verdict, minutes in case.promises:
        _code, answer = asked(tmp_path, capsys, f"{case.name}.bpmn", data, promise)
        assert answer["worst_minutes"]["once"] == minutes
        assert any(finding["code"] == "promise-broken" for finding in answer["findings"]) == (verdict == "broken")


def test_every_drawing_is_claimed_something_of():
    assert {path.stem for path in (CASES / "drawings").iterdir()} == {case.name for case, _refused in _read()}
