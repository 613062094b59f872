"""Small questionnaires to ask in tests."""

from __future__ import annotations

from typing import Any

from guicheng.domain.demand.form import read_form
from guicheng.domain.demand.questions import Questionnaire

YES_NO = [{"id": "yes", "text": "是"}, {"id": "no", "text": "否"}]
PARTS = [{"id": name, "text": name.upper()} for name in "abcdef"]


def form(*questions: dict[str, Any], **section: Any) -> Questionnaire:
    """Return a questionnaire of one section, which must be free of faults."""
    return whole({"id": "s", "title": "节", "questions": list(questions), **section})


def whole(*sections: dict[str, Any]) -> Questionnaire:
    """Return a questionnaire of these sections, which must be free of faults."""
    found, faults = read_form({"title": "问卷", "sections": list(sections)})
    assert found is not None, faults
    return found


def ask(name: str, kind: str, **more: Any) -> dict[str, Any]:
    """Return a question with the usual parts of its kind."""
    usual: dict[str, Any] = {}
    if kind in {"single", "multiple"}:
        usual = {"options": YES_NO}
    elif kind in {"maxdiff"}:
        usual = {"options": PARTS, "shown": 3, "sets": 4}
    elif kind == "ahp":
        usual = {"options": PARTS[:3]}
    elif kind == "matrix":
        usual = {"rows": PARTS[:2]}
    return {"id": name, "kind": kind, "text": f"{name}？", **usual, **more}


def faults(*questions: dict[str, Any], **section: Any) -> list[tuple[str, str]]:
    """Return what is wrong with a section of these questions: path below the section, sentence."""
    data = {"title": "问卷", "sections": [{"id": "s", "title": "节", "questions": list(questions), **section}]}
    return [(fault.path.removeprefix("sections[1]."), fault.message.render()) for fault in read_form(data)[1]]
