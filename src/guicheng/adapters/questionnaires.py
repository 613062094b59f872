"""Files of questionnaires: YAML or JSON read into a typed questionnaire, with each fault at its line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from guicheng.adapters.norms.complaints import Complaint, Complaints
from guicheng.adapters.norms.nodes import Fields, Items, Text, Tree, tree_of
from guicheng.adapters.norms.shipped import catalogue_items
from guicheng.domain.demand.form import read_form
from guicheng.domain.demand.questions import Questionnaire
from guicheng.domain.values.message import _

_ENDING: Final = ".yaml"
#: The templates in the order in which they are offered.
_ORDER: Final = ("owner", "tenant", "merchant", "visitor", "committee", "kano", "servqual", "choices")


@dataclass(frozen=True, slots=True)
class QuestionnaireFile:
    """What a file says.

    Args:
        form: The questionnaire; None where the file has complaints.
        complaints: What is wrong, by line.
    """

    form: Questionnaire | None
    complaints: tuple[Complaint, ...]


def read_questionnaire(name: str, data: bytes) -> QuestionnaireFile:
    """Read a file of a questionnaire, in YAML or JSON, and say all that is wrong with it.

    Args:
        name: File name, for messages.
        data: The whole file, at most 1 MB.

    Raises:
        FileRefusedError: It is no text.
    """
    complaints = Complaints()
    tree = tree_of(name, data, complaints)
    if tree is None:
        return QuestionnaireFile(None, tuple(complaints.found))
    form, faults = read_form(_plain(tree))
    for fault in faults:
        complaints.add(_line(tree, fault.path), fault.path, fault.message)
    for path, item in _items(form) if form else ():
        if item not in catalogue_items():
            complaints.add(_line(tree, path), path, _("The service catalogue has no item “{item}”.", item=item))
    found = tuple(sorted(complaints.found, key=lambda complaint: complaint.line))
    return QuestionnaireFile(None if found else form, found)


@cache
def shipped_questionnaires() -> dict[str, Questionnaire]:
    """Return the templates by name, such as ``owner``, in the order in which they are offered.

    Raises:
        RuntimeError: A shipped file has a complaint.
    """
    folder = files("guicheng.library") / "questionnaires"
    found: dict[str, Questionnaire] = {}
    for file in folder.iterdir():
        if file.name.endswith(_ENDING):
            read = read_questionnaire(file.name, file.read_bytes())
            if read.form is None:
                first = read.complaints[0]
                raise RuntimeError(f"{file.name}:{first.line}: {first.field}: {first.message.render()}")
            found[file.name.removesuffix(_ENDING)] = read.form
    return dict(sorted(found.items(), key=lambda pair: _ORDER.index(pair[0]) if pair[0] in _ORDER else len(_ORDER)))


def _plain(tree: Tree) -> object:
    if isinstance(tree, Text):
        return tree.text
    if isinstance(tree, Items):
        return [_plain(item) for item in tree.items]
    return {name: _plain(value) for name, (_at, value) in tree.fields.items()}


def _line(tree: Tree, path: str) -> int:
    """Return the line of a path such as ``sections[2].questions[1].points``, or of the nearest part that is there."""
    line = tree.line
    for step in path.replace("[", ".").replace("]", "").split("."):
        if isinstance(tree, Fields) and step in tree.fields:
            line, tree = tree.fields[step]
        elif isinstance(tree, Items) and step.isdigit() and int(step) <= len(tree.items):
            tree = tree.items[int(step) - 1]
            line = tree.line
        else:
            break
    return line


def _items(form: Questionnaire) -> list[tuple[str, str]]:
    return [
        (f"sections[{index}].questions[{number}].item", question.item)
        for index, section in enumerate(form.sections, 1)
        for number, question in enumerate(section.questions, 1)
        if question.item
    ]
