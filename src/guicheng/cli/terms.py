"""A company's own terms, laid over the shipped ones."""

from __future__ import annotations

from guicheng.cli.streams import TermsRefusedError, bytes_of, lines_of
from guicheng.domain.clause.lexicon import Lexicon, parse_table, shipped
from guicheng.domain.values.message import _


def lexicon_with(name: str | None) -> Lexicon | None:
    """Return the shipped lexicon with a table of terms over it, or None where no table is named.

    Raises:
        GuichengError: The table cannot be read or is none.
    """
    if name is None:
        return None
    table = "\n".join(lines_of(name, bytes_of(name)))
    try:
        return shipped().over(parse_table(table, name))
    except (ValueError, TypeError) as error:
        raise TermsRefusedError(
            _(
                "“{name}” is no table of terms. Its first row names the columns surface, class, canonical, value, "
                "inclusive, source, apart by tabs.",
                name=name,
            )
        ) from error
