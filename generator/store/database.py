"""Own the SQLite file of one site, and the questions that are asked of it."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import threading
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.digests import digest, from_data, to_json
from generator.model import Published, Said, Standing, Step
from generator.store.file import FILE, connect
from generator.store.rows import Remembered, Row, read_rows

# What each table calls what was made of a file.
COLUMNS = MappingProxyType({"source": "entry", "comment": "written", "picture": "cleaned"})
BATCH = 200  # rows that are read at once: in half the time of one by one, in little memory


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

    def remembered(self, table: str, *, only: Iterable[str] | None = None) -> dict[str, Remembered]:
        """Load what is known of all files of a kind (articles are "source"), or of some."""
        column = COLUMNS[table]
        query = f"select path, key, stamp, {column}, problems, blob from {table}"  # noqa: S608
        if only is None:
            rows: Iterator[Any] = self._database.execute(query)
        else:
            one = f"{query} where path = ?"
            rows = iter([row for path in only for row in self._database.execute(one, (path,))])
        known: dict[str, Remembered] = {}
        while some := list(islice(rows, BATCH)):
            try:
                made = read_rows(table, [Row(*row[1:]) for row in some])
            except (ValueError, TypeError, KeyError, IndexError):
                return {}  # somebody else wrote here: nothing is known
            known |= zip([row[0] for row in some], made, strict=True)
        return known

    def stamps(self) -> dict[str, str]:
        """Load how the articles looked when they were read."""
        return dict(self._rows("select path, stamp from source"))

    def turn(self) -> int:
        """Count how often something was learnt about articles."""
        return int(self._meta("turn") or 0)

    def version(self) -> int:
        """Give a number that another process's change to the store makes another one."""
        ((number,),) = self._database.execute("pragma data_version")
        return int(number)

    def remember(self, table: str, made: Mapping[str, Row], gone: Iterable[str] = ()) -> None:
        """Keep what was made of files, and forget files that are gone."""
        rows = [(path, *row) for path, row in made.items()]
        with self._database:
            if table == "source":
                self._database.execute("replace into meta values ('turn', ?)", (self.turn() + 1,))
            self._database.executemany(f"replace into {table} values (?, ?, ?, ?, ?, ?)", rows)  # noqa: S608
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

    def tell(self, folder: Path, told: Mapping[str, bytes]) -> None:
        """Keep what pages are made from now, and what they were made from before that."""
        name = _name(folder)
        rows = ((name, path, text.decode("utf-8")) for path, text in told.items())
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

    def telling(self, folder: Path, paths: Iterable[str], *words: str) -> dict[str, str]:
        """Load what was told of those among these pages in which one of these words is told."""
        query, name = "select told from reason where folder = ? and path = ?", _name(folder)
        sought = [json.dumps(word, ensure_ascii=False)[1:-1] for word in words]
        rows = ((path, self._database.execute(query, (name, path)).fetchone()) for path in paths)
        return {path: row[0] for path, row in rows if row and any(one in row[0] for one in sought)}

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
        """Load what the last build into this output folder found."""
        value = self._meta(_name(folder))
        try:
            return from_data(Standing, json.loads(value)) if value else None
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def said(self, folder: Path) -> Said | None:
        """Load what the last build into this output folder said."""
        value = self._meta(f"said {_name(folder)}")
        try:
            return from_data(Said, json.loads(value)) if value else None
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def remember_standing(self, folder: Path, standing: Standing, said: Said | None = None) -> None:
        """Keep what a build found and, if that is new, said; without it the next takes longer."""
        name = _name(folder)
        rows = [(name, to_json(standing)), *([(f"said {name}", to_json(said))] if said else [])]
        with contextlib.suppress(sqlite3.OperationalError), self._database:
            self._database.executemany("replace into meta values (?, ?)", rows)

    def settle(
        self, folder: Path, rows: Mapping[str, Row], dropped: Iterable[str], standing: Standing
    ) -> None:
        """Remember articles whose text was published; drop old bodies that no article has now.

        A disk that can't is asked another time: the next build reads them again.
        """
        query = (
            "delete from blob where digest = ?1"
            " and not exists (select 1 from source where blob = ?1)"
            " and not exists (select 1 from comment where blob = ?1)"
        )
        with contextlib.suppress(sqlite3.OperationalError):
            self.remember("source", rows)
            with self._database:
                self._database.executemany(query, [(name,) for name in dropped])
            self.remember_standing(folder, replace(standing, turn=self.turn()))

    def recalled(self, name: str, key: str) -> Any:
        """Give back what was worked out under this name from what has this key, or None."""
        return json.loads(self._meta(f"recall {name} {key}") or "null")

    def recall(self, name: str, key: str, value: object) -> None:
        """Keep what was worked out, in place of what was under this name before."""
        with self._database:
            self._database.execute("delete from meta where name like ?", (f"recall {name} %",))
            row = (f"recall {name} {key}", json.dumps(value))
            self._database.execute("replace into meta values (?, ?)", row)

    def program(self) -> str:
        """Give the digest of the program that made what is remembered, "" for none."""
        return self._meta("program")

    def begin(self, program: str) -> None:
        """Forget all that another version of the program made; what was published stays known."""
        if self.program() != program:
            self.forget_made()
            with self._database:
                self._database.execute("replace into meta values ('program', ?)", (program,))

    def forget_made(self) -> None:
        """Forget all that was made of files and pages, but not which pages were published."""
        with self._database:
            for table in (*COLUMNS, "blob"):
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

    def _meta(self, name: str) -> str:
        rows = self._database.execute("select value from meta where name = ?", (name,)).fetchall()
        return str(rows[0][0]) if rows else ""

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return self._database.execute(query).fetchall()


def _name(folder: Path) -> str:
    """Name an output folder the same from wherever a build was started."""
    return str(folder.resolve())
