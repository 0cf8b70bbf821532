"""Find who and what made a PDF: its information, its remarks and the files within, packed or not.

The file is searched, not parsed: every object counts, also those that a later version replaced.
What a search can't see, for being encrypted or packed otherwise than by Flate, is noted.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from itertools import islice

from generator.documents.traces import MOST, Pair, Room, text, traces

ENTRY = re.compile(
    rb"/(Author|Creator|Producer|Title|Subject|Keywords|Company|Manager|CreationDate|ModDate|"
    rb"PTEX\.Fullbanner|UF|F|T)\s*+(?=[(<\d])"
)
LOCKED = re.compile(rb"/Encrypt\s*+(?:<<|\d++\s++\d++\s++R)")
REMARK = re.compile(
    rb"/Subtype\s*+/(?:Text|FreeText|Highlight|Ink|Underline|Squiggly|StrikeOut|Stamp|Caret|Line|"
    rb"Square|Circle|Poly|FileAttachment|Popup)"
)
SIGNED = re.compile(rb"/Type\s*+/Sig\b")
SIGNER = re.compile(rb"/Name\s*+(?=[(<])")
PLAIN = rb"[^()\\]|\\[\0-\xff]"
STRING = re.compile(
    rb"\((?:%b|\((?:%b|\((?:%b)*+\))*+\))*+\)|<[\da-fA-F\s]*+>" % (PLAIN, PLAIN, PLAIN)
)
OBJECT = re.compile(rb"(?<!\d)(\d{1,9})\s{1,9}+\d{1,5}\s{1,9}+obj\s{0,9}+(?=\(|<[\da-fA-F])")
POINTER = re.compile(rb"(\d{1,9})\s{1,9}+\d{1,5}\s{1,9}+R")
STREAM = re.compile(rb">>\s*+stream\r?\n?")
TELLING = re.compile(rb"/(?:ObjStm|Metadata|EmbeddedFile)\b")
ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\0-\xff]))")
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"\n": b"", b"\r\n": b"", b"\r": b""}
MAKERS = frozenset(("Author", "Creator", "Producer", "Company", "Manager"))
LONGEST = 4000  # bytes of a string
NEAR = 300  # bytes around an entry that say what it belongs to
COST = 500  # bytes that a stream takes of the room, however small it is
LARGEST = 4_000_000  # bytes of one stream


def portable(data: bytes, room: Room) -> Iterator[Pair]:
    """List what a PDF says of its makers."""
    if LOCKED.search(data):
        yield "note", "it is encrypted: what it says of its makers could not be read"
        return
    bare, streams = _parted(data)
    yield from _entries(bare)
    # What tells of makers comes first: pages may fill the room.
    for head, body in sorted(streams, key=lambda stream: not TELLING.search(stream[0])):
        if room.left <= 0:
            yield "note", "it is large unpacked, and not all of it was searched"
            return
        if b"/Filter" not in head:
            yield from _entries(body[:LARGEST])
        elif b"/FlateDecode" in head or b"/Fl " in head:
            part = _inflated(body, min(room.left, LARGEST)) if b"/Image" not in head else b""
            room.left -= len(part) + COST
            yield from _entries(part)
            yield from traces(part)
        elif TELLING.search(head):
            yield "note", "parts of it are packed in a way that could not be read"


def _parted(data: bytes) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """Part a PDF's objects from its streams; each stream has what is said about it before."""
    bare: list[bytes] = []
    streams: list[tuple[bytes, bytes]] = []
    for piece in data.split(b"endstream"):
        begin = STREAM.search(piece)
        bare.append(piece[: begin.start()] if begin else piece)
        if begin:
            head = piece[max(0, begin.start() - 1000) : begin.start()]
            streams.append((head.rpartition(b"endobj")[2], piece[begin.end() :]))
    return b" ".join(bare), streams


def _inflated(body: bytes, most: int) -> bytes:
    """Unpack a stream as far as it goes."""
    try:
        return zlib.decompressobj().decompress(body, most)
    except zlib.error:
        return b""


def _entries(part: bytes) -> Iterator[Pair]:
    """List the entries that tell of makers, the authors of remarks and who signed."""
    strings = {int(hit[1]): hit.end() for hit in islice(OBJECT.finditer(part), MOST)}
    for hit in islice(ENTRY.finditer(part), MOST):
        key = hit[1].decode()
        before, after = _around(part, hit.start(), hit.end())
        if key == "T" and not REMARK.search(before + after):
            continue  # the name of a field in a form
        narrow = before.rpartition(b"<<")[2] + after.partition(b">>")[0]
        if key == "Title" and b"/Parent" in narrow:
            continue  # a heading in the outline
        yield "author" if key == "T" else key, _value(part, hit.end(), strings)
        pointer = POINTER.match(part, hit.end())
        if pointer and key in MAKERS and int(pointer[1]) not in strings:
            yield "note", f"its {key} is kept where it could not be read"
    for hit in islice(SIGNED.finditer(part), 20):
        start = max(0, hit.start() - NEAR)
        name = SIGNER.search(part, start, hit.end() + NEAR)
        if name:
            yield "signer", _value(part, name.end(), strings)


def _around(part: bytes, start: int, end: int) -> tuple[bytes, bytes]:
    """Give what stands before and behind an entry, within its object."""
    before = part[max(0, start - NEAR) : start].rpartition(b"endobj")[2]
    return before, part[end : end + NEAR].partition(b"endobj")[0]


def _value(part: bytes, at: int, strings: Mapping[int, int]) -> str:
    """Read the string at a place, or the one that is pointed to from there."""
    pointer = POINTER.match(part, at)
    if pointer:
        if int(pointer[1]) not in strings:
            return ""
        at = strings[int(pointer[1])]
    found = STRING.match(part, at, at + LONGEST)
    return _words(found[0]) if found else ""


def _words(raw: bytes) -> str:
    """Read a string as PDF writes it: in brackets with escapes, or in hexadecimal digits."""
    if raw.startswith(b"<"):
        digits = b"".join(raw[1:-1].split())
        return text(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
    return text(ESCAPE.sub(_escaped, raw[1:-1])).removeprefix("D:")


def _escaped(hit: re.Match[bytes]) -> bytes:
    """Give the byte that an escape stands for."""
    if hit[1]:
        return bytes([int(hit[1], 8) & 255])
    return ESCAPED.get(hit[2], hit[2])
