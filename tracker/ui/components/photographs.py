"""Photographs of a visit: taken on the spot and kept without their metadata, or named as links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from tracker.evidence import MOST_BYTES, Kept, keep
from tracker.text import N_
from tracker.ui.components.html import show, tag
from tracker.ui.page import Here


@dataclass(frozen=True, slots=True)
class Taken:
    """What was given in the form: links, and files not kept yet."""

    links: tuple[str, ...]
    uploads: tuple[Any, ...]

    def keep(self, here: Here) -> tuple[Kept, ...]:
        """Keep the files. Raises EvidenceRefused for what is no photograph or PDF document."""
        return tuple(keep(here.store, one.getvalue(), one.name) for one in self.uploads)


def photographs(here: Here, key: str) -> Taken:
    """The fields of a form for photographs; a phone offers its camera."""
    uploads = st.file_uploader(
        here.t(_FILES), ["jpg", "jpeg", "png", "pdf"], accept_multiple_files=True, key=f"files:{key}",
        max_upload_size=MOST_BYTES // 1_000_000 or 1,
    )  # fmt: skip
    show(tag("p", here.t(_METADATA), class_="quiet"), class_="hint")
    links = st.text_input(here.t(_LINKS), key=f"photographs:{key}", max_chars=1000)
    return Taken(tuple(links.split()), tuple(uploads or ()))


_FILES = N_("Photographs")
_METADATA = N_(
    "Where and when a photograph was taken is read for control and taken out of the copy that others see."
)
_LINKS = N_("Links to photographs, with a space between")
