"""Chinese service clauses read into typed requirements."""

from guicheng.domain.clause.clause import Clause, Gap, Promise, State, Word
from guicheng.domain.clause.requirement import Kind, Requirement

__all__ = ["Clause", "Gap", "Kind", "Promise", "Requirement", "State", "Word"]
