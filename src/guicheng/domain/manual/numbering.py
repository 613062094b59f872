"""Numbers that people type or Word prints before a line: 第一章, 一、, （一）, 1., 1.1, (1), ①, a."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_CHINESE = "一二三四五六七八九十百零〇两"
_ORDINAL = rf"[{_CHINESE}0-9０-９]{{1,5}}"
# A number before one of these counts something and is no list number: 3人 but not 3 人员, 2日 but not 2 日常.
_UNIT = (
    r"小时|分钟|秒|工作日|天(?!气)|日(?!常)|周(?!期|边|界)|个(?!人)|人(?![员力事])|名(?!称)|次(?!日)|年(?!度)|月(?!度)|季(?!度)|元|万|米|公里|公斤"
    r"|吨|升(?![级降])|度|倍|层|栋|台(?!账)|部(?![门位])|户(?!外)|套|间|件|处(?![理置罚])|种(?!植)|级(?!别)|楼(?![宇道层梯栋])"
    r"|号(?!码)|岁|平(?![台时面])|[%％‰℃°]|[kKcCmM]?[mMgG][²³23]?(?![a-z])"
)
# After a blank only a measure makes a decimal of it: 2.5 米 but 5.4 台风.
_MEASURE = r"米|公里|公斤|吨|万|[%％‰℃°]|[kKcCmM]?[mMgG][²³23]?(?![a-z])"
_WIDE = str.maketrans("０１２３４５６７８９．（）", "0123456789.()")

# Rank orders schemes from outermost to innermost; tried in this order.
_SCHEMES: tuple[tuple[str, int, str], ...] = (
    ("part", 10, rf"第\s?{_ORDINAL}\s?(?:部分|篇|编|卷)"),
    ("chapter", 20, rf"第\s?{_ORDINAL}\s?章"),
    ("appendix", 20, rf"附\s?(?:件|录|表)\s?[{_CHINESE}0-9０-９A-Z]{{0,3}}(?=[\s：:、.．]|$)[：:、.．]?"),
    ("section", 30, rf"第\s?{_ORDINAL}\s?节"),
    ("article", 40, rf"第\s?{_ORDINAL}\s?条(?:之[{_CHINESE}])?"),
    ("point", 45, rf"第\s?{_ORDINAL}\s?[点项款步](?:\s?[、．.：:，,]|\s)"),
    ("chinese", 50, rf"[{_CHINESE}]{{1,4}}\s?[、．.)）]|[甲乙丙丁戊己庚辛壬癸]\s?[、．.)）]"),
    ("chinese-paren", 60, rf"[（(]\s?[{_CHINESE}]{{1,4}}\s?[)）]、?"),
    (
        "decimal",
        70,
        (
            rf"[0-9０-９]{{1,3}}(?:[.．][0-9０-９]{{1,3}}){{1,5}}(?![0-9０-９])(?:[、)）]|[.．](?!\S?[0-9]))?"
            rf"(?!(?:{_UNIT})|\s(?:{_MEASURE})|\s?[-~～—－至×/]\s?[0-9０-９])"
        ),
    ),
    # 1-1 and KF-03 number a clause only before a blank or a mark: 1-2次 counts.
    (
        "hyphen",
        71,
        (
            rf"[0-9０-９]{{1,2}}(?:[-－][0-9０-９]{{1,2}}){{1,4}}(?:[、．.)）]|"
            rf"[ \t　]{{1,4}}(?=[\u4e00-\u9fff])(?!(?:{_UNIT}|{_MEASURE})))"
        ),
    ),
    (
        "code",
        70,
        (
            r"[A-Z]{1,4}[-.]?[0-9]{1,3}(?:[.-][0-9]{1,3}){0,3}(?:[、．)）]|"
            r"\.(?![0-9]))|[A-Z]{2,4}-[0-9]{1,3}(?:[.-][0-9]{1,3}){0,3}(?=\s)"
            # B.1 and C.2.3 number an appendix.
            r"|[A-Z][.．][0-9０-９]{1,3}(?:[.．][0-9０-９]{1,3}){0,3}[ \t　]{0,4}(?=[\u4e00-\u9fff])"
            # B1 and A12 before a blank, where they name no paper, floor or gate.
            r"|[A-Z][0-9]{1,2}[ \t　]{1,4}(?=[\u4e00-\u9fff])(?![纸层楼区栋级类座单门口证照车库号幢型驾])"
            r"|[Nn][Oo][.．]\s?[0-9]{1,3}[、．.:：)）]?\s{0,4}(?=[\u4e00-\u9fff])"
        ),
    ),
    ("figure", 70, r"[0-9０-９]{1,3}\s?(?:[、)）]|[．.](?![0-9０-９]))"),
    ("figure", 70, rf"[0-9０-９]{{1,2}}[ \t　]{{1,4}}(?=[\u4e00-\u9fff])(?!(?:{_UNIT}))"),
    ("figure", 70, r"[0-9０-９]{1,3}[°º][ \t　]{1,4}(?=[\u4e00-\u9fff])"),
    ("paren", 80, r"[（(]\s?[0-9０-９]{1,3}\s?[)）]、?"),
    ("paren", 80, r"[⑴-⒇]"),
    ("paren-decimal", 81, r"[（(]\s?[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2}){1,4}\s?[)）]、?"),
    ("bracket", 82, rf"[【\[〔［]\s?(?:[0-9０-９]{{1,3}}|[{_CHINESE}]{{1,3}})\s?[】\]〕］]、?"),
    ("circle", 90, r"[①-⑳㉑-㉟㊱-㊿❶-❿]"),
    ("roman", 90, r"[Ⅰ-Ⅻⅰ-ⅻ][、．.)）]?"),
    ("roman", 90, r"[（(]?(?:i{2,3}|i?[vx]|[vx]i{1,3})[、．.)）](?![a-zA-Z.．])"),
    ("letter", 100, r"[（(]?[a-zA-Z]\s?[、．.)）](?![a-zA-Z.．])"),
    (
        "bullet",
        110,
        (
            r"[●■◆▪•·○◇➢➤★☆▲△▶►※◎✓✔→☞❖♦⚫⚪▫◦\ue000-\uf8ff](?=\s|"
            r"[\u4e00-\u9fff])|[\-–—－*](?=\s)|[\-–—－]{1,2}(?=\s?[\u4e00-\u9fff])"
            # A box is a bullet where it stands alone: □是 □否 is to be ticked.
            r"|□\s?(?=[\u4e00-\u9fff][^□]{4,400}$)"
        ),
    ),
)
# A line with one of these numbers is a title whatever follows.
OUTER = {"part", "chapter", "section", "appendix"}
_COMPILED = tuple((name, rank, re.compile(pattern)) for name, rank, pattern in _SCHEMES)
_GLUED = re.compile(r"\s*[0-9０-９]{1,2}[．.](?=[0-9０-９])")
_CLOSING = "、．.)）：:°º \t　"
_DIGIT_OF = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100}


@dataclass(frozen=True, slots=True)
class Marker:
    """A number found at the start of a line.

    Args:
        scheme: Its kind, such as ``"chapter"`` or ``"figure"``; decimals of different depth are different kinds.
        rank: Smaller stands further out.
        number: As shown to people: narrow figures, no closing mark.
        value: Its last figure, 0 where it has none.
        length: Code points of the line that it takes, with the blanks around it.
    """

    scheme: str
    rank: int
    number: str
    value: int
    length: int

    @property
    def shown(self) -> str:
        """The number as shown to people; a bullet is layout and is not shown."""
        return "" if self.scheme == "bullet" else self.number


def find_marker(text: str) -> Marker | None:
    """Return the number at the start of a line, None where there is none.

    Example:
        >>> marker = find_marker("３.２　接待")
        >>> marker.number, marker.scheme
        ('3.2', 'decimal-2')
    """
    stripped = text.lstrip()
    indent = len(text) - len(stripped)
    for name, rank, pattern in _COMPILED:
        if match := pattern.match(stripped):
            return _marker(name, rank, match.group(0), indent + _length(stripped, match.end()))
    return None


def find_item_marker(text: str) -> Marker | None:
    """Return the number of a part that ``split_inline`` cut off: in 3.30分钟内到场 it is 3.

    Example:
        >>> find_item_marker("3.30分钟内到场").number
        '3'
    """
    if match := _GLUED.match(text):
        return _marker("figure", 70, match.group(0), match.end())
    return find_marker(text)


def _length(text: str, end: int) -> int:
    while end < len(text) and text[end].isspace():
        end += 1
    return end


def _marker(name: str, rank: int, printed: str, length: int) -> Marker:
    narrow = re.sub(r"\s", "", printed.translate(_WIDE))
    number = narrow if narrow.startswith("(") else narrow.rstrip(_CLOSING)
    if narrow.startswith("("):
        number = narrow.rstrip("、")
    if name == "decimal":
        depth = number.count(".") + 1
        return Marker(f"decimal-{depth}", rank + depth - 1, number, last_value(number), length)
    return Marker(name, rank, number or narrow, last_value(number), length)


def last_value(number: str) -> int:
    """Return the last figure of a number as printed, 0 where it has none.

    Example:
        >>> last_value("第十二条"), last_value("3.4"), last_value("③"), last_value("b")
        (12, 4, 3, 2)
    """
    if figures := re.findall(r"[0-9]+", number):
        return int(figures[-1])
    for sign in number:
        if "①" <= sign <= "⑳":
            return ord(sign) - ord("①") + 1
        if "⑴" <= sign <= "⒇":
            return ord(sign) - ord("⑴") + 1
    if len(number.strip("()")) == 1 and number.strip("()").isascii() and number.strip("()").isalpha():
        return ord(number.strip("()").lower()) - ord("a") + 1
    return _chinese_value(number)


def _chinese_value(text: str) -> int:
    total, digit = 0, 0
    for sign in text:
        if sign in _TENS:
            total += (digit or 1) * _TENS[sign]
            digit = 0
        else:
            digit = _DIGIT_OF.get(sign, digit)
    return total + digit


# Items typed one after another on one line start after a break, or the line starts with them.
_INLINE = (
    re.compile(r"(?:^|(?<=[；;。：:，,\s]))[（(]\s?([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s?[)）]"),
    re.compile(r"([①-⑳])"),
    re.compile(r"(?:^|(?<=[；;。：:，,！!\s]))([0-9０-９]{1,2})\s?[、．.]"),
    re.compile(r"(?:^|(?<=[；;。：:，,！!\s]))([0-9０-９]{1,2})[)）]"),
)
#: Steps of a procedure say something only in their order: 处置顺序：①消音 ②现场核实 ③复位。
_IN_ORDER = re.compile(
    r"[^：:。；;]{0,24}(?:顺序|次序|流程|步骤|程序)[：:]\s?(?:[①-⑨]\s?[^①-⑨：:。；;，,0-9]{1,14}){2,9}[。]?"
)


def split_inline(text: str) -> list[str]:
    """Divide a line that holds several numbered items.

    The parts joined are the line again. A line is divided only where at least two numbers follow one
    another by one and stand where items begin, and not where it tells in which order some steps come.

    Example:
        >>> split_inline("1.佩戴工牌；2.着装整齐。")
        ['1.佩戴工牌；', '2.着装整齐。']
    """
    if _IN_ORDER.fullmatch(text.strip()):
        return [text]
    all_cuts = [cuts for pattern in _INLINE if (cuts := _cuts(pattern, text))]
    cuts = min(all_cuts, key=lambda found: found[0], default=[])
    if not cuts:
        return [text]
    edges = [0, *[cut for cut in cuts if cut > 0], len(text)]
    return [text[start:end] for start, end in pairwise(edges)]


def _cuts(pattern: re.Pattern[str], text: str) -> list[int]:
    cuts: list[int] = []
    expected = 0
    for match in pattern.finditer(text):
        value = last_value(match.group(1).translate(_WIDE))
        # 3.30分钟 may be item 3 of a list that has begun; it begins none, being more often a decimal.
        decimal = text[match.end() : match.end() + 1].isdecimal() and match.group(0)[-1] in ".．"
        if not cuts and not decimal and (value == 1 or not text[: match.start()].strip()):
            cuts, expected = [match.start()], value + 1
        elif cuts and value == expected:
            cuts.append(match.start())
            expected += 1
    return cuts if len(cuts) > 1 else []
