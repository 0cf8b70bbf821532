"""Draw the picture that other sites show for a link: a headline on paper, the name on a band.

Invariant: the same words in the same font give the same bytes: Pillow sets each sign beside the
last (its basic layout), whatever else is installed.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

SIZE = (1200, 630)  # pixels
MARGIN, BAND = 84, 108
ROUNDED = 24  # what the signs of a line may be wider than they were measured, each by a part
WIDE, HIGH = SIZE[0] - 2 * MARGIN - ROUNDED, SIZE[1] - BAND - 2 * 72
LEADING = 1.16
# Sizes of the headline that are tried in turn, the largest first.
SIZES = (104, 92, 82, 74, 66, 58, 52, 46, 40, 36)
CUT = 58  # the size at which a word that is wider than a line is cut
MEASURED = 100  # the size at which words are measured: they grow and shrink with it
NAMES = (44, 36, 28, 20)
SHADES = 8  # of each pair of colours: sixteen in all fit into half a byte
PAPER, INK, LINING, WHITE = (253, 253, 252), (21, 25, 31), (44, 67, 120), (255, 255, 255)


def draw(headline: tuple[str, bytes], name: tuple[str, bytes] | None) -> bytes:
    """Draw words in their fonts; give a PNG."""
    from PIL import Image, ImageDraw

    words, data = headline
    picture = Image.new("L", SIZE, 0)
    pen = ImageDraw.Draw(picture)
    measure = _Measure(_font(data, MEASURED))
    pieces = [one for word in words.split(" ") for one in _pieces(word, measure, WIDE / CUT)]
    size, lines = _set(pieces, measure)
    font = _font(data, size)
    step = round(size * LEADING)
    top = 72 + max(0, (HIGH - step * len(lines)) // 2)
    for number, line in enumerate(lines):
        pen.text((MARGIN, top + number * step + size), line, fill=255, font=font, anchor="ls")
    begin = SIZE[1] - BAND
    pen.rectangle((0, begin, *SIZE), fill=0)
    if name:
        _name(pen, name, begin)
    ink = picture.point([shade * SHADES >> 8 for shade in range(256)])
    ink.paste(ink.crop((0, begin, *SIZE)).point(lambda shade: shade + SHADES), (0, begin))
    ink.putpalette([*_between(PAPER, INK), *_between(LINING, WHITE)])
    file = io.BytesIO()
    ink.save(file, "PNG", bits=4, compress_level=5)
    return file.getvalue()


def _name(pen: object, name: tuple[str, bytes], begin: int) -> None:
    """Set the publication's name on the band, as large as it fits on one line."""
    from PIL.ImageDraw import ImageDraw

    assert isinstance(pen, ImageDraw)
    words, data = name
    for size in NAMES:
        font = _font(data, size)
        if font.getlength(words) <= WIDE or size == NAMES[-1]:
            while font.getlength(words) > WIDE:
                words = words[:-2].rstrip() + "…"
            pen.text((MARGIN, begin + (BAND + size * 2 // 3) // 2), words, 255, font, anchor="ls")
            return


def _font(data: bytes, size: int) -> FreeTypeFont:
    from PIL.ImageFont import Layout, truetype

    return truetype(io.BytesIO(data), size, layout_engine=Layout.BASIC)


class _Measure:
    """Remember how wide words are, as parts of their size."""

    def __init__(self, font: FreeTypeFont) -> None:
        self._font = font
        self._known: dict[str, float] = {}

    def __call__(self, word: str) -> float:
        if word not in self._known:
            self._known[word] = self._font.getlength(word) / MEASURED
        return self._known[word]


def _set(words: Sequence[str], measure: _Measure) -> tuple[int, list[str]]:
    """Find the largest size at which all words fit, and the lines that they make then."""
    for size in SIZES:
        if max(map(measure, words)) * size <= WIDE:
            lines = _lines(words, measure, WIDE / size)
            if len(lines) * round(size * LEADING) <= HIGH:
                return size, _balanced(words, measure, WIDE / size, len(lines))
    size = SIZES[-1]
    lines = _lines(words, measure, WIDE / size)
    most = HIGH // round(size * LEADING)
    if len(lines) > most:
        last = lines[most - 1]
        while measure(last + "…") * size > WIDE:
            last = last[:-1].rstrip()
        lines = [*lines[: most - 1], last + "…"]
    return size, lines


def _lines(words: Sequence[str], measure: _Measure, width: float) -> list[str]:
    """Fill each line with as many words as there is room for."""
    lines: list[str] = []
    line, room = "", 0.0
    for word in words:
        needed = measure(word) + (measure(" ") if line else 0)
        if line and room + needed > width:
            lines.append(line)
            line, room, needed = "", 0.0, measure(word)
        line = f"{line} {word}" if line else word
        room += needed
    return [*lines, line]


def _balanced(words: Sequence[str], measure: _Measure, width: float, number: int) -> list[str]:
    """Make the lines as even as they can be without there being more of them."""
    least, most = width / 2, width
    for _ in range(6):
        middle = (least + most) / 2
        fits = max(map(measure, words)) <= middle and len(_lines(words, measure, middle)) <= number
        least, most = (least, middle) if fits else (middle, most)
    return _lines(words, measure, most)


def _pieces(word: str, measure: _Measure, width: float) -> list[str]:
    """Cut a word that is wider than a line."""
    pieces, piece = [], ""
    for sign in word:
        if piece and measure(piece + sign) > width:
            pieces.append(piece)
            piece = ""
        piece += sign
    return [*pieces, piece]


def _between(first: tuple[int, ...], last: tuple[int, ...]) -> list[int]:
    """List the shades from one colour to another."""
    steps = ([step / (SHADES - 1)] for step in range(SHADES))
    return [round(a + (b - a) * one) for (one,) in steps for a, b in zip(first, last, strict=True)]
