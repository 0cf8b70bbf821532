"""Tell what a document, a recording or an archive says about who made it, and where and when.

Such files are published as they are, so an author has to know. They are searched, not parsed: a
broken or hostile file is bounded work and never an error. What a search can't see (encrypted,
packed in an exotic way, too large) is told as a note, as far as it shows at all.
Invariant: the same bytes under the same name are told in the same words and order.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from generator.documents.media import recording
from generator.documents.pdf import portable
from generator.documents.traces import CALLED, MOST, WORDS, Pair, Room, fields, text, traces

KINDS = (  # how a kind begins, and how its files are called
    ("pdf", rb".{0,1023}?%PDF-", "pdf ai"),
    (
        "zip",
        rb"PK(?:\x03\x04|\x05\x06)",
        "zip epub docx docm dotx dotm xlsx xlsm xltx pptx pptm ppsx potx odt ods odp odg ott",
    ),
    ("gz", rb"\x1f\x8b", "gz tgz"),
    ("7z", rb"7z\xbc\xaf\x27\x1c", "7z"),
    ("tar", rb".{257}ustar", "tar"),
    ("tiff", rb"II\*\0|MM\0\*", "tif tiff dng"),
    (
        "media",
        rb"ID3|\xff[\xe2-\xfe]|fLaC|OggS|RIFF|RF64|\x1aE\xdf\xa3|.{4}(?:ftyp|moov|mdat|free|wide)",
        "mp3 flac ogg oga ogv opus wav avi mp4 m4a m4v mov 3gp mkv mka webm heic heif avif",
    ),
)
STARTS = tuple((kind, re.compile(start, re.DOTALL)) for kind, start, _ in KINDS)
SUFFIXES = {suffix: kind for kind, _, suffixes in KINDS for suffix in suffixes.split()}
MOST_TOLD = 40
MOST_ALIKE = 5
MOST_AUTHORS = 12  # a name behind a count would warn nobody
LONGEST = 120  # characters of a value
LARGEST = 64_000_000  # bytes: of a larger file, the middle is left out
MEMBERS = 200  # of an archive
ENTRIES = 20_000  # of an archive: with more, not even their names are read
LARGEST_MEMBER = 8_000_000  # bytes
BLOCK = 512  # bytes, of which a tar consists
OCTAL = 127  # the last byte a tar may write octal numbers with
ABOUT = re.compile(
    r"docProps/.*xml$|meta\.xml$|\.opf$|settings\.xml$|comment.*xml$|(?:people|person)\.xml$",
    re.IGNORECASE,
)
CHANGED_BY = re.compile(r"(?:\bauthor=\"|<dc:creator>)([^\"<]{1,200})")
MEDIA = re.compile(r"(?:^|/)(?:media|embeddings|Pictures)/.")
MARKS = frozenset(("[Content_Types].xml", "mimetype", "META-INF/container.xml"))
STORED_OR_DEFLATED = (0, 8)  # other ways to pack can't be unpacked in bounded memory
# Where 7z lists its names: a mark, their size, and a zero.
NAMES = re.compile(rb"\x11(?:[\0-\x7f]|[\x80-\xbf].|[\xc0-\xdf]..)\0", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Told:
    """Hold one thing a file says of its makers: what it is, in plain English, and the words."""

    name: str
    value: str


def is_understood(path: str) -> bool:
    """Say whether files called like this are looked into for more than traces."""
    return _called(path) != ""


def _called(path: str) -> str:
    """Give the kind of file that a name promises."""
    return SUFFIXES.get(path.rpartition(".")[2].lower(), "") if "." in path else ""


def told(path: str, data: bytes) -> tuple[Told, ...]:
    """Tell what a file says of its makers, the gravest first; never raise."""
    found: dict[str, dict[str, None]] = {name: {} for name in WORDS}
    for key, value in islice(_looked(path, data, Room()), MOST):
        name, words = CALLED.get(key, key), _plain(value)
        if words and name in found:
            found[name][words] = None
    things: list[Told] = []
    for name, values in found.items():
        most = MOST_AUTHORS if name == "author" else MOST_ALIKE
        things += [Told(name, value) for value in islice(values, most)]
        if len(values) > most:
            things.append(Told(name, f"and {len(values) - most} more"))
    if len(things) > MOST_TOLD:
        left = len(things) - MOST_TOLD + 1
        things[MOST_TOLD - 1 :] = [Told("note", f"and {left} more things")]
    return tuple(things)


def _plain(value: str) -> str:
    """Shorten words, without what is not shown or turns a line of the report around."""
    spaced = " ".join(value[:2000].replace("\0", " ").split())
    words = "".join(letter for letter in spaced if letter.isprintable()).strip()
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _looked(path: str, data: bytes, room: Room) -> Iterator[Pair]:
    """Look into a file as its first bytes say it is, else as its name says; then for traces."""
    if room.deep == 0:
        yield "note", "archives stand in archives, and the inner ones were not opened"
        return
    room.deep -= 1
    if len(data) > LARGEST:
        yield "note", "it is very large, and only its beginning and its end were searched"
    called = _called(path)
    kind = next((kind for kind, start in STARTS if start.match(data)), "")
    if called and not kind and called != "tar":
        yield "note", "it does not begin as files with its name do"
    try:
        yield from _read(kind or called, path, data, room)
        yield from traces(_ends(data))
    except Exception:  # noqa: BLE001 - whatever a file does, it must not end the build
        yield "note", "it is damaged, and not all of it could be read"
    room.deep += 1


def _ends(data: bytes, most: int = LARGEST) -> bytes:
    """Leave the middle of a very large file out."""
    return data if len(data) <= most else data[: most // 2] + data[-most // 2 :]


def _read(kind: str, path: str, data: bytes, room: Room) -> Iterator[Pair]:
    """Read a file of a kind."""
    if kind == "pdf":
        yield from portable(_ends(data), room)
    elif kind == "zip":
        yield from _zip(data, room)
    elif kind == "gz":
        yield from _gz(path, data, room)
    elif kind == "tar":
        yield from _tar(data, room)
    elif kind == "7z":
        yield from _seven(data)
    elif kind == "media":
        yield from recording(_ends(data, LARGEST // 2))


def _zip(data: bytes, room: Room) -> Iterator[Pair]:
    """Look into the members of a zip, those that tell of makers first; then name them."""
    if data.count(b"PK\1\2") > ENTRIES:
        yield "note", f"it holds more than {ENTRIES} files, and none was looked into"
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        yield "comment", text(archive.comment)
        ordered = sorted(members, key=lambda member: not ABOUT.search(member.filename))
        for member in ordered[:MEMBERS]:
            yield from _member(archive, member, room)
    if len(members) > MEMBERS:
        yield "note", f"only {MEMBERS} of its {len(members)} files were looked into"
    names = [member.filename for member in members if not member.is_dir()]
    if MARKS & set(names):
        media = sum(MEDIA.search(name) is not None for name in names)
        yield "media inside", f"{media} embedded" if media else ""
    else:
        yield from (("file inside", name) for name in names)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: Room) -> Iterator[Pair]:
    """Look into one member of a zip; of XML, only the parts about the document are read whole."""
    name = member.filename
    if member.flag_bits & 1:
        yield "note", f"{name} is locked with a password"
        return
    is_large = max(member.compress_size, member.file_size) > min(room.left, LARGEST_MEMBER)
    if is_large or member.compress_type not in STORED_OR_DEFLATED:
        yield "note", f"{name} was not looked into (it is large, or packed in a rare way)"
        return
    try:
        with archive.open(member) as file:
            content = file.read(LARGEST_MEMBER)
    except Exception:  # noqa: BLE001 - zipfile raises a dozen kinds; the next member may be whole
        yield "note", f"{name} is damaged"
        return
    room.left -= max(len(content), member.compress_size)
    if ABOUT.search(name):
        words = text(content)
        sessions = words.count("<w:rsid ")
        yield "history", f"{sessions} sessions of editing" if sessions else ""
        yield from fields(words)
    elif name.endswith(".xml"):
        yield from (("author", hit[1]) for hit in islice(CHANGED_BY.finditer(text(content)), 2000))
    yield from _inside(name, content, room)


def _inside(name: str, content: bytes, room: Room) -> Iterator[Pair]:
    """Look into a file that stands in another; its notes say which one they are about."""
    for key, value in _looked(name, content, room):
        yield key, f"{name}: {value}" if key == "note" else value


def _gz(path: str, data: bytes, room: Room) -> Iterator[Pair]:
    """Tell the name and the time a gzip keeps, and look into what is packed."""
    at = 10 + (2 + int.from_bytes(data[10:12], "little") if data[3] & 4 else 0)
    if data[3] & 8:
        yield "file inside", text(data[at : at + 500].partition(b"\0")[0])
    seconds = int.from_bytes(data[4:8], "little")
    yield "changed", str(datetime.fromtimestamp(seconds, UTC)) if seconds else ""
    content = zlib.decompressobj(31).decompress(data, max(room.left, 1))
    room.left -= len(content)
    if room.left <= 0:
        yield "note", "it is large unpacked, and only its beginning was searched"
    inner = path.removesuffix(".gz") if path.endswith(".gz") else "inside.tar"
    yield from _looked(inner, content, room)


def _tar(data: bytes, room: Room) -> Iterator[Pair]:
    """Name the members of a tar and their owners, and look into them."""
    at = 0
    for _ in range(MEMBERS):
        head = data[at : at + BLOCK]
        if len(head) < BLOCK or not head.strip(b"\0"):
            return
        octal = head[124:136].strip(b"\0 ") or b"0"  # in larger files, not octal but a number
        size = int.from_bytes(head[128:136], "big") if head[124] > OCTAL else int(octal, 8)
        name = text(head[:100].partition(b"\0")[0])
        owner = text(head[265:297].partition(b"\0")[0])
        yield "owner", owner
        if head[156:157] in (b"0", b"\0"):  # no folder, link or header
            yield "file inside", name
            if is_understood(name):
                yield from _inside(name, data[at + BLOCK : at + BLOCK + size], room)
        at += BLOCK + -(-size // BLOCK) * BLOCK
    yield "note", f"only the first {MEMBERS} of its files were looked into"


def _seven(data: bytes) -> Iterator[Pair]:
    """Name the members of a 7z, if their list is not packed too."""
    begin = 32 + int.from_bytes(data[12:20], "little")
    header = data[begin : begin + 1_000_000]
    if not header.startswith(b"\1"):
        yield "note", "the list of its files is packed and could not be read"
    for hit in islice(NAMES.finditer(header), MOST):
        # The first byte has the size's high bits, the others the low ones, the least first.
        size = (hit[0][1] & 127 >> len(hit[0]) - 3) << 8 * (len(hit[0]) - 3)
        size += int.from_bytes(hit[0][2:-1], "little")
        stop = hit.end() + size - 1
        if size > 2 and header[stop - 2 : stop] == b"\0\0":  # noqa: PLR2004 - a letter, a zero
            names = header[hit.end() : stop].decode("utf-16-le", "replace")
            yield from (("file inside", name) for name in names.split("\0"))
            return
