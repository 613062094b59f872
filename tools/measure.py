"""Budgets of size, printed and kept: files, functions, templates, islands, settings.

Usage: ``python tools/measure.py``; exits 1 when a budget is exceeded. A function's length is that of its code: from
``def`` to its last line without its docstring. Generated migrations are not measured.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Size:
    """How long something is.

    Args:
        name: What and where.
        lines: Its length.
    """

    name: str
    lines: int


@dataclass(frozen=True, slots=True)
class Budget:
    """Bounds in lines; None where there is none."""

    what: str
    hard: int
    p90: int | None = None
    median: int | None = None

    def judge(self, sizes: Sequence[Size]) -> Iterator[str]:
        """Yield one sentence for each bound that is exceeded."""
        for size in sizes:
            if size.lines > self.hard:
                yield f"{size.name} has {size.lines} lines, the most is {self.hard}"
        for name, bound, share in (("p90", self.p90, 0.9), ("median", self.median, 0.5)):
            if bound is not None and percentile(sizes, share) > bound:
                yield f"{self.what}: {name} is {percentile(sizes, share)}, the most is {bound}"


def percentile(sizes: Sequence[Size], share: float) -> int:
    """Return the smallest length that at least ``share`` of the sizes do not exceed; 0 for none."""
    ordered = sorted(size.lines for size in sizes)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)] if ordered else 0


def files(folders: Iterable[str], suffix: str) -> list[Path]:
    """Return the files below the folders that people write."""
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob(f"*{suffix}")))
    return [path for path in found if not {"migrations", "node_modules", "build"} & set(path.parts)]


def lengths(paths: Iterable[Path]) -> list[Size]:
    """Measure files."""
    return [Size(str(path.relative_to(ROOT)), len(path.read_text(encoding="utf-8").splitlines())) for path in paths]


def functions(paths: Iterable[Path]) -> list[Size]:
    """Measure the functions and methods of Python files."""
    return [
        Size(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", code_lines(node))
        for path in paths
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def code_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the length of a function without its docstring."""
    whole = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node, clean=False) is None:
        return whole
    return whole - ((first.end_lineno or first.lineno) - first.lineno + 1)


def report(budget: Budget, sizes: Sequence[Size]) -> list[str]:
    """Print one line of figures and return what is wrong."""
    largest = max(sizes, key=lambda size: size.lines, default=Size("-", 0))
    figures = f"median {percentile(sizes, 0.5):>3}  p90 {percentile(sizes, 0.9):>3}  most {largest.lines:>3}"
    print(f"{budget.what:<12} {len(sizes):>5}  {figures}  {largest.name}")
    return list(budget.judge(sizes))


def main() -> int:
    """Measure everything; return 1 when a budget is exceeded."""
    product, tests = files(["src", "tools"], ".py"), files(["tests"], ".py")
    templates = [path for path in files(["src"], ".html") if "templates" in path.parts]
    scripts = files(["frontend/src"], ".ts")
    islands = [path for path in scripts if "islands" in path.parts]
    complaints = [
        *report(Budget("files", hard=400, p90=250), lengths(product)),
        *report(Budget("functions", hard=50, p90=30, median=10), functions(product)),
        *report(Budget("tests", hard=500), lengths(tests)),
        *report(Budget("templates", hard=150), lengths(templates)),
        *report(Budget("scripts", hard=400), lengths(scripts)),
        *report(Budget("islands", hard=300), lengths(islands)),
        *report(Budget("settings", hard=200), lengths([ROOT / "src/guicheng/site/settings.py"])),
    ]
    print("\n".join([*complaints, f"measure: {len(complaints)} budgets exceeded"]))
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
