"""Prepare a hearing, freeze its figures, write its pack, and prove later that the figures follow.

`new` prints the hearing's id, `freeze` its short code, `verify` exits 1 where the frozen figures do not follow from the
ledger, `list` prints every hearing, one a line.
"""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from tracker import clock
from tracker.commands.call import Call, read_day
from tracker.errors import InputError, UsageError
from tracker.hearing.arranging import proposed
from tracker.hearing.freeze import Verified, freeze, verify
from tracker.queries.ask import Ask
from tracker.queries.hearings import hearings, known_hearing
from tracker.record.hearing import move_hearing, record_hearing
from tracker.store import Store
from tracker.text import N_
from tracker.text.vocab import word

EXAMPLE = "tracker hearing new --program republic-2021-2025 --on 2022-04-20 --as-of 2022-04-15"
ACTS = ("new", "freeze", "pack", "verify", "list")
FORMATS = ("pdf", "docx")


def arguments(parser: ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("act", metavar="ACT", choices=ACTS, help=", ".join(ACTS))
    parser.add_argument("hearing", metavar="ID", nargs="?", help="the hearing (not for new and list)")
    parser.add_argument("--program", metavar="P", help="new: the program that is heard")
    parser.add_argument("--territory", metavar="T", help="new: the territory whose election program is heard")
    parser.add_argument("--on", metavar="DAY", help="new: the day of the meeting")
    parser.add_argument("--as-of", metavar="DAY", help="new: the day that the figures are of")
    parser.add_argument(
        "--office", metavar="EXECUTOR", help="new: who speaks (default: the territory's head office)"
    )
    parser.add_argument(
        "--answer-by", metavar="DAY", help="new: the executors' last day (default: 3 days before)"
    )
    parser.add_argument("--title", metavar="TEXT", default="", help="new: a title of its own")
    parser.add_argument("--format", choices=FORMATS, help="pack: PDF or DOCX (default: by the file's name)")
    parser.add_argument("--out", metavar="FILE", help="pack: the file to write")


def run(call: Call) -> int:
    """Do it, and say what was done."""
    args = call.args
    if args.act in ("new", "list"):
        if args.hearing is not None:
            raise UsageError("`tracker hearing {act}` takes no hearing; {given} is one too many.",
                             act=args.act, given=args.hearing)  # fmt: skip
    elif args.hearing is None:
        raise UsageError("Name the hearing: `tracker hearing {act} ID`; `tracker hearing list` prints the ids.",
                         act=args.act)  # fmt: skip
    return _RUN[args.act](call)


def _new(call: Call) -> int:
    args = call.args
    if (args.program is None) == (args.territory is None):
        raise UsageError("Say what is heard: --program P or --territory T, one of the two.")
    held_on, as_of = _day(call, "on"), _day(call, "as_of")
    answer_by = read_day("--answer-by", args.answer_by) if args.answer_by else None
    with call.store() as store:
        new = proposed(
            store, call.actor, held_on=held_on, as_of=as_of, territory=args.territory, program=args.program,
            office=args.office, title=args.title, answer_by=answer_by,
        )  # fmt: skip
        found = record_hearing(store, call.actor, new, now=clock.now())
    call.out.write(found + "\n")
    return 0


def _day(call: Call, name: str) -> date:
    text = getattr(call.args, name)
    option = "--" + name.replace("_", "-")
    if text is None:
        raise UsageError("A new hearing needs {option} DAY.", option=option)
    return read_day(option, text)


def _freeze(call: Call) -> int:
    name = call.args.hearing
    with call.store() as store:
        if known_hearing(store, None, name).state == "draft":
            move_hearing(store, call.actor, name, "sent", now=clock.now())
            call.warn(
                "The hearing {hearing} was a draft: it was sent to the executors and frozen in one step, so none of "
                "them could answer.",
                hearing=name,
            )
        code = freeze(store, call.actor, name, now=clock.now())
    call.out.write(code + "\n")
    return 0


def _pack(call: Call) -> int:
    from tracker.documents.pack import pack_document, paper_docx, paper_pdf
    from tracker.documents.saving import save_whole
    from tracker.hearing.matter import hearing_matter

    args = call.args
    if args.out is None:
        raise UsageError("Name the file to write with --out FILE.")
    wanted = args.format or Path(args.out).suffix.lstrip(".").lower()
    if wanted not in FORMATS:
        raise UsageError("{file}: say --format pdf or --format docx.", file=args.out)
    path = call.path(args.out)
    if not path.parent.is_dir():
        raise InputError("The folder {folder} does not exist.", folder=str(path.parent))
    tell = _telling(call)
    with call.store() as store:
        matter = hearing_matter(store, call.actor, args.hearing, call.language, tell(N_("Gathering")))
    document = pack_document(matter)
    data = (paper_pdf if wanted == "pdf" else paper_docx)(document, tell(N_("Writing")))
    save_whole(path, lambda file: file.write(data))
    if matter.code is None:
        call.warn("This hearing is not frozen: the same pack made later may say something else.")
        call.say("Written: {path}.", path=args.out)
    else:
        call.say("Written: {path}. Code {code}.", path=args.out, code=matter.code)
    return 0


def _telling(call: Call):
    """Progress beside the output, on one line while somebody watches, else not at all."""

    watched = getattr(call.err, "isatty", bool)()

    def step(what: str):
        def tell(done: int, of: int) -> None:
            if watched and of:
                end = "\n" if done >= of else ""
                call.err.write(f"\r{call.tr(what)} {done}/{of}{end}")
                call.err.flush()

        return tell

    return step


def _verify(call: Call) -> int:
    with call.store() as store:
        found = verify(store, call.actor, call.args.hearing)
    if found.follows:
        call.say("{hearing} follows: code {code}, figures of {day}, ledger head {head}.",
                 hearing=found.hearing, code=found.code, day=found.as_of, head=found.head)  # fmt: skip
        return 0
    call.say("{hearing}, code {code}, does NOT follow from the ledger at head {head}.",
             hearing=found.hearing, code=found.code, head=found.head)  # fmt: skip
    call.say(
        "What differs: {parts}.",
        parts=", ".join(word("frozen_part", part, call.language) for part in found.differs),
    )
    _say_indicators(call, found)
    return 1


def _say_indicators(call: Call, found: Verified, most: int = 20) -> None:
    for indicator in found.indicators[:most]:
        call.out.write(f"  {indicator}\n")
    if len(found.indicators) > most:
        call.say("  and {count} more", count=len(found.indicators) - most)


def _list(call: Call) -> int:
    with call.store() as store:
        found = hearings(store, call.actor, _newest(store))
    for one in found:
        code = one.frozen.code if one.frozen else ""
        state = word("hearing_state", one.state, call.language)
        call.out.write(f"{one.hearing}  {one.held_on.isoformat()}  {state}  {code}".rstrip() + "\n")
    if not found:
        call.say("No hearing was prepared yet.")
    return 0


def _newest(store: Store) -> Ask:
    return Ask(clock.today(), "current", store.head())


_RUN = {"new": _new, "freeze": _freeze, "pack": _pack, "verify": _verify, "list": _list}
