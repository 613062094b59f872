"""Decides which lines are titles, by rank, length, final mark, and what follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from guicheng.domain.manual.blocks import Picture, Table
from guicheng.domain.manual.lines import Item, Line
from guicheng.domain.manual.numbering import OUTER
from guicheng.domain.manual.wording import ends_in_title_noun, is_sentence, is_title_like

_APART = {"header", "footer", "comment", "footnote", "textbox"}
_NEVER = {"bullet", "letter"}
_MAX_LONG_TITLE = 40
_MAX_BRIEF_TITLE = 12


@dataclass
class _Group:
    """Numbered lines of one kind under one parent, such as 1. 2. 3. of a section."""

    members: list[int] = field(default_factory=list)
    candidates: set[int] = field(default_factory=set)


def titles_of(items: list[Item], skipped: set[int]) -> set[int]:
    """Return the positions of the lines that are titles.

    A styled heading is one unless it is a sentence. A numbered line is one when it is short, ends without a
    final mark, and is followed by deeper items, a table or text; the last of several clauses is none only
    because text follows it. An unnumbered line is one when a table or a list that begins at 1 follows.

    Args:
        items: Lines, tables and pictures in order.
        skipped: Positions that are settled otherwise (table of contents).
    """
    flow = [index for index, item in enumerate(items) if index not in skipped and _in_flow(item)]
    titles: set[int] = set()
    groups: list[_Group] = []
    open_groups: dict[tuple[str, int], _Group] = {}
    for position, index in enumerate(flow):
        item = items[index]
        if not isinstance(item, Line):
            continue
        following = items[flow[position + 1]] if position + 1 < len(flow) else None
        before = items[flow[position - 1]] if position else None
        if _surely(item):
            titles.add(index)
            open_groups.clear()
        elif item.marker:
            _join_group(item, index, following, groups, open_groups)
        elif _unnumbered_title(item, before, following):
            titles.add(index)
            open_groups.clear()
    for group in groups:
        titles.update(_settled(group))
    titles.update(_above_titles(items, flow, titles))
    return titles


def _above_titles(items: list[Item], flow: list[int], titles: set[int]) -> set[int]:
    """Return the unnumbered lines right above a title that end as titles do: 岗位职责 above 门岗."""
    found: set[int] = set()
    for index, following in reversed(list(pairwise(flow))):
        line = items[index]
        if index in titles or not isinstance(line, Line) or line.marker or line.level:
            continue
        if (following in titles or following in found) and is_title_like(line.text) and ends_in_title_noun(line.text):
            found.add(index)
    return found


def _in_flow(item: Item) -> bool:
    if isinstance(item, Picture) or (isinstance(item, Line) and item.place.hidden and item.place.part == "body"):
        return False
    return item.place.part not in _APART


def _surely(line: Line) -> bool:
    if line.level:
        return is_title_like(line.text or line.raw, styled=True)
    if line.marker is None or line.marker.scheme not in OUTER:
        return False
    return not line.text or (is_title_like(line.text, styled=True) and len(line.text) <= _MAX_LONG_TITLE)


def _join_group(
    line: Line, index: int, following: Item | None, groups: list[_Group], open_groups: dict[tuple[str, int], _Group]
) -> None:
    """Put a numbered line beside its siblings and note whether it could be a title."""
    marker = line.marker
    if marker is None or marker.scheme in _NEVER:
        return
    key = (marker.scheme, marker.rank)
    for deeper in [other for other in open_groups if other[1] > marker.rank]:
        del open_groups[deeper]
    group = open_groups.get(key)
    if group is None or marker.value == 1:
        group = _Group()
        groups.append(group)
        open_groups[key] = group
    group.members.append(index)
    if is_title_like(line.text) and _opens(line, following):
        group.candidates.add(index)


def _opens(line: Line, following: Item | None) -> bool:
    """Tell whether what follows would stand under this line if it were a title."""
    if isinstance(following, Table):
        return True
    if not isinstance(following, Line) or line.marker is None:
        return False
    if following.marker is None:
        return not following.level
    return following.marker.rank > line.marker.rank


def _settled(group: _Group) -> set[int]:
    only_last = group.candidates == {group.members[-1]} and len(group.members) > 1
    return set() if only_last else group.candidates


def _unnumbered_title(line: Line, before: Item | None, following: Item | None) -> bool:
    if not is_title_like(line.text) or following is None or isinstance(following, Picture):
        return False
    if isinstance(following, Table):
        return True
    if following.level:
        return line.strong
    if following.marker:
        begins = following.marker.value == 1 and following.marker.scheme != "bullet"
        return begins or line.strong or ends_in_title_noun(line.text)
    if line.strong:
        return True
    brief = len(line.text) <= _MAX_BRIEF_TITLE or ends_in_title_noun(line.text)
    return brief and is_sentence(following.text) and not _same_sort(line, before)


def _same_sort(line: Line, before: Item | None) -> bool:
    """Tell whether the line before is another short unnumbered line: then both are items of a plain list."""
    return isinstance(before, Line) and before.marker is None and not before.level and is_title_like(before.text)
