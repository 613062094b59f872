"""The demonstration company: a recipe that makes three months of three estates through the product's own services."""

from guicheng.usecases.demonstration.loading import CHAPTERS, Loaded, begin_loading, load_demonstration
from guicheng.usecases.demonstration.progress import HowFar, how_far
from guicheng.usecases.demonstration.removing import remove_demonstration

__all__ = [
    "CHAPTERS",
    "HowFar",
    "Loaded",
    "begin_loading",
    "how_far",
    "load_demonstration",
    "remove_demonstration",
]
