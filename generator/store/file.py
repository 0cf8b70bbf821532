"""Own the place and the shape of a store's file."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import Any

from generator.digests import digest

FILE = "store.sqlite"
# Another shape of the tables is another number, and a store of another shape is begun anew.
VERSION = 9
PAGE = 32_768  # bytes: most bodies fit in one page, and are written in a fifth of the time
TABLES = """
create table meta (name text primary key, value text) without rowid;
create table source (path text primary key, key text, stamp text, entry text, problems text,
                     blob text) without rowid;
create table picture (path text primary key, key text, stamp text, cleaned text, problems text,
                      blob text) without rowid;
create table comment (path text primary key, key text, stamp text, written text, problems text,
                      blob text) without rowid;
create index holder on source (blob);
create index looks on source (path, stamp);
create table blob (digest text primary key, data blob);
create table output (folder text, path text, key text, digest text, size integer, mtime integer,
                     primary key (folder, path)) without rowid;
create table reason (folder text, path text, told text, before text,
                     primary key (folder, path)) without rowid;
create table journal (folder text, path text, act text, key text, digest text, size integer,
                      mtime integer, primary key (folder, path)) without rowid;
"""


def forget(root: Path) -> None:
    """Delete the store of a site, if there is one."""
    for file in cache_folder(root).glob(f"{FILE}*"):
        file.unlink(missing_ok=True)


def cache_folder(root: Path) -> Path:
    """Say where a site's store lies: HUSHPRESS_CACHE, or the user's cache folder."""
    base = os.environ.get("HUSHPRESS_CACHE") or os.environ.get("XDG_CACHE_HOME")
    try:
        above = Path(base) if base else Path.home() / ".cache"
    except RuntimeError as error:
        raise OSError("there is no home folder to keep a cache in: set HUSHPRESS_CACHE") from error
    name = digest(str(root.resolve()).encode("utf-8", "surrogateescape"))
    return above / "hushpress" / name


def connect(path: Path) -> sqlite3.Connection:
    """Open the database and make its tables if it is new."""
    database = sqlite3.connect(path, timeout=30)
    path.chmod(0o600)
    ((version,),) = database.execute("pragma user_version")
    if not database.execute("select 1 from sqlite_master limit 1").fetchone():
        begin = f"begin; {TABLES} pragma user_version = {VERSION}; commit;"
        database.executescript(f"pragma page_size = {PAGE}; pragma journal_mode = wal; {begin}")
    elif version != VERSION:
        database.close()
        raise sqlite3.DatabaseError("another version of the program wrote this")
    database.execute("pragma synchronous = normal")
    return database


def salvaged(path: Path) -> list[tuple[Any, ...]]:
    """Read which files were published from a store that is of no use else."""
    query = "select folder, path, '', digest, size, mtime from output"
    try:
        with contextlib.closing(sqlite3.connect(path)) as database:
            return database.execute(query).fetchall()
    except sqlite3.Error:
        return []
