"""Field events: what a phone says was done, how it is read, ordered, folded, chained, graded and kept."""

from guicheng.domain.evidence.canonical import CanonicalError, canonical, digest
from guicheng.domain.evidence.chain import Fault, Linked, broken_at, event_record, first_link, linked, photo_record
from guicheng.domain.evidence.commitment import Opening, commitment, opens
from guicheng.domain.evidence.event import FieldEvent, event_hash
from guicheng.domain.evidence.flags import Flag, Raised, Seen, flags_among
from guicheng.domain.evidence.folding import OccurrenceState, Placed, fold, state_hash, states_of
from guicheng.domain.evidence.grading import Grade, grade_of
from guicheng.domain.evidence.kinds import Retention, retention_of
from guicheng.domain.evidence.merkle import Proof, merkle_proof, merkle_root, proves
from guicheng.domain.evidence.moments import clock_difference, effective_ms
from guicheng.domain.evidence.reading import EventRefusedError, read_event

__all__ = [
    "CanonicalError",
    "EventRefusedError",
    "Fault",
    "FieldEvent",
    "Flag",
    "Grade",
    "Linked",
    "OccurrenceState",
    "Opening",
    "Placed",
    "Proof",
    "Raised",
    "Retention",
    "Seen",
    "broken_at",
    "canonical",
    "clock_difference",
    "commitment",
    "digest",
    "effective_ms",
    "event_hash",
    "event_record",
    "first_link",
    "flags_among",
    "fold",
    "grade_of",
    "linked",
    "merkle_proof",
    "merkle_root",
    "opens",
    "photo_record",
    "proves",
    "read_event",
    "retention_of",
    "state_hash",
    "states_of",
]
