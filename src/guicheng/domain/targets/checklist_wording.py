"""One part of a sentence as lines of a checklist: what is looked at, measured, copied, chosen, shown or signed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from guicheng.domain.clause import Kind, Requirement
from guicheng.domain.clause.reader import read
from guicheng.domain.evidence.lines import Bounds, LineKind
from guicheng.domain.targets.checklist_line import ChecklistLine
from guicheng.domain.targets.plain_words import without_duty_words

#: Signs between parts.
MARKS: Final = "，；。 "
_SIGNED: Final = re.compile(r"由.{1,10}签(?:字|名|收)(?:确认)?$")
#: Words of what is shown in a photo.
PHOTO_WORDS: Final = ("拍照", "截图")
_PHOTO: Final = re.compile(rf"(?:{'|'.join(PHOTO_WORDS)})(?:登记|留存|存档)?$")
_COPIED: Final = re.compile(r"^抄录(?P<things>[^，。]+)$")
_COUNT: Final = {each: number for number, each in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_LISTED: Final = re.compile(
    r"^(?:同时)?(?P<verb>(?:逐户|逐个|逐项)?(?:查看|检查|核对|查))?(?P<things>[^，。；]+?)"
    r"(?P<count>[一二两三四五六七八九十]|\d{1,2})(?:[项处]|(?<=.)(?P<sorts>类))(?P<rest>[^，。；]*)$"
)
_CHOICE: Final = re.compile(
    r"^(?:评为|分为|记为|评定为)(?P<things>[^，。；]+?)(?P<count>[一二两三四五六七八九十]|\d{1,2})[档级等]$"
)
_SEPARATOR: Final = re.compile(r"[、和与及]")
_COMPARED: Final = (
    r"不(?:超过|少于|低于|大于|小于|高于|多于|晚于|早于|足)|至少|至多|最多|超过|低于|高于|小于|大于|少于|达到"
)
_BOUND: Final = re.compile(
    rf"^(?:{_COMPARED}|控制在|保持在|为)?(?:[^\d，]{{1,6}}的)?[约±]?[\d.]+(?:\s*[-～~至]\s*[\d.]+)?\s*(?P<unit>\D*)$"
)
_ONE_SIDED: Final = re.compile(rf"^(?:{_COMPARED})")
_PER: Final = re.compile(r"^(?:每|/)[^\d，。；]{1,6}$")
_MEASURED: Final = frozenset({Kind.QUANTITY, Kind.COUNT, Kind.RATIO})


def worded(base: ChecklistLine, part: str, provider: str) -> Iterator[ChecklistLine]:
    """Yield the lines of one part of a sentence.

    Args:
        base: What all of them have in common.
        part: What stands between two breaks; settings before it with their commas.
        provider: Who does it, "" for nobody; one post alone is left out of the words.
    """
    text = plain(part, provider)
    if said := measured(text.rsplit("，", 1)[-1]):
        told = re.sub(r"^控制(?=.*不)|(?<=，)控制(?=.*不)", "", text)
        yield replace(base, text=told, kind=LineKind.NUMBER, bounds=said[0], unit=said[1])
    elif things := _chosen(text):
        yield replace(base, text=text, kind=LineKind.CHOICE, choices=things)
    elif hit := _COPIED.match(text):
        for each in _things(hit["things"]):
            yield replace(base, text=f"抄录{each}", kind=LineKind.NUMBER)
    else:
        kind = LineKind.PHOTO if _PHOTO.search(text) else LineKind.SIGNATURE if _SIGNED.search(text) else LineKind.PASS
        for each in _listed(text):
            yield replace(base, text=each, kind=kind)


def plain(text: str, provider: str) -> str:
    """Return words to look by: without duty words, and without who does it where only one post does."""
    found = without_duty_words(text).strip(MARKS)
    posts = [each for each in _SEPARATOR.split(provider.strip()) if each]
    if len(posts) == 1:
        post = re.escape(posts[0])
        found = re.sub(rf"(^|，){post}(?:将)?(?![为是由]|$)|(?<=[^，])由{post}", r"\1", found)
    return found


def measured(text: str) -> tuple[Bounds, str] | None:
    """Return bounds and unit of what a part measures: one compared quantity that ends the part; None for none."""
    said = [each for each in read(text).requirements if each.kind in _MEASURED]
    spans = {(each.span.start, each.span.end) for each in said}
    if len(spans) != 1 or any(each.op == "==" or each.per for each in said):
        return None
    words, rest = said[0].span.of(text), text[said[0].span.end :].strip(MARKS)
    hit = _BOUND.match(words)
    if not hit or (len(said) == 1 and not _ONE_SIDED.match(words)) or (rest and not _PER.match(rest)):
        return None
    return _bounds(said), hit["unit"].strip() + rest


def _bounds(said: Iterable[Requirement]) -> Bounds:
    found = Bounds()
    for each in said:
        value = each.value if isinstance(each.value, Decimal) else Decimal(each.value)
        if each.op in {">=", ">"}:
            found = replace(found, low=value, low_open=each.op == ">")
        else:
            found = replace(found, high=value, high_open=each.op == "<")
    return found


def _chosen(text: str) -> tuple[str, ...]:
    hit = _CHOICE.match(text)
    return _counted(hit["things"], hit["count"]) if hit else ()


def _listed(text: str) -> tuple[str, ...]:
    """Return a line for each thing of a counted list; the words as they are where it is none."""
    hit = _LISTED.match(text)
    if not hit or not (hit["verb"] or (hit["rest"] and not hit["sorts"])):
        return (text,)
    things = _counted(hit["things"], hit["count"])
    if not things:
        return (text,)
    verb = hit["verb"] or ""
    rest = re.sub(r"^全部|^逐项", "", hit["rest"])
    return tuple(f"{verb}{each}{rest}" for each in things)


def _counted(things: str, count: str) -> tuple[str, ...]:
    found = _things(things)
    number = _COUNT.get(count) or (int(count) if count.isdigit() else 0)
    return found if len(found) == number > 1 else ()


def _things(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in _SEPARATOR.split(text) if each.strip())
