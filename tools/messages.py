r"""The catalogue of messages: English sentences in the code are the keys, tables hold the Chinese.

Usage: ``python tools/messages.py compile|check|missing``.

``compile`` joins ``locale/zh_Hans/*.tsv`` (one ``english<TAB>chinese`` a line, line feeds as ``\n``) into the
catalogue that gettext reads. ``check`` compares the tables with every sentence that the code, the templates, the
rule pages and the front end can say, and exits 1 on a sentence without Chinese, on a row that nothing says, on a
field that only one of the two has, and on words that the product does not use. ``missing`` prints the rows to write.
"""

from __future__ import annotations

import ast
import io
import os
import re
import string
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo

ROOT: Final = Path(__file__).resolve().parents[1]
SOURCE: Final = ROOT / "src" / "guicheng"
TABLES: Final = SOURCE / "locale" / "zh_Hans"
CATALOGUE: Final = TABLES / "LC_MESSAGES" / "django.mo"
MARKERS: Final = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop", "Message"})
# The front end marks a sentence with t("…").
_TYPESCRIPT: Final = re.compile(r"""\bt\(\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`)""")
_UNWANTED: Final = re.compile(r"(?<![申聘邀敬])请(?!求)|抱歉|非法|无效|系统错误|系统异常|操作失败|未知|确定吗|。。|！")
_PERCENT_FIELD: Final = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table."""

    english: str
    chinese: str
    place: str


def rows(folder: Path = TABLES) -> Iterator[Row]:
    """Yield the rows of all tables.

    Raises:
        SystemExit: A line is no row.
    """
    for table in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = [cell.replace("\\n", "\n").replace("\\t", "\t") for cell in line.split("\t")]
            if len(cells) != 2:
                sys.exit(f"{table.name}:{number}: a row is english<TAB>chinese, this one has {len(cells)} cells")
            yield Row(cells[0], cells[1], f"{table.name}:{number}")


def compile_catalogue(folder: Path = TABLES, target: Path = CATALOGUE) -> int:
    """Write the catalogue and return the number of messages; readers see the old or the new one, never a part."""
    catalogue = Catalog(locale="zh_Hans", domain="django", charset="utf-8")
    numbered = plurals()
    for row in rows(folder):
        # Gettext looks a sentence with a number up by its singular and plural; Chinese has one form for both.
        pair = (row.english, numbered[row.english]) if row.english in numbered else row.english
        catalogue.add(pair, (row.chinese,) if row.english in numbered else row.chinese)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}")
    with draft.open("wb") as file:
        write_mo(file, catalogue)
    draft.replace(target)
    return len(catalogue)


def sentences() -> dict[str, str]:
    """Return every sentence that can be said, each with one place that says it."""
    found: dict[str, str] = {}
    for path, text in _texts():
        for line, sentence in _of_file(path, text):
            found.setdefault(sentence, f"{path.relative_to(ROOT)}:{line}")
    for sentence, code in of_rules():
        found.setdefault(sentence, f"rule {code}")
    return found


def _texts() -> Iterator[tuple[Path, str]]:
    python = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
    templates = [path for folder in ("templates", "jinja") for path in SOURCE.rglob(f"{folder}/**/*.*")]
    scripts = [path for path in (ROOT / "frontend" / "src").rglob("*.ts") if not path.name.endswith(".test.ts")]
    for path in sorted([*python, ROOT / "tools" / "bootstrap.py", *templates, *scripts]):
        if path.is_file():
            yield path, path.read_text(encoding="utf-8")


def _of_file(path: Path, text: str) -> Iterable[tuple[int, str]]:
    if path.suffix == ".py":
        return of_python(text, path.name)
    return of_typescript(text) if path.suffix == ".ts" else of_template(text)


def of_python(text: str, name: str = "") -> list[tuple[int, str]]:
    """Find marked sentences in Python.

    Raises:
        SystemExit: ``_()`` gets something that is no plain string, so the catalogue could not hold it.
    """
    found = []
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or _name(node.func) not in MARKERS or not node.args:
            continue
        first = node.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            found.append((node.lineno, first.value))
        elif _name(node.func) == "_" or isinstance(first, ast.JoinedStr):
            sys.exit(f"{name}:{node.lineno}: _() takes one plain string, with {{fields}} for what changes")
    return found


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def plurals() -> dict[str, str]:
    """Return the plural of each sentence that templates say with a number, by its singular."""
    texts = [text for path, text in _texts() if path.suffix == ".html" and "{% plural %}" in text]
    return {said[0]: said[1] for text in texts for _line, said in _said_in(text) if isinstance(said, tuple)}


def of_template(text: str) -> list[tuple[int, str]]:
    """Find ``translate`` and ``blocktranslate`` in a Django template; of those with a number, the singular."""
    return [(line, said if isinstance(said, str) else said[0]) for line, said in _said_in(text)]


def _said_in(text: str) -> list[tuple[int, str | tuple[str, ...]]]:
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
    # What stands between the tags is blanked out but keeps its indentation, which Python would read as blocks.
    code = io.BytesIO("\n".join(line.lstrip() for line in templatize(text).split("\n")).encode())
    keywords = {"gettext": None, "pgettext": ((1, "c"), 2), "ngettext": (1, 2)}
    hits = extract("python", code, keywords=keywords, options={"encoding": "utf-8"})
    return [(line, message) for line, message, _comments, _context in hits]


def of_typescript(text: str) -> list[tuple[int, str]]:
    """Find ``t("…")`` in TypeScript."""
    found = []
    for hit in _TYPESCRIPT.finditer(text):
        raw = next(part for part in hit.groups() if part is not None)
        sentence = re.sub(r"\\(.)", lambda escape: {"n": "\n", "t": "\t"}.get(escape[1], escape[1]), raw)
        found.append((text.count("\n", 0, hit.start()) + 1, sentence))
    return found


def of_rules() -> Iterator[tuple[str, str]]:
    """Yield the English parts of each lint rule's help page."""
    sys.path.insert(0, str(SOURCE.parent))
    from guicheng.domain import lint

    for rule in lint.all_explained():
        for part in (rule.summary, rule.why, rule.references):
            yield from ((text, rule.code) for text in ([part] if isinstance(part, str) else part) if text)


def complaints(said: dict[str, str], table: list[Row]) -> Iterator[str]:
    """Yield what is wrong between what is said and what the tables hold."""
    chinese: dict[str, Row] = {}
    for row in table:
        known = chinese.setdefault(row.english, row)
        if known.chinese != row.chinese:
            yield f"{row.place}: “{row.english}” is also at {known.place} with other Chinese"
        yield from _row_complaints(row, said)
    for sentence, place in said.items():
        if sentence and sentence not in chinese:
            yield f"{place}: no Chinese for “{sentence}”"


def _row_complaints(row: Row, said: dict[str, str]) -> Iterator[str]:
    if row.english not in said:
        yield f"{row.place}: nothing says “{row.english}”"
    if not row.chinese.strip():
        yield f"{row.place}: the Chinese of “{row.english}” is empty"
    if fields(row.english) != fields(row.chinese):
        yield f"{row.place}: fields differ: {sorted(fields(row.english))} and {sorted(fields(row.chinese))}"
    if word := _UNWANTED.search(row.chinese):
        yield f"{row.place}: “{word[0]}” is a word that the product does not use"


def fields(text: str) -> frozenset[str]:
    """Return the names of the fields of a sentence, ``{name}`` and ``%(name)s``."""
    try:
        named = {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name}
    except ValueError:
        named = {"a brace without its partner"}
    return frozenset(named | set(_PERCENT_FIELD.findall(text)))


def main(arguments: list[str]) -> int:
    """Compile, check, or print what is missing; return the exit code."""
    wanted = arguments[0] if arguments else "check"
    if wanted == "compile":
        compile_catalogue()
        return 0
    said, table = sentences(), list(rows())
    if wanted == "missing":
        known = {row.english for row in table}
        for sentence, place in said.items():
            if sentence and sentence not in known:
                print(sentence.replace("\n", "\\n"), f"# {place}", sep="\t")
        return 0
    found = list(complaints(said, table))
    print("\n".join([*found, f"messages: {len(said)} sentences, {len(table)} rows, {len(found)} complaints"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
