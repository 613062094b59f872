"""How often each lint rule is right on the project's own labelled sentences.

Usage: ``python tools/reference.py`` writes ``docs/reference/precision.md``; with ``--check`` it says whether that page
is stale.

The sentences stand in ``tests/cases/corpus/*.jsonl``, one object a line: ``text``, and ``expect``, a list of findings
that a person expects, each with its ``code`` and, where the place matters, the ``word`` that it covers.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from guicheng.domain.clause.reader import read
from guicheng.domain.lint import Rule, all_rules, check

ROOT: Final = Path(__file__).resolve().parents[1]
CORPUS: Final = ROOT / "tests" / "cases" / "corpus"
PAGE: Final = ROOT / "docs" / "reference" / "precision.md"
FAMILIES: Final = ("DU", "FL", "MH", "YS")
#: A rule that is right less often than this is a hint, whatever it finds.
LEAST: Final = 0.9
_HEAD: Final = """<!-- Written by tools/reference.py from tests/cases/corpus; change it there. -->

# How often each rule is right

Measured on {lines} sentences of the genre, written and labelled for this purpose in `tests/cases/corpus/`.
A rule is an error or a warning only if its precision here is at least {least:.0%}; all others are hints.
Two rules are off by default, whatever their precision: MH005 (等, 相关) and MH006 (立即, 马上). People who know the field
do not count these words as vague, so reporting them unasked would blur the findings that matter; a response without
any number is found by YS004.

| rule | weight | right | wrong | missed | precision | recall |
| --- | --- | --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """What one rule did on the corpus.

    Args:
        right: Findings that a person expects too.
        wrong: Findings that nobody expects.
        missed: Expected findings that did not come.
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """Share of findings that are right, None where there is none."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Share of expected findings that came, None where none is expected."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None


def sentences(folder: Path = CORPUS) -> Iterator[dict[str, Any]]:
    """Yield the labelled sentences."""
    for path in sorted(folder.glob("*.jsonl")):
        yield from (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def tallies(rows: list[dict[str, Any]]) -> dict[str, Tally]:
    """Return what each rule did, by code."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for row in rows:
        wanted = list(row["expect"])
        for finding in check(read(row["text"]), select=FAMILIES):
            word = finding.span.of(row["text"])
            met = next((e for e in wanted if e["code"] == finding.code and e.get("word", word) == word), None)
            if met is None:
                wrong[finding.code] += 1
            else:
                wanted.remove(met)
                right[finding.code] += 1
        missed.update(e["code"] for e in wanted)
    return {rule.code: Tally(right[rule.code], wrong[rule.code], missed[rule.code]) for rule in all_rules()}


def precision_page() -> str:
    """Return the page with the table of all rules."""
    rows = list(sentences())
    measured = tallies(rows)
    return _HEAD.format(lines=len(rows), least=LEAST) + "".join(
        _row(rule, measured[rule.code]) + "\n" for rule in all_rules()
    )


def _row(rule: Rule, tally: Tally) -> str:
    weight = rule.severity.value if rule.default else f"{rule.severity.value}, off"
    counts = f"{tally.right} | {tally.wrong} | {tally.missed}"
    shares = f"{_share(tally.precision)} | {_share(tally.recall)}"
    return f"| [{rule.code}](rules/{rule.code}.md) {rule.name} | {weight} | {counts} | {shares} |"


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}"


def main(arguments: list[str]) -> int:
    """Write the page, or tell whether it is stale; return the exit code."""
    page = precision_page()
    if "--check" in arguments:
        stale = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page
        print(f"{PAGE.relative_to(ROOT)} is {'stale; run python tools/reference.py' if stale else 'fresh'}")
        return int(stale)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
