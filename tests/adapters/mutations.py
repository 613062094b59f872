"""Makes broken and strange inputs from good ones, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

_WORD_TAGS = (
    "w:p",
    "w:r",
    "w:t",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:tcPr",
    "w:pPr",
    "w:rPr",
    "w:numPr",
    "w:sdt",
    "w:sdtContent",
    "w:ins",
    "w:del",
    "w:hyperlink",
    "w:txbxContent",
    "w:drawing",
    "w:pict",
    "w:br",
    "w:tab",
    "w:sym",
    "w:fldChar",
    "w:instrText",
    "w:fldSimple",
    "mc:AlternateContent",
    "mc:Choice",
    "mc:Fallback",
    "w:trPr",
    "w:smartTag",
    "w:body",
)
_WORD_LEAVES = (
    '<w:gridSpan w:val="{n}"/>',
    "<w:vMerge/>",
    '<w:vMerge w:val="restart"/>',
    '<w:ilvl w:val="{n}"/>',
    '<w:numId w:val="{n}"/>',
    '<w:pStyle w:val="{n}"/>',
    '<w:outlineLvl w:val="{n}"/>',
    '<w:fldChar w:fldCharType="begin"/>',
    "<w:vanish/>",
    "<w:b/>",
    '<w:fldChar w:fldCharType="separate"/>',
    '<w:fldChar w:fldCharType="end"/>',
    '<w:sym w:char="{n}"/>',
    '<w:gridBefore w:val="{n}"/>',
    "<w:instrText> TOC </w:instrText>",
    "<w:br/>",
    "<w:rPr><w:del/></w:rPr>",
    "<w:t>一、保洁</w:t>",
    "<w:t>1.每日2次；2.3.5米</w:t>",
)
_SHEET_LEAVES = (
    '<c r="{a}"><v>{n}</v></c>',
    '<c r="{a}" t="s"><v>{n}</v></c>',
    '<c t="str"><v>每日2次</v></c>',
    "<c><f>A1</f></c>",
    '<c s="{n}"><v>0.5</v></c>',
    '<c t="inlineStr"><is><t>项目</t></is></c>',
    '<c t="inlineStr"><is><r><t>标准</t></r></is></c>',
    "<c/>",
    '<c r="{a}" t="b"><v>1</v></c>',
)
_NUMBERS = (
    "0",
    "1",
    "2",
    "3",
    "-1",
    "9",
    "25",
    "300",
    "999999999",
    "1048576",
    "",
    "x",
    "１",
    "²",
    "1e9",
    "99999999999999999999",
    "F0FE",
    "D800",
)
_ADDRESSES = ("A1", "B2", "C3", "XFD1048576", "ZZZ9999999", "A0", "", "1A", "AA5")
_TEXTS = (
    "第一章 总则",
    "一、保洁",
    "（一）",
    "1.",
    "1.1 ",
    "①",
    "每日2次",
    "30分钟内到场。",
    "|项目|标准|\n|-|-|\n|大堂|无尘|\n",
    "# ",
    "- ",
    "目录\n",
    "……3\n",
    "\t5\n",
    "：\n",
    "；",
    "\n",
    "**",
    "[",
    "](",
    "`",
    "<",
    "&#x",
    "> ",
    "1) ",
    "```\n",
    "\x00",
    "\ufeff",
    "\u202e",
    "\U0001f6a8",
    "_",
    "~",
    "|",
)


def texts(seed: int, count: int) -> Iterator[bytes]:
    """Yield ``count`` short texts, some of them with broken bytes."""
    chance = _chance(seed)
    for index in range(count):
        text = "".join(chance.choice(_TEXTS) for _ in range(chance.randint(1, 14)))
        data = text.encode(chance.choice(("utf-8", "utf-8", "gb18030", "utf-16")))
        yield _broken(chance, data) if index % 3 == 0 else data


def bodies(seed: int, count: int, good: bytes) -> Iterator[bytes]:
    """Yield ``count`` main parts of Word documents: random trees, and a good part with broken bytes."""
    chance = _chance(seed)
    start, end = good[: good.index(b"<w:body>") + 8], b"</w:body></w:document>"
    for index in range(count):
        yield _broken(chance, good) if index % 3 == 0 else start + _tree(chance, 0).encode() + end


def sheets(seed: int, count: int, good: bytes) -> Iterator[bytes]:
    """Yield ``count`` worksheets: random cells and merges, and a good sheet with broken bytes."""
    chance = _chance(seed)
    start = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    for index in range(count):
        yield _broken(chance, good) if index % 3 == 0 else start + _cells(chance).encode() + b"</worksheet>"


def broken(seed: int, count: int, good: bytes) -> Iterator[bytes]:
    """Yield ``count`` copies of a file with broken bytes."""
    chance = _chance(seed)
    for _ in range(count):
        yield _broken(chance, good)


def _chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  it makes test inputs and no secrets


def _broken(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed) + 1)
        width = chance.choice((1, 1, 2, 8, 60))
        deed = chance.randrange(4)
        if deed == 0:
            del changed[at : at + width]
        elif deed == 1:
            changed[at:at] = changed[at : at + width]
        elif deed == 2:
            changed[at : at + width] = chance.randbytes(width)
        else:
            other = chance.randrange(len(changed) + 1)
            changed[at : at + width] = changed[other : other + width]
    return bytes(changed)


def _tree(chance: random.Random, depth: int) -> str:
    parts = []
    for _ in range(chance.randint(0, 4)):
        if depth > 6 or chance.random() < 0.4:
            parts.append(chance.choice(_WORD_LEAVES).replace("{n}", chance.choice(_NUMBERS)))
        else:
            tag = chance.choice(_WORD_TAGS)
            parts.append(f"<{tag}>{_tree(chance, depth + 1)}</{tag}>")
    return "".join(parts)


def _cells(chance: random.Random) -> str:
    rows = []
    for _ in range(chance.randint(0, 5)):
        cells = "".join(
            chance.choice(_SHEET_LEAVES)
            .replace("{n}", chance.choice(_NUMBERS))
            .replace("{a}", chance.choice(_ADDRESSES))
            for _ in range(chance.randint(0, 5))
        )
        number = chance.choice(("", f' r="{chance.choice(_NUMBERS)}"', ' hidden="1"'))
        rows.append(f"<row{number}>{cells}</row>")
    merges = "".join(
        f'<mergeCell ref="{chance.choice(_ADDRESSES)}:{chance.choice(_ADDRESSES)}"/>'
        for _ in range(chance.randint(0, 3))
    )
    return (
        f'<cols><col min="1" max="{chance.choice(_NUMBERS)}" hidden="1"/></cols>'
        f"<sheetData>{''.join(rows)}</sheetData><mergeCells>{merges}</mergeCells>"
    )
