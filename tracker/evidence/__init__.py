"""Files that show a value is true: photographs and PDF documents, kept beside the database under their content hash.

    bytes --kinds--> what it really is --photograph--> metadata read, a copy without it --shelf--> <database>.evidence/

Owns the files. Whose they are stands in the ledger (:mod:`tracker.record.evidence`); who may see one is asked there
too. Must not know Streamlit, and never trusts a name: a file is reached by its hash alone.
"""

from tracker.evidence.carrying import Carried, backup_with_evidence, restore_with_evidence
from tracker.evidence.keeping import Kept, keep
from tracker.evidence.kinds import MOST_BYTES, EvidenceRefused
from tracker.evidence.shelf import read_kept

__all__ = [
    "MOST_BYTES",
    "Carried",
    "EvidenceRefused",
    "Kept",
    "backup_with_evidence",
    "keep",
    "read_kept",
    "restore_with_evidence",
]
