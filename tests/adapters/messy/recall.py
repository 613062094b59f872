"""Measures how much of the truth of a messy file was recovered, and what was taken for a clause that is none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from adapters.messy import files, furniture, numbers, oddities, tables
from adapters.messy.bank import Bank, Truth
from adapters.messy.page import Page
from guicheng.adapters import open_file
from guicheng.domain.manual import outline

#: What a Word file can be messy with.
FAMILIES = (
    numbers.typed_mixed,
    numbers.decimals,
    numbers.articles,
    numbers.plain_headings,
    numbers.glyphs,
    numbers.several_in_one,
    numbers.broken_lines,
    numbers.wide_figures,
    numbers.soft_breaks,
    tables.frequency_apart,
    tables.merged_places,
    tables.matrix,
    tables.nested,
    tables.items_in_cells,
    tables.blank_forms,
    tables.grouped_rows,
    furniture.cover,
    furniture.contents,
    furniture.tracked,
    furniture.boxes,
    furniture.notes,
    furniture.hidden,
    numbers.real_lists,
    numbers.spaced_out,
    numbers.restarted,
    numbers.own_styles,
    tables.double_head,
    tables.framed,
    tables.layout,
    tables.head_again,
    furniture.fields,
    furniture.controls,
    furniture.formulas,
    furniture.columns,
    furniture.split_runs,
    oddities.strange_numbers,
    oddities.side_by_side,
    oddities.card,
    oddities.own_words,
    oddities.tabbed,
    oddities.run_in_titles,
    oddities.counted_in_words,
    oddities.dashes_and_labels,
    oddities.questions,
    oddities.inline_in_cells,
)
#: Workbooks and Markdown files, with the kind of each.
FILES = (
    (files.merged_sheet, "xlsx"),
    (files.sheets, "xlsx"),
    (oddities.numbers_apart, "xlsx"),
    (files.setext, "md"),
    (files.nested_lists, "md"),
    (oddities.numbered_markdown, "md"),
)
#: A cover and contents come first, wherever the others stand.
_FIRST = (furniture.cover, furniture.contents)


@dataclass
class Score:
    """What was found of one file.

    Args:
        size: Clauses that it has.
        missed: Those that were not recovered.
        wrong: Texts taken for clauses that are none.
        given: Clauses that were read.
    """

    size: int = 0
    given: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Take in the score of another file."""
        self.size += other.size
        self.given += other.given
        self.missed += other.missed
        self.wrong += other.wrong

    @property
    def recall(self) -> float:
        """Share of the clauses that were recovered, 1 where there are none."""
        return 1 - len(self.missed) / self.size if self.size else 1.0

    @property
    def precision(self) -> float:
        """Share of the clauses read that are clauses, 1 where none was read."""
        return 1 - len(self.wrong) / self.given if self.given else 1.0


def score(name: str, data: bytes, truth: Truth) -> Score:
    """Read a file and set what was read beside its truth."""
    read = [bare(clause.text) for section in outline(open_file(name, data)).sections for clause in section.clauses]
    left = Counter(read)
    result = Score(truth.size, len(read))
    for said in truth.clauses:
        if left[bare(said)] > 0:
            left[bare(said)] -= 1
        else:
            result.missed.append(said)
    for parts in truth.rows:
        found = next((text for text in left if left[text] > 0 and all(bare(part) in text for part in parts)), None)
        if found is None:
            result.missed.append(" | ".join(parts))
        else:
            left[found] -= 1
    others = {bare(text) for text in truth.others}
    for text in left.elements():
        known = any(all(bare(part) in text for part in parts) for parts in truth.rows)
        if text in others or not known:
            result.wrong.append(text)
    return result


def bare(text: str) -> str:
    """Return a text without blanks and without the mark at its end."""
    return re.sub(r"\s", "", text).rstrip("。；;，,：:")


def of_family(family: Callable[[Page], None], seed: int) -> Score:
    """Return the score of one family in a file of its own, below a title and a clause."""
    page = Page(seed)
    family(page)
    return score("手册.docx", page.data(), page.truth)


def of_file(family: Callable[[Bank, Truth], bytes], kind: str, seed: int) -> Score:
    """Return the score of one workbook or Markdown file."""
    bank, truth = Bank(seed), Truth()
    return score(f"手册.{kind}", family(bank, truth), truth)


def of_manual(families: Sequence[Callable[[Page], None]], seed: int) -> Score:
    """Return the score of one document that holds families in an order drawn by the seed."""
    page = Page(seed)
    drawn = list(families)
    page.bank.random.shuffle(drawn)
    for family in sorted(drawn, key=lambda each: each not in _FIRST):
        family(page)
    return score("手册.docx", page.data(), page.truth)
