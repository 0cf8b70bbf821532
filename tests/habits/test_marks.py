"""Characters that betray a source are found; what a script or a typographer needs is left alone."""

from __future__ import annotations

import random
import unicodedata
from itertools import pairwise

import pytest

from generator.habits.marks import Mark, clean, marks
from generator.habits.scripts import ALIKE, SCRIPTS

# A text, its marks as (position, name), and the cleaned text.
MARKED = [
    # Characters of no width
    ("leak\u200bed", [(4, "zero width space (U+200B)")], "leaked"),
    ("\u200bleak", [(0, "zero width space (U+200B)")], "leak"),
    ("leak\u200b", [(4, "zero width space (U+200B)")], "leak"),
    ("le\u2060ak", [(2, "word joiner (U+2060)")], "leak"),
    ("f\u2061(x)", [(1, "function application (U+2061)")], "f(x)"),
    ("a\u2062b", [(1, "invisible times (U+2062)")], "ab"),
    ("a\u2063b", [(1, "invisible separator (U+2063)")], "ab"),
    ("a\u2064b", [(1, "invisible plus (U+2064)")], "ab"),
    ("le\ufeffak", [(2, "zero width no-break space (U+FEFF)")], "leak"),
    ("\ufeffle\ufeffak", [(3, "zero width no-break space (U+FEFF)")], "\ufeffleak"),
    ("le\u180eak", [(2, "mongolian vowel separator (U+180E)")], "leak"),
    ("le\u034fak", [(2, "combining grapheme joiner (U+034F)")], "leak"),
    ("le\u115fak", [(2, "hangul choseong filler (U+115F)")], "leak"),
    ("le\u1160ak", [(2, "hangul jungseong filler (U+1160)")], "leak"),
    ("le\u3164ak", [(2, "hangul filler (U+3164)")], "leak"),
    ("le\uffa0ak", [(2, "halfwidth hangul filler (U+FFA0)")], "leak"),
    ("le\xadak", [(2, "soft hyphen (U+00AD)")], "leak"),
    ("le\u17b5ak", [(2, "khmer vowel inherent aa (U+17B5)")], "leak"),
    ("le\u206aak", [(2, "inhibit symmetric swapping (U+206A)")], "leak"),
    ("le\ufff9ak", [(2, "interlinear annotation anchor (U+FFF9)")], "leak"),
    (
        "a\u200bb\u200b\u200bc",
        [(at, "zero width space (U+200B)") for at in (1, 3, 4)],
        "abc",
    ),
    ("🙂🙂 a\u200bb", [(4, "zero width space (U+200B)")], "🙂🙂 ab"),
    ("\U00020000\U0001d11e\u2060x", [(2, "word joiner (U+2060)")], "\U00020000\U0001d11ex"),
    ("Привет\u200b, мир", [(6, "zero width space (U+200B)")], "Привет, мир"),
    ("中\u200b文", [(1, "zero width space (U+200B)")], "中文"),
    ("`co\u200bde`", [(3, "zero width space (U+200B)")], "`code`"),
    # Joiners where nothing joins
    ("le\u200dak", [(2, "zero width joiner (U+200D)")], "leak"),
    ("le\u200cak", [(2, "zero width non-joiner (U+200C)")], "leak"),
    ("Auf\u200clage", [(3, "zero width non-joiner (U+200C)")], "Auflage"),
    ("🙂\u200d word", [(1, "zero width joiner (U+200D)")], "🙂 word"),
    ("a\u200d🙂", [(1, "zero width joiner (U+200D)")], "a🙂"),
    (
        "می\u200c\u200cخواهم",
        [(3, "zero width non-joiner (U+200C)")],
        "می\u200cخواهم",
    ),
    ("سلام \u200cدنیا", [(5, "zero width non-joiner (U+200C)")], "سلام دنیا"),
    ("при\u200dвет", [(3, "zero width joiner (U+200D)")], "привет"),
    # Tags
    ("a\U000e0061b", [(1, "tag latin small letter a (U+E0061)")], "ab"),
    ("a\U000e0001b", [(1, "language tag (U+E0001)")], "ab"),
    ("a\U000e007fb", [(1, "cancel tag (U+E007F)")], "ab"),
    (
        "🏴\U000e0067\U000e0062 x",
        [(1, "tag latin small letter g (U+E0067)"), (2, "tag latin small letter b (U+E0062)")],
        "🏴 x",
    ),
    # Variation selectors
    ("a\ufe0fb", [(1, "variation selector-16 (U+FE0F)")], "ab"),
    ("a\ufe00b", [(1, "variation selector-1 (U+FE00)")], "ab"),
    ("1\ufe0f2", [(1, "variation selector-16 (U+FE0F)")], "12"),
    ("❤\ufe0f\ufe0f", [(2, "variation selector-16 (U+FE0F)")], "❤\ufe0f"),
    ("🙂\U000e0101", [(1, "variation selector-18 (U+E0101)")], "🙂"),
    ("a\U000e0100b", [(1, "variation selector-17 (U+E0100)")], "ab"),
    ("葛\U000e0100\U000e0101", [(2, "variation selector-18 (U+E0101)")], "葛\U000e0100"),
    ("a\u180bb", [(1, "mongolian free variation selector one (U+180B)")], "ab"),
    # Spaces
    ("a\u2003b", [(1, "em space (U+2003)")], "a b"),
    ("a\u2002b", [(1, "en space (U+2002)")], "a b"),
    ("a\u2005 b", [(1, "four-per-em space (U+2005)")], "a b"),
    ("a \u2005b", [(2, "four-per-em space (U+2005)")], "a b"),
    ("a\u2003\u2003b", [(1, "em space (U+2003)"), (2, "em space (U+2003)")], "a b"),
    ("a\u2003\n\u2003b", [(1, "em space (U+2003)"), (3, "em space (U+2003)")], "a\nb"),
    ("a\u2003", [(1, "em space (U+2003)")], "a"),
    ("a\u2009b", [(1, "thin space (U+2009)")], "a b"),
    ("the\u200aword", [(3, "hair space (U+200A)")], "the word"),
    ("a\u2007b", [(1, "figure space (U+2007)")], "a b"),
    ("a\u205fb", [(1, "medium mathematical space (U+205F)")], "a b"),
    ("a\u1680b", [(1, "ogham space mark (U+1680)")], "a b"),
    ("a\u3000b", [(1, "ideographic space (U+3000)")], "a b"),
    ("中文\n\na\u3000b", [(5, "ideographic space (U+3000)")], "中文\n\na b"),
    ("a\u2028b", [(1, "line separator (U+2028)")], "a b"),
    ("a\u2029b", [(1, "paragraph separator (U+2029)")], "a b"),
    ("a\x85b", [(1, "control character (U+0085)")], "a b"),
    ("a\u2800b", [(1, "braille pattern blank (U+2800)")], "a b"),
    ("a \xa0b", [(2, "no-break space (U+00A0)")], "a b"),
    ("a\xa0 b", [(1, "no-break space (U+00A0)")], "a b"),
    ("a\xa0\xa0b", [(2, "no-break space (U+00A0)")], "a\xa0b"),
    ("a\u202f\xa0b", [(2, "no-break space (U+00A0)")], "a\u202fb"),
    ("a \u202fb", [(2, "narrow no-break space (U+202F)")], "a b"),
    ("a\u2003\xa0b", [(1, "em space (U+2003)"), (2, "no-break space (U+00A0)")], "a b"),
    # Directions
    ("a\u200eb", [(1, "left-to-right mark (U+200E)")], "ab"),
    ("a\u200fb", [(1, "right-to-left mark (U+200F)")], "ab"),
    ("a\u061cb", [(1, "arabic letter mark (U+061C)")], "ab"),
    (
        "a\u202eb\u202cc",
        [(1, "right-to-left override (U+202E)"), (3, "pop directional formatting (U+202C)")],
        "abc",
    ),
    ("שלום \u202eabc", [(5, "right-to-left override (U+202E)")], "שלום abc"),
    ("שלום \u202dabc", [(5, "left-to-right override (U+202D)")], "שלום abc"),
    ("שלום \u202aabc", [(5, "left-to-right embedding (U+202A)")], "שלום abc"),
    (
        "שלום \u2067a\nb\u2069",
        [
            (5, "right-to-left isolate (U+2067)"),
            (9, "pop directional isolate (U+2069)"),
        ],
        "שלום a\nb",
    ),
    (
        "שלום \u2067a\u202c",
        [(5, "right-to-left isolate (U+2067)"), (7, "pop directional formatting (U+202C)")],
        "שלום a",
    ),
    (
        "a\u2066b\u2069c",
        [(1, "left-to-right isolate (U+2066)"), (3, "pop directional isolate (U+2069)")],
        "abc",
    ),
    ("שלום\n\nabc\u200f", [(9, "right-to-left mark (U+200F)")], "שלום\n\nabc"),
    # Letters that look like others
    ("l\u0435aked", [(1, "cyrillic small letter ie (U+0435)")], "leaked"),
    ("\u0410pple", [(0, "cyrillic capital letter a (U+0410)")], "Apple"),
    ("s\u0435cr\u0435t", [(at, "cyrillic small letter ie (U+0435)") for at in (1, 4)], "secret"),
    ("🙂 s\u043eurce", [(3, "cyrillic small letter o (U+043E)")], "🙂 source"),
    ("this is \u043en time", [(8, "cyrillic small letter o (U+043E)")], "this is on time"),
    ("m\u03bfney", [(1, "greek small letter omicron (U+03BF)")], "money"),
    ("gi\u03bden", [(2, "greek small letter nu (U+03BD)")], "given"),
    ("\u0392erlin", [(0, "greek capital letter beta (U+0392)")], "Berlin"),
    ("п\u0070ивет", [(1, "latin small letter p (U+0070)")], "привет"),
    ("слово \u0063ор слово", [(6, "latin small letter c (U+0063)")], "слово сор слово"),
    ("Укра\u0069на", [(4, "latin small letter i (U+0069)")], "Укра\u0456на"),
    ("\u0049ван", [(0, "latin capital letter i (U+0049)")], "\u0406ван"),
    ("κ\u006fσμος", [(1, "latin small letter o (U+006F)")], "κοσμος"),
    ("сл\u03bfво", [(2, "greek small letter omicron (U+03BF)")], "слово"),
    ("cafe\u0301t\u0435ria", [(6, "cyrillic small letter ie (U+0435)")], "cafe\u0301teria"),
    # One letter of another script is enough, also at a word's end and alone
    ("\u03b1nd so on", [(0, "greek small letter alpha (U+03B1)")], "and so on"),
    ("it w\u03b1s", [(4, "greek small letter alpha (U+03B1)")], "it was"),
    ("it is \u0430 leak", [(6, "cyrillic small letter a (U+0430)")], "it is a leak"),
    (
        "and \u0406 said so",
        [(4, "cyrillic capital letter byelorussian-ukrainian i (U+0406)")],
        "and I said so",
    ),
    ("this is \u03bf no", [(8, "greek small letter omicron (U+03BF)")], "this is o no"),
    (
        "it \u0456\u0455 there",
        [
            (3, "cyrillic small letter byelorussian-ukrainian i (U+0456)"),
            (4, "cyrillic small letter dze (U+0455)"),
        ],
        "it is there",
    ),
    (
        "and \u0441\u0430\u0455\u0435 there",
        [
            (4, "cyrillic small letter es (U+0441)"),
            (5, "cyrillic small letter a (U+0430)"),
            (6, "cyrillic small letter dze (U+0455)"),
            (7, "cyrillic small letter ie (U+0435)"),
        ],
        "and case there",
    ),
    ("a \u0475ote was", [(2, "cyrillic small letter izhitsa (U+0475)")], "a vote was"),
    ("m\u0585ney", [(1, "armenian small letter oh (U+0585)")], "money"),
    ("le\u0561k m\u057dst", [(6, "armenian small letter seh (U+057D)")], "le\u0561k must"),
    ("\u054cՕne", [], "\u054cՕne"),
    ("le\u0251k", [(2, "latin small letter alpha (U+0251)")], "leak"),
    ("le\u0261al", [(2, "latin small letter script g (U+0261)")], "legal"),
    ("s\u1d0furce", [(1, "latin letter small capital o (U+1D0F)")], "source"),
    # Signs of print
    ("a\u217c\u217c so", [(1, "small roman numeral fifty (U+217C)")], "all so"),
    ("\u2160t is", [(0, "roman numeral one (U+2160)")], "It is"),
    ("con\ufb01dential", [(3, "latin small ligature fi (U+FB01)")], "confidential"),
    ("\u212aeep it", [(0, "kelvin sign (U+212A)")], "Keep it"),
    ("end\u2024 Then", [(3, "one dot leader (U+2024)")], "end. Then"),
    ("one\u037e two", [(3, "greek question mark (U+037E)")], "one; two"),
    (
        "well-known, far-off, so\u2010called",
        [(23, "hyphen (U+2010)")],
        "well-known, far-off, so-called",
    ),
    (
        "well-known, far-off, so\u2011called",
        [(23, "non-breaking hyphen (U+2011)")],
        "well-known, far-off, so-called",
    ),
    ("so\u2012called", [(2, "figure dash (U+2012)")], "so-called"),
    ("this \u2012 that", [(5, "figure dash (U+2012)")], "this \u2013 that"),
    ("the docu\xadmentation", [(8, "soft hyphen (U+00AD)")], "the documentation"),
    ("nicht so Ge\xadheimnisse", [(11, "soft hyphen (U+00AD)")], "nicht so Geheimnisse"),
    # Letters of formulas and of East Asian typesetting
    ("m\U0001d452mo", [(1, "mathematical italic small e (U+1D452)")], "memo"),
    (
        "the \U0001d426\U0001d41e\U0001d426\U0001d428",
        [
            (4, "mathematical bold small m (U+1D426)"),
            (5, "mathematical bold small e (U+1D41E)"),
            (6, "mathematical bold small m (U+1D426)"),
            (7, "mathematical bold small o (U+1D428)"),
        ],
        "the memo",
    ),
    ("\U0001d5ba word", [(0, "mathematical sans-serif small a (U+1D5BA)")], "a word"),
    ("m\uff45mo", [(1, "fullwidth latin small letter e (U+FF45)")], "memo"),
    (
        "an \uff2e\uff34 memo",
        [
            (3, "fullwidth latin capital letter n (U+FF2E)"),
            (4, "fullwidth latin capital letter t (U+FF34)"),
        ],
        "an NT memo",
    ),
    # Controls
    ("a\x00b", [(1, "control character (U+0000)")], "ab"),
    ("a\x08b", [(1, "control character (U+0008)")], "ab"),
    ("a\x1bb", [(1, "control character (U+001B)")], "ab"),
    ("a\x0cb", [(1, "control character (U+000C)")], "a b"),
    ("a\x7fb", [(1, "control character (U+007F)")], "ab"),
    ("a\x9fb", [(1, "control character (U+009F)")], "ab"),
]

LEGITIMATE = [
    "",
    "Plain English, with a tab\tand\r\nlines.",
    "“Quotes” – dashes — ellipses… ‘more’",
    "\ufeffA byte order mark at the start",
    # Arabic, Persian and their neighbours
    "صرّحت الحكومة اليوم",
    "می\u200cخواهم کتاب\u200cها را بخوانم",
    "فایل PDF\u200cها و «کتاب»\u200cها",
    "می\u200c**خواهم** و **کتاب**\u200cها",
    "سال ۱۳۹۹ ه\u200d.ش",
    "یہ ایک آزمائش ہے\u200f۔ \u200eHTML\u200e",
    "العربية (\u200fنص\u200f) W3C\u200e",
    "اسم الملف \u2066report.pdf\u2069 هنا",
    "اسم \u202areport \u202bنص\u202c x\u202c هنا",
    "العدد \u061c-5",
    "په\u200cپښتو",
    "ܫܠܡܐ ܥܠܡܐ",
    "ދިވެހި\u200f",
    "ߒߞߏ\u200f",
    # Hebrew
    "בְּרֵאשִׁית בָּרָא אֱלֹהִים",
    "שלום\u200f, \u200fW3C\u200e (\u200fעברית\u200f)",
    "יְרוּשָׁלִַ\u034f\u05b4ם",
    # Indic
    "हिन्दी में लिखा गया",
    "क्\u200dष और क्\u200cष",
    "आधा क्\u200d है",
    "বাংলা র\u200d্যাব",
    "ਪੰਜਾਬੀ ਖ਼ਬਰਾਂ",
    "ગુજરાતી સમાચાર",
    "ଓଡ଼ିଆ ଖବର",
    "தமிழ் க்\u200cஷ",
    "తెలుగు సాఫ్ట్\u200cవేర్",
    "ಕನ್ನಡ ರ\u200d್ಕ",
    "അവന്\u200d വന്നു",
    "അവൻ ന്\u200dറെ",
    "ශ්\u200dරී ලංකාව",
    "नेपाली गर्\u200dयो",
    # South-East Asia
    "မြန်မာ\u200bဘာသာ",
    "ခရီး\ufe00",
    "ภาษา\u200bไทย",
    "ພາສາ\u200bລາວ",
    "ភាសា\u200bខ្មែរ\u200b 2020\u200bឆ្នាំ",
    "བོད་ཡིག་གི་གསར་འགྱུར།",
    # Mongolian and Ogham
    "ᠮᠣᠩᠭᠣᠯ\u202fᠤᠨ ᠬᠡᠯᠡ",
    "ᠰᠠᠷ\u180eᠠ ᠠ\u180bᠪ",
    "᚛ᚑᚌᚐᚋ\u1680ᚄᚈ᚜",
    # East Asia
    "\u3000\u3000中文段落，开头有空格。",
    "葛\U000e0100城市と辻\U000e0101",
    "㐂\ufe00 中\ufe01",
    "東京\u3000ＮＨＫ\u3000ニュース",
    "日本語の段落。\n\n# ＮＨＫ\u3000２０２４",
    "，\ufe00。\ufe01中",
    "한국어 뉴스 ㅋㅋ",
    "\u3164ㅏ ㄱ\u3164",
    "\u1100\u1160 \u115f\u1161 \u115f\u1160\u11a8",
    "ﾡ\uffa0",
    "⠃⠗\u2800⠇",
    # Emoji
    "👨\u200d👩\u200d👧\u200d👦 family",
    "👩🏽\u200d🚀 👍🏿",
    "❤\ufe0f\u200d🔥 ❤\ufe0f ❤\ufe0e",
    "🏳\ufe0f\u200d🌈 🏴\u200d☠\ufe0f 🏳\ufe0f\u200d⚧\ufe0f",
    "👁\ufe0f\u200d🗨\ufe0f 👨\u200d⚕\ufe0f 🐦\u200d⬛ 🙂\u200d↔\ufe0f",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f England",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f Scotland",
    "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f Wales",
    "1\ufe0f\u20e3 #\ufe0f\u20e3 *\ufe0f\u20e3 2\u20e3",
    "🇫🇷 🇺🇦 ©\ufe0f ™\ufe0f ℹ\ufe0f ↩\ufe0e ㊗\ufe0f",
    # European typography
    "«\u202fVoilà\u202f»\xa0: 10\u202f000\xa0€\u202f!",
    "à\xa0propos\n\n\xa0\n\nfin",
    "v\xa0lese a\xa0k\xa0domu",
    "10\u2009000 km, 5\u2009km, 3\u200a%, 1\u20071",
    "word\u200a—\u200aword, ‘\u2009“a”\u2009’, a\u2009!",
    "z.\u2009B. d.\u2009h. §\u20095",
    "Größe, Straße, Übermaß",
    "Zażółć gęślą jaźń",
    "Příliš žluťoučký kůň",
    "İstanbul ığdır",
    "Azərbaycan dövləti",
    "Tiếng Việt được viết",
    "cafe\u0301 nin\u0303o A\u030angstro\u0308m",
    "Ελληνικά νέα: όχι, Ωραία",
    "πολυτονικό ᾧ ἐν ἀρχῇ",
    "Русский текст, ёлка",
    "и\u0306 и\u0306ога \u0435\u0308лка",
    "Українська: її п’єса, ґанок",
    "Српски: Љубав, ђак, џеп и Ћирилица",
    "Беларуская ў мове",
    "Македонски ѕвезда ќе",
    "Қазақ тілі, әлем",
    "Башҡорт һүҙе",
    "Нохчийн гIалгIай",
    "SMSка, PDF-ом, PRщик, HRа, DVDе",
    "Слово word слово, а он said",
    "Հայերեն, ქართული",
    # Formulas, units and names
    "5 μm, Δt, Ωm, kΩ, β-carotene, µg",
    "TNFα, NFκB, IFNγ, αvβ3, hν, ρgh, sinα, γH2AX",
    "H₂O, CO₂, x², 10⁻³, ¹⁴C",
    "𝑥 = 𝑦 + 2𝑎, 𝑚𝑐², 𝐄, ∫ 𝑓(𝑥) d𝑥, 𝔸",
    "∩\ufe00 and a\u2009+\u2009b",
    "[ˈβaθo] and [aχa] in IPA",
    "Ⅷ, ℃, Å, ½",
    "p\u2009<\u20090.05, a\u2009≤\u2009b, n\u2009=\u20095, p\u2009&lt;\u20090.05, x\u2009·\u2009y",
    "𝑛th, sin𝑥, log𝑛, 2𝑎𝑏, 𝑎𝑏𝑐 = 𝑑, 𝑓 = 𝑚𝑔ℎ, 𝑖s",
    "Die Donau\xaddampf\xadschiff\xadfahrt ist nicht von gestern, der Daten\xadschutz auch",
    "persoons\xadgegevens voor het onderzoek",
    "می\u200cTweet، گفت\u200c: خانه\u200c.",
    # Words of other scripts, and signs where they belong
    "the word сахар (sugar), СССР and НАТО, the river Оса",
    "Он сказал: а я? But a lot was said",
    "α-helix, the ο of Greek: ο λόγος",
    "the vowel [ɑ], as in [hɑt] or /ɡɑt/; ˈfɑːðə",
    "ⅳ. and ⅻ, 300 \u212a, Հայերեն․ ναι\u037e",
    "e\u2011mail, a 9\u20112 vote, COVID\u201119, a T\u2011shirt",
    "so\u2010called, well\u2010known, far\u2010off",
    "phone 555\u20121234",
    "αβγ-test, π-day, Σ",
    "# Heading\n\n- item\n\n```\ncode\n```\n",
]


@pytest.mark.parametrize(("text", "named", "cleaned"), MARKED)
def test_marked(text: str, named: list[tuple[int, str]], cleaned: str) -> None:
    assert [(one.start, one.name) for one in marks(text)] == named
    assert clean(text) == cleaned


@pytest.mark.parametrize(("text", "named", "cleaned"), MARKED)
def test_places_are_right_after_astral_characters(text, named, cleaned) -> None:
    before = "\U0001f600\U00010400 \U0001f469\u200d\U0001f680\n\n"
    if "\ufeff" not in text[:1]:
        assert [(one.start - len(before), one.name) for one in marks(before + text)] == named


@pytest.mark.parametrize("text", LEGITIMATE)
def test_legitimate(text: str) -> None:
    assert marks(text) == ()
    assert clean(text) == text


@pytest.mark.parametrize("text", LEGITIMATE)
def test_a_mark_is_found_beside_every_script(text: str) -> None:
    found = marks(text + "\n\nle\u200bak")
    assert [one.name for one in found] == ["zero width space (U+200B)"]
    assert found[0].start == len(text) + 4


def test_there_are_enough_examples() -> None:
    assert len(MARKED) >= 60
    assert len(LEGITIMATE) >= 60


def test_a_mark_says_what_it_is() -> None:
    assert marks("l\u0435ak\u2003x") == (
        Mark(1, 2, "cyrillic small letter ie (U+0435)", "e"),
        Mark(4, 5, "em space (U+2003)", " "),
    )


@pytest.mark.parametrize("script", ["Cyrillic", "Greek", "Armenian"])
def test_every_pair_joins_two_scripts(script: str) -> None:
    for latin, other in ALIKE[script].items():
        assert SCRIPTS["Latin"].fullmatch(latin)
        assert SCRIPTS[script].fullmatch(other), unicodedata.name(other)
        assert latin.isupper() == other.isupper()


@pytest.mark.parametrize(
    ("near", "far", "marked"), [("word ", "слово ", "\u0441"), ("слово ", "word ", "o")]
)
def test_five_hundred_letters_around_decide_on_a_word_that_is_half_and_half(
    near: str, far: str, marked: str
) -> None:
    """What stands further away in a paragraph has no say, and what is next to it not alone."""
    beside = near * (480 // len(near))
    other = (far * 5).strip()  # the next neighbours are of the other script
    text = f"{far * 900}{beside}{other} \u0441o {other} {beside}{far * 900}"
    (one,) = marks(text)
    assert text[one.start] == marked
    closer = f"{far * 20}\u0441o {far * 20}"
    (one,) = marks(f"{near * 900}{far * 40}{closer}{far * 40}{near * 900}")
    assert one.replacement != ("c" if marked == "\u0441" else "\u043e")


def test_what_comes_to_light_is_cleaned_too() -> None:
    assert clean("se\u200bcr\u200b\u0435t") == "secret"
    assert clean("\u200b\u200d\u200b") == ""
    assert clean("a\xa0\u200b\xa0b") == "a\xa0b"


def test_no_mark_survives_and_the_end_is_reached() -> None:
    dice = random.Random(7)
    visible = "ab AE.\n*1оеОПжονΑΩ中あ한ㄱشलথက🙂❤🏴⬛é—«"
    invisible = (
        "\u200b\u200c\u200d\u2060\xad\u034f\ufe0f\ufe00\u2003\u2009\xa0\u202f\u3000\u200f"
        "\u202a\u202c\u202e\u2067\u2069\U000e0067\U000e007f\U000e0100\u180e\u3164\u0301"
        "\uff41\U0001d452\U0001d455\ufeff\x00\x85\u2800\u115f\u1160"
    )
    for _ in range(5000):
        text = "".join(dice.choice(visible + invisible) for _ in range(dice.randrange(25)))
        found = marks(text)
        assert all(one.end == one.start + 1 <= len(text) for one in found)
        assert all(one.end <= other.start for one, other in pairwise(found))
        cleaned = clean(text)
        assert marks(cleaned) == ()
        assert clean(cleaned) == cleaned
        assert (cleaned == text) == (not found)


def test_every_hidden_character_is_found_between_latin_letters() -> None:
    for number in [*range(0x3200), *range(0xFE00, 0x10000), *range(0xE0000, 0xE0200)]:
        sign = chr(number)
        if unicodedata.category(sign) in {"Cf", "Cc", "Zl", "Zp"} and sign not in "\t\n\r":
            visible = "\u0600" <= sign <= "\u0605" or sign in "\u06dd\u070f\u0890\u0891\u08e2"
            assert visible or marks(f"a{sign}b"), f"U+{number:04X}"


@pytest.mark.parametrize(
    "unit",
    [
        "Plain words and “quotes” – é, ",
        "«\u202fVoilà\xa0!\u202f» ",
        "Русский текст и\u0306 ",
        "می\u200cخواهم \u200f",
        "l\u0435ak ",
        "m\uff45mo ",
        "a\u200bb",
        "\u202a",
        "\U0001d452a",
        "\n\n\u200b",
        "\n \t ",
        "\u3000",
    ],
)
def test_long_texts_are_cleaned(unit: str) -> None:
    clean(unit * (60_000 // len(unit)))
