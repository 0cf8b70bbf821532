"""A small site whose authors, machine and disk do whatever can happen to a site.

What is done is done to files only; `check` builds the site twice and compares: into the folder
that has seen everything before, and into an empty one with an empty cache.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from PIL import Image

from generator.build import build
from generator.problems import Stop, errors
from generator.request import Progress, Report, Request, silent
from generator.store import cache_folder
from tests.kit import NOW, Site

SETTINGS = {"title": '"The Record"', "base_url": '"https://example.org/"', "page_size": "2"}
BASE = (
    '<!doctype html><head>{% include "partials/head.html" %}</head>'
    '{% block main %}{% endblock %}{% include "partials/footer.html" %}'
)
POST = (
    '{% extends "base.html" %}{% block main %}<h1>{{ post.card.title }}</h1>{{ content }}'
    '{% include "partials/neighbours.html" %}{% include "partials/further.html" %}'
    '{% include "partials/comments.html" %}{% endblock %}'
)
FILE = "store.sqlite"
BROKEN = {"title": "[a, b]", "date": "32 Feb", "tags": "{a: [", "slug": "a/b"}


class Newsroom:
    """Own a site, two caches, and what is known of the folder it is built into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = Site(folder / "site")
        self.settings = dict(SETTINGS)
        self.posts: dict[str, dict[str, str]] = {}
        self.foreign: dict[str, bytes] = {}
        self.wishes: dict[str, Any] = {}
        self.now = NOW
        self.is_lost = self.is_pending = False
        self.refusals = 0
        self.set_settings()
        self.site.write("layouts/base.html", BASE).write("layouts/post.html", POST)
        for name in "abcd":
            self.edit(name)
        assert self.check()

    # What authors do.

    def edit(self, name: str, **fields: str) -> None:
        """Write a post with what it had and something new; one that is not there is added."""
        month = "abcdefgh".index(name[0]) + 1
        kept = self.posts.get(name) or {"date": f"2026-0{month}-02", "body": "Text."}
        self.posts[name] = {field: value for field, value in (kept | fields).items() if value}
        self.site.post(name, **self.posts[name])

    def delete(self, name: str) -> None:
        self.posts.pop(name, None)
        self.post(name).unlink(missing_ok=True)
        shutil.rmtree(self.comments(name), ignore_errors=True)

    def rename(self, name: str, new: str) -> None:
        """Give the file of a post another name, and leave its bytes and time as they are."""
        if name in self.posts and new not in self.posts:
            self.posts[new] = self.posts.pop(name)
            self.post(name).rename(self.post(new))
            shutil.rmtree(self.comments(new), ignore_errors=True)
            if self.comments(name).exists():
                self.comments(name).rename(self.comments(new))

    def post(self, name: str) -> Path:
        return self.site.root / f"content/posts/{name}.md"

    def comments(self, name: str) -> Path:
        return self.site.root / f"content/comments/{name}"

    def comment(self, post: str, name: str, text: str, **fields: str) -> None:
        """Write a comment on a post, or take it away."""
        given = {"author": f"Reader of {post}", "date": "2026-02-13", **fields}
        head = "".join(f"{key}: {value}\n" for key, value in given.items() if value)
        path = f"content/comments/{post}/{name}.md"
        self.put(path, f"---\n{head}---\n\n{text}\n" if text else None)

    def swap(self, name: str) -> None:
        """Change some bytes of a post, but neither its size nor its time."""
        if name in self.posts:
            before = self.post(name).stat()
            body = self.posts[name]["body"]
            self.edit(name, body=body[1:] + body[0])
            os.utime(self.post(name), ns=(before.st_atime_ns, before.st_mtime_ns))

    def set_settings(self, **changed: str) -> None:
        self.settings |= changed
        markdown = self.settings.get("smart", "true")
        others = {
            name: one for name, one in self.settings.items() if name not in ("smart", "french")
        }
        lines = [f"{name} = {value}\n" for name, value in others.items()]
        tables = f'[search]\nenabled = true\n[markdown]\nsmart = {markdown}\n[comments]\nprovider = "files"\n'
        if self.settings.get("french") == "true":
            tables += "[languages.fr]\n"
        self.site.write("site.toml", "".join(lines) + tables)

    def put(self, path: str, text: str | bytes | None) -> None:
        """Write a file of the site, or take it away."""
        if text is None:
            (self.site.root / path).unlink(missing_ok=True)
        else:
            self.site.write(path, text)

    def mend(self) -> None:
        """Put right whatever stops a build."""
        self.set_settings(**SETTINGS)
        shutil.rmtree(self.site.root / "layouts")
        shutil.rmtree(self.site.root / "content/comments", ignore_errors=True)
        self.site.write("layouts/base.html", BASE)
        for name, fields in self.posts.items():
            plain = {"body": "Text.", "slug": "", "aliases": "", "title": "", "date": "2026-01-02"}
            self.posts[name] = fields | {"tags": "[x]"} | plain
            self.edit(name)

    # What happens to output/ and to the cache.

    def alter(self, number: int, text: str | None) -> None:
        """Overwrite a file in output/, with another size, or delete it."""
        file = self.site.output / sorted(self.site.files())[number % len(self.site.files())]
        path = file.relative_to(self.site.output).as_posix()
        if path in self.foreign:
            return
        if text is None:
            file.unlink()
        else:
            file.write_bytes(file.read_bytes() + text.encode())

    def leave(self, path: str, text: str) -> None:
        """Put a file of somebody else's into output/, where none of ours is."""
        file = self.site.output / path
        if self.is_pending or self.is_ours(path) or file.is_dir():
            return
        with contextlib.suppress(FileExistsError, NotADirectoryError):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
            self.foreign[path] = text.encode()

    def is_ours(self, path: str) -> bool:
        """Tell whether a path is, or lies in the way of, what the last build published."""
        return any(f"{one}/".startswith(f"{path}/") for one in self.published)

    def damage(self, chance: random.Random, how: str) -> None:
        """Do to the cache what a bad disk, a full one or a curious user does."""
        file = self.cache("cache") / FILE
        if not file.exists():
            return
        self.is_lost = True
        data = bytearray(file.read_bytes())
        at = chance.randrange(len(data))
        if how == "delete":
            file.unlink()
        elif how == "cut":
            file.write_bytes(data[:at])
        else:
            begin, end = (
                (0, 100) if how == "head" else (at // 4096 * 4096, at // 4096 * 4096 + 4096)
            )
            data[begin:end] = chance.randbytes(end - begin) if how != "blank" else bytes(4096)
            file.write_bytes(data)

    def is_sound(self) -> bool:
        """Tell whether nothing of the cache is damaged any more; a build may not meet it at once."""
        with contextlib.closing(sqlite3.connect(self.cache("cache") / FILE)) as database:
            try:
                return database.execute("pragma integrity_check").fetchall() == [("ok",)]
            except sqlite3.DatabaseError:
                return False

    def cache(self, name: str) -> Path:
        os.environ["HUSHPRESS_CACHE"] = str(self.folder / name)
        return cache_folder(self.site.root)

    # What is compared.

    def check(self, progress: Progress = silent) -> bool:
        """Build here and in an empty folder; both must come out the same, or be refused alike.

        Tell whether there is a site.
        """
        before = self.site.tree()
        done = self.built(progress)
        shutil.rmtree(self.folder / "twin", ignore_errors=True)
        self.cache("twin/cache")
        twin = self.folder / "twin/output"
        try:
            clean = build(self.request(output=twin))
        except Stop as stop:
            assert done == told(stop), "a clean build is refused, or for something else"
            assert self.is_pending or self.site.tree() == before, "a refused build changed output/"
            return False
        assert isinstance(done, Report), f"refused: {done}"
        assert done.states == clean.states
        assert done.problems == clean.problems
        assert done.pages == clean.pages
        self.compare(tree(twin))
        self.is_lost, self.is_pending = not self.is_sound(), False
        return True

    def compare(self, wanted: dict[str, bytes]) -> None:
        """Compare output/ with the clean build, file by file, and what is foreign in it too."""
        here = self.site.tree()
        assert not wanted.keys() & self.foreign.keys()
        differing = {
            path: (here.get(path), wanted.get(path), self.foreign.get(path))
            for path in here.keys() | wanted.keys() | self.foreign.keys()
            if here.get(path) != (wanted | self.foreign).get(path)
        }
        assert not differing, f"not what a clean build makes: {differing}"
        self.published = set(wanted)

    def request(self, **options: Any) -> Request:
        asked = {"now": self.now} | self.wishes | options
        return Request(**{"root": self.site.root, "output": self.site.output} | asked)

    def built(self, progress: Progress) -> Report | list[str]:
        """Build; what is told about output/ and the cache is done, until the build has its way."""
        self.cache("cache")
        for _ in range(3):
            try:
                return build(self.request(), progress)
            except OSError as error:
                assert self.is_lost, error
                assert "run this again" in str(error), error
            except Stop as stop:
                if not self.obeyed(stop):
                    return told(stop)
        raise AssertionError("the build is refused again and again")

    def obeyed(self, stop: Stop) -> bool:
        """Take away what is said to be in the way in output/; tell whether something was."""
        for problem in errors(stop.problems):
            file = Path(problem.place.path)
            if not file.is_relative_to(self.site.output):
                return False
            path = file.relative_to(self.site.output).as_posix()
            inside = [one for one in self.foreign if f"{one}/".startswith(f"{path}/")]
            assert self.is_lost or inside, f"refused without a reason: {problem}"
            self.foreign = {
                one: data
                for one, data in self.foreign.items()
                if path != "." and not f"{one}/".startswith(f"{path}/")
            }
            shutil.rmtree(file) if file.is_dir() else file.unlink()
        return True

    @contextlib.contextmanager
    def failing(self, number: int) -> Iterator[None]:
        """End what is done to files in output/ at the operation with this number."""
        left = [number]

        def counted(function: Callable[..., Any]) -> Callable[..., Any]:
            def call(path: Path, *rest: Any, **options: Any) -> Any:
                if path.is_relative_to(self.folder) and path.suffix != ".lock":
                    left[0] -= 1
                    if left[0] < 0:
                        raise KeyboardInterrupt
                return function(path, *rest, **options)

            return call

        with contextlib.ExitStack() as stack:
            for name in ("replace", "unlink", "rmdir", "chmod"):
                stack.enter_context(mock.patch.object(Path, name, counted(getattr(Path, name))))
            yield

    def interrupt(self, number: int) -> None:
        """Begin a build that does not come to its end."""
        self.cache("cache")
        self.is_pending = True
        with contextlib.suppress(KeyboardInterrupt, Stop, OSError), self.failing(number):
            build(self.request())

    def wait(self, hours: int) -> None:
        """Let time go by, or put the clock back."""
        self.now = NOW + timedelta(hours=hours)


def told(stop: Stop) -> list[str]:
    return [str(problem) for problem in errors(stop.problems)]


def tree(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 2), colour).save(out, "PNG")
    return out.getvalue()
