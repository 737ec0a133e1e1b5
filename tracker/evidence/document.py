"""A PDF document: the copy of it that says nothing of who made it, when, with what, or where.

The one user of pikepdf (qpdf): every object of the file is looked at, inside compressed object streams, too, which a
search in the bytes cannot see. What acts by itself is refused; what speaks of people and devices is taken out: the
information dictionary, XMP, private data of programs, thumbnails, the authors of comments, the certificates behind
signatures, and the metadata inside photographs on its pages (JPEG; of JPEG 2000 the pixels' stream is left as it is).
"""

from __future__ import annotations

import io
import logging
import warnings
from functools import cache

from tracker.evidence.jpeg import without_metadata
from tracker.evidence.kinds import EvidenceRefused

MOST_OBJECTS = 100_000
_MOST_UNPACKED = 96 * 2**20  # of one stream; a document of 8 MB has no honest need for more
_ACTS = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/RichMediaExecute",
    "/Rendition",
    "/Sound",
    "/Movie",
}
_HOLDS = {"/EmbeddedFiles", "/EF", "/JS", "/JavaScript", "/RichMediaContent", "/XFA"}
_SPEAKS = (
    "/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/SpiderInfo", "/AA", "/OpenAction", "/AF", "/Perms", "/DSS",
    "/Legal", "/Collection",
)  # fmt: skip
_COMMENT = ("/T", "/M", "/CreationDate", "/NM", "/RC")


def read_document(data: bytes) -> bytes:
    """The copy without metadata. Raises EvidenceRefused for what is no whole document, is locked, or acts by itself."""
    pikepdf = _library()
    try:
        with warnings.catch_warnings(), pikepdf.open(io.BytesIO(data), suppress_warnings=True) as document:
            warnings.simplefilter("ignore")  # of a form left half: the reader's matter, not ours
            if not len(document.pages) or len(document.objects) > MOST_OBJECTS:
                raise _damaged()
            for thing in document.objects:
                _cleaned(pikepdf, thing)
            for name in set(document.trailer.keys()) - {"/Root", "/Size"}:
                del document.trailer[name]  # who made it, and whatever else stands outside of the pages
            _cleaned(pikepdf, document.Root)
            out = io.BytesIO()
            document.save(
                out, deterministic_id=True, compress_streams=False, fix_metadata_version=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
            )  # fmt: skip
            return out.getvalue()
    except EvidenceRefused:
        raise
    except pikepdf.PasswordError:
        raise EvidenceRefused("The PDF document is locked with a password; send one without.") from None
    except Exception:  # the reader of a hostile file fails in many ways, and each means the same
        raise _damaged() from None


@cache
def _library():
    import pikepdf
    from pikepdf import settings

    # bounds of the whole process, set once, before the first document is opened
    settings.set_qpdf_limits(
        flate_max_memory=_MOST_UNPACKED, run_length_max_memory=_MOST_UNPACKED, png_max_memory=_MOST_UNPACKED,
        tiff_max_memory=_MOST_UNPACKED, doc_max_warnings=1000, parser_max_container_size=1_000_000,
    )  # fmt: skip
    logging.getLogger("pikepdf").setLevel(logging.ERROR)
    return pikepdf


def _cleaned(pikepdf, thing, depth: int = 0) -> None:
    """Clean one object and what stands directly inside it; other objects are visited in their own turn."""
    if depth > 50:
        raise _damaged()
    if isinstance(thing, pikepdf.Array):
        inside = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        _refuse_what_acts(thing)
        inside = [thing[name] for name in list(thing.keys())]
    else:
        return
    for one in inside:
        if isinstance(one, pikepdf.Object) and not one.is_indirect:
            _cleaned(pikepdf, one, depth + 1)
    if not isinstance(thing, pikepdf.Array):
        _say_nothing(pikepdf, thing)
        if isinstance(thing, pikepdf.Stream):
            _strip_photograph(pikepdf, thing)


def _refuse_what_acts(thing) -> None:
    action, kind = thing.get("/S"), thing.get("/Type")
    if _HOLDS & set(thing.keys()) or str(action) in _ACTS or str(kind) == "/EmbeddedFile":
        raise EvidenceRefused(
            "The PDF document holds a program or other files; print it to PDF again and send that."
        )


def _say_nothing(pikepdf, thing) -> None:
    for name in _SPEAKS:
        if name in thing:
            del thing[name]
    if thing.get("/FT") == pikepdf.Name.Sig and "/V" in thing:
        del thing["/V"]  # what is seen of a signature stays; the certificate names a person
    if "/ByteRange" in thing and "/Contents" in thing:
        del thing["/Contents"]
    if thing.get("/Type") == pikepdf.Name.Annot and thing.get("/Subtype") != pikepdf.Name.Widget:
        for name in _COMMENT:
            if name in thing:
                del thing[name]


def _strip_photograph(pikepdf, stream) -> None:
    """Rewrite a JPEG's own stream without the metadata a camera put into it; its pixels stay byte for byte."""
    filters = stream.get("/Filter")
    names = [filters] if isinstance(filters, pikepdf.Name) else list(filters) if filters is not None else []
    if not names or names[-1] != pikepdf.Name.DCTDecode:
        return
    if len(names) == 1:
        stripped = without_metadata(stream.read_raw_bytes())
    else:
        stream.Filter = pikepdf.Array(names[:-1])
        parameters = stream.get("/DecodeParms")
        if isinstance(parameters, pikepdf.Array):
            stream.DecodeParms = pikepdf.Array(list(parameters)[:-1])
        stripped = without_metadata(stream.read_bytes(pikepdf.StreamDecodeLevel.generalized))
        if "/DecodeParms" in stream:
            del stream["/DecodeParms"]
    if stripped is None:
        raise _damaged()
    stream.write(stripped, filter=pikepdf.Name.DCTDecode)


def _damaged() -> EvidenceRefused:
    return EvidenceRefused("The PDF document is damaged; save or print it to PDF again and send that.")
