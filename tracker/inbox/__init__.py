"""The folder for workbooks: what somebody saves there from an e-mail or a stick is taken in, answered and put away.

    folder --waiting--> bytes --intake.merging--> ledger; a receipt in the workbook's language --> done/ or refused/

Whoever can write into the folder can drop a file, so the file itself must say for whom it speaks: only workbooks that
this tracker handed out are taken, each for its own branch (or executor) and for nobody else. Must not know Streamlit.
"""

from tracker.inbox.taking import Dropped, take_all

__all__ = ["Dropped", "take_all"]
