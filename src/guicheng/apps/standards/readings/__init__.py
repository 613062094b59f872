"""Rows turned back into domain values, so that pages and exports show what the rules say now."""

from guicheng.apps.standards.readings.alignment import Pair, align
from guicheng.apps.standards.readings.clauses import TextReading, digest_of, read_text
from guicheng.apps.standards.readings.content import content_hash, content_of, day_of, draft_content, edition_content
from guicheng.apps.standards.readings.difference import ClauseDifference, ClauseText, Mark, differences, marks
from guicheng.apps.standards.readings.documents import (
    leftover_of,
    manual_reading,
    place_json,
    read_row,
    reader_version,
    section_of,
)
from guicheng.apps.standards.readings.judging import EchoRow, Judgement, Notes, judge, notes_of, read_clause, settle
from guicheng.apps.standards.readings.sorting import ClauseFindings, sort_findings
from guicheng.apps.standards.readings.words import TERM_GROUPS, CompanyWords, company_words
from guicheng.domain.standard.notices import NOTICES, Notice
from guicheng.domain.standard.parameters import Filled, fill, parameter_names

__all__ = [
    "NOTICES",
    "TERM_GROUPS",
    "ClauseDifference",
    "ClauseFindings",
    "ClauseText",
    "CompanyWords",
    "EchoRow",
    "Filled",
    "Judgement",
    "Mark",
    "Notes",
    "Notice",
    "Pair",
    "TextReading",
    "align",
    "company_words",
    "content_hash",
    "content_of",
    "day_of",
    "differences",
    "digest_of",
    "draft_content",
    "edition_content",
    "fill",
    "judge",
    "leftover_of",
    "manual_reading",
    "marks",
    "notes_of",
    "parameter_names",
    "place_json",
    "read_clause",
    "read_row",
    "read_text",
    "reader_version",
    "section_of",
    "settle",
    "sort_findings",
]
