"""``guicheng check``: standards and manuals as one system."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import guicheng
from guicheng.adapters.reports.contract import finding_json
from guicheng.adapters.reports.fingerprint import Baseline
from guicheng.adapters.reports.standard_json import load_standards
from guicheng.adapters.standards_files import Folder, is_packed, read_folder, unpacked
from guicheng.cli.clock import here
from guicheng.cli.language import translator
from guicheng.cli.own_norms import own_norms_told, take_own_norms
from guicheng.cli.streams import InputMissingError, bytes_of, complain, not_written, screen
from guicheng.domain.comparison import Level
from guicheng.domain.lint import all_explained, all_rules, explained
from guicheng.domain.manual.reading import Checks
from guicheng.domain.standard.legal import cases_of
from guicheng.domain.values import Severity
from guicheng.domain.values.message import _
from guicheng.usecases.check_standards import Report, Reported, check_standards, counts
from guicheng.usecases.checked_clauses import Source, Wanted
from guicheng.usecases.convert_standards import kept_file

_MOST_FILES = 5_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for on the command line."""

    paths: tuple[str, ...]
    contracts: tuple[str, ...]
    levels: tuple[str, ...]
    checks: Checks
    grade: str
    city: str
    output: str
    baseline: str | None
    write_baseline: bool
    hints: bool
    language: str


def run(wish: Wish) -> int:
    """Check everything and print what was found; 1 on a finding of severity error, 2 where something cannot be read.

    Raises:
        GuichengError: A path, a level, a city or a code is none.
    """
    checks = _lint_choice(wish.checks)
    whole = take_own_norms(wish.language)
    if wish.city:
        _check_city(wish.city, wish.language)
    sources = [source_of(path, Level.COMPANY) for path in wish.paths]
    sources += [source_of(path, Level.CONTRACT) for path in wish.contracts]
    sources += [source_of(path, level) for level, path in map(_level, wish.levels)]
    report = check_standards(sources, Wanted(checks, here().date(), wish.grade, wish.city))
    for fault in report.faults:
        complain(fault.message, wish.language)
    if report.faults and not report.spots:
        return 2
    report = replace(report, findings=tuple(each for each in report.findings if _speaks(each, wish.checks)))
    if wish.write_baseline:
        _write_baseline(wish, report)
        return 2 if report.faults or not whole else 0
    report = replace(report, findings=_new(wish, report))
    {"text": _print_text, "json": _print_json, "sarif": _print_sarif}[wish.output](report, wish)
    if report.faults or not whole:
        return 2
    return int(counts(report)[Severity.ERROR] > 0)


def _lint_choice(checks: Checks) -> Checks:
    """Return how single clauses are checked where codes of whole systems are among those chosen.

    Raises:
        UnknownRuleError: A code names nothing.
    """
    rules = [rule.code for rule in all_rules()]
    for code in (*checks.select, *checks.ignore):
        if not any(page.code.startswith(code.upper()) for page in all_explained()):
            explained(code)
    select, ignore = (
        tuple(code for code in codes if any(rule.startswith(code.upper()) for rule in rules))
        for codes in (checks.select, checks.ignore)
    )
    if checks.select and not select:
        ignore = tuple(dict.fromkeys(rule[:2] for rule in rules))
    return replace(checks, select=select, ignore=ignore)


def _speaks(each: Reported, checks: Checks) -> bool:
    """Tell whether a finding is among the codes that were chosen."""
    select, ignore = _upper(checks.select), _upper(checks.ignore)
    code = each.finding.code
    return (not select or code.startswith(select)) and not (ignore and code.startswith(ignore))


def _upper(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(code.upper() for code in codes)


def _check_city(city: str, language: str) -> None:
    from guicheng.adapters.norms import norms_in_use
    from guicheng.cli.norms import tell_place

    tell_place(norms_in_use(), city, language)


def _level(word: str) -> tuple[Level, str]:
    name, _sign, path = word.partition("=")
    if name not in {"contract", "company", "estate"} or not path:
        raise InputMissingError(
            _(
                "“{word}” names no level with its files. Write estate=FOLDER, company=FOLDER or contract=FILE.",
                word=word,
            )
        )
    return Level(name), path


def source_of(path: str, level: Level) -> Source:
    """Return what a path holds: a folder, a standard in the format, or another document.

    Raises:
        InputMissingError: There is nothing of this name, or far too much.
    """
    pure = Path(path)
    if not pure.is_dir():
        data = bytes_of(path)
        if is_packed(pure.name, data):
            return _of_files(unpacked(pure.name, data), f"{path}/", level)
        if pure.suffix.lower() == ".json":
            held = tuple(kept_file(each) for each in load_standards(path, data))
            return Source(Folder(held), level=level, root=f"{path}/")
        folder = read_folder({pure.name: data}, f"{pure.parent.as_posix()}/" if pure.parent.name else "")
        if folder.files or folder.faults:
            return Source(folder, level=level, root=path.removesuffix(pure.name))
        return Source(manuals={path: data}, level=level)
    names = sorted(file for file in pure.rglob("*") if file.is_file() and not _hidden(file.relative_to(pure)))
    if not names:
        raise InputMissingError(_("The folder “{name}” is empty. Name the one that holds the standards.", name=path))
    if len(names) > _MOST_FILES:
        raise InputMissingError(
            _(
                "“{name}” holds more than {limit} files. Name the folder of the standards.",
                name=path,
                limit=str(_MOST_FILES),
            )
        )
    files = {file.relative_to(pure).as_posix(): bytes_of(str(file)) for file in names if _is_wanted(file.name)}
    return _of_files(files, path.rstrip("/") + "/", level)


def _of_files(files: Mapping[str, bytes], root: str, level: Level) -> Source:
    folder = read_folder({name: data for name, data in files.items() if _is_wanted(name)}, root)
    return Source(folder, {root + name: files[name] for name in folder.manuals}, level, root)


def _is_wanted(name: str) -> bool:
    return Path(name).suffix.lower() in {".md", ".markdown", ".yaml", ".tsv", ".docx", ".xlsx", ".txt"}


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _new(wish: Wish, report: Report) -> tuple[Reported, ...]:
    if wish.baseline is None:
        return report.findings
    if not Path(wish.baseline).exists():
        raise InputMissingError(
            _("There is no baseline “{name}”. Write it with --baseline {name} --write-baseline.", name=wish.baseline)
        )
    baseline = Baseline.load(wish.baseline, bytes_of(wish.baseline).decode("utf-8", "replace"))
    kept = []
    for found in _by_clause(report.findings):
        new = baseline.new(found[0].spot.read.clause.text, [each.finding for each in found])
        kept += [each for each in found if each.finding in new]
    return tuple(kept)


def _write_baseline(wish: Wish, report: Report) -> None:
    if wish.baseline is None:
        raise InputMissingError(_("Name the file to write: --baseline FILE --write-baseline."))
    baseline = Baseline()
    for found in _by_clause(report.findings):
        baseline.add(found[0].spot.read.clause.text, [each.finding for each in found])
    try:
        Path(wish.baseline).write_text(baseline.dump(), encoding="utf-8")
    except OSError as error:
        raise not_written(wish.baseline, error) from error
    message = _("Findings kept in {name}: {count}", name=wish.baseline, count=str(len(report.findings)))
    print(message.render(translator(wish.language)))


def _by_clause(findings: Sequence[Reported]) -> Iterator[list[Reported]]:
    """Yield the findings of each clause at each grade together."""
    for _key, group in groupby(findings, key=lambda each: (each.spot.place, each.spot.read.clause.text)):
        yield list(group)


def _print_text(report: Report, wish: Wish) -> None:
    from guicheng.cli.terminal import finding_lines
    from guicheng.cli.width import wrap

    terminal = screen(wish.language)
    shown_hints = wish.hints or bool(wish.checks.select)
    for group in _by_clause(report.findings):
        kept = [each for each in group if shown_hints or each.finding.severity is not Severity.HINT]
        if not kept:
            continue
        spot = kept[0].spot
        place = f"{spot.place} [{spot.grade}]" if spot.grade else spot.place
        read = replace(spot.read, findings=tuple(each.finding for each in kept))
        sys.stdout.writelines(line + "\n" for line in finding_lines(place, read, terminal))
        for each in kept:
            for line in _beside(each, terminal.say):
                sys.stdout.writelines(f"    {row}\n" for row in wrap(line, terminal.width - 4))
        sys.stdout.write("\n")
    for message in summary(report, wish):
        print(terminal.say(message))
    if shown_hints and (not wish.checks.select or "QK001".startswith(_upper(wish.checks.select))):
        for duty in report.silent:
            where = {"law": duty.norm.law.title, "article": str(duty.norm.article), "duty": duty.norm.zh}
            if only := cases_of(duty, wish.language):
                print(
                    terminal.say(_("  QK001 {law} art. {article}: {duty} Only: {only}.", **where, only="; ".join(only)))
                )
            else:
                print(terminal.say(_("  QK001 {law} art. {article}: {duty}", **where)))


def _beside(each: Reported, say: Any) -> Iterator[str]:
    """Yield the clause on the other side and the case that shows the finding."""
    if each.other is not None:
        yield say(_("Beside it: {place} {clause}", place=each.other.place, clause=each.other.read.clause.text))
    if each.system is not None and each.system.witness is not None:
        lead = _("Missing: {said}") if each.system.verdict == "CANNOT_COMPARE" else _("For instance: {said}")
        yield say(replace(lead, fields={"said": say(each.system.witness)}))


def summary(report: Report, wish: Wish) -> Iterator[Any]:
    """Yield the sentences that say what was compared and what was not."""
    weights = counts(report)
    clauses = {(spot.file, spot.read.source.place, spot.read.clause.ref.index) for spot in report.spots}
    states = [spot.read.clause.state.value for spot in report.spots]
    yield _(
        "Clauses: {clauses}. Errors: {errors}. Warnings: {warnings}. Hints: {hints}.",
        clauses=str(len(clauses)),
        errors=str(weights[Severity.ERROR]),
        warnings=str(weights[Severity.WARNING]),
        hints=str(weights[Severity.HINT]),
    )
    levels = ", ".join(dict.fromkeys(spot.level.value for spot in report.spots))
    yield _(
        "Compared: {promises} promises of {files} files; levels: {levels}; grades: {grades}.",
        promises=str(report.promises),
        files=str(len({spot.file for spot in report.spots})),
        levels=levels or "—",
        grades=", ".join(grade for grade in report.grades if grade) or "—",
    )
    unclear = sum(each.system is not None and each.system.verdict == "CANNOT_COMPARE" for each in report.findings)
    yield _(
        "Not compared: {unread} clauses not understood, {behaviour} without a number; {unclear} pairs want a fact.",
        unread=str(states.count("unread")),
        behaviour=str(states.count("behaviour") + states.count("unquantified")),
        unclear=str(unclear),
    )
    partial = sum(bool(duty.only) for duty in report.silent)
    yield _(
        "Law of {city}: {duties} duties, {silent} without a clause, {partial} covered in part. "
        "Accepted findings: {accepted}.",
        city=wish.city or "CN",
        duties=str(report.duties),
        silent=str(len(report.silent) - partial),
        partial=str(partial),
        accepted=str(report.accepted),
    )
    yield from own_norms_told()


def _print_json(report: Report, wish: Wish) -> None:
    translate = translator(wish.language)
    for each in report.findings:
        print(json.dumps({"type": "finding", **_json(each, translate)}, ensure_ascii=False))
    weights = {weight.value: count for weight, count in counts(report).items()}
    silent = [
        {
            "norm": duty.norm.id,
            "law": duty.norm.law.title,
            "article": str(duty.norm.article),
            **({"only": cases_of(duty, "zh")} if duty.only else {}),
        }
        for duty in report.silent
    ]
    told = [message.render(translate) for message in summary(report, wish)]
    more = {
        "clauses": len(report.spots),
        "promises": report.promises,
        "grades": [each for each in report.grades if each],
    }
    tail = {"type": "summary", **weights, **more, "silent_duties": silent, "accepted": report.accepted, "said": told}
    print(json.dumps(tail, ensure_ascii=False))


def _json(each: Reported, translate: Any) -> dict[str, Any]:
    spot = each.spot
    found = {
        **_where(each.spot),
        **finding_json(each.finding, translate),
        "grade": spot.grade,
        "level": spot.level.value,
    }
    if each.system is not None:
        found["verdict"] = each.system.verdict
        found["against"] = each.system.against
        found["witness"] = each.system.witness.render(translate) if each.system.witness else ""
    if each.other is not None:
        found["other"] = _where(each.other)
    return found


def _where(spot: Any) -> dict[str, Any]:
    place = spot.read.source.place
    found = {
        "file": spot.file,
        "line": place.block,
        "section": spot.read.section.title,
        "number": spot.read.source.number,
        "text": spot.read.clause.text,
    }
    return found | ({"row": place.row, "column": place.column} if place.row else {})


def _print_sarif(report: Report, wish: Wish) -> None:
    from guicheng.adapters.reports.sarif import sarif_log

    files: dict[tuple[str, str], list[Any]] = {}
    for group in _by_clause(report.findings):
        read = replace(group[0].spot.read, findings=tuple(each.finding for each in group))
        files.setdefault((group[0].spot.file, group[0].spot.kind), []).append(read)
    log = sarif_log(
        ((name, kind, reads) for (name, kind), reads in files.items()),
        translator(wish.language),
        version=guicheng.__version__,
        language="en" if wish.language == "en" else "zh-CN",
    )
    print(json.dumps(log, ensure_ascii=False, indent=1))
