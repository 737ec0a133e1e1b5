"""A finished file takes its name at once; what stood there stays until then, and what is no file stays for good."""

from __future__ import annotations

import os

import pytest

from tracker.documents.saving import save_whole
from tracker.errors import EnvironmentFault, InputError


def test_what_breaks_off_leaves_the_file_that_was_there(tmp_path):
    path = tmp_path / "w.xlsx"
    path.write_bytes(b"the last one")

    def half(file) -> None:
        file.write(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(EnvironmentFault, match="No space left"):
        save_whole(path, half)
    assert path.read_bytes() == b"the last one" and [file.name for file in tmp_path.iterdir()] == ["w.xlsx"]


def test_a_link_goes_on_leading_to_the_file(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "link.csv").symlink_to(tmp_path / "kept" / "real.csv")
    save_whole(tmp_path / "link.csv", lambda file: file.write(b"new"))
    assert (tmp_path / "link.csv").is_symlink() and (tmp_path / "kept" / "real.csv").read_bytes() == b"new"


def test_neither_a_folder_nor_a_device_is_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(InputError):
            save_whole(path, lambda file: file.write(b"x"))
    assert (tmp_path / "pipe").is_fifo()
