"""House rules that no other linter knows; usage: ``python tools/house.py``, exits 1 when one is broken.

Each rule is a function from a file to complaints. A rule that speaks Python gets the file's syntax tree.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import page_rules

ROOT: Final = Path(__file__).resolve().parents[1]
SOURCE: Final = ROOT / "src" / "guicheng"
DOORS: Final = frozenset({"web", "api", "cli", "worker"})
WRITES: Final = frozenset(
    {"create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update", "delete", "save", "add"}
)
READS: Final = frozenset({"objects", "filter", "exclude", "all", "select_for_update", "get", "order_by"})
NAMELESS: Final = frozenset({"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"})
LONGEST_LINE: Final = 120
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
_ADDRESS: Final = re.compile(r"https?://|index-url|find-links")

Complaint = tuple[int, str]
Rule = Callable[[tuple[str, ...], ast.Module], Iterator[Complaint]]


def writes_outside_services(parts: tuple[str, ...], tree: ast.Module) -> Iterator[Complaint]:
    """Rows are written in ``services.py`` of their stage, where rights and the audit row are."""
    if parts[0] not in {"apps", "usecases", *DOORS} or parts[-1] == "services.py" or "services" in parts:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            chain = set(_chain(node.func.value))
            if chain & READS - {"get", "all"} or (node.func.attr == "save" and parts[0] == "apps"):
                yield node.lineno, f".{node.func.attr}() writes rows outside a service"


def objects_in_a_door(parts: tuple[str, ...], tree: ast.Module) -> Iterator[Complaint]:
    """A door fetches through selectors, which decide who sees what."""
    if parts[0] not in DOORS:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            yield node.lineno, "a door reads rows through a selector, not .objects"


def target_without_clause(parts: tuple[str, ...], tree: ast.Module) -> Iterator[Complaint]:
    """What a clause compiles to carries the address of the clause."""
    if parts[:2] != ("domain", "targets"):
        return
    for node in tree.body:
        if not isinstance(node, ast.ClassDef) or not _is_dataclass(node) or node.name.startswith("_"):
            continue
        if not any("ClauseRef" in annotation for annotation in _annotations(node)):
            yield node.lineno, f"{node.name} has no field or property of type ClauseRef"


def migration_importing_us(parts: tuple[str, ...], tree: ast.Module) -> Iterator[Complaint]:
    """A migration stays as it was when our code moves on."""
    if "migrations" not in parts:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = ["guicheng"] if node.level else [node.module or ""]
        else:
            continue
        if any(module.split(".")[0] == "guicheng" for module in modules):
            yield node.lineno, "a migration imports none of our code"


def chinese_in_code(parts: tuple[str, ...], tree: ast.Module) -> Iterator[Complaint]:
    """Sentences for people are English in the code and Chinese in the tables."""
    if parts[0] not in {"usecases", "site", *DOORS} or parts == ("site", "settings.py"):
        return
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in docstrings:
            continue
        if _CHINESE.search(node.value):
            yield node.lineno, "Chinese for people stands in locale/zh_Hans/*.tsv"


def nameless_file(parts: tuple[str, ...], _tree: ast.Module) -> Iterator[Complaint]:
    """A name says what is inside."""
    if NAMELESS & {part.removesuffix(".py") for part in parts}:
        yield 1, "the name says nothing; name the noun or verb inside"


PYTHON_RULES: Final[tuple[Rule, ...]] = (
    writes_outside_services,
    objects_in_a_door,
    target_without_clause,
    migration_importing_us,
    chinese_in_code,
    nameless_file,
)


def of_python(parts: tuple[str, ...], text: str) -> list[Complaint]:
    """Return the complaints about one file of the package; ``parts`` is its path below the package."""
    tree = ast.parse(text)
    return [complaint for rule in PYTHON_RULES for complaint in rule(parts, tree)]


def of_lines(text: str) -> list[Complaint]:
    """Return the lines with more than 120 characters; a Chinese character counts as one."""
    lines = enumerate(text.splitlines(), 1)
    return [
        (number, f"{len(line)} characters; the most is {LONGEST_LINE}")
        for number, line in lines
        if len(line) > LONGEST_LINE
    ]


def of_lock_file(text: str) -> list[Complaint]:
    """Return the lines that name a host: lock files hold hashes, so that any mirror serves."""
    lines = enumerate(text.splitlines(), 1)
    return [
        (number, "a lock file names no host")
        for number, line in lines
        if _ADDRESS.search(line) and "no-emit-index-url" not in line and not re.search(r'"(url|funding)":', line)
    ]


def _chain(node: ast.expr) -> Iterator[str]:
    """Yield the names of ``a.b(…).c``, last first."""
    while True:
        if isinstance(node, ast.Attribute):
            yield node.attr
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        else:
            return


def _annotations(node: ast.ClassDef) -> Iterator[str]:
    """Yield the types of a class's fields, and of what its properties return."""
    for each in node.body:
        if isinstance(each, ast.AnnAssign):
            yield ast.unparse(each.annotation)
        elif isinstance(each, ast.FunctionDef) and each.returns and each.decorator_list:
            yield ast.unparse(each.returns)


def _is_dataclass(node: ast.ClassDef) -> bool:
    return any("dataclass" in ast.unparse(decorator) for decorator in node.decorator_list)


def complaints() -> Iterator[str]:
    """Yield the complaints about the whole tree."""
    for folder in ("src", "tools", "tests", "bench"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from _placed(path, of_lines(path.read_text(encoding="utf-8")))
    for path in sorted(SOURCE.rglob("*.py")):
        found = of_python(path.relative_to(SOURCE).parts, path.read_text(encoding="utf-8"))
        yield from _placed(path, found)
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        yield from _placed(path, page_rules.of_template(path.read_text(encoding="utf-8")))
    for path in sorted([*(ROOT / "requirements").glob("*.txt"), *(ROOT / "frontend").glob("package-lock.json")]):
        yield from _placed(path, of_lock_file(path.read_text(encoding="utf-8")))


def _placed(path: Path, found: list[Complaint]) -> Iterator[str]:
    return (f"{path.relative_to(ROOT)}:{line}: {sentence}" for line, sentence in found)


def main() -> int:
    """Print the complaints; return 1 when there are any."""
    found = list(complaints())
    print("\n".join([*found, f"house: {len(found)} complaints"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
