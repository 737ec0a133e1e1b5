"""Make the platform's files as light as they get, once: fonts cut down, scripts and styles packed at the best quality.

Run by the server as ``python -m tracker.ui.make_lighter``, beside it and at a low priority: the font tool and the
best packing take a hundred megabytes that must not stay in the server's memory, and most of a minute of a processor.
What was made is kept for the next start in the user's own cache (``$XDG_CACHE_HOME``, else ``~/.cache``), under a name
that says what it was made from and what is in it: whatever changes in the platform, in our names or in how we cut is
made anew, and what was harmed on the disk, too. Says each file as a line of JSON: its address, where the lighter lies.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import brotli
import fontTools

from tracker.holder.meeting_place import private_folder
from tracker.ui import cut_fonts
from tracker.ui.lighter import ROOT
from tracker.ui.packed import platform_files

#: the fonts that our pages ask for; italics, serifs and formulas pass as they are
_SYMBOLS = "MaterialSymbols*.woff2"
_TEXTS = ("SourceSans*-Upright*.woff2", "SourceCode*-Upright*.woff2")
_OWN = (".py", ".po", ".css", ".js", ".svg", ".html", ".json", ".sql")
_BEST = 11
#: days after which what no start asked for is thrown away
_KEPT_DAYS = 60


@dataclass(frozen=True, slots=True)
class Work:
    """A way to make a file lighter, and everything but the file that the outcome depends on."""

    make: Callable[[bytes], bytes]
    depends: tuple[str, ...]


def main() -> int:
    """Make everything, saying of each file when it is there; 1 where there is no place to keep anything."""
    os.nice(10)
    try:
        folder = cache_folder()
        for address, place in make_lighter(folder, platform_files()):
            print(json.dumps([address, str(place)]), flush=True)
        _throw_old_away(folder)
    except BrokenPipeError:  # the server stopped; the next one's start makes the rest
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, RuntimeError) as fault:  # no home, no room, a folder that others may write in
        print(f"The platform's files are sent as they are: {fault}", file=sys.stderr)
        return 1
    return 0


def cache_folder() -> Path:
    """The user's own folder for what can be made again. Raises OSError or RuntimeError where none is theirs alone."""
    above = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    above.mkdir(parents=True, exist_ok=True)
    folder = above / "program-tracker"
    if not private_folder(folder, make=True):
        raise PermissionError(f"{folder} is not a folder of this user's alone")
    return folder


def make_lighter(folder: Path, files: dict[str, Path]) -> Iterator[tuple[str, Path]]:
    """(address, where it lies) of every file that could be made lighter: fonts first, then from small to large.

    Raises OSError where nothing can be kept in the folder.
    """
    works = _works(files)
    for address in sorted(works, key=lambda one: (files[one].suffix != ".woff2", files[one].stat().st_size)):
        try:
            made = kept(folder, files[address], works[address])
        except OSError:
            raise
        except Exception as fault:  # a later platform's font may be of another make: it is served as it is
            said = f"The platform's {files[address].name} is sent as it is: {type(fault).__name__}: {fault}"
            print(said, file=sys.stderr)
        else:
            yield address, made


def kept(folder: Path, file: Path, work: Work) -> Path:
    """Where the lighter form of a file lies; made unless a former start did, by one process at a time.

    Raises ValueError where nothing was gained, and whatever the work raises.
    """
    plain = file.read_bytes()
    key = _digest("\n".join(work.depends).encode(), plain)
    with _alone(folder):
        for place in folder.glob(f"{key}-*"):
            if place.name == _name(key, place.read_bytes()):
                os.utime(place)
                return place
            place.unlink()
        made = work.make(plain)
        if len(made) >= len(plain):
            raise ValueError("nothing was gained")
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as half:
            half.write(made)
        return Path(half.name).replace(folder / _name(key, made))


def _works(files: dict[str, Path]) -> dict[str, Work]:
    """By address, how it is made lighter."""
    package = Path(find_spec("streamlit").submodule_search_locations[0])
    own = [*_texts(ROOT / "tracker", *_OWN), *_texts(ROOT / "pages", *_OWN)]
    symbols = cut_fonts.symbols_asked(_texts(package / "static", ".js"), [*_texts(package, ".py"), *own])
    letters = cut_fonts.letters_asked(own)
    tools = (fontTools.version, brotli.__version__, Path(cut_fonts.__file__).read_text("utf-8"))
    cutting_symbols = Work(partial(cut_fonts.cut_symbols, names=symbols), (*tools, *sorted(symbols)))
    cutting_texts = Work(partial(cut_fonts.cut_texts, letters=letters), (*tools, *sorted(letters)))
    packing = Work(_pack, (brotli.__version__, str(_BEST)))
    works = {}
    for address, file in files.items():
        if file.match(_SYMBOLS):
            works[address] = cutting_symbols
        elif any(file.match(one) for one in _TEXTS):
            works[address] = cutting_texts
        elif file.suffix != ".woff2":
            works[address] = packing
    return works


def _pack(plain: bytes) -> bytes:
    return brotli.compress(plain, quality=_BEST)


def _texts(folder: Path, *kinds: str) -> Iterator[str]:
    for file in folder.rglob("*"):
        if file.suffix in kinds:
            yield file.read_text("utf-8")


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:32]


def _name(key: str, content: bytes) -> str:
    return f"{key}-{_digest(content)}"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """No other process works in the folder meanwhile: several servers that start together do each thing once."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _throw_old_away(folder: Path) -> None:
    before = time.time() - _KEPT_DAYS * 86400
    for place in folder.iterdir():
        with suppress(FileNotFoundError):  # another server's start has thrown it away
            if place.stat().st_mtime < before:
                place.unlink()


if __name__ == "__main__":
    sys.exit(main())
