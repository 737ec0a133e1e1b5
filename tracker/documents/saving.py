"""Putting a finished file in its place: whole or not at all, and never in the place of what is no file."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from tracker.errors import EnvironmentFault, InputError


def save_whole(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Let ``write`` fill a draft beside ``path`` and give it the name; what stood there stays until then.

    Raises InputError for a folder or a device, EnvironmentFault for what the disk refuses.
    """
    if path.is_dir():
        raise InputError("{path} is a folder, not a file.", path=str(path))
    if path.exists() and not path.is_file():
        raise InputError("{path} is no file that can be replaced; name another one.", path=str(path))
    target = path.resolve()  # a link goes on leading to the file
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with draft.open("xb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        raise EnvironmentFault(
            "{path} could not be written: {reason}", path=str(path), reason=error.strerror or str(error)
        ) from error
    finally:
        draft.unlink(missing_ok=True)
