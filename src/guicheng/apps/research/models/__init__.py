"""The rows of the research stage, by noun."""

from guicheng.apps.research.models.demands import Demand, DemandKind, DemandSource, DemandState
from guicheng.apps.research.models.feedback import Feedback, FeedbackKind, FeedbackTheme
from guicheng.apps.research.models.groups import GROUP_KINDS, CustomerGroup
from guicheng.apps.research.models.interviews import Code, Coding, Interview, InterviewKind, Note, Quote
from guicheng.apps.research.models.reports import ReportFile, ReportForm, ReportState, SurveyReport, SurveySummary
from guicheng.apps.research.models.responses import Draft, Invitation, Response, Standing
from guicheng.apps.research.models.surveys import FormVersion, Segment, Survey, SurveyState
from guicheng.apps.research.models.themes import Theme, ThemeState

__all__ = [
    "GROUP_KINDS",
    "Code",
    "Coding",
    "CustomerGroup",
    "Demand",
    "DemandKind",
    "DemandSource",
    "DemandState",
    "Draft",
    "Feedback",
    "FeedbackKind",
    "FeedbackTheme",
    "FormVersion",
    "Interview",
    "InterviewKind",
    "Invitation",
    "Note",
    "Quote",
    "ReportFile",
    "ReportForm",
    "ReportState",
    "Response",
    "Segment",
    "Standing",
    "Survey",
    "SurveyReport",
    "SurveyState",
    "SurveySummary",
    "Theme",
    "ThemeState",
]
