"""What a document, a recording or an archive says of its makers is told; and nothing raises."""

from __future__ import annotations

import gzip
import io
import json
import re
import shutil
import struct
import subprocess
import tarfile
import wave
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.documents import LONGEST, MOST_TOLD, SUFFIXES, Told, is_understood, told

EXIFTOOL = shutil.which("exiftool")


def found(path: str, data: bytes) -> dict[str, list[str]]:
    things: dict[str, list[str]] = {}
    for one in told(path, data):
        things.setdefault(one.name, []).append(one.value)
    return things


# Files, written by hand


def pdf(info: bytes = b"", more: bytes = b"", trailer: bytes = b"") -> bytes:
    """Write a PDF with a table of its objects, as readers want it."""
    objects = [
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n",
        b"4 0 obj\n<<" + info + b">>\nendobj\n",
    ]
    data = b"%PDF-1.5\n"
    places = []
    for one in objects:
        places.append(len(data))
        data += one
    data += more
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 5\n0000000000 65535 f \n" + table
    data += b"trailer\n<</Size 5/Root 1 0 R/Info 4 0 R" + trailer + b">>\n"
    return data + b"startxref\n%d\n%%%%EOF\n" % start


def stream(words: bytes, head: bytes = b"") -> bytes:
    packed = zlib.compress(words)
    return b"9 0 obj\n<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream\nendobj\n" % (
        head, len(packed), packed)  # fmt: skip


def packed(members: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" '
    b'xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#" xmp:CreatorTool="Writer &amp; Sons 7" '
    b'xmpMM:DocumentID="uuid:d0c">'
    b"<dc:creator><rdf:Seq><rdf:li>Xena Map</rdf:li><rdf:li>Yuri Map</rdf:li></rdf:Seq></dc:creator>"
    b"<pdf:Producer>Prod X</pdf:Producer>"
    b'<xmpMM:History><rdf:Seq><rdf:li stEvt:softwareAgent="Agent 9" stEvt:when="2024-02-03T04:05:06Z"/></rdf:Seq>'
    b"</xmpMM:History></rdf:Description></rdf:RDF></x:xmpmeta>"
)

CORE = (
    '<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>The Leak</dc:title>'
    "<dc:creator>Jane Doe</dc:creator><cp:keywords>a, b</cp:keywords><dc:description>Not yet</dc:description>"
    "<cp:lastModifiedBy>John &quot;J&quot; Roe</cp:lastModifiedBy><cp:revision>7</cp:revision>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2024-01-02T03:04:05Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2024-01-03T03:04:05Z</dcterms:modified></cp:coreProperties>'
)
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Template>Ministry.dotm</Template><Application>Microsoft Office Word</Application>"
    "<Company>Ministry of X</Company><Manager>Max Boss</Manager><AppVersion>16.0000</AppVersion></Properties>"
)
CUSTOM = (
    '<Properties xmlns="c" xmlns:vt="v"><property fmtid="{D5}" pid="2" name="Client">'
    "<vt:lpwstr>Acme</vt:lpwstr></property></Properties>"
)


def exif(order: str = "<") -> bytes:
    """Write a TIFF's head with a camera, an author and a folder for the position."""
    texts = [
        (0x010F, b"Canon\0"),
        (0x0110, b"EOS 5D Mark\0"),
        (0x013B, b"Ann Eye\0"),
        (0x9C9D, "Wide Name\0".encode("utf-16-le")),
    ]
    entries, blob = b"", b""
    start = 8 + 2 + 12 * (len(texts) + 1) + 4
    for tag, words in texts:
        kind = 1 if tag > 0x9000 else 2
        entries += struct.pack(order + "HHII", tag, kind, len(words), start + len(blob))
        blob += words
    gps = start + len(blob)
    entries += struct.pack(order + "HHII", 0x8825, 4, 1, gps)
    head = b"II*\0" if order == "<" else b"MM\0*"
    folder = struct.pack(order + "H", len(texts) + 1) + entries + bytes(4)
    position = struct.pack(order + "HHHI", 1, 1, 2, 2) + b"N\0\0\0" + bytes(4)
    return head + struct.pack(order + "I", 8) + folder + blob + position


def jpeg() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=b"Exif\0\0" + exif())
    return out.getvalue()


OFFICE = {
    "[Content_Types].xml": "<Types/>",
    "docProps/core.xml": CORE,
    "docProps/app.xml": APP,
    "docProps/custom.xml": CUSTOM,
    "word/document.xml": '<w:document><w:ins w:id="1" w:author="Tina Track"><w:t>x</w:t></w:ins><w:del w:author="Dan Del"/></w:document>',
    "word/comments.xml": '<w:comments><w:comment w:id="0" w:author="Cleo Comment" w:initials="CC"/></w:comments>',
    "word/people.xml": '<w15:people><w15:person w15:author="Pia Person"><w15:presenceInfo w15:providerId="AD" w15:userId="pia@ministry.example"/></w15:person></w15:people>',
    "word/settings.xml": '<w:settings><w:rsids><w:rsidRoot w:val="1"/><w:rsid w:val="1"/><w:rsid w:val="2"/></w:rsids></w:settings>',
    "word/_rels/settings.xml.rels": r'<Relationship Target="file:///C:\Users\jroe\Templates\Ministry.dotm"/>',
    "word/media/image1.jpg": jpeg(),
}
META = (
    '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
    "<meta:initial-creator>Ida First</meta:initial-creator><dc:creator>Lou Last</dc:creator>"
    "<meta:creation-date>2024-01-01T00:00:00</meta:creation-date><dc:date>2024-01-02T00:00:00</dc:date>"
    "<meta:generator>LibreOffice/7.5</meta:generator><meta:printed-by>Pat Print</meta:printed-by>"
    '<meta:user-defined meta:name="Desk">Politics</meta:user-defined></office:meta></office:document-meta>'
)
OPEN = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "meta.xml": META,
    "settings.xml": '<config:config-item config:name="PrinterName" config:type="string">HP-3rd-floor</config:config-item>'
    '<config:config-item config:name="ViewTop" config:type="int">7</config:config-item>',
    "content.xml": "<office:annotation><dc:creator>Nora Note</dc:creator></office:annotation>",
    "Pictures/1.jpg": jpeg(),
}
BOOK = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": '<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>',
    "c.opf": '<package><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator id="a">Eve Book</dc:creator><dc:contributor>calibre (7.0)</dc:contributor>'
    '<dc:date>2024-05-05</dc:date><meta name="generator" content="Sigil 2"/><meta property="dcterms:modified">2024-06-06T00:00:00Z</meta></metadata></package>',
}


def frame(key: bytes, body: bytes, *, is_seven: bool = False) -> bytes:
    size = len(body)
    number = (
        struct.pack(">4B", *(size >> shift & 127 for shift in (21, 14, 7, 0)))
        if is_seven
        else struct.pack(">I", size)
    )
    return key + number + b"\0\0" + body


def mp3(version: int = 3) -> bytes:
    seven = version == 4
    long = b"\3Comment " + b"y" * 150
    frames = b"".join(
        frame(key, body, is_seven=seven)
        for key, body in [
            (b"TIT2", b"\0Song"),
            (b"TPE1", b"\1" + "Zoë Ålund".encode("utf-16")),
            (b"TPUB", long),
            (b"TSSE", b"\0Lavf60"),
            (b"COMM", b"\0engwhat\0A remark"),
            (b"TXXX", b"\0desk\0night"),
        ]
    )
    size = struct.pack(">4B", *(len(frames) >> shift & 127 for shift in (21, 14, 7, 0)))
    return b"ID3" + bytes([version, 0, 0]) + size + frames + b"\xff\xfb\x90\x00" + bytes(400)


def mp3_old() -> bytes:
    frames = b"TP1" + b"\0\0\x08" + b"\0Old Art" + b"TEN" + b"\0\0\x06" + b"\0Ency!"
    size = struct.pack(">4B", *(len(frames) >> shift & 127 for shift in (21, 14, 7, 0)))
    return b"ID3\2\0\0" + size + frames + b"\xff\xfb\x90\x00" + bytes(400)


def mp3_last() -> bytes:
    tag = (
        b"TAG"
        + b"Tune".ljust(30, b"\0")
        + b"Vera One".ljust(30)
        + b"Disk".ljust(30, b"\0")
        + b"2001"
        + b"no comment".ljust(30, b"\0")
        + b"\1"
    )
    return b"\xff\xfb\x90\x00" + bytes(400) + tag


def comments(*, is_flac: bool) -> bytes:
    vendor = b"libthing 1.3"
    pairs = [b"ARTIST=Flo Lac", b"encoder=Enc 5", b"Comment=hello there", b"LOCATION=Oslo"]
    block = struct.pack("<I", len(vendor)) + vendor + struct.pack("<I", len(pairs))
    block += b"".join(struct.pack("<I", len(pair)) + pair for pair in pairs)
    if is_flac:
        info = (
            b"\0\0\0\x22"
            + struct.pack(">HH", 4096, 4096)
            + bytes(6)
            + b"\x0a\xc4\x42\xf0"
            + bytes(20)
        )
        return b"fLaC" + info + b"\x84" + struct.pack(">I", len(block))[1:] + block
    first = b"\x01vorbis" + struct.pack("<IBIIIIBB", 0, 1, 44100, 0, 0, 0, 0xB8, 1)
    second = b"\x03vorbis" + block + b"\1"
    pages = b""
    for number, body in enumerate((first, second)):
        head = (
            b"OggS\0"
            + bytes([2 if number == 0 else 0])
            + bytes(8)
            + struct.pack("<III", 1, number, 0)
        )
        sizes = [255] * (len(body) // 255) + [len(body) % 255]
        pages += head + bytes([len(sizes), *sizes]) + body
    return pages


def wav() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(100))

    def piece(key: bytes, body: bytes) -> bytes:
        return key + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)

    info = piece(
        b"LIST",
        b"INFO"
        + piece(b"IART", b"Wes Wave\0")
        + piece(b"ISFT", b"Audacity\0")
        + piece(b"ICRD", b"2024-04-04\0"),
    )
    cast = piece(
        b"bext",
        b"Interview".ljust(256, b"\0")
        + b"Zoom H6".ljust(32, b"\0")
        + b"ref-77".ljust(32, b"\0")
        + b"2024-03-0310:11:12"
        + bytes(264),
    )
    data = out.getvalue() + cast + info
    return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]


def atom(key: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + key + body


def value(words: bytes) -> bytes:
    return atom(b"data", struct.pack(">II", 1, 0) + words)


def mp4() -> bytes:
    seconds = 3_786_912_000  # 2024-01-01, counted from 1904
    mvhd = atom(
        b"mvhd",
        struct.pack(">IIIII", 0, seconds, seconds, 1000, 0)
        + struct.pack(">IH", 65536, 256)
        + bytes(10)
        + struct.pack(">9I", 65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30)
        + bytes(24)
        + struct.pack(">I", 2),
    )
    handler = atom(b"hdlr", bytes(8) + b"mdirappl" + bytes(9))
    ilst = atom(
        b"ilst",
        atom(b"\xa9ART", value(b"Mo Vie"))
        + atom(b"\xa9too", value(b"Lavf60.1"))
        + atom(b"\xa9nam", value("Ünder".encode())),
    )
    place = b"+59.9139+010.7522/"
    udta = atom(
        b"udta",
        atom(b"\xa9xyz", struct.pack(">HH", len(place), 0x15C7) + place)
        + atom(b"meta", bytes(4) + handler + ilst),
    )
    return (
        atom(b"ftyp", b"isom\0\0\2\0isomiso2")
        + atom(b"mdat", bytes(64))
        + atom(b"moov", mvhd + udta)
    )


def mov() -> bytes:
    pairs = [
        (b"make", b"Apple"),
        (b"model", b"iPhone 15"),
        (b"software", b"17.1"),
        (b"location.ISO6709", b"+48.85+002.35/"),
        (b"creationdate", b"2024-07-07T10:00:00+0200"),
    ]
    keys = struct.pack(">II", 0, len(pairs)) + b"".join(
        atom(b"mdta", b"com.apple.quicktime." + key) for key, _ in pairs
    )
    items = b"".join(
        struct.pack(">I", 8 + len(value(words))) + struct.pack(">I", number) + value(words)
        for number, (_, words) in enumerate(pairs, 1)
    )
    meta = atom(
        b"meta",
        atom(b"hdlr", bytes(8) + b"mdta" + bytes(13)) + atom(b"keys", keys) + atom(b"ilst", items),
    )
    mvhd = atom(b"mvhd", struct.pack(">IIIII", 0, 3_786_912_000, 0, 600, 0) + bytes(80))
    return atom(b"ftyp", b"qt  \0\0\0\0qt  ") + atom(b"moov", mvhd + meta)


def element(key: bytes, body: bytes) -> bytes:
    size = bytes([0x80 | len(body)]) if len(body) < 127 else struct.pack(">H", 0x4000 | len(body))
    return key + size + body


def matroska() -> bytes:
    head = element(b"\x1aE\xdf\xa3", element(b"\x42\x82", b"webm"))
    info = element(b"\x15I\xa9f", element(b"*\xd7\xb1", b"\x0f\x42\x40") + element(b"Da", struct.pack(">q", 725_760_000 * 10**9))
                   + element(b"M\x80", b"libebml v1") + element(b"WA", b"mkvmerge v80 " + b"w" * 130) + element(b"{\xa9", b"Evidence"))  # fmt: skip
    tags = element(
        b"\x12T\xc3g",
        element(
            b"ss",
            element(b"g\xc8", element(b"E\xa3", b"ARTIST") + element(b"D\x87", b"Kim Matrix")),
        ),
    )
    files = element(
        b"\x19A\xa4i",
        element(b"a\xa7", element(b"Fn", b"font-of-jane.ttf") + element(b"F\\", b"x")),
    )
    return head + element(b"\x18S\x80g", info + tags + files)


def tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in (("a.txt", b"x"), ("memo.docx", packed(OFFICE))):
            info = tarfile.TarInfo(name)
            info.size, info.uname, info.gname, info.mtime = (
                len(content),
                "jroe",
                "desk",
                1_700_000_000,
            )
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def named_gzip(content: bytes, name: str = "draft-by-jane.txt") -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(name, "wb", fileobj=out, mtime=1_700_000_000) as file:
        file.write(content)
    return out.getvalue()


def seven(*, is_packed: bool = False) -> bytes:
    names = b"".join(name.encode("utf-16-le") + b"\0\0" for name in ("secret.txt", "list.csv"))
    header = (
        b"\x17\6" + bytes(20)
        if is_packed
        else b"\1\5\2\x11" + bytes([1 + len(names)]) + b"\0" + names + b"\0\0"
    )
    return (
        b"7z\xbc\xaf\x27\x1c\0\4"
        + bytes(4)
        + struct.pack("<QQI", 5, len(header), 0)
        + b"aaaaa"
        + header
    )


INFO = (
    rb"/Author(J\(ane\) \104oe)/Creator<4D79 20546F6F6C>/Producer(\376\377\000P\000\351)/Title(T (in (deep) er))"
    rb"/Subject(A\nB)/Keywords(k1 k2)/CreationDate(D:20240501120000+02'00')/ModDate(D:20240502)/Company(Corp)"
)
REMARKED = (
    b"7 0 obj\n<</Type/Annot/Subtype/Text/T(Rita Remark)/Contents(hm)>>\nendobj\n"
    b"8 0 obj\n<</Type/Annot/Subtype/Widget/FT/Tx/T(field_name)>>\nendobj\n"
    b"10 0 obj\n<</Type/Filespec/F(plan.xlsx)/UF(plan.xlsx)/EF<</F 11 0 R>>>>\nendobj\n"
    b"12 0 obj\n<</Title(Chapter One)/Parent 5 0 R>>\nendobj\n"
    b"13 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/Name(Sid Signer)>>\nendobj\n"
)
HEIC = atom(b"ftyp", b"heic\0\0\0\0mif1heic") + atom(b"mdat", b"\0\0\0\6Exif\0\0" + exif(">") + XMP)

FILES: dict[str, bytes] = {
    "info.pdf": pdf(INFO),
    "pointed.pdf": pdf(b"/Author 7 0 R/Producer 8 0 R", b"7 0 obj\n(Quin Quartz)\nendobj\n8 0 obj <616263> endobj\n"),
    "remarks.pdf": pdf(b"", REMARKED),
    "stream.pdf": pdf(b"", stream(b"<</Author(Olga Stream)/Producer(Packed 1)>>", b"/Type/ObjStm/N 1/First 4") + stream(XMP, b"/Type/Metadata/Subtype/XML")),
    "xmp.pdf": pdf(b"/Author(A)", b"9 0 obj\n<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%b\nendstream\nendobj\n" % (len(XMP), XMP)),
    "locked.pdf": pdf(b"/Author(\x01\x99garbage)", b"", b"/Encrypt 8 0 R"),
    "lzw.pdf": pdf(b"", b"9 0 obj\n<</Type/ObjStm/Filter/LZWDecode>>\nstream\nabc\nendstream\nendobj\n"),
    "memo.docx": packed(OFFICE),
    "talk.pptx": packed({"[Content_Types].xml": "<Types/>", "ppt/commentAuthors.xml": '<p:cmAuthorLst><p:cmAuthor id="1" name="Slide Sam" initials="SS"/></p:cmAuthorLst>', "docProps/core.xml": CORE}),
    "sums.xlsx": packed({"[Content_Types].xml": "<Types/>", "xl/comments1.xml": "<comments><authors><author>Cell Cy</author></authors></comments>", "xl/persons/person.xml": '<personList><person displayName="Tess Thread" userId="tess@x.example"/></personList>'}),
    "text.odt": packed(OPEN),
    "book.epub": packed(BOOK),
    "new.mp3": mp3(3), "newer.mp3": mp3(4), "old.mp3": mp3_old(), "last.mp3": mp3_last(),
    "a.flac": comments(is_flac=True), "a.ogg": comments(is_flac=False), "a.wav": wav(),
    "a.mp4": mp4(), "a.mov": mov(), "a.mkv": matroska(),
    "a.tif": exif("<"), "b.tiff": exif(">"), "a.heic": HEIC,
    "plain.zip": packed({f"file-{number}.txt": "x" for number in range(9)}),
    "nested.zip": packed({"in/memo.docx": packed(OFFICE), "in/info.pdf": pdf(INFO)}),
    "a.tar": tar(), "a.tar.gz": named_gzip(tar(), "a.tar"), "note.gz": named_gzip(b"hello /home/jane/x"),
    "a.7z": seven(), "packed.7z": seven(is_packed=True),
}  # fmt: skip

SAID = [
    ("info.pdf", "author", "J(ane) Doe"), ("info.pdf", "program", "My Tool"), ("info.pdf", "program", "Pé"),
    ("info.pdf", "title", "T (in (deep) er)"), ("info.pdf", "subject", "A B"), ("info.pdf", "keywords", "k1 k2"),
    ("info.pdf", "created", "20240501120000+02'00'"), ("info.pdf", "changed", "20240502"), ("info.pdf", "company", "Corp"),
    ("pointed.pdf", "author", "Quin Quartz"), ("pointed.pdf", "program", "abc"),
    ("remarks.pdf", "author", "Rita Remark"), ("remarks.pdf", "author", "Sid Signer"), ("remarks.pdf", "file inside", "plan.xlsx"),
    ("stream.pdf", "author", "Olga Stream"), ("stream.pdf", "program", "Packed 1"), ("stream.pdf", "author", "Xena Map"),
    ("xmp.pdf", "author", "Yuri Map"), ("xmp.pdf", "program", "Writer & Sons 7"), ("xmp.pdf", "program", "Prod X"),
    ("xmp.pdf", "identifier", "uuid:d0c"), ("xmp.pdf", "program", "Agent 9"), ("xmp.pdf", "changed", "2024-02-03T04:05:06Z"),
    ("locked.pdf", "note", "it is encrypted: what it says of its makers could not be read"),
    ("lzw.pdf", "note", "parts of it are packed in a way that could not be read"),
    ("memo.docx", "author", "Jane Doe"), ("memo.docx", "last changed by", 'John "J" Roe'), ("memo.docx", "company", "Ministry of X"),
    ("memo.docx", "contributor", "Max Boss"), ("memo.docx", "template", "Ministry.dotm"), ("memo.docx", "program", "Microsoft Office Word"),
    ("memo.docx", "author", "Cleo Comment"), ("memo.docx", "author", "Pia Person"), ("memo.docx", "account", "pia@ministry.example"),
    ("memo.docx", "property", "Client: Acme"), ("memo.docx", "history", "7"), ("memo.docx", "history", "2 sessions of editing"),
    ("memo.docx", "media inside", "1 embedded"), ("memo.docx", "camera", "Canon"), ("memo.docx", "created", "2024-01-02T03:04:05Z"),
    ("memo.docx", "changed", "2024-01-03T03:04:05Z"), ("memo.docx", "path", r"C:\Users\jroe\Templates\Ministry.dotm"),
    ("memo.docx", "keywords", "a, b"), ("memo.docx", "comment", "Not yet"), ("memo.docx", "place", "a position (GPS) in its EXIF data"),
    ("talk.pptx", "author", "Slide Sam"), ("sums.xlsx", "author", "Cell Cy"), ("sums.xlsx", "author", "Tess Thread"), ("sums.xlsx", "account", "tess@x.example"),
    ("text.odt", "author", "Ida First"), ("text.odt", "last changed by", "Lou Last"), ("text.odt", "program", "LibreOffice/7.5"),
    ("text.odt", "contributor", "Pat Print"), ("text.odt", "property", "Desk: Politics"), ("text.odt", "printer", "HP-3rd-floor"),
    ("text.odt", "author", "Nora Note"), ("text.odt", "created", "2024-01-01T00:00:00"), ("text.odt", "camera", "EOS 5D Mark"),
    ("book.epub", "author", "Eve Book"), ("book.epub", "contributor", "calibre (7.0)"), ("book.epub", "program", "Sigil 2"), ("book.epub", "changed", "2024-06-06T00:00:00Z"),
    ("new.mp3", "author", "Zoë Ålund"), ("new.mp3", "title", "Song"), ("new.mp3", "comment", "what A remark"), ("new.mp3", "property", "desk night"),
    ("newer.mp3", "author", "Zoë Ålund"), ("newer.mp3", "program", "Lavf60"), ("old.mp3", "author", "Old Art"), ("old.mp3", "contributor", "Ency!"),
    ("last.mp3", "author", "Vera One"), ("last.mp3", "comment", "no comment"),
    ("a.flac", "author", "Flo Lac"), ("a.flac", "program", "libthing 1.3"), ("a.flac", "program", "Enc 5"), ("a.flac", "place", "Oslo"),
    ("a.ogg", "author", "Flo Lac"), ("a.ogg", "program", "libthing 1.3"), ("a.ogg", "comment", "hello there"),
    ("a.wav", "author", "Wes Wave"), ("a.wav", "program", "Audacity"), ("a.wav", "author", "Zoom H6"), ("a.wav", "created", "2024-03-0310:11:12"), ("a.wav", "identifier", "ref-77"),
    ("a.mp4", "author", "Mo Vie"), ("a.mp4", "program", "Lavf60.1"), ("a.mp4", "title", "Ünder"), ("a.mp4", "place", "+59.9139+010.7522/"), ("a.mp4", "created", "2024-01-01 00:00:00"),
    ("a.mov", "camera", "Apple"), ("a.mov", "camera", "iPhone 15"), ("a.mov", "place", "+48.85+002.35/"), ("a.mov", "program", "17.1"), ("a.mov", "created", "2024-07-07T10:00:00+0200"),
    ("a.mkv", "author", "Kim Matrix"), ("a.mkv", "program", "libebml v1"), ("a.mkv", "title", "Evidence"), ("a.mkv", "created", "2024-01-01 00:00:00"), ("a.mkv", "file inside", "font-of-jane.ttf"),
    ("a.tif", "camera", "Canon"), ("a.tif", "author", "Wide Name"), ("b.tiff", "author", "Ann Eye"), ("b.tiff", "camera", "EOS 5D Mark"),
    ("a.heic", "camera", "Canon"), ("a.heic", "author", "Xena Map"), ("a.heic", "place", "a position (GPS) in its EXIF data"),
    ("plain.zip", "file inside", "file-4.txt"), ("plain.zip", "file inside", "and 4 more"),
    ("nested.zip", "author", "Jane Doe"), ("nested.zip", "company", "Corp"), ("nested.zip", "author", "J(ane) Doe"), ("nested.zip", "file inside", "in/memo.docx"),
    ("a.tar", "account", "jroe"), ("a.tar", "file inside", "memo.docx"), ("a.tar", "author", "Jane Doe"),
    ("a.tar.gz", "account", "jroe"), ("a.tar.gz", "author", "Jane Doe"), ("a.tar.gz", "changed", "2023-11-14 22:13:20+00:00"),
    ("note.gz", "file inside", "draft-by-jane.txt"), ("note.gz", "path", "/home/jane/x"),
    ("a.7z", "file inside", "secret.txt"), ("a.7z", "file inside", "list.csv"),
    ("packed.7z", "note", "the list of its files is packed and could not be read"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "name", "value"), SAID, ids=lambda one: str(one)[:30])
def test_what_is_said_is_told(path: str, name: str, value: str) -> None:
    assert value in found(path, FILES[path]).get(name, [])


@pytest.mark.parametrize(
    ("path", "value"),
    [("remarks.pdf", "field_name"), ("remarks.pdf", "Chapter One"), ("locked.pdf", "garbage"), ("text.odt", "7"), ("memo.docx", "word/document.xml")],
)  # fmt: skip
def test_what_says_nothing_of_makers_is_left_out(path: str, value: str) -> None:
    assert not [
        one for one in told(path, FILES[path]) if value == one.value or "garbage" in one.value
    ]


@pytest.mark.parametrize("path", sorted(FILES))
def test_a_whole_file_has_no_damage(path: str) -> None:
    assert is_understood(path)
    assert not [
        one for one in told(path, FILES[path]) if "damaged" in one.value or "begin" in one.value
    ]


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (b"x /home/jane/leak.txt y", "/home/jane/leak.txt"), (b'"/Users/jane/a.key"', "/Users/jane/a.key"),
        (rb"at C:\Users\Jane Doe\a.doc", r"C:\Users\Jane Doe\a.doc"), (rb'"D:\\Users\\jane\\b"', r"D:\\Users\\jane\\b"),
        (rb"C:\Documents and Settings\jane", r"C:\Documents and Settings\jane"), (b"file:///C:/Users/jane/a", "/Users/jane/a"),
        ("x C:\\Users\\jane\\a".encode("utf-16-le"), "C:\\Users\\jane\\a"), ("file:///home/jane/a".encode("utf-16-le"), "/home/jane/a"),
        (b"/home/\xc3\xa9va/a", "/home/éva/a"),
    ],
)  # fmt: skip
def test_folders_of_people_are_told_of_any_file(data: bytes, path: str) -> None:
    assert found("a.bin", data + b"\0") == {"path": [path]}


@pytest.mark.parametrize(
    "data", [b"https://v.example/home/page", b"/homes/x", b"/home/", b"", b"C:\\Windows\\x"]
)
def test_other_addresses_are_no_folders_of_people(data: bytes) -> None:
    assert told("a.bin", data) == ()


def test_many_folders_are_counted() -> None:
    data = b"".join(b"/home/jane/%d " % number for number in range(30)) * 2
    assert found("a.bin", data)["path"][-1] == "and 25 more"


def test_xmp_is_found_in_any_file() -> None:
    assert found("a.bin", b"\0junk" + XMP + b"junk")["author"] == ["Xena Map", "Yuri Map"]


def test_names_that_are_understood() -> None:
    assert is_understood("a/B.PDF")
    assert is_understood("a.tar.gz")
    assert not is_understood("pdf")
    assert not is_understood("a.txt")
    assert not is_understood("")


def test_order_is_by_gravity_and_fixed() -> None:
    names = [one.name for one in told("memo.docx", FILES["memo.docx"])]
    assert names[0] == "author"
    assert names == sorted(names, key=names.index)
    assert told("memo.docx", FILES["memo.docx"]) == told("memo.docx", FILES["memo.docx"])


def test_values_are_short_and_plain() -> None:
    data = pdf("/Author(\u202egpj.\x1b[31m".encode() + b"a" * 500 + b")")
    (author,) = found("a.pdf", data)["author"]
    assert len(author) == LONGEST
    assert author.startswith("gpj.[31maaa")
    assert author.endswith("…")


def test_no_more_than_forty_and_it_is_said() -> None:
    core = (
        "<a>"
        + "".join(
            f"<{key}>{key} {number}</{key}>"
            for key in (
                "creator",
                "lastModifiedBy",
                "contributor",
                "Company",
                "Application",
                "Template",
                "created",
                "modified",
                "title",
                "subject",
            )
            for number in range(7)
        )
        + "</a>"
    )
    things = told("a.docx", packed({"docProps/core.xml": core}))
    assert len(things) == MOST_TOLD
    assert re.fullmatch(r"and \d+ more things", things[-1].value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(encoding: str) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "cccc">]><a><creator>&b;&b;</creator></a>'.encode(encoding)
    things = found("a.docx", packed({"docProps/core.xml": bomb}))
    assert things["note"] == ["its XML has a document type, so it was not read"]
    assert "author" not in things


def test_xml_in_utf_16_is_read() -> None:
    assert found("a.docx", packed({"docProps/core.xml": CORE.encode("utf-16")}))["author"] == [
        "Jane Doe"
    ]


def test_members_with_a_password_and_rare_packing_are_noted() -> None:
    data = bytearray(packed({"a.txt": "x"}))
    data[data.index(b"PK\1\2") + 8] |= 1
    assert "a.txt is locked with a password" in found("a.zip", bytes(data))["note"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", "x")
    assert "rare way" in found("a.zip", out.getvalue())["note"][0]


def test_what_only_is_called_so_is_noted() -> None:
    assert found("a.docx", b"hello")["note"] == [
        "it does not begin as files with its name do",
        "it is damaged, and not all of it could be read",
    ]
    assert found("a.pdf", b"hello")["note"] == ["it does not begin as files with its name do"]


def test_the_first_bytes_count_more_than_the_name() -> None:
    assert "J(ane) Doe" in found("a.docx", FILES["info.pdf"])["author"]
    assert "Jane Doe" in found("a", FILES["memo.docx"])["author"]


def test_an_inner_file_is_named_in_its_notes() -> None:
    assert found("a.zip", packed({"b.pdf": FILES["lzw.pdf"]}))["note"] == [
        "b.pdf: parts of it are packed in a way that could not be read"
    ]


def test_packed_bytes_are_no_entries() -> None:
    data = pdf(
        b"",
        b"9 0 obj\n<</Filter/DCTDecode>>\nstream\nx/F(garbage)/Author(garbage)\nendstream\nendobj\n",
    )
    assert told("a.pdf", data) == ()


def test_entries_behind_many_pages_are_found() -> None:
    pages = stream(bytes(3_900_000)) * 8
    assert (
        "Olga Stream"
        in found("a.pdf", pdf(b"", pages + stream(b"<</Author(Olga Stream)>>", b"/Type/ObjStm")))[
            "author"
        ]
    )
    assert found("a.pdf", pdf(b"", pages))["note"] == [
        "it is large unpacked, and not all of it was searched"
    ]


def test_the_middle_of_a_very_large_file_is_left_out() -> None:
    data = b"/home/jane/start " + bytes(70_000_000) + b" /home/jane/end"
    assert found("a.bin", data) == {
        "note": ["it is very large, and only its beginning and its end were searched"],
        "path": ["/home/jane/start", "/home/jane/end"],
    }


def test_an_unresolved_author_is_noted() -> None:
    assert found("a.pdf", pdf(b"/Author 77 0 R"))["note"] == [
        "its Author is kept where it could not be read"
    ]


def dolls() -> bytes:
    data = b"x"
    for number in range(30):
        data = packed({f"{number}.zip": data})
    return data


HOSTILE = {
    "bomb.zip": packed({f"{number}.xml": bytes(7_000_000) for number in range(20)}),
    "many.zip": packed({f"{number}.xml": "<a/>" for number in range(3000)}),
    "dolls.zip": dolls(),
    "bomb.gz": named_gzip(bytes(60_000_000)),
    "tags.docx": packed({"docProps/core.xml": b"<a b='c' " * 500_000, "docProps/app.xml": b"<a>" * 1_000_000, "x.xml": b'author="' * 500_000}),
    "open.docx": packed({"docProps/core.xml": b"<" + b"a.-" * 1_000_000, "docProps/app.xml": b"<a " + b"b.-" * 1_000_000 + b">", "meta.xml": b"<a" + b" b" * 1_000_000 + b">"}),
    "opens.pdf": b"%PDF-" + b"/Author(" * 500_000, "nested.pdf": b"%PDF-/Author" + b"(" * 2_000_000,
    "spaces.pdf": b"%PDF-" + b"/Author" + b" " * 3_000_000, "objects.pdf": b"%PDF-" + b"1 0 obj(" * 400_000,
    "digits.pdf": b"%PDF-" + b"1" * 3_000_000, "gaps.pdf": b"%PDF-" + b"1 " * 1_500_000,
    "streams.pdf": b"%PDF-" + b">>stream\n" * 400_000, "ends.pdf": b"%PDF-" + b">>stream\n/FlateDecode endstream" * 100_000,
    "arrows.pdf": b"%PDF-" + b">> " * 1_000_000, "bomb.pdf": b"%PDF-" + stream(bytes(30_000_000)) * 40,
    "encrypts.pdf": b"%PDF-" + b"/Encrypt 1 " * 300_000, "titles.pdf": b"%PDF-" + b"/Title(a)" * 400_000,
    "loop.tif": b"II*\0\x08\0\0\0" + struct.pack("<H", 200) + struct.pack("<HHII", 0x8769, 4, 1, 8) * 200,
    "tiffs.bin": b"II*\0\x08\0\0\0\xff\xff" * 300_000, "homes.bin": b"/home/ab " * 400_000, "colons.bin": b"a:\\Users" * 400_000,
    "rdf.bin": b"<rdf:RDF" * 400_000, "ends.bin": b"</rdf:RDF>" * 400_000,
    "id3.mp3": b"ID3\3" * 1_000_000, "frames.mp3": b"ID3\3" + frame(b"TPE1", b"\0a") * 200_000,
    "ebml.mkv": b"\x1aE\xdf\xa3" + b"\x15I\xa9f" * 500_000, "tags.mkv": b"\x1aE\xdf\xa3\x12T\xc3g" + b"E\xa3\x85AAAAA" * 300_000,
    "info.wav": b"RIFF    WAVE" + b"LIST    INFO" * 300_000, "comments.ogg": b"OggS\3vorbis" + b"aaaa" * 500_000,
    "moov.mp4": b"\0\0\0\x08moov" * 400_000, "keys.mov": b"    ftypmoov" + b"mdtaaaa" * 400_000 + b"\0\0\0\1" * 400_000,
    "headers.tar": b"a" * 257 + b"ustar" + b"0" * 3_000_000, "numbers.tar": (b"\0" * 124 + b"77777777777\0" + b"\0" * 121 + b"ustar").ljust(512, b"\0") * 300,
    "names.7z": b"7z\xbc\xaf\x27\x1c" + bytes(26) + b"\1" + b"a\0" * 1_000_000,
}  # fmt: skip


@pytest.mark.parametrize("path", sorted(HOSTILE))
def test_a_hostile_file_is_bounded_work(path: str) -> None:
    assert len(told(path, HOSTILE[path])) <= MOST_TOLD


def test_what_was_not_looked_into_is_noted() -> None:
    assert "was not looked into" in found("bomb.zip", HOSTILE["bomb.zip"])["note"][0]
    assert found("many.zip", HOSTILE["many.zip"])["note"] == [
        "only 200 of its 3000 files were looked into"
    ]
    assert "archives stand in archives" in found("dolls.zip", HOSTILE["dolls.zip"])["note"][0]
    assert "only its beginning" in found("bomb.gz", HOSTILE["bomb.gz"])["note"][0]


# exiftool as an oracle

TAGS = {"Author", "Creator", "LastModifiedBy", "Producer", "Company", "CreatorTool", "Artist", "Initial-creator",
        "Software", "Encoder", "WritingApp", "MuxingApp", "Make", "Model", "Originator", "Manager", "Template",
        "Application", "Title", "Subject"}  # fmt: skip


def oracle(file: Path) -> set[str]:
    assert EXIFTOOL
    done = subprocess.run(
        [EXIFTOOL, "-j", "-a", "-G1", "-struct", str(file)],
        capture_output=True,
        check=False,
        timeout=60,
    )
    said: set[str] = set()
    for key, value in json.loads(done.stdout or b"[{}]")[0].items():
        if key.rpartition(":")[2] in TAGS:
            said |= {str(one) for one in (value if isinstance(value, list) else [value])}
    return said


def assert_knows_as_much(file: Path) -> None:
    ours = {" ".join(one.value.split()) for one in told(file.name, file.read_bytes())}
    hidden = [
        one
        for one in told(file.name, file.read_bytes())
        if re.fullmatch(r"and \d+ more", one.value)
    ]
    said = {" ".join(words.split()) for words in oracle(file)}
    missed = {
        words
        for words in said
        if (words if len(words) <= LONGEST else words[: LONGEST - 1] + "…") not in ours
    }
    assert not missed or hidden, (missed, ours)


@pytest.mark.skipif(not EXIFTOOL, reason="exiftool is not installed")
@pytest.mark.parametrize("path", sorted(set(FILES) - {"locked.pdf"}))
def test_we_know_what_exiftool_knows(path: str, tmp_path: Path) -> None:
    (tmp_path / path).write_bytes(FILES[path])
    assert_knows_as_much(tmp_path / path)


@pytest.mark.skipif(not EXIFTOOL, reason="exiftool is not installed")
@pytest.mark.parametrize("path", ["info.pdf", "a.mp4", "a.mov", "a.tif"])
def test_we_know_what_exiftool_wrote(path: str, tmp_path: Path) -> None:
    file = tmp_path / path
    file.write_bytes(FILES[path])
    written = [
        "-Author=Wanda Wrote",
        "-XMP:Creator=Xaver X",
        "-XMP:CreatorTool=Tool (x) 9",
        "-Title=Tïtle \\ (1",
    ]
    more = {
        "a.mp4": ["-ItemList:Artist=Ira Tunes", "-Keys:Author=Kay Keys"],
        "a.mov": ["-Keys:Make=Nokia"],
        "a.tif": ["-EXIF:Artist=Tiff Any"],
        "info.pdf": ["-PDF:Producer=Pröd €"],
    }
    done = subprocess.run(
        [str(EXIFTOOL), "-q", "-overwrite_original", *written, *more[path], str(file)],
        capture_output=True,
        check=False,
        timeout=60,
    )
    if done.returncode:
        pytest.skip(done.stderr.decode())
    values = {one.value for one in told(path, file.read_bytes())}
    assert {"Xaver X", "Tool (x) 9"} <= values
    assert_knows_as_much(file)


# Nothing raises

PATHS = st.sampled_from([*(f"a.{suffix}" for suffix in sorted(SUFFIXES)), "a", "a.bin", ""])
QUICKLY = settings(deadline=1000, max_examples=200, suppress_health_check=[HealthCheck.too_slow])


def checked(path: str, data: bytes) -> None:
    things = told(path, data)
    assert len(things) <= MOST_TOLD
    for one in things:
        assert isinstance(one, Told)
        assert one.value
        assert one.value.isprintable()
        assert len(one.value) <= LONGEST


@QUICKLY
@given(PATHS, st.binary(max_size=2000))
def test_any_bytes_can_be_told(path: str, data: bytes) -> None:
    checked(path, data)


@QUICKLY
@given(PATHS, st.sampled_from(sorted(FILES)), st.data())
def test_cut_files_can_be_told(path: str, name: str, chosen: st.DataObject) -> None:
    data = FILES[name]
    start = chosen.draw(st.just(0) | st.integers(0, len(data)))
    checked(path, data[start : chosen.draw(st.integers(start, len(data)))])


@QUICKLY
@given(
    PATHS,
    st.sampled_from(sorted(FILES)),
    st.lists(st.tuples(st.integers(0), st.binary(min_size=1, max_size=8)), max_size=8),
)
def test_changed_files_can_be_told(path: str, name: str, changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(FILES[name])
    for place, fresh in changes:
        data[place % len(data) : place % len(data) + len(fresh)] = fresh
    checked(path, bytes(data))


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_beginning_can_be_told(name: str) -> None:
    data = FILES[name]
    for stop in range(0, len(data), max(1, len(data) // 150)):
        checked(name, data[:stop])
