"""Name every rule that a site is held to, how much each weighs, and what it is for.

Invariants: this table is all there is to know about which rules exist; what can stop a build can't
be silenced, its warnings can.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.problems import ERROR, NOTE, WARNING

STOPS, WARNS, NOTES = (ERROR,), (WARNING,), (NOTE,)
BOTH = (ERROR, WARNING)
OTHER = "build"  # the rule of what has no name of its own


@dataclass(frozen=True, slots=True)
class Rule:
    """Say what a rule is for; `levels` are those of what it tells, the gravest first."""

    levels: tuple[str, ...]
    help: str

    @property
    def can_be_silenced(self) -> bool:
        """Tell whether it ever says something that stops no build."""
        return self.levels != STOPS


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "settings": Rule(STOPS, "site.toml holds a setting that is not known, or can't be used."),
        "front-matter": Rule(BOTH, "A field of an article is missing, unknown, or can't be used."),
        "field-unused": Rule(WARNS, "A standing page has a field that only articles show."),
        "markdown": Rule(BOTH, "A text holds what can't be published, or not as it is written."),
        "file": Rule(BOTH, "A file can't be read, cleaned or published."),
        "layout": Rule(STOPS, "A layout is missing, or can't be followed."),
        "address-taken": Rule(STOPS, "Two things want one address, one id or one name."),
        "audit": Rule(STOPS, "A page would load from elsewhere, run or send something."),
        OTHER: Rule(BOTH, "Anything else that a build refuses or warns of."),
        "link-nowhere": Rule(BOTH, "A link or a picture leads to no file or page of this site."),
        "link-hidden": Rule(STOPS, "A link leads to what is a draft, not out yet, or expired."),
        "fragment-missing": Rule(STOPS, "A link leads to a part that its page does not have."),
        "security-txt-stale": Rule(
            BOTH, "security.txt ends within 30 days, after a year, or has ended."
        ),
        "hidden-mark": Rule(WARNS, "A sign that nobody sees may betray who passed a text on."),
        "blocked-name": Rule(WARNS, "Ad blockers hide what has such a name."),
        "alt-missing": Rule(WARNS, "A picture has no words for readers who can't see it."),
        "picture-large": Rule(WARNS, "A picture is published with too many bytes or pixels."),
        "summary-missing": Rule(WARNS, "An article has no summary: its first words stand for it."),
        "summary-long": Rule(NOTES, "A summary is longer than what search results show of it."),
        "summary-duplicate": Rule(WARNS, "Two articles have the same summary."),
        "title-long": Rule(NOTES, "A title is wider than what search results show of it."),
        "title-duplicate": Rule(WARNS, "Two articles have the same title."),
        "heading-skip": Rule(WARNS, "A heading is more than one level below the one before it."),
        "link-text": Rule(WARNS, "A link's words do not say where it leads, or there are none."),
        "word-twice": Rule(WARNS, "A small word stands twice in a row, as in “the the”."),
        "tags-alike": Rule(WARNS, "Two tags look as if they meant the same."),
        "tag-once": Rule(NOTES, "Only one article has a tag that site.toml says nothing of."),
        "link-own": Rule(WARNS, "A link spells out the site's own address, so nothing checks it."),
        "link-insecure": Rule(NOTES, "A link begins with http://: others can read and alter it."),
        "link-private": Rule(WARNS, "A link leads into a private network, where readers are not."),
        "link-unarchived": Rule(NOTES, "Addresses an article stands on have no archived copy."),
        "link-dead": Rule(WARNS, "A page elsewhere is gone, or nobody answers (--external)."),
        "link-moved": Rule(WARNS, "A page elsewhere has another address for good (--external)."),
        "link-unsure": Rule(NOTES, "A page elsewhere may be there or not (--external)."),
        "external": Rule(STOPS, "Links to other sites could not be looked at (--external)."),
    }
)
