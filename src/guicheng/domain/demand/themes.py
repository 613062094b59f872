"""Themes of what customers say: which records speak of a theme, and which new ones to propose to a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import ahocorasick

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.vocabulary import Vocabulary
from guicheng.domain.demand.phrases import phrases_in

#: Roles of activities that customers speak of; a quantity or a metric is no theme.
_ROLES: Final = frozenset({"topic", "task"})


@dataclass(frozen=True, slots=True)
class ThemeWords:
    """A theme that people know.

    Args:
        key: What the caller calls it.
        words: Its name and its synonyms.
        closed: Whether nothing is to be proposed under these words any more: somebody refused them.
    """

    key: str
    words: tuple[str, ...]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A theme that a person may confirm.

    Args:
        name: Its name.
        words: Words by which its records were found.
        activity: Key of the activity that it is, "" where the lexicon knows none.
        records: Positions of its records, counted from 0, ascending.
    """

    name: str
    words: tuple[str, ...]
    activity: str
    records: tuple[int, ...]


def assigned(texts: Sequence[str], themes: Sequence[ThemeWords]) -> dict[str, tuple[int, ...]]:
    """Return which records speak of which theme, by its words; a record may speak of several.

    Args:
        texts: The records, masked.
        themes: The themes; those that are closed get no records.

    Returns:
        Key of the theme → positions of its records, ascending.
    """
    finder = _Finder((theme.key, theme.words) for theme in themes if not theme.closed)
    found: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        for key in finder.found(text):
            found.setdefault(key, []).append(number)
    return {key: tuple(records) for key, records in found.items()}


def proposals(
    texts: Sequence[str], themes: Sequence[ThemeWords], vocabulary: Vocabulary, *, least: int = 5
) -> list[Proposal]:
    """Return new themes of what no known theme covers: first activities of the lexicon, then phrases.

    Args:
        texts: The records, masked.
        themes: What people know or refused; neither is proposed again.
        vocabulary: The words of the company's activities.
        least: Records that a theme must have, at least 2.

    Raises:
        ValueError: ``least`` is below 2.
    """
    finder = _Finder((theme.key, theme.words) for theme in themes)
    open_places = [number for number, text in enumerate(texts) if not finder.found(text)]
    rest = [texts[number] for number in open_places]
    acts = _activities(rest, vocabulary, {normalize(word) for theme in themes for word in theme.words}, least)
    known = [word for theme in themes for word in theme.words] + [word for act in acts for word in act.words]
    phrases = [
        Proposal(phrase.text, (phrase.text,), "", phrase.records) for phrase in phrases_in(rest, least=least, but=known)
    ]
    ranked = sorted([*acts, *phrases], key=lambda found: (-len(found.records), found.name))
    return [
        Proposal(found.name, found.words, found.activity, tuple(open_places[place] for place in found.records))
        for found in ranked
    ]


def activity_of(text: str, vocabulary: Vocabulary) -> str:
    """Return the key of the activity that a text speaks of most clearly, "" for none."""
    choices = [choice for choice in vocabulary.choices(vocabulary.hits(normalize(text))) if _is_theme(choice.activity)]
    return choices[0].activity.key if choices else ""


def _is_theme(activity: object) -> bool:
    return getattr(activity, "role", "") in _ROLES


def _activities(texts: Sequence[str], vocabulary: Vocabulary, known: set[str], least: int) -> list[Proposal]:
    records: dict[str, list[int]] = {}
    words: dict[str, dict[str, None]] = {}
    for number, text in enumerate(texts):
        for key, surface in _named(text, vocabulary):
            records.setdefault(key, []).append(number)
            words.setdefault(key, {}).setdefault(surface)
    found = []
    for key, places in records.items():
        activity = vocabulary.activity(key)
        # What customers complain of is no theme "complaint": every record of a complaint is one.
        if activity is None or len(places) < least or normalize(activity.zh) in known or key in _EVERYTHING:
            continue
        found.append(Proposal(activity.zh, tuple(sorted(words[key])), key, tuple(places)))
    return found


#: What a record is, and not what it is about.
_EVERYTHING: Final = frozenset({"complaint", "consultation", "suggestion", "call", "help", "reception"})


def _named(text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the best activity that a text names, with the word that names it alone."""
    for choice in vocabulary.choices(vocabulary.hits(normalize(text))):
        if _is_theme(choice.activity) and choice.activity.key not in _EVERYTHING:
            yield choice.activity.key, max(choice.words, key=len)
            return


class _Finder:
    """Finds the words of themes in texts, all at once."""

    def __init__(self, themes: Iterator[tuple[str, tuple[str, ...]]]) -> None:
        keys: dict[str, list[str]] = {}
        for key, words in themes:
            for word in filter(None, map(normalize, words)):
                keys.setdefault(word, []).append(key)
        self._automaton = ahocorasick.Automaton()
        for word, those in keys.items():
            self._automaton.add_word(word, tuple(those))
        self._empty = not keys
        if keys:
            self._automaton.make_automaton()

    def found(self, text: str) -> list[str]:
        """Return the keys of the themes whose words stand in a text, each once, in order of place."""
        if self._empty:
            return []
        return list(dict.fromkeys(key for _end, keys in self._automaton.iter(normalize(text)) for key in keys))


def merged_words(kept: ThemeWords, gone: ThemeWords) -> tuple[str, ...]:
    """Return the words of a theme that took another one in: its own first, none twice."""
    words = {normalize(word): word for word in reversed((*kept.words, *gone.words))}
    order = dict.fromkeys(map(normalize, (*kept.words, *gone.words)))
    return tuple(words[word] for word in order)


def synonyms_of(written: str, *, but: str) -> tuple[str, ...]:
    """Return synonyms as somebody typed them: divided by blanks, commas or new lines, none twice, none the name.

    Example:
        >>> synonyms_of("充电桩, 电瓶车充电、充电桩", but="电动车充电")
        ('充电桩', '电瓶车充电')
    """
    apart = written
    for sign in "，、；,;\n\r\t":
        apart = apart.replace(sign, " ")
    found: Mapping[str, None] = dict.fromkeys(word for word in apart.split() if word != but)
    return tuple(found)
