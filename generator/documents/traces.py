"""Find what any file may hold of its makers: XMP, EXIF, the fields of XML, folders of people.

Everything here is a search over bytes whose work grows with their length and no faster. XML is
not parsed and its entities are never expanded, so it can neither blow up nor load anything.
"""

from __future__ import annotations

import html
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

# What is told, the gravest first, and what each is called in one format or another.
WORDS = {
    "author": "Author author creator initial-creator cmAuthor displayName Artist ARTIST artist "
    "COMPOSER PERFORMER IART IENG TPE1 TP1 TCOM ©ART ©aut ©wrt aART OwnerName CameraOwnerName "
    "signer",
    "last changed by": "lastModifiedBy LastModifiedBy TPE4",
    "contributor": "contributor CONTRIBUTOR printed-by Manager manager TENC TEN ENCODED_BY",
    "company": "Company company ORGANIZATION PUBLISHER publisher TPUB",
    "account": "userId owner",
    "note": "",
    "place": "©xyz location location.ISO6709 LOCATION GPSLatitude GPSLongitude City Location",
    "camera": "Make Model make model ©mak ©mod SerialNumber DEVICE",
    "path": "",
    "program": "Creator Producer CreatorTool Application AppVersion softwareAgent generator "
    "Software software ISFT TSSE TSS ENCODER encoder ©too ©swr ©enc HostComputer "
    "PTEX.Fullbanner",
    "printer": "PrinterName",
    "template": "Template template",
    "created": "CreationDate CreateDate created creation-date DateTimeOriginal creationdate "
    "ICRD TYER TDRC ©day DATE DateCreated",
    "changed": "ModDate ModifyDate modified date MetadataDate when print-date lastPrinted",
    "history": "revision editing-cycles",
    "file inside": "UF F FileName",
    "media inside": "",
    "title": "Title title INAM TIT2 TT2 ©nam TITLE",
    "subject": "Subject subject",
    "keywords": "Keywords keywords keyword IKEY",
    "comment": "comment Comments description Description ICMT COMM COM ©cmt ©des desc "
    "COMMENT DESCRIPTION",
    "rights": "Rights rights copyright Copyright COPYRIGHT ICOP TCOP ©cpy cprt",
    "identifier": "DocumentID InstanceID OriginalDocumentID documentID identifier",
    "property": "TXXX",
}
CALLED = {key: name for name, keys in WORDS.items() for key in keys.split()}

MOST = 20_000  # elements, hits or pairs that are looked at in one place
LARGEST_XMP = 500_000  # bytes
HOMES = (
    re.compile(rb"/(?<![\w.]/)(?:home|Users)/[^\s\"'<>()\0-\x1f]{2,100}"),
    re.compile(
        rb":(?<=[A-Za-z]:)\\{1,2}(?:Users|Documents and Settings)\\{1,2}[^\"'<>()\0-\x1f]{2,100}"
    ),
    # The same in UTF-16, as Windows writes it into binary files.
    re.compile(rb"/\0(?:h\0o\0m\0e\0|U\0s\0e\0r\0s\0)/\0(?:[^\s\"'<>()\0-\x1f]\0){2,100}"),
    re.compile(rb":\0\\\0U\0s\0e\0r\0s\0\\\0(?:[^\"'<>()\0-\x1f]\0){2,100}"),
)
TAG = re.compile(r"<(?:[\w.-]++:)?([\w.-]++)([^<>]*+)>([^<]*+)")
ATTRIBUTE = re.compile(r"(?<![\w.-])([\w.-]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
# Elements that hold the words of the one around them; and such that an attribute calls by name.
CARRIERS = frozenset(
    ("Seq", "Bag", "Alt", "li", "lpwstr", "lpstr", "filetime", "i4", "bool", "r8", "bstr")
)
LABELLED = frozenset(("property", "user-defined", "meta", "config-item"))
TIFF = re.compile(rb"II\*\0|MM\0\*")
TIFF_TAGS = {
    0x010E: "description", 0x010F: "Make", 0x0110: "Model", 0x0131: "Software",
    0x0132: "ModifyDate", 0x013B: "Artist", 0x013C: "HostComputer", 0x8298: "rights",
    0x9003: "DateTimeOriginal", 0x9C9C: "comment", 0x9C9D: "Author", 0xA430: "OwnerName",
    0xA431: "SerialNumber",
}  # fmt: skip
EXIF_FOLDER, GPS_FOLDER = 0x8769, 0x8825
TEXT, BYTES = 2, 1  # types of TIFF's values
INLINE = 4  # bytes: what is not longer stands in the entry itself

Pair = tuple[str, str]


@dataclass(slots=True)
class Room:
    """Count what may still be unpacked of a file, and how deep, whatever it claims to hold."""

    left: int = 20_000_000
    deep: int = 4


def text(raw: bytes) -> str:
    """Read words whose encoding is not told, or told by a mark at the start."""
    if raw.startswith((b"\xfe\xff", b"\xff\xfe")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def traces(data: bytes) -> Iterator[Pair]:
    """Find what says something of its makers in any bytes."""
    for home in HOMES:
        for hit in islice(home.finditer(data), MOST):
            # Before the colon stands the drive's letter; a zero byte between, in UTF-16.
            start = hit.start() - (hit[0][:1] == b":") * (1 + (hit[0][1:2] == b"\0"))
            yield "path", text(data[start : hit.end()].replace(b"\0", b""))
    for piece in data.split(b"</rdf:RDF>", 200):
        start = piece.find(b"<rdf:RDF")
        if start >= 0:
            yield from fields(text(piece[start : start + LARGEST_XMP]))
    for hit in islice(TIFF.finditer(data), 100):
        yield from _exif(memoryview(data)[hit.start() :])


def fields(xml: str) -> Iterator[Pair]:
    """List the elements and attributes of XML whose names are known, and own properties."""
    if "<!DOCTYPE" in xml or "<!ENTITY" in xml:
        yield "note", "its XML has a document type, so it was not read"
        return
    is_opened = "office:document-meta" in xml  # there, the creator is who saved it last
    key = label = ""
    for tag in islice(TAG.finditer(xml), MOST):
        name, inside, words = tag.groups()
        given = {hit[1]: hit[2] or hit[3] or "" for hit in ATTRIBUTE.finditer(inside[:20_000])}
        if name not in CARRIERS:
            key = name
            label = given.get("name", given.get("property", "")) if name in LABELLED else ""
        words = html.unescape(words[:2000])
        if label:
            plain = label.rpartition(":")[2]
            if plain in CALLED:
                yield plain, words.strip() or html.unescape(given.get("content", ""))
            elif name != "config-item" and words.strip():
                yield "property", f"{html.unescape(label)}: {words}"
        elif key in CALLED:
            yield "lastModifiedBy" if is_opened and key == "creator" else key, words
        for one in (one for one in given if one in CALLED):
            yield one, html.unescape(given[one][:2000])
        if name == "cmAuthor":
            yield "author", html.unescape(given.get("name", ""))


def _exif(data: memoryview) -> Iterator[Pair]:
    """Read the folders of a TIFF, which EXIF is: texts, and whether there is a position."""
    order = "<" if bytes(data[:1]) == b"I" else ">"
    todo = [int.from_bytes(data[4:8], "little" if order == "<" else "big")]
    seen: set[int] = set()
    while todo and len(seen) < 20:  # noqa: PLR2004 - as many as any camera writes
        at = todo.pop(0)
        if at in seen or at + 2 > len(data):
            continue
        seen.add(at)
        entries = struct.unpack_from(order + "H", data, at)[0]
        for number in range(min(entries, 200)):
            entry = at + 2 + number * 12
            if entry + 12 > len(data):
                break
            tag, kind, count, value = struct.unpack_from(order + "HHII", data, entry)
            if tag == EXIF_FOLDER:
                todo.append(value)
            elif tag == GPS_FOLDER:
                yield "place", "a position (GPS) in its EXIF data"
            elif tag in TIFF_TAGS and kind in (TEXT, BYTES):
                start = entry + 8 if count <= INLINE else value
                raw = bytes(data[start : start + min(count, 2000)])
                yield (
                    TIFF_TAGS[tag],
                    raw.decode("utf-16-le", "ignore") if kind == BYTES else text(raw),
                )
