"""``python -m guicheng.site.seal``: seal a month of a company, or try what sealing it would come to."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from guicheng.domain.values.message import Message, _
from guicheng.site.backup import run, say
from guicheng.site.company import company_named, refuse_other_tables
from guicheng.site.home import data_home
from guicheng.site.opening import read_settings

if TYPE_CHECKING:
    from guicheng.apps.assessment.selectors.figures import Row
    from guicheng.usecases.seal_and_compare import Sealing


def seal(month: str, company: str, at: datetime, *, trial: bool) -> Sealing:
    """Seal a month in the name of the command.

    Args:
        month: Such as 2026-10.
        company: Name of the company; "" where there is one.
        at: Now, with time zone.
        trial: Keep nothing.

    Raises:
        WhichCompanyError: None, or several, fit.
        NotToSealError: The month cannot be sealed.
    """
    from guicheng.apps.organization.actors import Actor
    from guicheng.apps.organization.permissions import Role
    from guicheng.usecases.seal_and_compare import seal_and_compare

    unit = company_named(company)
    # Whoever may start the program on the server may do what the company's quality manager may.
    grants = ((str(Role.QUALITY_MANAGER), str(unit.path)),)
    actor = Actor(person=None, company_id=unit.pk, grants=grants, channel="cli", named="guicheng seal")
    return seal_and_compare(company=unit, month=month, actor=actor, at=at, trial=trial)


def told(found: Sealing) -> Iterator[Message]:
    """Yield what sealing came to, sentence by sentence.

    Args:
        found: What it came to.
    """
    sealed = found.sealed
    about = {"month": sealed.month, "version": str(sealed.version), "rows": str(sealed.rows)}
    about["estates"] = str(sealed.estates)
    if found.trial:
        yield _(
            "Trial, nothing was kept. Version {version} of {month} would hold {rows} occurrences at {estates} estates.",
            **about,
        )
    else:
        yield _("{month} is sealed, version {version}: {rows} occurrences at {estates} estates.", **about)
        yield _("Root: {root}", root=sealed.root)
    for name, rows in found.estates:
        yield _("{estate}: {rows} occurrences", estate=name, rows=str(rows))
    if sealed.version > 1:
        yield _("Figures that version {version} tells differently: {count}", version=str(sealed.version - 1),
                count=str(len(found.changes)))  # fmt: skip
    for each in found.changes:
        yield _(
            "{estate}, clause {citation}: {before} → {after}; occurrences that came: {come}, that went: {gone}",
            estate=each.unit.name,
            citation=each.clause.citation,
            before=_kept(each.before),
            after=_kept(each.after),
            come=str(len(each.come)),
            gone=str(len(each.gone)),
        )


def _kept(row: Row | None) -> str:
    return f"{row.figure.counts.kept}/{row.figure.counts.counted}" if row else "—"


def as_json(found: Sealing) -> dict[str, Any]:
    """Return what sealing came to as JSON holds it.

    Args:
        found: What it came to.
    """
    sealed = found.sealed
    return {
        "month": sealed.month,
        "version": sealed.version,
        "kept": not found.trial,
        "root": sealed.root,
        "rows": sealed.rows,
        "estates": [{"name": name, "rows": rows} for name, rows in found.estates],
        "changes": [
            {
                "estate": each.unit.name,
                "clause": each.clause.citation,
                "before": _kept(each.before),
                "after": _kept(each.after),
                "come": [row.occurrence for row in each.come],
                "gone": [row.occurrence for row in each.gone],
            }
            for each in found.changes
        ],
    }


def main(arguments: list[str]) -> int:
    """Seal a month; return 0, or 2 where it is refused."""
    parser = argparse.ArgumentParser(prog="guicheng seal")
    parser.add_argument("month")
    parser.add_argument("--company", default="")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)

    def act() -> None:
        read_settings(data_home())
        refuse_other_tables()
        found = seal(options.month, options.company, datetime.now(tz=UTC), trial=options.dry_run)
        if options.json:
            sys.stdout.write(json.dumps(as_json(found), ensure_ascii=False, indent=2) + "\n")
            return
        for sentence in told(found):
            say(sentence)

    return run(act)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
