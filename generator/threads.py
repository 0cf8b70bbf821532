"""Put comments together: to each article its own, oldest first, each below the one it answers.

Invariant: what is held back is in no thread, and neither is what answers it; the result is the same
in whatever order the files were read.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from generator.model import Body, Comment, CommentSource, Entry, Settings
from generator.problems import WARNING, Finding
from generator.states import Showing

DEEPEST = 4  # comments in each other; what answers a deeper one stands beside it
RULE = "front-matter"
Threads = Mapping[str, tuple[Comment, ...]]
Found = Mapping[str, CommentSource | None]


def threads(
    comments: Found, entries: Mapping[str, Entry | None], showing: Showing
) -> tuple[Threads, tuple[Finding, ...]]:
    """Give the comments of each article by its id, as folders have it; say what is wrong."""
    if not comments:
        return {}, ()
    folders: dict[str, list[CommentSource]] = defaultdict(list)
    for _, one in sorted(comments.items()):
        if one:
            folders[one.post].append(one)
    findings = list(_homeless(folders, entries))
    made: dict[str, tuple[Comment, ...]] = {}
    for folder, some in folders.items():
        findings += _late(some, showing)
        findings += _astray(some, comments)
        findings += _circles(some)
        findings += _held(some, showing)
        made[folder] = _nested(some, showing)
    return {folder: found for folder, found in made.items() if found}, tuple(findings)


def folder_of(entry: Entry) -> str:
    """Name the folder in which the comments of an article lie."""
    return entry.id.removeprefix("posts/")


def counted(replies: Sequence[Comment]) -> int:
    """Count comments, with all that answer them."""
    return len(replies) + sum(counted(one.replies) for one in replies)


def elsewhere(entries: Iterable[Entry], settings: Settings) -> Iterator[Finding]:
    """Find articles whose thread is on another server than that of all comments."""
    comments = settings.comments
    if comments.provider != "mastodon" or not comments.origin:
        return
    for entry in entries:
        thread = entry.fields.thread
        if thread and not thread.startswith(f"{comments.origin}/"):
            message = f'thread: "{thread}" is not on {comments.origin}'
            hint = "write the address that the post has there, or another host under [comments]"
            place = entry.fields.places.get("thread", 0)
            yield Finding(entry.path, place, message, hint, rule=RULE)


def _homeless(
    folders: Mapping[str, Sequence[CommentSource]], entries: Mapping[str, Entry | None]
) -> Iterator[Finding]:
    """Find folders that are no article's; where one could not be read, it may be its own."""
    known = {folder_of(one) for one in entries.values() if one and one.kind == "post"}
    lost = [folder for folder in folders if folder not in known]
    if not lost or not all(entries.values()):
        return
    for folder in lost:
        near = get_close_matches(folder, sorted(known), 1, 0.6)
        message = f'no article has the id "{folder}" or "posts/{folder}"'
        hint = f"did you mean content/comments/{near[0]}/?" if near else "name the folder so"
        yield Finding(folders[folder][0].path, 0, message, hint, rule=RULE)


def _late(some: Iterable[CommentSource], showing: Showing) -> Iterator[Finding]:
    """Find comments that nobody can have written yet."""
    for one in some:
        if one.date > showing.now and not one.draft:
            message = f"date: {one.date:%Y-%m-%d %H:%M} is in the future"
            hint = "write when it was sent, or draft: true to hold it back"
            yield Finding(one.path, one.places.get("date", 0), message, hint, rule=RULE)


def _astray(some: Sequence[CommentSource], comments: Found) -> Iterator[Finding]:
    """Find answers to what is not there; a file that could not be read is."""
    names = {one.name for one in some}
    for one in some:
        beside = f"{posixpath.dirname(one.path)}/{one.reply_to}.md"
        if one.reply_to and one.reply_to not in names and beside not in comments:
            near = get_close_matches(one.reply_to, sorted(names - {one.name}), 1, 0.5)
            message = f'reply_to: there is no comment "{one.reply_to}" in this folder'
            hint = f'did you mean "{near[0]}"?' if near else "write the name of its file"
            yield Finding(one.path, one.places.get("reply_to", 0), message, hint, rule=RULE)


def _circles(some: Sequence[CommentSource]) -> Iterator[Finding]:
    """Find comments that answer one another in a circle; each circle is told once."""
    above = {one.name: one.reply_to for one in some}
    done: set[str] = set()
    for one in some:
        way: dict[str, int] = {}
        name = one.name
        while name in above and name not in done and name not in way:
            way[name] = len(way)
            name = above[name]
        if name in way:
            circle = [other for other in way if way[other] >= way[name]]
            told = next(other for other in some if other.name in circle)
            message = f"reply_to: {' answers '.join([*circle, name])}"
            if len(circle) == 1:
                message = "reply_to: this comment answers itself"
            hint = "take out one of these lines"
            yield Finding(told.path, told.places.get("reply_to", 0), message, hint, rule=RULE)
        done.update(way)


def _held(some: Sequence[CommentSource], showing: Showing) -> Iterator[Finding]:
    """Warn of answers to what is held back: they wait with it."""
    held = {one.name for one in some if one.draft and not showing.drafts}
    for one in some:
        if one.reply_to in held and not one.draft:
            message = f'reply_to: "{one.reply_to}" is a draft, so this comment waits with it'
            place = one.places.get("reply_to", 0)
            yield Finding(one.path, place, message, "", WARNING, rule=RULE)


def _nested(some: Sequence[CommentSource], showing: Showing) -> tuple[Comment, ...]:
    """Put each comment below the one it answers, but no deeper than pages can show."""
    below: dict[str, list[CommentSource]] = defaultdict(list)
    shown = [one for one in some if showing.drafts or not one.draft]
    for one in sorted(shown, key=lambda one: (one.date, one.name)):
        below[one.reply_to].append(one)
    placed: dict[str, list[CommentSource]] = defaultdict(list)
    coming = deque((one, "", 1) for one in below[""])
    while coming:
        one, above, depth = coming.popleft()
        placed[above].append(one)
        is_deepest = depth == DEEPEST
        next_above, next_depth = (above, depth) if is_deepest else (one.name, depth + 1)
        coming.extend((answer, next_above, next_depth) for answer in below[one.name])
    return _made(placed, "", {one.name: one for one in some})


def _made(
    placed: Mapping[str, list[CommentSource]], above: str, named: Mapping[str, CommentSource]
) -> tuple[Comment, ...]:
    """Make the comments that stand below one."""
    found = []
    for one in sorted(placed.get(above, ()), key=lambda one: (one.date, one.name)):
        answered = named.get(one.reply_to)
        made = Comment(
            id=identity(one.name),
            author=one.author,
            url=one.url,
            date=one.date,
            body=Body(one.body),
            answered=(identity(answered.name), answered.author) if answered else (),
            is_draft=one.draft,
        )
        found.append(replace(made, replies=_made(placed, one.name, named)))
    return tuple(found)


def identity(name: str) -> str:
    """Name the element of a comment: no heading of an article is called like this."""
    return f"comment:{name}"
