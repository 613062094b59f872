"""The small grammar of the columns 去向, 超时 and 汇合, and of the answers that a record lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.clause.numerals import parse
from guicheng.domain.process.limits import read_limit
from guicheng.domain.process.table import END, Alarm, Choice, Way
from guicheng.domain.process.words import is_blank, words

_ARROWS = re.compile(r"[-—－=＝]*[>＞→⇒➔➡⟶⟹➜]")
_CIRCLED = {chr(0x2460 + index): str(index + 1) for index in range(20)}
_TOWARDS = r"(?:(?:跳转到|跳到|转到|转至|转入|转|进入|返回|退回到|退回|打回|回到|流转至|到|至|去|走)\s?)?"
_STEP_WORDS = rf"{_TOWARDS}(?:第|步骤|环节|step|s)?\s?"
_CHINESE = re.compile(r"[零一二两三四五六七八九十百]{1,5}")
_BREAK = re.compile(r"[;|\n]|(?<=[^\s])。")
_LIST_MARK = re.compile(r"\s*(?:[、,/&+]|和|及|与)\s*")
_COMMA = re.compile(r"[,，]")
#: Verbs between an answer and its targets, the longest first: 不合格退回2, 合格进入4.
_TURNS = (
    "跳转到",
    "退回到",
    "返回到",
    "流转至",
    "打回",
    "跳到",
    "就转",
    "就到",
    "转入",
    "转至",
    "转到",
    "进入",
    "退回",
    "返回",
    "回到",
    "转",
    "至",
    "到",
    "则",
    "走",
)
#: A way that stands in brackets behind another: 合格→4（不合格→2）.
_BESIDE = re.compile(r"[(（]([^()（）]+→[^()（）]+)[)）]")
_SUPPOSED = re.compile(r"^(?:如果|若是|若|如)(.+?)(?:则|的话|时)?$")
#: What joins an answer to what follows from it: 属实则→3, 合格的→4.
_THEN = re.compile("(?<=.)(?:的话|的|(?<!否)则|就)$")
#: A target before its answer: 4（通过）、2（退回）.
_ANSWER_BEHIND = re.compile(r"\s*([^()（）、,，;；/]{1,12}?)\s*[(（]([^()（）]{1,16})[)）]\s*")
_BETWEEN = re.compile(r"(?<=[)）])\s*(?:[、,，;；/]|或者?|和)\s*")
_AT_ONCE = re.compile("(?:同时|并行|一起)(?:进行|处理|开展|办理)?$")
_AROUND = ",，、；;。(（ "
_EDGE = " \t,、;。.:()"
_FIELDS = re.compile(r"[(\[]([^()\[\]]*[:][^()\[\]]*)[)\]]")
_ANSWER_MARK = re.compile(r"[/、|]")


@dataclass(frozen=True)
class Targets:
    """Knows the steps of a table by every way of naming them.

    Args:
        numbers: Step id by its normalized number.
        names: Step id by its normalized name, where only one step has it.
        following: Id of the row below, or ``END``.
    """

    numbers: Mapping[str, str]
    names: Mapping[str, str]
    following: str

    def find(self, text: str) -> str | None:
        """Return the step that a text names, ``END``, or None."""
        plain = normalize(text).strip(_EDGE)
        if plain in self.names:
            return self.names[plain]
        if plain in words("next_row"):
            return self.following
        if plain in words("end") or plain.removeprefix("流程") in words("end"):
            return END
        match = re.fullmatch(rf"{_STEP_WORDS}(.+?)\s?(?:步|步骤|号|环节|行)?", plain)
        inner = match[1] if match else plain
        for candidate in (plain, re.sub(f"^{_TOWARDS}", "", plain), inner):
            if (key := number_key(candidate)) in self.numbers:
                return self.numbers[key]
        return self.names.get(inner) or (END if inner in words("end") else None)


def number_key(text: str) -> str:
    """Return a step number as it is compared: circled and Chinese numerals as digits, no dots behind.

    Example:
        >>> number_key("④"), number_key("十二"), number_key("０３.")
        ('4', '12', '3')
    """
    plain = normalize("".join(_CIRCLED.get(char, char) for char in text)).strip(_EDGE)
    if _CHINESE.fullmatch(plain):
        return str(parse(plain))
    return re.sub(r"^0+(?=\d)", "", plain)


def read_ways(text: str, targets: Targets) -> tuple[Way, ...]:
    """Read a 去向 cell.

    Example:
        >>> known = Targets({"2": "2", "3": "3"}, {}, "2")
        >>> [(way.answer, way.targets) for way in read_ways("紧急→2；一般→3", known)]
        [('紧急', ('2',)), ('一般', ('3',))]
    """
    if is_blank(text):
        return ()
    plain = _BESIDE.sub(r"；\1", _ARROWS.sub("→", text))
    ways = [way for part in _parts(plain) for way in _ways_of(part, targets)]
    return tuple(_merged(ways))


def _parts(text: str) -> Iterator[str]:
    """Yield the parts between semicolons and line breaks, as written."""
    start = 0
    for match in _BREAK.finditer(text.replace("；", ";")):
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]


def _ways_of(part: str, targets: Targets) -> Iterator[Way]:
    """Yield the ways of a part, in which commas may stand between ways as well as between targets."""
    pieces = part.split("→")
    if len(pieces) == 1:
        if part.strip(_EDGE + "，；"):
            yield from _plain_ways(part, targets)
        return
    answer = pieces[0]
    for index, piece in enumerate(pieces[1:], 1):
        if index < len(pieces) - 1 and not piece.strip():
            continue
        last = index == len(pieces) - 1
        if not last and folded_word(piece) in words("parallel"):
            answer = f"{answer}→{piece}"
            continue
        names, following = (_names(piece), "") if last else _until_next(piece, targets)
        yield _way(answer, names, targets)
        answer = following


def folded_word(text: str) -> str:
    """Return a word of the grammar as it is compared."""
    return normalize(text).strip(_EDGE)


def _way(answer: str, names: list[str], targets: Targets) -> Way:
    """Return one way; 并行 before the arrow is no answer."""
    parts = [_THEN.sub("", _SUPPOSED.sub(r"\1", part.strip().strip(_AROUND))) for part in answer.split("→")]
    said = "".join(part for part in parts if folded_word(part) not in words("parallel"))
    found = [(name, targets.find(name)) for name in names]
    known = tuple(dict.fromkeys(target for _name, target in found if target is not None))
    return Way(said, known, tuple(name.strip() for name, target in found if target is None))


def _names(piece: str) -> list[str]:
    return [name for name in _LIST_MARK.split(piece.replace("，", ",").replace("；", ";")) if name.strip(_EDGE)] or [
        piece
    ]


def _until_next(piece: str, targets: Targets) -> tuple[list[str], str]:
    """Split "2、3，一般" before the next arrow into targets and the answer that the next arrow belongs to."""
    marks = list(re.finditer(r"[、,，]|\s", piece))
    names: list[str] = []
    start = 0
    for mark in marks:
        if targets.find(piece[start : mark.start()]) is None:
            break
        names.append(piece[start : mark.start()])
        start = mark.end()
    if names:
        return names, piece[start:]
    cut = marks[-1] if marks else None
    return ([piece[: cut.start()]], piece[cut.end() :]) if cut else ([piece], "")


def _plain_ways(part: str, targets: Targets) -> list[Way]:
    """Read a part without an arrow, in which commas may stand between whole ways: 急修转4，一般转3."""
    behind = [_ANSWER_BEHIND.fullmatch(piece) for piece in _BETWEEN.split(part.strip())]
    if len(behind) > 1 and all(hit is not None and targets.find(hit[1]) is not None for hit in behind):
        return [_way(hit[2], [hit[1]], targets) for hit in behind if hit is not None]
    pieces = [piece for piece in _COMMA.split(part) if piece.strip(_EDGE)]
    answered = [_answered(piece.strip(), targets) for piece in pieces]
    if len(pieces) > 1 and all(way is not None for way in answered):
        return [way for way in answered if way is not None]
    return [_plain_way(part, targets)]


def _answered(text: str, targets: Targets) -> Way | None:
    """Read an answer and its targets without an arrow between them: 紧急:2, 合格转4."""
    for mark in ("：", ":", *_TURNS):
        answer, found, rest = text.rpartition(mark)
        names = _names(rest)
        if found and answer and all(targets.find(name) is not None for name in names):
            return _way(answer, names, targets)
    return None


def _plain_way(part: str, targets: Targets) -> Way:
    """Read a part without an arrow: 4, 第4步, 5、6, 并行5、6, 紧急:2."""
    stripped = part.strip()
    if (found := targets.find(stripped)) is not None:
        return Way("", (found,))
    if (answered := _answered(stripped, targets)) is not None:
        return answered
    for word in words("parallel"):
        if stripped.startswith(word):
            stripped = stripped.removeprefix(word).lstrip(":： ")
            break
    return _way("", _names(_AT_ONCE.sub("", stripped)), targets)


def _merged(ways: list[Way]) -> Iterator[Way]:
    """Yield the ways, those that are written twice in the very same words once."""
    yield from dict.fromkeys(ways)


def read_alarms(text: str, targets: Targets) -> tuple[Alarm, ...]:
    """Read a 超时 cell; a part without a target is a remark and starts nothing.

    Example:
        >>> known = Targets({"5": "5"}, {}, "5")
        >>> [(alarm.target, alarm.interrupts) for alarm in read_alarms("30分钟→5；1小时改派→5", known)]
        [('5', False), ('5', True)]
    """
    if is_blank(text):
        return ()
    parts = (part for part in _parts(_ARROWS.sub("→", text)) if "→" in part)
    return tuple(alarm for part in parts for alarm in _alarms_of(part, targets))


def _alarms_of(part: str, targets: Targets) -> Iterator[Alarm]:
    pieces = part.split("→")
    head = pieces[0]
    for index, piece in enumerate(pieces[1:], 1):
        last = index == len(pieces) - 1
        names, following = (_names(piece), "") if last else _until_next(piece, targets)
        for name in names:
            interrupts = any(word in normalize(head) for word in words("interrupt"))
            yield Alarm(read_limit(head), targets.find(name) or "", interrupts, f"{head.strip()}→{name.strip()}")
        head = following


def read_join(text: str) -> bool:
    """Tell whether a 汇合 cell asks to wait for every step that leads to this one."""
    return folded_word(text) in words("wait_for_all")


def read_choices(record: str) -> tuple[Choice, ...]:
    """Read the answers that a record lists.

    Example:
        >>> read_choices("评分表(结论:优/良/差)")
        (Choice(name='结论', answers=('优', '良', '差')),)
    """
    plain = record.replace("：", ":").replace("（", "(").replace("）", ")").replace("【", "[").replace("】", "]")
    found = (field for match in _FIELDS.finditer(plain) for field in re.split(r"[;；,，]", match[1]))
    return tuple(choice for field in found if (choice := _choice(field)) is not None)


def _choice(field: str) -> Choice | None:
    name, mark, rest = field.partition(":")
    answers = tuple(answer.strip() for answer in _ANSWER_MARK.split(rest) if answer.strip())
    return Choice(name.strip(), answers) if mark and len(answers) > 1 else None
