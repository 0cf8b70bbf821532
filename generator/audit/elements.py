"""Say what each element and attribute of HTML and SVG makes a browser do.

The lists follow the HTML Standard (attributes of type URL, link types, pragma directives), SVG 2
(URL reference attributes, presentation attributes) and what browsers still do of older ones.
Invariant: an attribute that may load and is unknown here is taken to load.
"""

from __future__ import annotations

from types import MappingProxyType

# Attributes that load on whichever element they stand, and what they load.
LOADING = MappingProxyType(
    {
        "src": "",
        "srcset": "images",
        "imagesrcset": "images",
        "poster": "images",
        "background": "images",
        "lowsrc": "images",
        "dynsrc": "media",
        "data": "frames",
        "codebase": "frames",
        "classid": "frames",
        "archive": "frames",
        "code": "frames",
        "object": "frames",
        "manifest": "frames",
        "icon": "images",
        "attributionsrc": "frames",
    }
)
LISTS = frozenset({"srcset", "imagesrcset", "archive"})
# What `src` loads.
PURPOSES = MappingProxyType(
    {
        "img": "images",
        "image": "images",
        "input": "images",
        "mglyph": "images",
        "audio": "media",
        "video": "media",
        "source": "media",
        "track": "media",
        "bgsound": "media",
        "iframe": "frames",
        "frame": "frames",
        "embed": "frames",
        "portal": "frames",
        "fencedframe": "frames",
        "script": "scripts",
    }
)
SENDING = frozenset({"action", "formaction", "ping"})
# Links of an element that nobody follows but readers.
LINKING = frozenset({"a", "area"})
# MathML's `href` is a link on each of its elements.
MATHS = frozenset(
    "math maction menclose merror mfenced mfrac mi mmultiscripts mn mo mover "  # noqa: SIM905
    "mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable "
    "mtd mtext mtr munder munderover semantics".split()
)
# Kinds of <link> that say something and fetch nothing. Firefox fetches `next`.
SAYING = frozenset(
    "alternate amphtml archives author bookmark canonical first help home hub "  # noqa: SIM905
    "index last license me prev privacy-policy search self shortlink tag "
    "terms-of-service up webmention indieauth authorization_endpoint token_endpoint".split()
)
STYLES = frozenset({"stylesheet"})
ICONS = frozenset(
    "icon shortcut apple-touch-icon apple-touch-icon-precomposed mask-icon "  # noqa: SIM905
    "apple-touch-startup-image fluid-icon".split()
)
# Presentation attributes that may hold url().
PAINTING = frozenset(
    "clip-path color-profile cursor fill filter marker marker-end marker-mid "  # noqa: SIM905
    "marker-start mask src stroke".split()
)
# Words for readers, which may speak of url() and mean nothing by it.
TEXTS = frozenset(
    {"alt", "title", "content", "value", "label", "placeholder", "summary", "aria-label"}
)
# SVG's animations set attributes of their parents, `href` among them.
MOVING = frozenset({"animate", "set", "animatetransform", "animatemotion", "animatecolor"})
MOVED = frozenset({"to", "from", "by", "values"})
# Pragmas that are harmless; `refresh` is looked at more closely.
PRAGMAS = frozenset(
    {
        "content-type",
        "content-language",
        "default-style",
        "x-ua-compatible",
        "content-security-policy",
        "onion-location",
    }
)
# Scripts are programs only with these types (HTML 4.12.1; MIME Sniffing, "JavaScript MIME type").
PROGRAMS = frozenset(
    "module importmap speculationrules application/ecmascript "  # noqa: SIM905
    "application/javascript application/x-ecmascript application/x-javascript text/ecmascript "
    "text/javascript text/javascript1.0 text/javascript1.1 text/javascript1.2 "
    "text/javascript1.3 text/javascript1.4 text/javascript1.5 text/jscript text/livescript "
    "text/x-ecmascript text/x-javascript text/vbscript".split()
)
# Referrer policies that tell other hosts no more than a site's name, or nothing.
QUIET = frozenset({"no-referrer", "same-origin", ""})
