"""``guicheng lint``: what is vague, missing, unlawful or not understood."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import guicheng
from guicheng.adapters.reports.contract import clause_json, line_json
from guicheng.adapters.reports.fingerprint import Baseline
from guicheng.cli.language import translator
from guicheng.cli.reading import clauses_of
from guicheng.cli.streams import STANDARD_INPUT, InputMissingError, bytes_of, complain, is_lined, not_written, screen
from guicheng.domain.lint import rules_for
from guicheng.domain.values import GuichengError, Severity
from guicheng.domain.values.message import _
from guicheng.usecases.read_manual import Checks, ReadClause


@dataclass(frozen=True, slots=True)
class Checked:
    """One file with its clauses, findings of the baseline left out."""

    name: str
    clauses: tuple[ReadClause, ...]

    @property
    def kind(self) -> str:
        """Kind of file, as its ending says."""
        return "txt" if is_lined(self.name) else Path(self.name).suffix.lower().lstrip(".")


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for on the command line."""

    names: tuple[str, ...]
    checks: Checks
    output: str
    baseline: str | None
    write_baseline: bool
    hints: bool
    language: str


def run(wish: Wish) -> int:
    """Check the files and print what was found; return 1 on a finding of severity error, 2 on a refused file."""
    rules_for(wish.checks.select, wish.checks.ignore)
    baseline = _baseline(wish)
    checked, refused = [], False
    for name in wish.names:
        try:
            checked.append(Checked(name, tuple(clauses_of(name, wish.checks))))
        except GuichengError as error:
            complain(error.message, wish.language)
            refused = True
    if refused and not checked:
        return 2
    if wish.write_baseline:
        _write(wish, checked)
        return 2 if refused else 0
    checked = [_without_old(file, baseline) for file in checked]
    _PRINTERS[wish.output](checked, wish)
    if refused:
        return 2
    findings = (finding for file in checked for read in file.clauses for finding in read.findings)
    return int(any(finding.severity is Severity.ERROR for finding in findings))


def _baseline(wish: Wish) -> Baseline:
    if wish.baseline is None:
        if wish.write_baseline:
            raise InputMissingError(_("Name the file to write: --baseline FILE --write-baseline."))
        return Baseline()
    if wish.write_baseline:
        return Baseline()
    if not Path(wish.baseline).exists():
        raise InputMissingError(
            _("There is no baseline “{name}”. Write it with --baseline {name} --write-baseline.", name=wish.baseline)
        )
    return Baseline.load(wish.baseline, bytes_of(wish.baseline).decode("utf-8", "replace"))


def _without_old(file: Checked, baseline: Baseline) -> Checked:
    return Checked(
        file.name,
        tuple(
            replace(read, findings=baseline.new(read.clause.text, read.findings)) if read.findings else read
            for read in file.clauses
        ),
    )


def _write(wish: Wish, checked: list[Checked]) -> None:
    baseline = Baseline()
    count = 0
    for file in checked:
        for read in file.clauses:
            baseline.add(read.clause.text, read.findings)
            count += len(read.findings)
    target = Path(wish.baseline or "")
    try:
        target.write_text(baseline.dump(), encoding="utf-8")
    except OSError as error:
        raise not_written(str(target), error) from error
    message = _("Findings kept in {name}: {count}", name=str(target), count=str(count))
    print(message.render(translator(wish.language)))


def _print_text(checked: list[Checked], wish: Wish) -> None:
    from guicheng.cli.terminal import finding_lines

    terminal = screen(wish.language)
    shown_hints = wish.hints or bool(wish.checks.select)
    counts: Counter[Severity] = Counter()
    clauses = 0
    for file in checked:
        clauses += len(file.clauses)
        for read in file.clauses:
            counts.update(finding.severity for finding in read.findings)
            kept = tuple(finding for finding in read.findings if shown_hints or finding.severity is not Severity.HINT)
            if kept:
                place = _place(file, read, kept[0].span.start)
                lines = finding_lines(place, replace(read, findings=kept), terminal)
                sys.stdout.writelines(line + "\n" for line in lines)
                sys.stdout.write("\n")
    message = _(
        "Clauses: {clauses}. Errors: {errors}. Warnings: {warnings}. Hints: {hints}.",
        clauses=str(clauses),
        errors=str(counts[Severity.ERROR]),
        warnings=str(counts[Severity.WARNING]),
        hints=str(counts[Severity.HINT]),
    )
    print(message.render(terminal.translate))
    if counts[Severity.HINT] and not shown_hints:
        print(_("Hints are shown with --hints.").render(terminal.translate))


def _place(file: Checked, read: ReadClause, column: int) -> str:
    """Return where a clause stands: line and column of a text, section and number of a document."""
    if file.kind == "txt":
        name = "stdin" if file.name == STANDARD_INPUT else file.name
        return f"{name}:{read.source.place.block}:{column + 1}"
    title = " ".join(part for part in (read.section.number, read.section.title) if part)
    return " · ".join(part for part in (file.name, title, read.source.number) if part)


def _print_json(checked: list[Checked], wish: Wish) -> None:
    sys.stdout.writelines(_json_lines(checked, wish))


def _json_lines(checked: list[Checked], wish: Wish) -> Iterator[str]:
    translate = translator(wish.language)
    for file in checked:
        shape = line_json if file.kind == "txt" else clause_json
        for read in file.clauses:
            if read.findings:
                found = {"file": file.name, "line": read.source.place.block, **shape(read, translate)}
                yield json.dumps(found, ensure_ascii=False) + "\n"


def _print_sarif(checked: list[Checked], wish: Wish) -> None:
    from guicheng.adapters.reports.sarif import sarif_log

    log = sarif_log(
        ((file.name, file.kind, file.clauses) for file in checked),
        translator(wish.language),
        version=guicheng.__version__,
        language="en" if wish.language == "en" else "zh-CN",
    )
    print(json.dumps(log, ensure_ascii=False, indent=1))


_PRINTERS: dict[str, Callable[[list[Checked], Wish], None]] = {
    "text": _print_text,
    "json": _print_json,
    "sarif": _print_sarif,
}
