"""Make compressed copies of finished files, for servers that hand them out as they are.

Invariant: a copy is a pure function of the file's bytes and of the program: what it unpacks to is
what was published, byte for byte.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from importlib.util import find_spec
from types import MappingProxyType

from generator.digests import digest, key
from generator.model import Made, Published, Settings
from generator.model.machines import COPIES, COPY
from generator.problems import Finding

# Files of text. What others compress in themselves (pictures, sounds, PDF) would only grow.
TEXTS = frozenset(
    "atom css csv htm html ics js json md mjs opml rdf rss svg txt webmanifest xml".split()  # noqa: SIM905
)
APART = "404.html"  # servers read it themselves
# Bytes: what fits into one packet beside the headers is not there sooner for being smaller.
LEAST = 600
PACKAGES = MappingProxyType({"br": "brotli", "zst": "zstandard"})
# Of ten thousand pages each costs the build its time; the files in assets/ are few and last. Brotli
# packs a page of 6 KB to 1,796 bytes in 0.7 ms (6), 1,564 bytes in 17 ms (11).
LEVELS = MappingProxyType({"br": (6, 11), "gz": (9, 9), "zst": (9, 19)})
GZIP = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"  # no name, no time, no system (RFC 1952)


def missing(settings: Settings) -> Iterator[Finding]:
    """Find what site.toml wants and no package is here to make."""
    for kind in settings.hosting.compress:
        package = PACKAGES.get(kind)
        if package and find_spec(package) is None:
            message = f'compress: "{kind}" needs the package {package}, which is not here'
            hint = 'pip install "hushpress[compress]", or take it out'
            yield Finding("site.toml", 0, message, hint, quote=f'"{kind}"', rule="settings")


def collisions(settings: Settings, planned: Collection[str]) -> Iterator[Finding]:
    """Find pages that want the place of a copy."""
    ends = tuple(COPIES[kind] for kind in settings.hosting.compress)
    for path in planned if ends else ():
        parts = path.split("/")
        places = ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
        for place in (one for one in places if one.endswith(ends)):
            if original(place) in planned:
                message = f'the address "/{path}" stands where a compressed copy will be'
                yield Finding("site.toml", 0, message, "rename it", rule="address-taken")


def original(path: str) -> str:
    """Give the path of the file that a file of this name would be a copy of, or nothing."""
    for end in COPIES.values():
        if path.endswith(end):
            return path.removesuffix(end)
    return ""


def is_copy(one: Published) -> bool:
    """Tell whether a published file is a copy of another."""
    return one.key.startswith(COPY)


def of(path: str, last: Mapping[str, Published]) -> dict[str, Published]:
    """List the copies that a file has."""
    places = (path + end for end in COPIES.values())
    return {place: last[place] for place in places if place in last and is_copy(last[place])}


def copied(
    data: bytes, whole: Made, settings: Settings, program: str, known: Mapping[str, Published]
) -> Iterator[tuple[Made, bytes]]:
    """Make the copies of a file; of one that is `known` there are no bytes, for it is there."""
    path = whole.path
    suffix = path.rpartition(".")[2].lower()
    if suffix not in TEXTS or path.rpartition("/")[2] == APART or len(data) < LEAST:
        return
    for kind in settings.hosting.compress:
        place = path + COPIES[kind]
        name = COPY + key(whole.digest, kind, program)
        before = known.get(place)
        if before and before.key == name:
            yield Made(place, name, before.digest, before.size, whole.mtime), b""
            continue
        small = packed(kind, data, lasts=path.startswith("assets/"))
        if len(small) < len(data):
            yield Made(place, name, digest(small), len(small), whole.mtime), small


def packed(kind: str, data: bytes, *, lasts: bool) -> bytes:
    """Compress some bytes."""
    level = LEVELS[kind][lasts]
    if kind == "br":
        import brotli

        return bytes(brotli.compress(data, mode=brotli.MODE_TEXT, quality=level))
    if kind == "zst":
        import zstandard

        return bytes(zstandard.ZstdCompressor(level=level, write_checksum=True).compress(data))
    deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    ends = (zlib.crc32(data), len(data) & 0xFFFFFFFF)
    whole = (GZIP, deflate.compress(data), deflate.flush())
    return b"".join((*whole, *(one.to_bytes(4, "little") for one in ends)))


def unpacked(path: str, data: bytes) -> bytes:
    """Give the bytes that a copy was made of; raise ValueError for what is none."""
    try:
        return READERS[path.rpartition(".")[2]](data)
    except Exception as error:  # noqa: BLE001 - each package has errors of its own
        raise ValueError(str(error)) from None


def _from_brotli(data: bytes) -> bytes:
    import brotli

    return bytes(brotli.decompress(data))


def _from_gzip(data: bytes) -> bytes:
    return zlib.decompress(data, zlib.MAX_WBITS | 16)


def _from_zstandard(data: bytes) -> bytes:
    import zstandard

    return bytes(zstandard.ZstdDecompressor().decompress(data))


READERS: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {"br": _from_brotli, "gz": _from_gzip, "zst": _from_zstandard}
)


def leaving(last: Mapping[str, Published], made: Mapping[str, Made]) -> set[str]:
    """List copies that a file had, and that it has no longer as it is made now."""
    places = (path + end for path in made for end in COPIES.values())
    return {path for path in places if path in last and path not in made and is_copy(last[path])}


def orphans(last: Mapping[str, Published], planned: Collection[str]) -> set[str]:
    """List what was published and is planned no longer; a copy goes where its file does."""
    gone = last.keys() - planned
    return {path for path in gone if not is_copy(last[path]) or original(path) not in planned}
