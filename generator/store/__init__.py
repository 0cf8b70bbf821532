"""Remember the last build.

Invariants: the store holds data, never code; whoever deletes it loses time and nothing else; it
lies in the user's cache folder, unreadable to others, for it holds drafts.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import threading
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.digests import digest, from_data, to_data
from generator.model import Cleaned, Entry, Published, Standing, Step
from generator.problems import Problem
from generator.store.file import FILE, cache_folder, connect, forget, salvaged

# What was made of a file as the store writes it: key, stamp, value and problems, these as JSON.
Row = tuple[str, str, str | None, str]


@dataclass(frozen=True, slots=True)
class Remembered:
    """Hold what was made of one file of content/: its entry or its picture, and its problems.

    `stamp` says how the file looked to stat, and is empty when that can't be relied on.
    """

    key: str
    value: Entry | Cleaned | None
    problems: tuple[Problem, ...] = ()
    stamp: str = ""


class Store:
    """Own the SQLite file of one site."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FILE
        self._database = connect(self.path)
        self._readers = {(os.getpid(), threading.get_ident()): self._database}

    def __reduce__(self) -> tuple[type[Store], tuple[Path]]:
        """Let another process open the same file."""
        return Store, (self.folder,)

    def remembered(self, table: str) -> dict[str, Remembered]:
        """Load everything known of the articles ("source") or the pictures ("picture")."""
        column = "entry" if table == "source" else "cleaned"
        rows = self._rows(f"select path, key, stamp, {column}, problems from {table}")  # noqa: S608
        try:
            made = read_rows(table, [row[1:] for row in rows])
        except (ValueError, TypeError, KeyError, IndexError):
            return {}  # somebody else wrote here: nothing is known
        return {row[0]: one for row, one in zip(rows, made, strict=True)}

    def remember(self, table: str, made: Mapping[str, Row], gone: Iterable[str]) -> None:
        """Keep what was made of files, and forget files that are gone."""
        rows = [(path, *row) for path, row in made.items()]
        with self._database:
            self._database.executemany(f"replace into {table} values (?, ?, ?, ?, ?)", rows)  # noqa: S608
            self._database.executemany(
                f"delete from {table} where path = ?",  # noqa: S608
                [(path,) for path in gone],
            )

    def keep(self, blobs: Iterable[tuple[str, bytes]]) -> None:
        """Keep bytes under their digests."""
        with self._database:
            self._database.executemany("insert or ignore into blob values (?, ?)", blobs)

    def blob(self, name: str) -> bytes:
        """Give back the bytes with this digest; raise KeyError if there are none.

        Raise sqlite3.DatabaseError if they are damaged: SQLite itself doesn't see that.
        """
        owner = (os.getpid(), threading.get_ident())
        if owner not in self._readers:
            # SQLite forbids a forked child, or another thread, to use this one's connection.
            self._readers[owner] = connect(self.path)
        query = "select data from blob where digest = ?"
        for (data,) in self._readers[owner].execute(query, (name,)):
            if digest(data) != name:
                raise sqlite3.DatabaseError("bytes in the cache are not what they were")
            return bytes(data)
        raise KeyError(name)

    def has_blobs(self, names: Iterable[str]) -> bool:
        """Tell whether all these bytes are there."""
        known = {name for (name,) in self._rows("select digest from blob")}
        return known.issuperset(names)

    def forget_blobs(self, used: Iterable[str]) -> None:
        """Drop the bytes that nothing names any more; a disk that can't is asked another time."""
        known = {name for (name,) in self._rows("select digest from blob")}
        with contextlib.suppress(sqlite3.OperationalError), self._database:
            self._database.executemany(
                "delete from blob where digest = ?", [(name,) for name in known - set(used)]
            )

    def published(self, folder: Path) -> dict[str, Published]:
        """Load what was put into this output folder, by path."""
        rows = self._database.execute(
            "select path, key, digest, size, mtime from output where folder = ?", (_name(folder),)
        )
        return {path: Published(*rest) for path, *rest in rows}

    def retime(self, folder: Path, times: Mapping[str, int]) -> None:
        """Remember that files were touched: their times of change (ns), so that stat will do."""
        name = _name(folder)
        rows = [(time, name, path) for path, time in times.items()]
        query = "update output set mtime = ? where folder = ? and path = ?"
        with contextlib.suppress(sqlite3.OperationalError), self._database:
            self._database.executemany(query, rows)

    def tell(self, folder: Path, told: Mapping[str, str]) -> None:
        """Keep what pages are made from now, and what they were made from before that."""
        name = _name(folder)
        rows = [(name, path, text) for path, text in told.items()]
        with self._database:
            self._database.executemany(
                "insert into reason values (?, ?, ?, null) on conflict (folder, path)"
                " do update set before = told, told = excluded.told",
                rows,
            )

    def told(self, folder: Path, path: str) -> tuple[str, str]:
        """Give what a page was made from the last two times, as it was told; "" for never."""
        query = "select told, before from reason where folder = ? and path = ?"
        for now, before in self._database.execute(query, (_name(folder), path)):
            return now, before or ""
        return "", ""

    def adopt(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Take over what another version of the program published: its pages are made again."""
        with self._database:
            self._database.executemany("replace into output values (?, ?, ?, ?, ?, ?)", rows)

    def intend(self, folder: Path, steps: Iterable[Step]) -> None:
        """Write down what is going to be done to an output folder, before it is done."""
        name = _name(folder)
        rows = [
            (name, one.path, one.act, one.key, one.digest, one.size, one.mtime) for one in steps
        ]
        with self._database:
            self._database.executemany("insert into journal values (?, ?, ?, ?, ?, ?, ?)", rows)

    def intended(self, folder: Path) -> tuple[Step, ...]:
        """Load what was going to be done to an output folder, and is not known to be done."""
        query = (
            "select path, act, key, digest, size, mtime from journal where folder = ? order by path"
        )
        rows = self._database.execute(query, (_name(folder),))
        return tuple(Step(*row) for row in rows)

    def abandon(self, folder: Path) -> None:
        """Remember that nothing of what was intended was done."""
        with self._database:
            self._database.execute("delete from journal where folder = ?", (_name(folder),))

    def fulfil(self, folder: Path, lost: Container[str] = ()) -> None:
        """Remember that all intended was done.

        What got lost on its way stays ours, and its page is made again.
        """
        name = _name(folder)
        gone, rows = [], []
        for one in self.intended(folder):
            if one.act == "remove":
                gone.append((name, one.path))
            else:
                key = "" if one.path in lost else one.key
                rows.append((name, one.path, key, one.digest, one.size, one.mtime))
        with self._database:
            self._database.executemany("delete from output where folder = ? and path = ?", gone)
            self._database.executemany("delete from reason where folder = ? and path = ?", gone)
            self._database.executemany("replace into output values (?, ?, ?, ?, ?, ?)", rows)
            self._database.execute("delete from journal where folder = ?", (name,))

    def standing(self, folder: Path) -> Standing | None:
        """Load what the last build into this output folder found and said."""
        rows = self._database.execute("select value from meta where name = ?", (_name(folder),))
        try:
            return next((from_data(Standing, json.loads(value)) for (value,) in rows), None)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def remember_standing(self, folder: Path, standing: Standing | None) -> None:
        """Keep what a build found and said, or forget it; without it the next takes longer."""
        with contextlib.suppress(sqlite3.OperationalError), self._database:
            if standing:
                row = (_name(folder), json.dumps(to_data(standing)))
                self._database.execute("replace into meta values (?, ?)", row)
            else:
                self._database.execute("delete from meta where name = ?", (_name(folder),))

    def recalled(self, name: str, key: str) -> Any:
        """Give back what was worked out under this name from what has this key, or None."""
        rows = self._rows(f"select value from meta where name = 'recall {name} {key}'")  # noqa: S608
        return json.loads(rows[0][0]) if rows else None

    def recall(self, name: str, key: str, value: object) -> None:
        """Keep what was worked out, in place of what was under this name before."""
        with self._database:
            self._database.execute("delete from meta where name like ?", (f"recall {name} %",))
            row = (f"recall {name} {key}", json.dumps(value))
            self._database.execute("replace into meta values (?, ?)", row)

    def begin(self, program: str) -> None:
        """Forget all that another version of the program made; what was published stays known."""
        known = self._rows("select value from meta where name = 'program'")
        if known != [(program,)]:
            self.forget_made()
            with self._database:
                self._database.execute("replace into meta values ('program', ?)", (program,))

    def forget_made(self) -> None:
        """Forget all that was made of files and pages, but not which pages were published."""
        with self._database:
            for table in ("source", "picture", "blob"):
                self._database.execute(f"delete from {table}")  # noqa: S608
            self._database.execute("update output set key = ''")

    def forget_published(self, folder: Path) -> None:
        """Forget an output folder."""
        with self._database:
            for table in ("output", "journal", "reason"):
                self._database.execute(f"delete from {table} where folder = ?", (_name(folder),))  # noqa: S608
            self._database.execute("delete from meta where name = ?", (_name(folder),))

    def has_published(self) -> bool:
        """Tell whether any output folder holds something of this site."""
        return bool(self._rows("select 1 from output limit 1"))

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return self._database.execute(query).fetchall()


@contextlib.contextmanager
def opened(root: Path) -> Iterator[Store]:
    """Open the store of a site; one that can't be read is deleted and begun anew.

    Raise OSError when the disk or another process stops it, or when it turns out to be damaged
    later: it is deleted then, and the next run begins anew.
    """
    folder = cache_folder(root)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        store = Store(folder)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise OSError(f"the cache can't be used: {error}") from error
        ours = salvaged(folder / FILE)
        forget(root)
        store = Store(folder)
        store.adopt(ours)
    try:
        yield store
    except sqlite3.OperationalError as error:
        raise OSError(f"the cache can't be used: {error}") from error
    except sqlite3.DatabaseError as error:
        forget(root)
        raise OSError("the cache was damaged, and is deleted now: run this again") from error
    finally:
        store.close()


def _name(folder: Path) -> str:
    """Name an output folder the same from wherever a build was started."""
    return str(folder.resolve())


def as_row(one: Remembered) -> Row:
    """Write down what was made of a file."""
    value = None if one.value is None else json.dumps(to_data(one.value), ensure_ascii=False)
    problems = json.dumps(to_data(one.problems)) if one.problems else ""
    return one.key, one.stamp, value, problems


def read_rows(table: str, rows: Sequence[Row]) -> list[Remembered]:
    """Read what was written down of files; raise one of several errors for what is no such thing.

    One long text is read in half the time of 10,000 short ones.
    """
    noun: type[Entry | Cleaned] = Entry if table == "source" else Cleaned
    values = json.loads(f"[{','.join([value or 'null' for _, _, value, _ in rows])}]")
    made = []
    for (name, stamp, _, problems), value in zip(rows, values, strict=True):
        told = tuple(from_data(Problem, one) for one in json.loads(problems)) if problems else ()
        what = None if value is None else from_data(noun, value)
        made.append(Remembered(name, what, told, stamp))
    return made
