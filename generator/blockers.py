"""Tell which published names the readers' ad blockers take for advertising or tracking.

Lists such as EasyList and EasyPrivacy know their prey by its name, even on a site's own host: a
picture called `tracking-pixel.png` does not arrive, a box of class `ad-banner` is not shown. The
words here are our own choice of what such lists look for; they follow the lists where a word has
to stand, so that `adventure.jpg`, `skyscraper.jpg` or `how-an-ad-auction-works.png` pass.
Invariant: pure; any text is accepted; what comes back is a part of it in small letters, or ''.
"""

from __future__ import annotations

import re

SCRIPTS = frozenset({"js", "mjs"})
# Whole pages, feeds and data are blocked by few rules, and by none that goes by words alone.
FILES = SCRIPTS | frozenset(
    "apng avif bmp gif ico jfif jpe jpeg jpg png svg tif tiff webp css eot otf "  # noqa: SIM905
    "ttf woff woff2 aac flac m4a m4v mov mp3 mp4 mpeg oga ogg ogv opus vtt wav webm".split()
)
# The digest of a published file may hold `ad`, and means nothing.
ADDED = re.compile(r"(?:\.min)?(?:\.[0-9a-f]{10})?\Z")

ADVERT = r"advert(?:s|ise|isements?|ising|orials?)?"
VENDOR = r"adsense|adwords|adtech|criteo|doubleclick|hotjar|matomo|outbrain|piwik|prebid|taboola"
# A size is that of no other picture: 300x250 is, 250x250 is often a portrait.
SIZE = (
    r"(?:120x(?:240|600)|160x600|180x150|234x60|300x(?:250|600)|320x50|336x280|468x[68]0"
    r"|480x60|728x90|970x(?:90|250)|(?:468[-_]60|728[-_]90))"
)
PART = (
    r"banners?|box|choices|frame|iframe|leaderboard|overlay|pixel|rotator|server|sidebar"
    r"|skyscraper|slots?|spaces?|spots?|tags?|units?|zones?"
)
PLACE = (
    r"banner|billboard|content|footer|google|header|layer|native|page|popup|side|sidebar|show"
    r"|skyscraper|sponsor|sponsored|sticky|text|top|video"
)


def _between(words: str) -> str:
    """Make a pattern for words with no letter at either side; numbers may follow, as in `ad2`."""
    return rf"(?<![a-z])(?:{words})(?![a-z])"


ANYWHERE = re.compile(
    _between(
        rf"ads?[-_]?(?:{PART})|(?:{PLACE})[-_]?ads?|ads?box"
        r"|(?:click|event|ga|link|site|social|view)[-_]?track(?:ing|er)"
        r"|(?:track|tracker|tracking|fb|facebook|conversion)[-_]?pixel|web[-_]?(?:beacon|bug)"
        r"|(?:adobe|amp|google|site|universal|web)[-_]?analytics|google[-_]?tag[-_]?manager"
        r"|fingerprint(?:js[0-9]*|[0-9])|pop[-_]?under|hit[-_]?counter"
        r"|(?:affiliate|sponsor|sponsored)[-_]?(?:banners?|links?)"
    )
    # A size stands right behind a word, too: banner728x90, ad300x250.
    + rf"|(?<![0-9]){SIZE}(?![0-9])"
)
# All files are published in one folder, and `/assets/ad-`, `/assets/tracking-` are rules.
BEGINNING = re.compile(
    _between(
        rf"ads?|{ADVERT}|{VENDOR}|analytics|tracking|sponsored|web[-_]vitals"
        r"|cookie[-_]?(?:banner|consent|notice)"
    )
)
END = re.compile(rf"(?<![a-z])(ads?|{ADVERT}|{VENDOR})[0-9]*\Z")
WHOLE = re.compile(
    r"(adv|advertisers?|affiliates?|beacon|evercookie|pixel|popup|sponsors?|supercookie"
    r"|telemetry|tracker)[0-9]*"
)
# A picture of a fingerprint or of a statistic is welcome, a script of that name is not.
SCRIPT = re.compile(
    r"(?:[a-z0-9]+[-_.])*(analytics|trackers?|tracking)[0-9]*(?:[-_.].*)?"
    r"|(beacons?|fbevents|fingerprint|ga|gtag|gtm|statcounter)[0-9]*(?:[-_.].*)?"
    r"|(collect|collector|stats)[0-9]*"
)
FOLDER = re.compile(
    rf"(ads?|adv|{ADVERT}|advertisers?|{VENDOR}|affiliates?|analytics|banners|beacons?"
    r"|sponsored|sponsors|telemetry|tracker|tracking)[0-9]*"
)

THING = (
    r"area|bar|block|bottom|box|code|col|column|content|div|footer|frame|header|holder|img|inner"
    r"|label|left|links?|list|logo|message|module|notice|outer|overlay|panel|placeholder|popup|post"
    r"|rail|right|row|section|spot|text|title|top|unit|widget|wrap|wrapper|container|banners?"
)
NUMBER = r"[-_]?[0-9]+(?:x[0-9]+)?"
HIDDEN = re.compile(
    rf"({ADVERT}|ads?|banner|pop[-_]?up|promo|promoted|sponsors?|sponsored)(?:{NUMBER})?"
    rf"|((?:ads?|adv|{ADVERT}|promo|promoted|sponsor|sponsored)[-_]?(?:{PART}|{THING}))"
    rf"(?:{NUMBER})?(?:[-_].*)?"
    rf"|(?:.*[-_])?((?:{PLACE})[-_]?(?:ads?|{ADVERT}))(?:{NUMBER})?"
    rf"|(?:.*[-_])?({SIZE})(?:[-_].*)?"
    r"|(?:.*[-_])?(adsbox|adsbygoogle|adsense|criteo|doubleclick|outbrain|taboola)(?:[-_].*)?"
    r"|((?:cookies?|gdpr|ccpa|consent)[-_]?(?:alert|banner|bar|box|consent|law|manager|message"
    r"|modal|notice|notification|overlay|popup|wall|warning))(?:[-_].*)?"
    r"|((?:social|share|sharing)[-_]?(?:bar|buttons?|icons|links|media|share|sharing|widget))"
    r"(?:[-_].*)?|(addthis|addtoany|sharethis|sharedaddy)(?:[-_].*)?"
    r"|((?:newsletter|subscribe|subscription|signup|exit)[-_]?(?:modal|overlay|popup))(?:[-_].*)?"
    r"|(fb-(?:like|share-button)|twitter-share-button|pop[-_]?under)",
    # A line's end in a name is a sign like any other.
    re.DOTALL,
)


def blocked(path: str) -> str:
    """Give the part of a file's published path that lists commonly block, or ''.

    Pages are not asked about: `/2026/02/advert-law/` arrives, `/assets/advert-law.png` does not.
    """
    *folders, name = re.split("[?#]", path.lower(), maxsplit=1)[0].split("/")
    stem, _, suffix = name.rpartition(".")
    if suffix not in FILES:
        return ""
    stem = ADDED.sub("", stem, count=1)
    tries = [ANYWHERE.search(stem), BEGINNING.match(stem), END.search(stem), WHOLE.fullmatch(stem)]
    if suffix in SCRIPTS:
        tries.append(SCRIPT.fullmatch(stem))
    for folder in folders:
        tries += FOLDER.fullmatch(folder), ANYWHERE.search(folder)
    return next((_word(found) for found in tries if found), "")


def hidden(name: str) -> str:
    """Give the word by which lists hide an element of this class or id, or ''."""
    found = HIDDEN.fullmatch(name.lower())
    return _word(found) if found else ""


def _word(found: re.Match[str]) -> str:
    """Give the word that was looked for, without what may stand around it."""
    return next((group for group in found.groups() if group), found[0])
