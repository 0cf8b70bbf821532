"""Read lists of tasks: `- [ ] open` and `- [x] done`.

Invariant: a task needs no form control, so feed readers and screen readers can tell it too.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

TASK = re.compile(r"\[([ xX])\] (?=\S)")


def tasks(md: Markdown) -> None:
    """Teach Markdown lists of tasks, before words in them are read."""
    md.treeprocessors.register(Tasks(md), "tasks", 40)


class Tasks(Treeprocessor):
    """Put a box, empty or ticked, before each task."""

    def run(self, root: Element) -> None:
        """Find the tasks of every list."""
        for kind in ("ul", "ol"):
            for items in root.iter(kind):
                # A plain loop: any() would leave a list's other tasks unread.
                found = [_task(item) for item in items]
                if any(found):
                    items.set("class", "task-list")


def _task(item: Element) -> bool:
    """Turn an item into a task if it is written as one."""
    paragraph = len(item) and item[0].tag == "p" and not (item.text or "").strip()
    holder = item[0] if paragraph else item
    found = TASK.match((holder.text or "").lstrip())
    if not found:
        return False
    is_done = found[1] != " "
    box = Element("span", {"class": "task-box"})
    box.text = "☑" if is_done else "☐"
    box.tail = " " + (holder.text or "").lstrip()[found.end() :]
    holder.text = ""
    holder.insert(0, box)
    item.set("class", "task done" if is_done else "task")
    return True
