"""Pictures of figures as SVG: shapes, dashes and words tell what colours tell, so they print and read without them.

Each picture goes beside a table with the same figures; a page colours the classes, a paper brings a theme along.
"""

from guicheng.adapters.pictures.bars import Bar, bar_chart
from guicheng.adapters.pictures.heat import Cell, Heat, heat_chart, heat_step
from guicheng.adapters.pictures.lines import Guide, Series, Spot, line_chart
from guicheng.adapters.pictures.scales import Axis, number_axis, percent_axis
from guicheng.adapters.pictures.scatter import Dot, Lines, quadrant_chart, scatter

__all__ = [
    "Axis",
    "Bar",
    "Cell",
    "Dot",
    "Guide",
    "Heat",
    "Lines",
    "Series",
    "Spot",
    "bar_chart",
    "heat_chart",
    "heat_step",
    "line_chart",
    "number_axis",
    "percent_axis",
    "quadrant_chart",
    "scatter",
]
