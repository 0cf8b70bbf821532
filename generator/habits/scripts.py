"""List the letters of some scripts, and those that look like letters of Latin."""

from __future__ import annotations

import re
from types import MappingProxyType

# Character classes, as they stand between the brackets of a regular expression.
LATIN = r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
CYRILLIC = r"\u0400-\u0482\u048a-\u052f\u1c80-\u1c8a\ua640-\ua66e\ua680-\ua69d"
GREEK = r"\u0370-\u037d\u037f-\u03ff\u1f00-\u1fff"
ARMENIAN = r"\u0531-\u0556\u0560-\u0588"
ACCENTS = r"\u0300-\u034e\u0350-\u036f"
IDEOGRAPHS = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
EASTERN = r"\u2e80-\u2fff\u3001-\u3163\u3165-\ua4cf\uac00-\ud7a3\uff65-\uff9f\U00020000-\U0003ffff"
ARABIC = r"\u0620-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
WIDE = r"\uff21-\uff3a\uff41-\uff5a"
MATHS = r"\U0001d400-\U0001d7ff"

SCRIPTS = MappingProxyType(
    {
        "Latin": re.compile(f"[{LATIN}]"),
        "Cyrillic": re.compile(f"[{CYRILLIC}]"),
        "Greek": re.compile(f"[{GREEK}]"),
        "Armenian": re.compile(f"[{ARMENIAN}]"),
    }
)
PAIRS = {
    "Cyrillic": ("aceopxyijshdqwëïælABCEHIJKMOPSTXYËÏÆ", "асеорхуіјѕһԁԛԝёїӕӏАВСЕНІЈКМОРЅТХУЁЇӔ"),
    "Armenian": ("onuhjgqOUSL", "օոսհյցզՕՍՏԼ"),
    "Greek": ("oócjvapikuABEZHIKMNOPTXY", "οόϲϳναρικυΑΒΕΖΗΙΚΜΝΟΡΤΧΥ"),
}
ALIKE = {name: dict(zip(*pair, strict=True)) for name, pair in PAIRS.items()}
# Of these, Latin ones stand in words of the other script without deceit: brands, names of programs.
ONE_WAY = {"ѵ": "v", "Ѵ": "V", "Ԍ": "G", "Ԛ": "Q", "Ԝ": "W", "ү": "y", "Ү": "Y", "Ӏ": "I"}
ONE_WAY |= {"ѐ": "è", "ӓ": "ä", "ӧ": "ö", "ӱ": "ÿ", "ӑ": "ă", "ӗ": "ĕ", "ҫ": "ç"}
ONE_WAY |= {"Ϲ": "C", "Ϳ": "J", "ί": "í", "ά": "á", "ύ": "ú"}
PLAIN = {other: latin for table in ALIKE.values() for latin, other in table.items()} | ONE_WAY
