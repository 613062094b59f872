"""The spelling table: how each token class looks in normalized text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from guicheng.domain.clause.lexicon import Lexicon

_PLACE = re.compile("«([^«»]+)»")
_FIRST = re.compile("«(@[^«»]+) first»")
#: Two-character comparators that are no piece of another word; longer ones are safe, shorter ones are not.
_SAFE = {"少于", "多于", "超过", "超出", "低于", "高于", "大于", "小于", "达到"}


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling.

    Args:
        name: What it makes, a key of the lexer's makers.
        starts: The characters it may begin with.
        pieces: Its regular expression in pieces; a piece of words stands for any of them, and begins the form.
    """

    name: str
    starts: str
    pieces: tuple[str | tuple[str, ...], ...]

    @property
    def regex(self) -> str:
        """Its whole regular expression."""
        return "".join(piece if isinstance(piece, str) else _alternation(piece) for piece in self.pieces)

    def at(self, chars: str) -> str:
        """Return its regular expression where it begins with one of some characters, without words that never do."""
        return "".join(
            piece if isinstance(piece, str) else _alternation([word for word in piece if word[0] in chars])
            for piece in self.pieces
        )


@cache
def _table() -> tuple[dict[str, str], tuple[tuple[str, str, str], ...]]:
    table = tomllib.loads((files("guicheng.domain.clause") / "forms.toml").read_text(encoding="utf-8"))
    return table["parts"], tuple((row["name"], row["starts"], row["regex"]) for row in table["form"])


def part(name: str) -> str:
    """Return a named fragment of the table with all inner names filled in."""
    parts, _forms = _table()
    return _PLACE.sub(lambda place: part(place.group(1)), parts[name])


def forms_of(lexicon: Lexicon) -> list[Form]:
    """Return the spellings with the words of a lexicon filled in, the more telling ones first."""
    return [Form(name, _starts(starts, lexicon), tuple(_pieces(regex, lexicon))) for name, starts, regex in _table()[1]]


def _pieces(regex: str, lexicon: Lexicon) -> Iterator[str | tuple[str, ...]]:
    """Yield a regular expression with its places filled, apart at the words that begin it."""
    for index, piece in enumerate(_FIRST.split(regex)):
        yield tuple(_words(piece, lexicon)) if index % 2 else _filled(piece, lexicon)


def _filled(regex: str, lexicon: Lexicon) -> str:
    def fill(place: re.Match[str]) -> str:
        name = place.group(1)
        return _alternation(_words(name, lexicon)) if name.startswith("@") else part(name)

    return _PLACE.sub(fill, regex)


def _starts(starts: str, lexicon: Lexicon) -> str:
    def fill(place: re.Match[str]) -> str:
        name = place.group(1)
        return "".join(word[0] for word in _words(name, lexicon)) if name.startswith("@") else part(name)

    chars = _PLACE.sub(fill, starts).replace(" ", "").replace("␠", " ").replace("␤", "\n")
    return "".join(dict.fromkeys(chars))


def _words(name: str, lexicon: Lexicon) -> Iterable[str]:
    """Return the words that a place such as ``@op short`` or ``@times @people`` stands for."""
    classes = [word.removeprefix("@") for word in name.split() if word.startswith("@")]
    words = {word for group in classes for word in lexicon.group(group)}
    if name.endswith(" plural"):
        return [word for word in words if len(word) > 1]
    if name.endswith((" long", " short")):
        long = {word for word in words if len(word) > 2 or word[0] in "≥≤<>=最至" or word in _SAFE}
        return long if name.endswith(" long") else words - long
    return words


def _alternation(words: Iterable[str]) -> str:
    """Return a regular expression of any of some words, the longest first; of no words one that nothing matches."""
    return "|".join(map(_whole, sorted(words, key=lambda word: (-len(word), word)))) or "(?!)"


def _whole(word: str) -> str:
    """Return a regular expression of a word; one in Latin letters is no piece of another: the d of 45 db is no day."""
    return re.escape(word) + ("(?![a-z])" if word[-1:].isascii() and word[-1:].isalpha() else "")
