"""LibreOffice without a window: opens a workbook and saves it again, as an official's own program does."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

OFFICE = os.environ.get("OFFICE_PATH") or shutil.which("soffice") or shutil.which("libreoffice")


def saved_by_office(folder: Path, **files: bytes) -> dict[str, bytes]:
    """Each file as the office writes it; one start of the program for all of them."""
    (folder / "in").mkdir(parents=True)
    for name, data in files.items():
        (folder / "in" / f"{name}.xlsx").write_bytes(data)
    subprocess.run(
        [OFFICE, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"),
         *(str(folder / "in" / f"{name}.xlsx") for name in files)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return {name: (folder / "out" / f"{name}.xlsx").read_bytes() for name in files}
