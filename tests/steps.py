"""Do to a site whatever can be done to it, in any order: a build must equal a clean one.

python -m tests.steps NUMBER: at least so many steps; the first difference ends it, and the
shortest way to it is told.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.newsroom import BASE, BROKEN, POST, Newsroom, picture

NAMES = st.sampled_from("abcdef")
FEW = st.integers(0, 3)
MANY = st.integers(0, 200)
BODIES = [
    "Text.",
    "Test.",
    "“Quotes” 'and' -- *more*",
    "[to a](a.md)",
    "## Part\n\n[to b](b.md#part)",
    "![Dot](/images/p.png)",
    "Long.\n\n" * 40,
    "Text.\n\nSecond.",
    "Text.\n\nThird.\n\n## Part",
    "Text.\n\n## Part\n\n[to a](a.md)",
    "Text.\n\n[to a](a.md)\n\n![Dot](/images/p.png)",
]
LAYOUTS = {
    "404.html": "Gone NUMBER",
    "base.html": BASE + "NUMBER",
    "post.html": POST + "NUMBER",
    "partials/footer.html": "<footer>NUMBER</footer>",
    "list.html": '{% extends "!list.html" %}{# NUMBER #}',
    "spare.html": "nothing uses this NUMBER",
}
ASSETS = ["style.css", "new.txt", "fonts/f.css"]
COMMENTS = {
    "text": {"text": "Text."},  # an article may have the same body
    "links": {"text": "*See* https://example.net/?utm_source=x"},
    "answer": {"text": "An answer.", "reply_to": "x"},
    "author": {"text": "Text.", "author": "Somebody else", "date": "2026-02-14 10:00"},
    "draft": {"text": "Text.", "draft": "true"},
    "late": {"text": "Text.", "date": "2026-11-23 13:30"},
    "broken": {"text": "<b>"},
    "gone": {"text": ""},
}
FOREIGN = [
    "CNAME",
    "mine.html",
    ".well-known/x",
    "2026/mine.txt",
    "2026/02/b/mine.txt",
    "2026/02/new",
    "tags/y",
    "2026/05/e/index.html",
    "archive/2025/index.html",
]
DAMAGES = ["delete", "cut", "head", "page", "blank"]
CHOICE = "true or false"
VALUES = {
    "title": '"The {}th"',
    "base_url": '"https://example.org/{}/"',
    "page_size": "{}",
    "smart": CHOICE,
    "french": CHOICE,
    "footer": '"Foot {}"',
    "timezone": '"Etc/GMT-{}"',
    "feed_size": "{}1",
}
WISHES = {
    "drafts": True,
    "future": True,
    "is_anew": True,
    "base_url": "https://example.net/x/",
}


class Steps(RuleBasedStateMachine):
    """Do one thing after another; each ends with two builds and their comparison."""

    done = 0  # steps of all examples, for the report at the end

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="steps-"))
        self.cache = os.environ.get("HUSHPRESS_CACHE")
        self.room = self.newsroom()

    def newsroom(self) -> Newsroom:
        """Begin with a small site."""
        return Newsroom(self.folder)

    def teardown(self) -> None:
        shutil.rmtree(self.folder)
        os.environ.pop("HUSHPRESS_CACHE", None)
        if self.cache:
            os.environ["HUSHPRESS_CACHE"] = self.cache

    def check(self) -> None:
        """Compare; after some refusals everything is put right, so that there is a site again."""
        Steps.done += 1
        if self.room.check():
            self.room.refusals = 0
            return
        self.room.refusals += 1
        if self.room.refusals > 2:
            self.room.mend()
            assert self.room.check(), "what was put right is refused"

    @rule(name=NAMES, body=st.integers(0, 6))
    def body(self, name: str, body: int) -> None:
        self.room.edit(name, body=BODIES[body])
        self.check()

    @rule(name=NAMES, number=FEW, field=st.sampled_from(["title", "date", "tags", "slug"]))
    def field(self, name: str, number: int, field: str) -> None:
        values = {
            "title": f"Title {number}",
            "date": f"2026-0{number + 1}-03",
            "tags": f"[x, t{number}]" if number else "",
            "slug": f"{name}-{number}" if number < 3 else "same",
        }
        self.room.edit(name, **{field: values[field]})
        self.check()

    @rule(name=NAMES, number=FEW, field=st.sampled_from(["aliases", "summary", "expires", "later"]))
    def rarer_field(self, name: str, number: int, field: str) -> None:
        values = {
            "aliases": ["", "[/old.html]", "[/old.html/x/]", f"[/2026/02/{name}/]"][number],
            "summary": f"Summary {number}" if number else "",
            "expires": ["", "2026-11-23 13:00", "2026-11-24", "2027-01-01"][number],
        }
        later = {"date": f"2026-11-23 1{number}:30"}
        self.room.edit(name, **({field: values[field]} if field in values else later))
        self.check()

    @rule(name=NAMES)
    def add_or_delete(self, name: str) -> None:
        if name in self.room.posts:
            self.room.delete(name)
        else:
            self.room.edit(name)
        self.check()

    @rule(name=NAMES, new=NAMES)
    def rename(self, name: str, new: str) -> None:
        self.room.rename(name, new)
        self.check()

    @rule(name=NAMES)
    def draft_or_not(self, name: str) -> None:
        is_draft = self.room.posts.get(name, {}).get("draft") == "true"
        self.room.edit(name, draft="" if is_draft else "true")
        self.check()

    @rule(name=NAMES)
    def touch(self, name: str) -> None:
        if name in self.room.posts:
            self.room.post(name).touch()
        self.check()

    @rule(name=NAMES)
    def same_size_and_time(self, name: str) -> None:
        self.room.swap(name)
        self.check()

    @rule(name=NAMES, body=st.integers(0, 6))
    def twice(self, name: str, body: int) -> None:
        self.room.edit(name, body=BODIES[body])
        self.room.edit(name, body="Text.")
        self.room.edit(name, body="Test.")
        self.check()

    @rule(name=NAMES, number=FEW, how=st.sampled_from(sorted(COMMENTS)))
    def comment(self, name: str, number: int, how: str) -> None:
        self.room.comment(name, "xyzw"[number], **COMMENTS[how])
        self.check()

    @rule(name=NAMES, number=FEW, body=st.integers(0, 6))
    def comment_and_body(self, name: str, number: int, body: int) -> None:
        self.room.comment(name, "x", f"Text {number}." if number else "")
        self.check()
        self.room.edit(name, body=BODIES[body])
        self.check()

    @rule(name=st.sampled_from(sorted(LAYOUTS)), number=FEW)
    def layout(self, name: str, number: int) -> None:
        text = LAYOUTS[name].replace("NUMBER", str(number))
        self.room.put(f"layouts/{name}", text if number else None)
        self.check()

    @rule(name=st.sampled_from(ASSETS), number=FEW)
    def asset(self, name: str, number: int) -> None:
        self.room.put(f"layouts/assets/{name}", f"/* {number} */" if number else None)
        self.check()

    @rule(name=st.sampled_from(sorted(VALUES)), number=st.integers(1, 3))
    def setting(self, name: str, number: int) -> None:
        is_choice = VALUES[name] == CHOICE
        value = str(number > 1).lower() if is_choice else VALUES[name].format(number)
        self.room.set_settings(**{name: value})
        self.check()

    @rule(name=NAMES, body=st.sampled_from(["", *BODIES]))
    def translate(self, name: str, body: str) -> None:
        """Write a text's translation, which is a text like others while the site has no French."""
        if body:
            self.room.edit(f"{name}.fr", body=body)
        else:
            self.room.delete(f"{name}.fr")
        self.check()

    @rule(colour=st.sampled_from(["red", "blue", ""]), name=NAMES)
    def picture(self, colour: str, name: str) -> None:
        self.room.put("content/images/p.png", picture(colour) if colour else None)
        if colour:
            self.room.edit(name, body="![Dot](/images/p.png)")
        self.check()

    @rule(seed=MANY, how=st.sampled_from(DAMAGES), name=NAMES, is_edited=st.booleans())
    def damage(self, seed: int, how: str, name: str, is_edited: bool) -> None:
        self.room.damage(random.Random(seed), how)
        if is_edited:
            self.room.delete(name)
        self.check()

    @rule(number=MANY, text=st.sampled_from([None, "more"]))
    def alter_output(self, number: int, text: str | None) -> None:
        self.room.alter(number, text)
        self.check()

    @rule(path=st.sampled_from(FOREIGN))
    def foreign(self, path: str) -> None:
        self.room.leave(path, "mine")
        self.check()

    @rule(name=NAMES, field=st.sampled_from(sorted(BROKEN)))
    def break_post(self, name: str, field: str) -> None:
        self.room.edit(name, **{field: BROKEN[field]})
        self.check()
        self.room.edit(name, **{field: "2026-02-01" if field == "date" else ""})
        self.check()

    @rule(path=st.sampled_from(["layouts/404.html", "site.toml"]))
    def break_other(self, path: str) -> None:
        self.room.put(path, "{% if %}")
        self.check()
        self.room.put("layouts/404.html", None)
        self.room.set_settings()
        self.check()

    @rule()
    def mend(self) -> None:
        self.room.mend()
        self.check()

    @rule(seconds=st.sampled_from([0, 0.06]))
    def rest(self, seconds: float) -> None:
        time.sleep(seconds)
        self.check()

    @rule(hours=st.sampled_from([-24, 0, 1, 2, 36]))
    def clock(self, hours: int) -> None:
        self.room.wait(hours)
        self.check()

    @rule(name=st.sampled_from(sorted(WISHES)), number=FEW)
    def wish(self, name: str, number: int) -> None:
        self.room.wishes = {name: WISHES[name]} if number else {}
        self.check()

    @rule(name=NAMES, body=FEW)
    def edit_while_building(self, name: str, body: int) -> None:
        def progress(step: str, done: int, total: int) -> None:
            self.room.site.post(name, **self.room.posts[name] | {"body": "Begun."})

        self.room.edit(name, body=BODIES[body])
        self.room.built(progress)
        self.room.edit(name, body="Ended.")
        self.check()

    @rule(name=NAMES, number=st.integers(0, 40))
    def interrupt(self, name: str, number: int) -> None:
        self.room.edit(name, title=f"Title {number}")
        self.room.interrupt(number)

    @precondition(lambda self: self.room.is_pending)
    @rule()
    def go_on(self) -> None:
        self.check()


def run(
    examples: int, steps: int, *, is_same: bool = False, machine: type[Steps] | None = None
) -> None:
    """Do so many steps in each of so many examples; the same ones in every run if that is asked."""
    run_state_machine_as_test(
        machine or Steps,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            derandomize=is_same,
            database=None,
            deadline=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


def run_for_long(number: int) -> None:
    """Do at least so many steps, and tell from time to time how many are done."""
    began = time.monotonic()
    while Steps.done < number:
        run(20, 50)
        seconds = time.monotonic() - began
        print(f"{Steps.done} steps, 0 differences, {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    run_for_long(int(sys.argv[1]))
