"""The evidence of one dispute as files: a zip that checks itself, and a paper to read."""

from guicheng.adapters.dispute_pack.binding import Bound, Packed, bind, zipped
from guicheng.adapters.dispute_pack.paper import paper_of

__all__ = ["Bound", "Packed", "bind", "paper_of", "zipped"]
