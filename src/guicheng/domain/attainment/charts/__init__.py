"""Control charts: what chance alone brings about, what it does not, and when not to react."""

from guicheng.domain.attainment.charts.chart import Chart, ChartRefusedError, Point, p_chart, u_chart, xmr_chart
from guicheng.domain.attainment.charts.course import Kind, Reading, Stretch, course
from guicheng.domain.attainment.charts.phases import Phase, phases
from guicheng.domain.attainment.charts.signals import Rule, Signal, advice, signals

__all__ = [
    "Chart",
    "ChartRefusedError",
    "Kind",
    "Phase",
    "Point",
    "Reading",
    "Rule",
    "Signal",
    "Stretch",
    "advice",
    "course",
    "p_chart",
    "phases",
    "signals",
    "u_chart",
    "xmr_chart",
]
