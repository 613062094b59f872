"""The figures of a survey as tables with pictures, for pages, reports and summaries alike."""

from guicheng.adapters.survey_tables.cells import Line, Shown, Table
from guicheng.adapters.survey_tables.tables import survey_tables
from guicheng.adapters.survey_tables.words import Say, names_of

__all__ = ["Line", "Say", "Shown", "Table", "names_of", "survey_tables"]
