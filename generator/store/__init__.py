"""Remember the last build.

Invariants: the store holds data, never code; whoever deletes it loses time and nothing else; it
lies in the user's cache folder, unreadable to others, for it holds drafts.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from generator.store.database import Store
from generator.store.file import FILE, cache_folder, forget, salvaged
from generator.store.rows import Remembered, Row, as_row, blob_of, read_rows

__all__ = ["Remembered", "Row", "Store", "as_row", "blob_of", "opened", "read_rows"]


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
