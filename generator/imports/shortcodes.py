"""Turn Hugo's shortcodes into what says the same here.

Invariant: a shortcode that has no equal stays as it was written, and is told.
"""

from __future__ import annotations

import re

from generator.imports import links
from generator.imports.found import Found
from generator.imports.heads import LONGEST
from generator.imports.placing import INNER
from generator.model import Source

SHORTCODE = re.compile(
    r"\{\{(?P<kind>[<%])\s*(?P<end>/?)\s*(?P<name>\w[\w./-]*)"
    r"(?P<given>(?:\"[^\"]*\"|`[^`]*`|[^\"`>%]|[>%](?!\}\}))*?)/?\s*[>%]\}\}"
)
ESCAPED = re.compile(r"\{\{([<%])/\*(.*?)\*/([>%])\}\}")
GIVEN = re.compile(r"(?:(\w+)=)?(?:\"([^\"]*)\"|`([^`]*)`|([^\s\"`=]+))")
HIGHLIGHT = re.compile(
    r"\{\{[<%]\s*highlight\s+\"?([\w+#-]+)\"?[^\n]*?[>%]\}\}[ \t]*\n?(.*?)\n?[ \t]*"
    r"\{\{[<%]\s*/\s*highlight\s*[>%]\}\}",
    re.DOTALL,
)
# Films by any of their addresses; the group is what names them.
FILMS = {
    "youtube": re.compile(
        r"https?://(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/(?:watch\?v=|embed/|shorts/)"
        r"|youtu\.be/)([\w-]+)"
    ),
    "vimeo": re.compile(r"https?://(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d+)"),
}
PLAYERS = {
    "youtube": ("https://www.youtube.com/watch?v={}", "A film on YouTube"),
    "vimeo": ("https://vimeo.com/{}", "A film on Vimeo"),
}


def converted(source: Source, at: int, found: Found) -> str:
    """Convert the shortcodes of a body, which begins at an offset of its file."""
    body = HIGHLIGHT.sub(lambda code: f"```{code[1]}\n{code[2]}\n```", source.text[at:])
    last = at

    def change(code: re.Match[str]) -> str:
        nonlocal last
        new = _equal(code)
        if new is None:
            last = links.place_of(code[0], source.text, last + (last > at))
            words = code[0] if len(code[0]) <= LONGEST else code[0][:LONGEST] + "…"
            message = f"{words} is Hugo's: it was left as it is"
            found.tell(source, last, message, "write what it stood for")
        return code[0] if new is None else new

    return ESCAPED.sub(r"{{\1\2\3}}", links.replaced(body, SHORTCODE, change))


def film(url: str) -> str:
    """Give the address of a film for people, from any address of it; nothing if it is none."""
    for name, pattern in FILMS.items():
        found = pattern.match(url)
        if found:
            return PLAYERS[name][0].format(found[1])
    return ""


def _equal(code: re.Match[str]) -> str | None:
    """Give the equal of a shortcode; None where there is none."""
    pairs = [(one[1], one[2] or one[3] or one[4] or "") for one in GIVEN.finditer(code["given"])]
    named = {key.lower(): value for key, value in pairs if key}
    plain = [value for key, value in pairs if not key]
    first = plain[0] if plain else named.get("id") or named.get("path") or ""
    name = code["name"].removesuffix(".html")
    if code["end"]:
        return None
    if name in ("ref", "relref") and first:
        path, sign, part = first.partition("#")
        return f"{INNER}{path}{sign}{part}" if path else f"#{part}"
    if name == "figure" and "src" in named:
        return _figure(named)
    if name in PLAYERS and re.fullmatch(r"[\w-]+", first):
        address, title = PLAYERS[name]
        return f'!!! video {address.format(first)} "{named.get("title", title)}"'
    if name in ("tweet", "twitter", "x") and {"user", "id"} <= named.keys():
        user = named["user"]
        return f'!!! post https://x.com/{user}/status/{named["id"]} "A post by {user}"'
    return None


def _figure(given: dict[str, str]) -> str:
    """Make a picture of Markdown; its title is its caption here."""
    caption = given.get("caption") or given.get("title") or ""
    words = f' "{caption}"' if caption and '"' not in caption else ""
    alt = given.get("alt", "").replace("[", "(").replace("]", ")")
    picture = f"![{alt}]({given['src']}{words})"
    return f"[{picture}]({given['link']})" if "link" in given else picture
