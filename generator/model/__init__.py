"""Say what the program talks about.

Invariants: every noun is frozen; sequences are tuples; nothing here reads, renders or writes.
Addresses (`url`) are percent-encoded and start at the root of the host, so that a site in a
sub-folder (`https://example.org/news/`) has cards whose `url` starts with `/news/`.
Moments are aware `datetime` values in the site's time zone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model.asked import Answer
    from generator.model.kept import (
        Made,
        Published,
        Said,
        Standing,
        State,
        Step,
    )
    from generator.model.machines import (
        CardSettings,
    )
    from generator.model.planned import (
        Cited,
        Comments,
        Corrected,
        Count,
        Feed,
        Head,
        Kit,
        Leave,
        Output,
        Pager,
        Period,
        Proof,
        SeriesPart,
        View,
    )
    from generator.model.shown import (
        Anchor,
        Asset,
        Audio,
        Body,
        Card,
        Comment,
        Cover,
        FeedLink,
        Group,
        Page,
        Picture,
        Post,
        Redirect,
        Term,
        Translation,
    )
    from generator.model.site import (
        CheckSettings,
        CommentSettings,
        Edition,
        FeedSettings,
        HostingSettings,
        LanguageSettings,
        MarkdownSettings,
        PageSettings,
        PrivacySettings,
        Profile,
        PublishSettings,
        SearchSettings,
        SecurityText,
        Settings,
        Site,
    )
    from generator.model.source import (
        Source,
    )
    from generator.model.words import (
        Forms,
        Words,
    )
    from generator.model.written import (
        AudioSource,
        Cleaned,
        CommentSource,
        Copy,
        Correction,
        CoverSource,
        Entry,
        Fields,
        Heading,
        Link,
        Prose,
        Reference,
    )

__all__ = [
    "Anchor",
    "Answer",
    "Asset",
    "Audio",
    "AudioSource",
    "Body",
    "Card",
    "CardSettings",
    "CheckSettings",
    "Cited",
    "Cleaned",
    "Comment",
    "CommentSettings",
    "CommentSource",
    "Comments",
    "Copy",
    "Corrected",
    "Correction",
    "Count",
    "Cover",
    "CoverSource",
    "Edition",
    "Entry",
    "Feed",
    "FeedLink",
    "FeedSettings",
    "Fields",
    "Forms",
    "Group",
    "Head",
    "Heading",
    "HostingSettings",
    "Kit",
    "LanguageSettings",
    "Leave",
    "Link",
    "Made",
    "MarkdownSettings",
    "Output",
    "Page",
    "PageSettings",
    "Pager",
    "Period",
    "Picture",
    "Post",
    "PrivacySettings",
    "Profile",
    "Proof",
    "Prose",
    "PublishSettings",
    "Published",
    "Redirect",
    "Reference",
    "Said",
    "SearchSettings",
    "SecurityText",
    "SeriesPart",
    "Settings",
    "Site",
    "Source",
    "Standing",
    "State",
    "Step",
    "Term",
    "Translation",
    "View",
    "Words",
]

PARTS = ("asked", "kept", "source", "words", "written", "shown", "machines", "site", "planned")

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load a noun when it is asked for: a build that has nothing to do asks for few."""
        for part in PARTS if name in __all__ else ():
            found = vars(import_module(f"generator.model.{part}")).get(name)
            if found:
                return found
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
