"""A questionnaire in the making: sections and questions put in, moved and taken out of its JSON, faults and all.

A draft may be read by ``form.read_form`` or not yet; these functions take what stands there as it is, and return a new
draft. Places are counted from 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

Draft = Mapping[str, Any]
#: What a section says of itself, beside its questions.
_OF_SECTION: Final = ("id", "title", "text", "when", "shuffle")


def sections_of(draft: Draft) -> list[dict[str, Any]]:
    """Return the sections, each with a list of questions; what is no section is left out."""
    found = draft.get("sections")
    return [_section(each) for each in found if isinstance(each, Mapping)] if isinstance(found, list | tuple) else []


def questions_in(draft: Draft) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Yield each question with the place of its section and its own place there."""
    for section_place, section in enumerate(sections_of(draft)):
        for place, question in enumerate(section["questions"]):
            yield section_place, place, question


def place_of(draft: Draft, name: str) -> tuple[int, int] | None:
    """Return where a question stands; None where there is none of this name."""
    return next((found[:2] for found in questions_in(draft) if found[2].get("id") == name), None)


def free_name(draft: Draft, stem: str) -> str:
    """Return a name that no section and no question has: the stem with the next figure.

    Example:
        >>> free_name({"sections": [{"id": "s1", "questions": [{"id": "q1"}]}]}, "q")
        'q2'
    """
    taken = {section.get("id") for section in sections_of(draft)} | {each[2].get("id") for each in questions_in(draft)}
    number = 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


def with_question(
    draft: Draft, question: Mapping[str, Any], *, section: str = "", replaces: str = ""
) -> dict[str, Any]:
    """Return a draft with a question in place of another, or at the end of a section.

    Args:
        draft: The draft.
        question: What it says.
        section: Id of the section that it joins; the last one where there is none of this id.
        replaces: Id of the question whose place it takes, "" for none.
    """
    sections = sections_of(draft)
    place = place_of(draft, replaces) if replaces else None
    if place is not None:
        sections[place[0]]["questions"][place[1]] = dict(question)
        return _with(draft, sections)
    if not sections:
        sections = [{"id": free_name(draft, "s"), "title": str(draft.get("title") or ""), "questions": []}]
    joined = next((each for each in sections if each.get("id") == section), sections[-1])
    joined["questions"].append(dict(question))
    return _with(draft, sections)


def moved_question(draft: Draft, name: str, by: int) -> dict[str, Any]:
    """Return a draft in which a question stands one place further up (-1) or down (1), over the edge of its section."""
    sections, place = sections_of(draft), place_of(draft, name)
    if place is None:
        return dict(draft)
    home = sections[place[0]]["questions"]
    target = place[1] + by
    if 0 <= target < len(home):
        home[place[1]], home[target] = home[target], home[place[1]]
    elif 0 <= place[0] + by < len(sections):
        neighbours = sections[place[0] + by]["questions"]
        neighbours.insert(0 if by > 0 else len(neighbours), home.pop(place[1]))
    return _with(draft, sections)


def without_question(draft: Draft, name: str) -> dict[str, Any]:
    """Return a draft without a question."""
    sections = sections_of(draft)
    for section in sections:
        section["questions"] = [each for each in section["questions"] if each.get("id") != name]
    return _with(draft, sections)


def with_section(draft: Draft, section: Mapping[str, Any], *, replaces: str = "") -> dict[str, Any]:
    """Return a draft with another section at its end, or with what one says of itself replaced; its questions stay."""
    sections = sections_of(draft)
    told = {name: section[name] for name in _OF_SECTION if section.get(name) not in (None, "", False)}
    for each in sections:
        if replaces and each.get("id") == replaces:
            questions = each["questions"]
            each.clear()
            each.update(told, questions=questions)
            return _with(draft, sections)
    return _with(draft, [*sections, {**told, "questions": []}])


def moved_section(draft: Draft, name: str, by: int) -> dict[str, Any]:
    """Return a draft in which a section stands one place further up (-1) or down (1)."""
    sections = sections_of(draft)
    place = next((place for place, each in enumerate(sections) if each.get("id") == name), None)
    if place is not None and 0 <= place + by < len(sections):
        sections[place], sections[place + by] = sections[place + by], sections[place]
    return _with(draft, sections)


def without_section(draft: Draft, name: str) -> dict[str, Any]:
    """Return a draft without a section; its questions go to the one before, or after where it is the first."""
    sections = sections_of(draft)
    place = next((place for place, each in enumerate(sections) if each.get("id") == name), None)
    if place is None:
        return dict(draft)
    orphans = sections.pop(place)["questions"]
    if sections and place:
        sections[place - 1]["questions"].extend(orphans)
    elif sections:
        sections[0]["questions"][:0] = orphans
    return _with(draft, sections)


def _section(found: Mapping[str, Any]) -> dict[str, Any]:
    questions = found.get("questions")
    listed: Sequence[Any] = questions if isinstance(questions, list | tuple) else ()
    return {**found, "questions": [dict(each) for each in listed if isinstance(each, Mapping)]}


def _with(draft: Draft, sections: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {**draft, "sections": [dict(each) for each in sections]}
