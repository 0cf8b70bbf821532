"""Prove at a glance that a page loads nothing from elsewhere.

Nearly every page is written in one plain way: known elements, each value in double quotes, own
addresses that need no reading. One regular expression says what that is. A page that it matches
from end to end can only be read in one way by any browser, and has nothing in it that loads from
elsewhere, runs or sends; any other page is read by a whole parser (`html`).

Invariant: whatever matches has no sight that `verdict` would object to; the tests compare the two
on generated pages.
"""

from __future__ import annotations

import re

# Elements that do nothing. Missing are those whose text is no HTML (script, style, textarea,
# title is known below), those that load, send or change how the rest is read.
PLAIN = (
    "a|abbr|address|article|aside|b|bdi|bdo|blockquote|body|br|caption|cite|code|col|colgroup|dd|"
    "del|details|dfn|div|dl|dt|em|fieldset|figcaption|figure|footer|h[1-6]|head|header|hr|html|i|ins|"
    "kbd|label|legend|li|main|mark|nav|ol|p|picture|pre|q|rp|rt|ruby|s|samp|section|small|span|strong|sub|summary|sup|"
    "table|tbody|td|tfoot|th|thead|time|title|tr|u|ul|var|wbr"
)
# Attributes that only say something.
QUIET = (
    "abbr|align|alt|aria-[a-z]+|class|colspan|content|data-[a-z-]+|datetime|decoding|dir|"
    "download|for|headers|height|hidden|hreflang|id|integrity|lang|loading|media|name|open|property|rel|"
    "reversed|role|"
    "rowspan|scope|sizes|start|tabindex|title|translate|type|value|width"
)
VALUE = r'"[^"<>]*+"'
SAID = rf"(?: (?:{QUIET})(?:={VALUE})?)*+"
OWN = r"/(?![/\\])[A-Za-z0-9._~!$'()*+,;=:@%/-]*+"
SIGNS = r'(?:[^"<>\s&\\]|&amp;)*+'
WITHIN = rf"(?:/(?![/\\])|\#|mailto:){SIGNS}"
WEB = rf"https?://{SIGNS}"
SIZES = rf'srcset="(?:{OWN} [0-9]+w(?:, |(?=")))++"'
# `rel` stands before or after the address.
QUIETLY = r'(?=(?:(?! rel=)[^<>])* rel="(?:[a-z ]* )?noreferrer(?: [a-z ]*)?")'
PIECES = (
    r"[^<]++",
    rf"</(?:{PLAIN})>",
    rf"<(?:{PLAIN}){SAID}>",
    rf'<a{SAID} href="{WITHIN}"{SAID}>',
    rf'<a{QUIETLY}{SAID} href="{WEB}"{SAID}>',
    rf'<img{SAID} src="{OWN}"(?: {SIZES})?{SAID}>',
    rf"<source{SAID} {SIZES}{SAID}>",
    # One of some choices, outside of any form: it sends nothing.
    r'<input type="radio" name="[a-z]++" id="[a-z_]++"(?: checked)?>',
    rf'<audio controls preload="none" src="{OWN}">',
    r"</audio>",
    # A meta element speaks in the server's place only by http-equiv, which is not among QUIET.
    rf'<meta(?![^<>]* name="[^"]*(?:&|(?i:ref|msapp))){SAID}>',
    r'<meta charset="utf-8">',
    r'<meta name="referrer" content="no-referrer">',
    r'<meta http-equiv="Content-Security-Policy" content="(?:(?!report)[a-z0-9 ;:/.-]|&\#39;)*+">',
    rf'<link rel="(?:canonical|alternate|license)"{SAID} href="[^"<>]*+"{SAID}>',
    rf'<link rel="(?:stylesheet|icon|apple-touch-icon)"{SAID} href="{OWN}"{SAID}>',
    r'<script type="application/ld\+json">[^<]*+</script>',
    r"<!doctype html>",
)
# On pages that have leave to run them: the site's own scripts, whose hash is told.
RUNNING = rf'<script src="{OWN}" integrity="sha384-[A-Za-z0-9+/=]++" defer></script>'
PAGE = re.compile(rf"(?:{'|'.join(PIECES)})*+")
RUNNING_PAGE = re.compile(rf"(?:{'|'.join((*PIECES, RUNNING))})*+")


def is_plain(html: str, *, may_run: bool = False) -> bool:
    """Tell whether a page is written in the plain way from its first sign to its last."""
    return (RUNNING_PAGE if may_run else PAGE).fullmatch(html) is not None
