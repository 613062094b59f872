"""The codes of all rules: one line each, in order. A code is never used again for another rule."""

from __future__ import annotations

from typing import Final

#: Code of a rule and the name of its module and function in ``rules``.
MODULES: Final[dict[str, str]] = {
    "DU001": "unread_quantity",
    "DU002": "conflicting_bounds",
    "DU003": "number_word",
    "FL001": "utility_cutoff",
    "FL002": "whole_subcontracting",
    "FL003": "forced_biometric_entry",
    "FL004": "passage_as_pressure",
    "FL005": "short_video_retention",
    "FL006": "endless_personal_data",
    "MH001": "vague_time_limit",
    "MH002": "vague_frequency",
    "MH003": "vague_quality",
    "MH004": "escape_clause",
    "MH005": "open_list",
    "MH006": "immediate_word",
    "MH007": "vague_degree",
    "MH008": "vague_manner",
    "YS001": "no_responsible_post",
    "YS002": "ratio_without_period",
    "YS003": "ratio_without_formula",
    "YS004": "response_without_limit",
    "YS005": "several_duties",
    "YS006": "limit_without_start",
    "YS007": "frequency_without_act",
    "YS008": "round_without_record",
    "YS009": "notice_without_lead",
    "YS010": "record_without_retention",
    "YS011": "approval_without_post",
    "YS012": "deduction_without_amount",
}
