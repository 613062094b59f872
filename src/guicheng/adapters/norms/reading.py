"""From a file of norms to typed duties."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

from guicheng.adapters.norms.complaints import Complaint, Complaints
from guicheng.adapters.norms.fields import Entry, not_among
from guicheng.adapters.norms.nodes import Fields, Items, Text, Tree, tree_of
from guicheng.domain.clause import Kind
from guicheng.domain.comparison.norm import Circumstance, Figure, Law, Norm, Party, Place, read_as
from guicheng.domain.comparison.topics import legal_topics
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

_FILE: Final = ("place", "laws", "duties")
_PLACE: Final = ("key", "zh", "en", "within")
_LAW: Final = ("title", "english", "effective", "source")
_DUTY: Final = (
    *("id", "law", "article", "owner", "to", "item", "activity", "trigger"),
    *("bound", "ban", "requires", "zh", "en", "says"),
)
_BOUND: Final = ("kind", "op", "value", "unit", "per")
_OPS: Final = ("<=", "<", "==", ">=", ">")
_KINDS: Final = tuple(kind.value for kind in Kind if kind is not Kind.INTERVAL)
_UNITS: Final = {
    Kind.TIME_LIMIT: ("second", "minute", "hour", "day", "workday", "month", "year"),
    Kind.RETENTION: ("minute", "hour", "day", "workday", "month", "year"),
    Kind.FREQUENCY: ("time",),
    Kind.RATIO: ("%",),
}


@dataclass(frozen=True, slots=True)
class NormFile:
    """What a file of norms says.

    Args:
        name: File name.
        norms: Its duties, as far as they were understood.
        complaints: What is wrong with it, in order of place; nothing where it may be used.
    """

    name: str
    norms: tuple[Norm, ...]
    complaints: tuple[Complaint, ...]


def read_norms(
    name: str, data: bytes, *, items: Collection[str], proved: bool = False, places: Collection[str] | None = None
) -> NormFile:
    """Read a file of norms and say all that is wrong with it.

    Args:
        name: File name, for messages.
        data: The whole file.
        items: Keys of the service catalogue, one of which each duty names.
        proved: Whether it is known that each sentence reads into its bound, so that this is not tried again.
        places: Chinese names of the places within which another one may lie; None for any.

    Raises:
        FileRefusedError: It is no text.
    """
    complaints = Complaints()
    tree = tree_of(name, data, complaints)
    norms: tuple[Norm, ...] = ()
    if isinstance(tree, Fields):
        pairs = tuple(_norms(Entry(tree, "", complaints, _FILE), items, places))
        _unlike_twins(pairs)
        norms = tuple([norm for fields, norm in pairs if proved or _says_it(fields, norm)])
    elif tree is not None:
        complaints.add(1, "", _("The file begins with “place:”, then “laws:” and “duties:”."))
    return NormFile(name, norms, tuple(sorted(complaints.found, key=lambda complaint: complaint.line)))


def _norms(entry: Entry, items: Collection[str], places: Collection[str] | None) -> Iterator[tuple[Entry, Norm]]:
    place = _place(entry, places)
    laws = _laws(entry)
    duties = entry.tree_of("duties")
    if duties is None:
        return
    if not isinstance(duties, Items) or not duties.items:
        entry.wrong("duties", _("A list of duties stands here; each begins with “- id:”."))
        return
    for index, duty in enumerate(duties.items, 1):
        fields = _fields(entry, duty, f"duties[{index}]", _DUTY)
        norm = fields and _norm(fields, place, laws, items)
        if fields and norm:
            yield fields, norm


def _fields(entry: Entry, tree: Tree | None, path: str, known: Collection[str]) -> Entry | None:
    """Return a map as an entry, or None with a complaint."""
    if isinstance(tree, Fields):
        return Entry(tree, path, entry.complaints, known)
    if tree is not None:
        message = _("Fields with their values stand here: {names}.", names=", ".join(known))
        entry.complaints.add(tree.line, path, message)
    return None


def _place(entry: Entry, places: Collection[str] | None) -> Place | None:
    fields = _fields(entry, entry.tree_of("place"), "place", _PLACE)
    if fields is None:
        return None
    key, zh, en = fields.key("key"), fields.chinese("zh"), fields.text("en")
    within = tuple([item.text for item in fields.list_of("within")])
    if places is not None:
        for name in within:
            if name not in places:
                fields.wrong("within", _nowhere(name, places))
    return Place(key, zh, en, within) if key and zh and en else None


def _nowhere(name: str, places: Collection[str]) -> Message:
    """Say that nobody knows a place within which another one is said to lie, so that its duties would go missing."""
    # Of names of two characters many share one; whoever mistypes mostly has the first one right.
    alike = get_close_matches(name, list(places), len(places), 0.5)
    near = sorted(alike, key=lambda other: other[0] != name[0])[:3]
    if near:
        return _("No file and no map knows “{name}”. Near it: {near}.", name=name, near=", ".join(near))
    return _("No file and no map knows “{name}”. Write the province as here: 山东.", name=name)


def _laws(entry: Entry) -> dict[str, Law | None]:
    """Return the laws of the file by their key; None for one that was not understood."""
    tree = entry.tree_of("laws")
    if not isinstance(tree, Fields) or not tree.fields:
        if tree is not None:
            entry.wrong("laws", _("Laws stand here, each with a key and its title, english, effective and source."))
        return {}
    return {key: _law(_fields(entry, law, f"laws.{key}", _LAW)) for key, (_line, law) in tree.fields.items()}


def _law(fields: Entry | None) -> Law | None:
    if fields is None:
        return None
    title, english = fields.chinese("title"), fields.text("english")
    effective, source = fields.day("effective"), fields.text("source")
    return Law(title, english, effective, source) if title and english and effective and source else None


def _norm(fields: Entry, place: Place | None, laws: dict[str, Law | None], items: Collection[str]) -> Norm | None:
    before = len(fields.complaints.found)
    law = fields.one_of("law", tuple(laws))
    zh = fields.chinese("zh")
    # A value is None only where it was complained of, and then no norm is built.
    values: dict[str, Any] = {
        "id": _id(fields, place),
        "article": fields.whole("article"),
        "owner": fields.word("owner", Party),
        "to": fields.word("to", Party),
        "item": fields.one_of("item", items),
        "activity": fields.one_of("activity", legal_topics()),
        "trigger": fields.chinese("trigger"),
        "figure": _figure(fields),
        "ban": _ban(fields),
        "requires": _requires(fields),
        "zh": zh,
        "en": fields.text("en"),
        "says": fields.chinese("says", default=zh or ""),
    }
    known = laws.get(law or "")
    if len(fields.complaints.found) > before or place is None or known is None:
        return None
    return Norm(place=place, law=known, **values)


def _id(fields: Entry, place: Place | None) -> str | None:
    name = fields.key("id", dotted=True)
    if name and place and not name.startswith(f"{place.key}."):
        fields.wrong("id", _("The id begins with the key of the place: {key}.", key=f"{place.key}."))
    return name


def _ban(fields: Entry) -> bool:
    """Return whether the duty forbids; a duty has a bound, or ``bound: none``, or ``ban: true``."""
    ban = fields.one_of("ban", ("true", "false"), default="false") == "true"
    if ban == fields.has("bound"):
        fields.wrong("bound", _("A duty has either “bound:” (with fields, or none) or “ban: true”."))
    return ban


def _figure(fields: Entry) -> Figure | None:
    if not fields.has("bound"):
        return None
    tree = fields.tree_of("bound")
    if isinstance(tree, Text):
        if tree.text != "none":
            fields.wrong("bound", _("Write none, or the fields kind, op, value, unit and per in braces."))
        return None
    bound = _fields(fields, tree, fields.at("bound"), _BOUND)
    return _bound(bound) if bound else None


def _bound(bound: Entry) -> Figure | None:
    kind_word, op = bound.one_of("kind", _KINDS), bound.one_of("op", _OPS)
    kind = Kind(kind_word) if kind_word else None
    value = bound.text("value") if kind is Kind.WINDOW else bound.number("value")
    unit = None if kind is Kind.WINDOW else bound.one_of("unit", _UNITS[kind]) if kind in _UNITS else bound.text("unit")
    per = bound.text("per") if bound.has("per") else None
    if kind is Kind.FREQUENCY and not bound.has("per"):
        bound.wrong("per", _("A frequency says per which period: day, week, month, year, 15 day …"))
    if kind is None or op is None or value is None:
        return None
    return Figure(kind, op, value, unit, per)


def _requires(fields: Entry) -> frozenset[Circumstance]:
    words = {circumstance.value: circumstance for circumstance in Circumstance}
    found = set()
    for item in fields.list_of("requires"):
        if item.text in words:
            found.add(words[item.text])
        else:
            fields.wrong("requires", not_among(item.text, words))
    return frozenset(found)


def _says_it(fields: Entry, norm: Norm) -> bool:
    """Tell whether the reader finds in the sentence exactly the bound that the duty has; complain where not."""
    wanted = () if norm.figure is None else (norm.figure,)
    found = read_as(norm)
    if found == wanted:
        return True
    message = _(
        "“{sentence}” reads as {found}, the bound is {wanted}. Write the sentence so that both agree.",
        sentence=norm.says,
        found="; ".join(map(str, found)) or "–",
        wanted="; ".join(map(str, wanted)) or "–",
    )
    fields.wrong("says" if fields.has("says") else "zh", message)
    return False


def _unlike_twins(pairs: tuple[tuple[Entry, Norm], ...]) -> None:
    """Complain of an id that stands twice."""
    seen: set[str] = set()
    for fields, norm in pairs:
        if norm.id in seen:
            fields.wrong("id", _("The id {id} stands twice. Give each duty its own.", id=norm.id))
        seen.add(norm.id)
