"""Reads an XLSForm into a questionnaire, and names what does not map."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from guicheng.adapters.xlsform.expressions import JOINT, ExpressionRefusedError, read_expression
from guicheng.adapters.xlsform.names import Names, option_name
from guicheng.adapters.xlsform.sheets import FormRow, form_sheets
from guicheng.adapters.xlsform.writing import LeftOut
from guicheng.domain.demand.faults import Fault
from guicheng.domain.demand.form import read_form
from guicheng.domain.demand.questions import HALVES, UNSURE, Kind, Questionnaire
from guicheng.domain.values.message import _

#: Types that hold nothing to ask.
_SILENT: Final = frozenset({"start", "end", "today", "deviceid", "username", "phonenumber", "simserial", "audit", ""})
_PLAIN: Final = {"text": "text", "integer": "number", "note": "note", "range": "range"}
_YES: Final = frozenset({"yes", "true", "true()", "1"})
_CONSTRAINTS: Final = (
    (re.compile(r"count-selected\(\.\) >= (\d+)"), "least"),
    (re.compile(r"count-selected\(\.\) <= (\d+)"), "most"),
    (re.compile(r"string-length\(\.\) <= (\d+)"), "most"),
    (re.compile(r"\. >= (-?\d+)"), "least"),
    (re.compile(r"\. <= (-?\d+)"), "most"),
    (re.compile(r"not\(selected\(\., '([^']+)'\) and count-selected\(\.\) > 1\)"), "alone"),
)
_REF: Final = re.compile(r"\$\{\s*([A-Za-z_][\w.-]*)\s*\}")


@dataclass(frozen=True, slots=True)
class XlsForm:
    """What a workbook says.

    Args:
        form: The questionnaire; None where even the rest of it does not hold together.
        faults: Why there is none.
        left_out: What does not map, with sheet and row.
        renamed: Our names of fields by those of the file, where they had to change.
    """

    form: Questionnaire | None
    faults: tuple[Fault, ...]
    left_out: tuple[LeftOut, ...]
    renamed: Mapping[str, str]


def read_xlsform(name: str, data: bytes) -> XlsForm:
    """Read a workbook in XLSForm.

    Args:
        name: File name, for messages.
        data: The whole file.

    Raises:
        FileRefusedError: It is no workbook, protected, damaged, hostile, too large, or has no sheet called survey.
    """
    sheets = form_sheets(name, data)
    reader = _Reader(_choices(sheets["choices"]))
    reader.read(sheets["survey"])
    settings = sheets["settings"][0].values if sheets["settings"] else {}
    found: dict[str, Any] = {
        "title": settings.get("form_title", "") or name.rsplit(".", 1)[0],
        "sections": reader.sections,
    }
    found |= {key: text for key, text in reader.frame.items() if text}
    form, faults = read_form(found)
    return XlsForm(form, faults, tuple(reader.left_out), reader.names.changed())


def _choices(rows: Sequence[FormRow]) -> dict[str, list[FormRow]]:
    lists: dict[str, list[FormRow]] = {}
    for row in rows:
        lists.setdefault(row.get("list_name") or row.get("list name"), []).append(row)
    return lists


@dataclass
class _Reader:
    """Gathers sections and questions while the rows go by."""

    choices: Mapping[str, list[FormRow]]
    names: Names = field(default_factory=Names)
    sections: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    frame: dict[str, str] = field(default_factory=dict)
    #: Groups that are open, and in them the rows of a group that is one question.
    open: list[FormRow] = field(default_factory=list)
    together: list[FormRow] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)

    def read(self, rows: Sequence[FormRow]) -> None:
        for index, row in enumerate(rows):
            kind = " ".join(row.get("type").replace("_group", " group").replace("_repeat", " repeat").split())
            if kind in {"begin group", "begin repeat"}:
                self._begin(row, kind, rows[index + 1 :])
            elif kind in {"end group", "end repeat"}:
                self._end()
            elif self.together:
                self.together.append(row)
            else:
                self._row(row, kind)
        self.sections = [section for section in self.sections if section["questions"]]

    def _begin(self, row: FormRow, kind: str, rest: Sequence[FormRow]) -> None:
        self.open.append(row)
        if kind == "begin repeat":
            self._leave_out(row, _("Repeated groups are asked once."))
        if _is_question(row, rest):
            self.together = [row]
            return
        when = self._when(row)
        self.conditions.append(when)
        section = {
            "id": self.names[f"section {row.get('name') or row.number}"].removeprefix("section_"),
            "title": self._text(row.get("label")) or row.get("name") or f"{len(self.sections) + 1}",
            "questions": [],
        }
        joined = " and ".join(f"({each})" for each in self.conditions if each)
        self.sections.append(section | ({"when": joined} if joined else {}))

    def _end(self) -> None:
        if not self.open:
            return
        self.open.pop()
        if self.together:
            rows, self.together = self.together, []
            self._group(rows[0], rows[1:])
        elif self.conditions:
            self.conditions.pop()

    def _row(self, row: FormRow, kind: str) -> None:
        word, _blank, list_name = kind.partition(" ")
        label = self._text(row.get("label"))
        if kind == "note" and row.get("name") in {"opening", "closing"}:
            self.frame[row.get("name")] = label
        elif self._taken_in(row, kind, label):
            return
        elif word in {"select_one", "select_multiple"}:
            self._add(row, self._select(row, word, list_name.split(" ")[0]))
        elif word in _PLAIN:
            self._add(row, self._plain(row, word))
        elif word not in _SILENT:
            self._leave_out(row, _("There is no question of the type {kind} here.", kind=kind))

    def _taken_in(self, row: FormRow, kind: str, label: str) -> bool:
        """Tell whether a row was taken as part of what stands before it."""
        if kind == "note":
            return self._beside_title(row, label)
        return kind == "text" and row.get("name").endswith(f"{JOINT}other") and self._open_line(row)

    def _beside_title(self, row: FormRow, label: str) -> bool:
        """Take a note right below the heading of its section as the line that stands there."""
        if not self.sections or self.sections[-1]["questions"] or not row.get("name").endswith("_note"):
            return False
        self.sections[-1]["text"] = label
        return True

    def _open_line(self, row: FormRow) -> bool:
        """Take the line for words of one's own to the option that opens it."""
        questions = self.sections[-1]["questions"] if self.sections else []
        match = re.fullmatch(r"selected\(\$\{([^}]+)\}, ?'([^']+)'\)", row.get("relevant"))
        if not questions or match is None or self.names[match.group(1)] != questions[-1]["id"]:
            return False
        for option in questions[-1].get("options", ()):
            if option["id"] == option_name(match.group(2)):
                option["other"] = True
                return True
        return False

    def _select(self, row: FormRow, word: str, list_name: str) -> dict[str, Any]:
        options, unsure = self._options(row, list_name)
        likert = _scale_of(options) if row.get("appearance") == "likert" else None
        if likert:
            low, points = likert
            return {"kind": "nps" if low == 0 else "rating", **points, "unsure": unsure}
        if unsure:
            options.append({"id": "unsure", "text": "说不清"})
        more: dict[str, Any] = {"kind": "single" if word == "select_one" else "multiple", "options": options}
        limits = self._limits(row)
        for option in options:
            if option["id"] == option_name(str(limits.get("alone", ""))):
                option["alone"] = True
        limits.pop("alone", None)
        if word == "select_multiple":
            more |= limits
        return more | ({"shuffle": True} if "randomize=true" in row.get("parameters").replace(" ", "") else {})

    def _plain(self, row: FormRow, word: str) -> dict[str, Any]:
        if word == "range":
            return _range(row.get("parameters"))
        limits = {} if word == "note" else self._limits(row)
        return {"kind": _PLAIN[word], **limits}

    def _limits(self, row: FormRow) -> dict[str, Any]:
        """Return what the constraint says; the part that is not understood is named."""
        text = row.get("constraint").strip()
        rest, found = text, dict[str, Any]()
        for pattern, name in _CONSTRAINTS:
            if match := pattern.search(rest):
                found[name] = match.group(1)
                rest = rest.replace(match.group(0), "", 1)
        if rest.replace("and", "").strip(" ()"):
            self._leave_out(row, _("The limit “{limit}” is not kept.", limit=text[:80]))
        return found

    def _options(self, row: FormRow, list_name: str) -> tuple[list[dict[str, Any]], bool]:
        """Return the options of a list, and whether "I cannot say" is among them."""
        rows = self.choices.get(list_name, [])
        if not rows:
            self._leave_out(row, _("The sheet choices has no list “{name}”.", name=list_name))
        options = [
            {"id": option_name(each.get("name")), "text": self._text(each.get("label")) or each.get("name")}
            for each in rows
        ]
        return [each for each in options if each["id"] != UNSURE], any(each["id"] == UNSURE for each in options)

    def _group(self, head: FormRow, rows: Sequence[FormRow]) -> None:
        """Take a group of selects over one list as one question."""
        list_name = rows[0].get("type").split()[1]
        options, unsure = self._options(head, list_name)
        scale = _scale_of(options)
        halves = [row.get("name").rpartition(JOINT)[2] for row in rows]
        kind = next((kind for kind, names in HALVES.items() if list(names) == halves), None)
        more: dict[str, Any] = {"unsure": unsure, "required": rows[0].get("required").lower() in _YES}
        if kind is Kind.KANO:
            self._add(head, {"kind": kind.value, **more})
        elif kind and scale:
            self._add(head, {"kind": kind.value, **scale[1], **more})
        else:
            prefix = f"{head.get('name')}{JOINT}"
            names = [row.get("name").removeprefix(prefix) for row in rows]
            texts = [self._text(row.get("label")) for row in rows]
            more["rows"] = [{"id": option_name(name), "text": text} for name, text in zip(names, texts, strict=True)]
            more |= scale[1] if scale and scale[0] == 1 else {"options": options}
            more |= {"shuffle": True} if "randomize=true" in head.get("parameters") else {}
            self._add(head, {"kind": "matrix", **more})

    def _add(self, row: FormRow, more: dict[str, Any]) -> None:
        if not self.sections:
            self.sections.append({"id": "start", "title": "1", "questions": []})
        question = {
            "id": self.names[row.get("name")],
            "text": self._text(row.get("label")) or row.get("name"),
            "hint": self._text(row.get("hint")) if more["kind"] != "note" else "",
            "when": self._when(row),
            "item": row.get("guicheng_item"),
            "dimension": row.get("guicheng_dimension"),
            **({} if more["kind"] == "note" else {"required": row.get("required").lower() in _YES}),
            **more,
        }
        self.sections[-1]["questions"].append(
            {key: value for key, value in question.items() if value not in ("", False)}
        )

    def _when(self, row: FormRow) -> str:
        text = row.get("relevant").strip()
        if not text:
            return ""
        try:
            return str(read_expression(text, self._field, option_name))
        except ExpressionRefusedError as error:
            self._leave_out(row, error.message)
            return ""

    def _field(self, theirs: str) -> str:
        """Return our name of a field; the joint between a question and its part becomes a dot again."""
        question, joint, part = theirs.partition(JOINT)
        return f"{self.names[question]}.{option_name(part)}" if joint else self.names[theirs]

    def _text(self, text: str) -> str:
        return _REF.sub(lambda match: f"{{{self._field(match.group(1))}}}", text)

    def _leave_out(self, row: FormRow, message: Any) -> None:
        self.left_out.append(LeftOut(f"survey {row.number}", message))


def _is_question(row: FormRow, rest: Sequence[FormRow]) -> bool:
    """Tell whether a group is one question: selects over one list, as a table or as two halves."""
    inside = []
    for each in rest:
        if each.get("type").strip().startswith(("end", "begin")):
            break
        inside.append(each)
    types = {each.get("type").strip() for each in inside}
    if len(types) != 1 or not next(iter(types)).startswith("select_one "):
        return False
    halves = tuple(each.get("name").rpartition(JOINT)[2] for each in inside)
    return "table-list" in row.get("appearance") or halves in HALVES.values()


def _scale_of(options: Sequence[Mapping[str, Any]]) -> tuple[int, dict[str, Any]] | None:
    """Return the first point and the scale of options that are points in order; None where they are not."""
    names = [str(option["id"]) for option in options]
    for low, most in ((1, 10), (0, 10)):
        if names == [str(low + step) for step in range(len(names))] and 2 <= len(names) <= most + 1 - low:
            ends = [str(options[end]["text"]).removeprefix(names[end]).strip() for end in (0, -1)]
            points = {} if low == 0 else {"points": len(names)}
            return low, {**points, "low": ends[0], "high": ends[1]}
    return None


def _range(parameters: str) -> dict[str, Any]:
    """Return a range as a rating, as a net promoter question, or as a number."""
    found = dict(part.split("=", 1) for part in parameters.replace(",", " ").split() if "=" in part)
    start, end, step = found.get("start", "1"), found.get("end", "10"), found.get("step", "1")
    if (start, end, step) == ("0", "10", "1"):
        return {"kind": "nps"}
    if start == "1" and step == "1" and end.isdigit() and 2 <= int(end) <= 10:
        return {"kind": "rating", "points": end}
    return {"kind": "number", "least": start, "most": end}
