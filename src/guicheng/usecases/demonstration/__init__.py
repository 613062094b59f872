"""The demonstration company: a recipe that makes three months of three estates through the product's own services."""

from guicheng.usecases.demonstration.loading import Loaded, load_demonstration
from guicheng.usecases.demonstration.removing import remove_demonstration

__all__ = ["Loaded", "load_demonstration", "remove_demonstration"]
