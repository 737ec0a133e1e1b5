"""PDF documents as they really come: with an author, a program, comments, a signed field, a photograph."""

from __future__ import annotations

import io
import struct
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

SECRETS = (
    b"Author-Of-It",
    b"Maker-Of-Files",
    b"Commenter",
    b"Signer-IIN",
    b"Maker of cameras",
    b"private-data",
)


def paper(photograph: bytes | None = None, *, text: str = "Act 7 of acceptance", size=(64, 48), packed: bool = True,
          add=None, chained: bool = False) -> bytes:  # fmt: skip
    """A page that says the text, with everything that would ride along; ``add`` (given the document) puts more in."""
    document = Pdf.new()
    page = document.add_blank_page(page_size=(300, 200))
    font = document.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    drawn = f"BT /F1 14 Tf 20 150 Td ({text}) Tj ET"
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    if photograph is not None:
        picture = pikepdf.Stream(document, photograph)
        picture.write(zlib.compress(photograph) if chained else photograph,
                      filter=Array([Name.FlateDecode, Name.DCTDecode]) if chained else Name.DCTDecode)  # fmt: skip
        for name, value in {"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": size[0], "/Height": size[1],
                            "/ColorSpace": Name.DeviceRGB, "/BitsPerComponent": 8}.items():  # fmt: skip
            picture[name] = value
        page.Resources.XObject = Dictionary(P=document.make_indirect(picture))
        drawn += " q 100 0 0 80 20 20 cm /P Do Q"
    page.Contents = pikepdf.Stream(document, drawn.encode())
    page.PieceInfo = Dictionary(Editor=Dictionary(Private=pikepdf.String("private-data")))
    page.Annots = Array([
        Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[10, 10, 20, 20], T=pikepdf.String("Commenter"),
                   Contents=pikepdf.String("Seen on the spot")),
        document.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, Rect=[200, 10, 280, 40], FT=Name.Sig, T=pikepdf.String("sign"),
            V=Dictionary(Type=Name.Sig, Name=pikepdf.String("Signer-IIN"), Contents=b"\x30\x82Signer-IIN"))),
    ])  # fmt: skip
    document.Root.AcroForm = Dictionary(Fields=Array([page.Annots[1]]), SigFlags=3)
    document.docinfo["/Author"] = "Author-Of-It"
    document.docinfo["/Producer"] = "Maker-Of-Files"
    with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:creator"] = ["Author-Of-It"]
        metadata["xmp:CreatorTool"] = "Maker-Of-Files"
    if add is not None:
        add(document, page)
    out = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    document.save(out, object_stream_mode=mode, fix_metadata_version=False)
    return out.getvalue()


def with_script(document, page) -> None:
    """A program that runs when the document is opened."""
    document.Root.OpenAction = document.make_indirect(
        Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    )


def with_script_of_a_page(document, page) -> None:
    """The same, under a page's own events."""
    page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)")))


def with_file(document, page) -> None:
    """Another file inside."""
    document.attachments["salaries.xlsx"] = b"PK\x03\x04"


def with_launch(document, page) -> None:
    """A link that starts a program of the reader's machine."""
    page.Annots.append(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9],
                   A=Dictionary(S=Name.Launch, F=pikepdf.String("cmd.exe")))
    )  # fmt: skip


def with_film(document, page) -> None:
    """A film that plays by itself."""
    page.Annots.append(
        Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9], RichMediaContent=Dictionary())
    )


def locked() -> bytes:
    """A document that asks for a password."""
    with Pdf.open(io.BytesIO(paper())) as document:
        out = io.BytesIO()
        document.save(out, encryption=pikepdf.Encryption(user="open", owner="sesame"))
        return out.getvalue()


def unpacking(megabytes: int) -> bytes:
    """A document one of whose streams of objects unpacks to far more than the document is."""
    packed = zlib.compress(b"5 0 <<>>" + b" " * (megabytes * 2**20), 9)
    bodies = {
        1: b"<</Type/Catalog/Pages 3 0 R>>",
        2: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length "
        + str(len(packed)).encode() + b">>stream\n" + packed + b"\nendstream",
        3: b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
        4: b"<</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]/Resources 5 0 R>>",
    }  # fmt: skip
    out, places = b"%PDF-1.5\n", {}
    for number, body in bodies.items():
        places[number] = len(out)
        out += f"{number} 0 obj".encode() + body + b"\nendobj\n"
    start = len(out)
    table = bytes(7) + b"".join(struct.pack(">BIH", 1, places[n], 0) for n in bodies)
    table += struct.pack(">BIH", 2, 2, 0) + struct.pack(">BIH", 1, start, 0)
    return out + (
        b"6 0 obj<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length " + str(len(table)).encode() + b">>stream\n" + table
        + b"\nendstream\nendobj\nstartxref\n" + str(start).encode() + b"\n%%EOF\n"
    )  # fmt: skip
