"""A questionnaire as JSON and back: a closed format, whose faults are told with their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from guicheng.domain.demand.faults import Fault, faults_of
from guicheng.domain.demand.form_parts import Part
from guicheng.domain.demand.questions import (
    OPTIONED,
    Audience,
    Dimension,
    Kind,
    Option,
    Question,
    Questionnaire,
    Section,
)
from guicheng.domain.values.message import _

MOST_SECTIONS: Final = 40
MOST_QUESTIONS: Final = 200
MOST_OPTIONS: Final = 60
_LONG: Final = 2000
_SHORT: Final = 300

_TOP: Final = ("title", "audience", "opening", "closing", "sections")
_SECTION: Final = ("id", "title", "text", "when", "shuffle", "questions")
_OPTION: Final = ("id", "text", "other", "fixed", "alone")
_EVERY: Final = ("id", "kind", "text", "hint", "when", "item", "dimension")
_SCALE: Final = ("required", "points", "low", "high", "unsure")
_OF_KIND: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.SINGLE: ("required", "options", "shuffle"),
    Kind.MULTIPLE: ("required", "options", "shuffle", "least", "most"),
    Kind.RATING: _SCALE,
    Kind.NPS: ("required", "low", "high", "unsure"),
    Kind.MATRIX: (*_SCALE, "rows", "options", "shuffle"),
    Kind.PAIR: _SCALE,
    Kind.GAP: _SCALE,
    Kind.KANO: ("required", "unsure"),
    Kind.MAXDIFF: ("required", "options", "shown", "sets"),
    Kind.AHP: ("required", "options"),
    Kind.NUMBER: ("required", "least", "most", "unsure"),
    Kind.TEXT: ("required", "most"),
    Kind.NOTE: (),
}
#: Points of a scale that names none.
POINTS: Final = 5


def read_form(data: object) -> tuple[Questionnaire | None, tuple[Fault, ...]]:
    """Read a questionnaire from the values of a JSON or YAML file.

    Args:
        data: Mappings, lists, texts, numbers and truth values; numbers and truth values may also be written as text.

    Returns:
        The questionnaire, or None where it has faults; and the faults in the order of the file, each with a path
        such as ``sections[2].questions[1].points``, counted from 1.
    """
    faults: list[Fault] = []
    if not isinstance(data, Mapping):
        return None, (Fault("", _("A questionnaire has the fields title and sections.")),)
    part = Part(data, "", faults, _TOP)
    found = Questionnaire(
        title=part.text("title", longest=_SHORT),
        sections=tuple([_section(each) for each in part.parts("sections", _SECTION, MOST_SECTIONS)]),
        audience=part.word("audience", Audience, Audience.ANYONE),
        opening=part.text("opening", longest=_LONG, default=""),
        closing=part.text("closing", longest=_LONG, default=""),
    )
    if len(found.questions) > MOST_QUESTIONS:
        faults.append(Fault("sections", _("At most {most} questions fit a questionnaire.", most=str(MOST_QUESTIONS))))
    if not faults:
        faults.extend(faults_of(found))
    return (None if faults else found), tuple(faults)


def write_form(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return a questionnaire as values that JSON can hold; what is as usual is left out.

    Reading them again gives an equal questionnaire.
    """
    return _without_usual(
        {
            "title": questionnaire.title,
            "audience": questionnaire.audience.value,
            "opening": questionnaire.opening,
            "closing": questionnaire.closing,
            "sections": [_written_section(section) for section in questionnaire.sections],
        }
    )


def fields_of_kind(kind: Kind) -> tuple[str, ...]:
    """Return the names of what a question of a kind may say of itself."""
    return (*_EVERY, *_OF_KIND[kind])


def _section(part: Part) -> Section:
    return Section(
        id=part.name("id"),
        title=part.text("title", longest=_SHORT),
        questions=tuple([_question(each) for each in part.parts("questions", None, MOST_QUESTIONS)]),
        text=part.text("text", longest=_LONG, default=""),
        when=part.condition("when"),
        shuffle=part.yes("shuffle"),
    )


def _question(part: Part) -> Question:
    kind = part.word("kind", Kind, None)
    if kind is None:
        return Question(part.name("id"), Kind.NOTE, "")
    part.allow(fields_of_kind(kind))
    own = _OF_KIND[kind]
    return Question(
        id=part.name("id"),
        kind=kind,
        text=part.text("text", longest=_LONG),
        hint=part.text("hint", longest=_LONG, default=""),
        required=part.yes("required"),
        when=part.condition("when"),
        options=_options(part, "options", needed=kind in OPTIONED) if "options" in own else (),
        rows=_options(part, "rows", needed=True) if "rows" in own else (),
        points=_points(part, kind),
        low=part.text("low", longest=_SHORT, default=""),
        high=part.text("high", longest=_SHORT, default=""),
        unsure=part.yes("unsure"),
        shuffle=part.yes("shuffle"),
        least=part.whole("least", 0),
        most=part.whole("most", None),
        item=part.key("item"),
        dimension=part.word("dimension", Dimension, None) if part.has("dimension") else None,
        shown=part.whole("shown", 4 if kind is Kind.MAXDIFF else 0),
        sets=part.whole("sets", 6 if kind is Kind.MAXDIFF else 0),
    )


def _points(part: Part, kind: Kind) -> int:
    """Return the points of a scale: 5 where it names none; 0 where there is none, or one of its own."""
    if "points" not in _OF_KIND[kind] or (kind is Kind.MATRIX and part.has("options")):
        return part.whole("points", 0)
    return part.whole("points", POINTS)


def _options(part: Part, name: str, *, needed: bool) -> tuple[Option, ...]:
    if not needed and not part.has(name):
        return ()
    return tuple(
        [
            Option(
                id=each.name("id"),
                text=each.text("text", longest=_SHORT),
                other=each.yes("other"),
                fixed=each.yes("fixed"),
                alone=each.yes("alone"),
            )
            for each in part.parts(name, _OPTION, MOST_OPTIONS)
        ]
    )


def _written_section(section: Section) -> dict[str, Any]:
    return _without_usual(
        {
            "id": section.id,
            "title": section.title,
            "text": section.text,
            "when": str(section.when) if section.when else "",
            "shuffle": section.shuffle,
            "questions": [_written_question(question) for question in section.questions],
        }
    )


def _written_question(question: Question) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": question.id,
        "kind": question.kind.value,
        "text": question.text,
        "hint": question.hint,
        "required": question.required,
        "when": str(question.when) if question.when else "",
        "options": [_written_option(option) for option in question.options],
        "rows": [_written_option(option) for option in question.rows],
        "points": question.points,
        "low": question.low,
        "high": question.high,
        "unsure": question.unsure,
        "shuffle": question.shuffle,
        "least": question.least,
        "most": question.most,
        "item": question.item,
        "dimension": question.dimension.value if question.dimension else "",
        "shown": question.shown,
        "sets": question.sets,
    }
    written = _without_usual(values)
    # A lowest number of 0 is usual; a limit of 0 is not.
    return written | ({"most": 0} if question.most == 0 else {})


def _written_option(option: Option) -> dict[str, Any]:
    return _without_usual(
        {"id": option.id, "text": option.text, "other": option.other, "fixed": option.fixed, "alone": option.alone}
    )


def _without_usual(values: dict[str, Any]) -> dict[str, Any]:
    return dict(_unusual(values))


def _unusual(values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if value not in ("", 0, False, None, []) and not (name == "audience" and value == Audience.ANYONE.value):
            yield name, value
