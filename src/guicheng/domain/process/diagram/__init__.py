"""The one layout of a process: lanes, shapes and lines with their places, for page, manual and BPMN alike."""

from guicheng.domain.process.diagram.drawing import Box, Drawing, Label, Lane, Line, Shape, Timer
from guicheng.domain.process.diagram.faults import faults_of
from guicheng.domain.process.diagram.folding import Band, Strip, fold, whole
from guicheng.domain.process.diagram.laying import lay_out

__all__ = [
    "Band",
    "Box",
    "Drawing",
    "Label",
    "Lane",
    "Line",
    "Shape",
    "Strip",
    "Timer",
    "faults_of",
    "fold",
    "lay_out",
    "whole",
]
