"""Notice what an author saves: by the system's own notices, or by looking where there are none.

Invariant: a notice says where to look, never what is there; and what no notice tells is found by
looking, some seconds later.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from generator import sources

# File systems that don't tell of what another machine writes (statfs(2), mount(8)).
REMOTE = frozenset(
    {
        "9p", "afs", "ceph", "cifs", "davfs", "fuse.sshfs", "fuse.vmhgfs-fuse", "fuse.rclone",
        "ncpfs", "nfs", "nfs4", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs",
    }
)  # fmt: skip
MOUNTS = Path("/proc/self/mounts")
FOLDERS = (sources.CONTENT, sources.LAYOUTS)
# What is only read changes nothing; a folder is modified when a file in it is, which is told too.
QUIET = ("opened", "closed_no_write")
Told = Callable[[str], None]


class Notices(FileSystemEventHandler):
    """Tell which paths of a site were touched; a folder's path ends in a slash.

    `folder` is what is watched, `name` what the site calls it ("" for the site's own folder).
    """

    def __init__(self, folder: Path, name: str, told: Told) -> None:
        self.folder = str(folder)
        self.name = name
        self.told = told

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take a notice, in the watching thread."""
        if event.event_type in QUIET or (event.is_directory and event.event_type == "modified"):
            return
        for written in (event.src_path, event.dest_path):
            path = self._path(written.decode() if isinstance(written, bytes) else written)
            if path:
                self.told(path + "/" if event.is_directory else path)

    def _path(self, written: str) -> str:
        """Name a file as the site does; nothing if a build would not look at it."""
        inside = written.removeprefix(self.folder).lstrip("/\\").replace("\\", "/")
        if not self.name:
            return inside if inside in (*FOLDERS, sources.SETTINGS) else ""
        if not written.startswith(self.folder) or any(
            sources.is_hidden(part) for part in inside.split("/") if part
        ):
            return ""
        return f"{self.name}/{inside}" if inside else self.name


class Watching:
    """Own the watches of a site's folders. `why` says why there are none to be, or is empty."""

    def __init__(self, root: Path, told: Told, why: str = "") -> None:
        self.root = root
        self.told = told
        self.why = why or remote(root)
        self._observer: BaseObserver | None = None
        if not self.why:
            self._tried(self._begin)

    def renew(self) -> None:
        """Watch the folders that are there now: one may have been put in another's place."""
        if self._observer and not self.why:
            self._observer.unschedule_all()
            self._tried(self._schedule)

    def stop(self) -> None:
        """Let go of all watches."""
        if self._observer and self._observer.is_alive():
            self._observer.stop()
            self._observer.join(5)
        self._observer = None

    def _begin(self) -> None:
        self._observer = Observer()
        self._schedule()
        self._observer.start()

    def _schedule(self) -> None:
        assert self._observer
        for name in ("", *FOLDERS):
            folder = (self.root / name).resolve()
            if folder.is_dir():
                notices = Notices(folder, name, self.told)
                self._observer.schedule(notices, str(folder), recursive=bool(name))

    def _tried(self, act: Callable[[], None]) -> None:
        """Do something that the system may refuse: there is a limit of watches for each user."""
        try:
            act()
        except OSError as error:
            self.why = f"the system refuses to: {error.strerror or error}"
            self.stop()


def remote(root: Path) -> str:
    """Say that a folder is on another machine's disk, where that can be known."""
    try:
        lines = MOUNTS.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    fields = (line.split() for line in lines)
    mounts = [(parts[1], parts[2]) for parts in fields if parts[2:]]
    inside = [one for one in mounts if root.resolve().is_relative_to(one[0])]
    kind = max(inside, key=lambda one: len(one[0]))[1] if inside else ""
    return f"the disk is another machine's ({kind})" if kind in REMOTE else ""


def stamps(root: Path) -> dict[str, sources.Stamp]:
    """Look at every file that an author may change, without opening one."""
    found = [one for name in FOLDERS for one in sources.walk(root / name, name)]
    shown = ((entry, path) for entry, path in found if not sources.is_hidden(entry.name))
    told = sources.stamps(one for one in shown if "/__pycache__/" not in one[1])
    return {sources.SETTINGS: sources.stamp(root / sources.SETTINGS), **dict(told)}
