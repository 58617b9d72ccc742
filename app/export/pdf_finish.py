"""What makes a painted PDF an archive's: PDF/A-2a, or PDF/A-3a with files inside, and PDF/UA-1.

ReportLab paints; here the file gets its tree, its bookmarks, its colour space, its attachments and what it says of
itself. Nothing in the file depends on the clock or on the machine: the same paper of the same day is the same bytes.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from app.documents.base import Attachment
from app.drawing.tags import Tags
from app.export.pdf_tree import add_bookmarks, add_tree

PROGRAM = "Samkarta"
LONGEST_TITLE = 500
_UNUSED_CODE = re.compile(rb"<[0-9A-F]{2}> <0000>\n")
_CODES = re.compile(rb"<[0-9A-F]{2}> <[0-9A-F]{4,}>")
_BLOCK = 100
"""How many letters one block of a character map may have."""


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself: its title, its language (``sv-SE``), the paper's day, the files inside."""

    title: str
    language: str
    day: date
    attachments: Sequence[Attachment] = ()


def finish(painted: bytes, tags: Tags, about: About) -> bytes:
    """Return the painted file as an archive's file that can be read aloud."""
    with pikepdf.open(BytesIO(painted)) as pdf:
        for page in pdf.pages:
            for key in ("/Trans", "/Rotate"):
                if key in page.obj:
                    del page.obj[key]
        _mend_fonts(pdf)
        add_tree(pdf, tags)
        add_bookmarks(pdf, tags)
        _say(pdf, about)
        _attach(pdf, about)
        _squeeze(pdf)
        target = BytesIO()
        pdf.save(
            target,
            deterministic_id=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            force_version="1.7",
        )
    return target.getvalue()


def _mend_fonts(pdf: pikepdf.Pdf) -> None:
    """Take out fonts that are listed and not embedded; let no letter be said to be no letter."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        fonts = page.obj.get("/Resources", Dictionary()).get("/Font")
        if fonts is None or (fonts.objgen[0] and fonts.objgen in seen):
            continue
        seen.add(fonts.objgen)
        for name in list(fonts.keys()):
            font = fonts[name]
            if "/FontDescriptor" not in font:
                del fonts[name]
            elif "/ToUnicode" in font:
                font.ToUnicode.write(_letters(font.ToUnicode.read_bytes()))


def _letters(table: bytes) -> bytes:
    """Return a font's table of letters without the codes that stand for none, in blocks as long as they may be."""
    codes = _CODES.findall(_UNUSED_CODE.sub(b"", table))
    blocks = [codes[start : start + _BLOCK] for start in range(0, len(codes), _BLOCK)]
    body = b"\n".join(b"%d beginbfchar\n%s\nendbfchar" % (len(block), b"\n".join(block)) for block in blocks)
    head, rest = re.split(rb"\d+ beginbfchar\n", table, maxsplit=1)
    return head + body + rest.split(b"endbfchar", 1)[1]


def _say(pdf: pikepdf.Pdf, about: About) -> None:
    """Let the file say what it is, in both places that readers look in, with one and the same word."""
    stamp = f"{about.day:%Y-%m-%d}T12:00:00Z"
    title = about.title[:LONGEST_TITLE]
    when = String(f"D:{about.day.year:04}{about.day:%m%d}120000Z")
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(title),
            Author=String(PROGRAM),
            Creator=String(PROGRAM),
            Producer=String(PROGRAM),
            CreationDate=when,
            ModDate=when,
        )
    )
    part = 3 if about.attachments else 2
    metadata = _XMP.format(
        title=escape(title), program=PROGRAM, language=about.language, stamp=stamp, part=part
    ).encode("utf-8")
    root = pdf.Root
    root.Metadata = Stream(pdf, metadata, Type=Name.Metadata, Subtype=Name.XML)
    root.Lang = String(about.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    profile = Stream(pdf, colour_space(), N=3, Alternate=Name.DeviceRGB)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    root.OutputIntents = Array([pdf.make_indirect(intent)])
    for key in ("/PageMode", "/Names", "/OpenAction"):
        if key in root:
            del root[key]


@cache
def colour_space() -> bytes:
    """Return the sRGB profile that comes with pikepdf."""
    return (resources.files("pikepdf") / "pdfa" / "data" / "sRGB.icc").read_bytes()


def _attach(pdf: pikepdf.Pdf, about: About) -> None:
    """Put the files inside, each with what it is to the paper."""
    if not about.attachments:
        return
    specs = Array()
    names = Array()
    when = String(f"D:{about.day.year:04}{about.day:%m%d}120000Z")
    for each in sorted(about.attachments, key=lambda attachment: attachment.name):
        body = Stream(pdf, each.data, Type=Name.EmbeddedFile, Subtype=Name("/" + each.media_type))
        digest = hashlib.md5(each.data, usedforsecurity=False).digest()
        body.Params = Dictionary(Size=len(each.data), ModDate=when, CheckSum=String(digest))
        spec = Dictionary(
            Type=Name.Filespec,
            F=String(each.name),
            UF=String(each.name),
            Desc=String(each.words),
            AFRelationship=Name("/" + each.relation),
            EF=Dictionary(F=body, UF=body),
        )
        made = pdf.make_indirect(spec)
        specs.append(made)
        names.extend((String(each.name), made))
    pdf.Root.AF = specs
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))


def _squeeze(pdf: pikepdf.Pdf) -> None:
    """Pack every stream that is not packed; what says what the file is stays open to every reader."""
    for each in pdf.objects:
        if isinstance(each, Stream) and each.get("/Type") != Name.Metadata:
            filters = each.get("/Filter")
            if filters is None:
                _pack(each, zlib.compress(each.read_raw_bytes()), [Name.FlateDecode])
            elif each.get("/Subtype") != Name.Image:
                _pack(each, zlib.compress(each.read_bytes()), [Name.FlateDecode])


def _pack(stream: Any, packed: bytes, filters: list[Any]) -> None:
    """Store packed bytes. If they end as a line does, where they end could not be told: then in plain digits."""
    if packed.endswith((b"\r", b"\n")):
        packed, filters = packed.hex().encode("ascii") + b">", [Name.ASCIIHexDecode, *filters]
    stream.write(packed, filter=Array(filters) if len(filters) > 1 else filters[0])


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{program}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<xmp:CreateDate>{stamp}</xmp:CreateDate>
<xmp:ModifyDate>{stamp}</xmp:ModifyDate>
<pdf:Producer>{program}</pdf:Producer>
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
