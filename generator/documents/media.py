"""Find who and what made a recording: the fields of MP3, FLAC, Ogg, WAV, MP4 and Matroska.

Each format writes a name, a size and a value, one field after another, behind a mark of its own.
These are searched for near the mark; the formats themselves are not parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from generator.documents.traces import MOST, Pair, text

NAMES = {
    b"vorbis": "program", b"OpusTags": "program", b"\x04": "program", b"\x84": "program",
    b"M\x80": "program", b"WA": "program", b"{\xa9": "title", b"Fn": "FileName",
    b"Da": "nanoseconds",
}  # fmt: skip
ID3 = rb"(?P<key>T[A-Z0-9]{3}|COMM)(?P<size>\0...)..(?=[\0-\3])"
VINT = rb"(?P<size>[\x80-\xff]|[\x40-\x7f].)"
# Where fields begin, how many bytes they may reach, what one looks like, and how its size is
# counted: "7" is seven bits a byte, "vint" Matroska's, "data" MP4's with a head of 16 bytes.
FIELDS = tuple(
    (re.compile(mark, re.DOTALL), reach, re.compile(field, re.DOTALL), count)
    for mark, reach, field, count in (
        (rb"ID3\x02", 1 << 21, rb"(?P<key>T[A-Z0-9]{2}|COM)(?P<size>...)(?=[\0-\3])", "big"),
        (rb"ID3\x03", 1 << 21, ID3, "big"),
        (rb"ID3\x04", 1 << 21, ID3, "7"),
        (rb"\x03vorbis|OpusTags", 300, rb"(?P<key>vorbis|OpusTags)(?P<size>..\0\0)", "little"),
        (rb"fLaC", 1 << 16, rb"(?P<key>[\4\x84])...(?P<size>.\0\0\0)(?=[ -~]{4})", "little"),
        (
            rb"\x03vorbis|OpusTags|fLaC",
            1 << 20,
            rb"(?P<size>..[\0-\x0f]\0)(?=(?P<key>\w{3,30}+)=)",
            "little",
        ),
        (rb"LIST....INFO", 1 << 16, rb"(?P<key>I[A-Z]{3})(?P<size>..\0\0)", "little"),
        (
            rb"moov",
            1 << 24,
            rb"(?P<key>\xa9\w{3}|aART|desc|\0\0\0[\1-\x40])(?P<size>\0...)data.{8}",
            "data",
        ),
        (rb"moov", 1 << 24, rb"(?P<key>\xa9\w{3})(?P<size>[\0-\3].)..", "big"),
        (rb"\x15I\xa9f", 500, rb"(?P<key>Da)(?P<size>\x88)", "vint"),
        (rb"\x15I\xa9f", 2000, rb"(?P<key>M\x80|WA|\{\xa9)" + VINT, "vint"),
        (
            rb"\x12T\xc3g",
            1 << 16,
            rb"E\xa3[\x80-\xff](?P<key>\w{2,40}?)(?=D[z\x84\x87]).{0,12}?D\x87" + VINT,
            "vint",
        ),
        (rb"\x19A\xa4i", 1 << 16, rb"(?P<key>Fn)" + VINT, "vint"),
    )
)
FIXED = tuple(
    re.compile(field, re.DOTALL)
    for field in (
        rb"TAG(?P<title>.{30})(?P<author>.{30}).{34}(?P<comment>.{30}).\Z",
        rb"bext.{4}(?P<comment>.{256})(?P<author>.{32})(?P<identifier>.{32})(?P<created>.{18})",
        rb"mvhd\0...(?P<seconds>.{4})",
        rb"mvhd\x01...(?P<seconds>.{8})",
    )
)
START = 1_000_000  # bytes
EPOCHS = {"seconds": (1904, 1), "nanoseconds": (2001, 1_000_000_000)}  # MP4's and Matroska's
CODECS = {0: "cp1252", 1: "utf-16", 2: "utf-16-be", 3: "utf-8"}  # ID3's
QUICKTIME = re.compile(rb"mdta([\w.-]{3,80}+)")


def recording(data: bytes) -> Iterator[Pair]:
    """List what a recording says of its makers, whichever of the formats it has."""
    apple = [hit[1] for hit in islice(QUICKTIME.finditer(data), 64)]
    for mark, reach, field, count in FIELDS:
        # The marks of Ogg and FLAC stand at the start; to look for them further on is slow.
        last = START if b"vorbis" in mark.pattern else len(data)
        for begin in islice(mark.finditer(data, 0, last), 4):
            stop = min(len(data), begin.start() + reach)
            for hit in islice(field.finditer(data, begin.start(), stop), MOST):
                length = min(_size(hit["size"], count), 2000)
                name = _name(hit["key"], apple)
                value = data[hit.end() : hit.end() + max(length, 0)]
                if name in EPOCHS:
                    yield "created", _when(value, name)
                else:
                    yield name, _words(value.removeprefix(hit["key"] + b"="), hit["key"])
    for pattern in FIXED:
        for hit in islice(pattern.finditer(data), 4):
            for name, value in hit.groupdict().items():
                yield ("created", _when(value, name)) if name in EPOCHS else (name, text(value))


def _size(raw: bytes, count: str) -> int:
    """Say how many bytes a value has."""
    if count == "7":
        return sum((byte & 127) << 7 * place for place, byte in enumerate(reversed(raw)))
    number = int.from_bytes(raw, "little" if count == "little" else "big")
    if count == "vint":
        return number - (1 << 7 * len(raw))
    return number - 16 if count == "data" else number


def _name(key: bytes, apple: list[bytes]) -> str:
    """Give a field's name; QuickTime's are numbers that point into a list."""
    if key.startswith(b"\0\0\0") and key[3] <= len(apple):
        return apple[key[3] - 1].decode("latin-1").removeprefix("com.apple.quicktime.")
    name = NAMES.get(key, key.decode("latin-1"))
    return name.upper() if len(name) > 4 and key not in NAMES else name  # noqa: PLR2004 - Vorbis


def _words(value: bytes, key: bytes) -> str:
    """Read a field's words; ID3 says in the first byte how they are encoded."""
    if key[:1] not in b"TC" or value[:1] not in (b"\0", b"\1", b"\2", b"\3"):
        return text(value)
    skipped = 4 if key.startswith(b"COM") else 1  # a comment's language comes first
    words = value[skipped:].decode(CODECS[value[0]], "replace")
    return words.replace("\0", " ").strip()


def _when(raw: bytes, unit: str) -> str:
    """Read a time that is counted from the year its format begins with."""
    year, parts = EPOCHS[unit]
    number = int.from_bytes(raw, "big", signed=unit == "nanoseconds") / parts
    if not number or abs(number) > 10_000_000_000:  # noqa: PLR2004 - three hundred years
        return ""
    return (datetime(year, 1, 1) + timedelta(seconds=number)).isoformat(" ", "seconds")  # noqa: DTZ001
