"""The rows of the research stage, by noun."""

from guicheng.apps.research.models.responses import Draft, Invitation, Response, Standing
from guicheng.apps.research.models.surveys import FormVersion, Segment, Survey, SurveyState

__all__ = ["Draft", "FormVersion", "Invitation", "Response", "Segment", "Standing", "Survey", "SurveyState"]
