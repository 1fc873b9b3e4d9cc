"""Which encoding a text file has: byte order mark, UTF-8, UTF-16 by its zero bytes, else the likeliest code page.

A code page is judged by its letters: read in the wrong one, words mix alphabets, change case in the middle or hold
box-drawing signs. Every non-ASCII byte of every different word is weighed, so that a short file is judged as well.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from functools import cache
from math import log

CODE_PAGES = {"cp1251": 0.0, "cp1252": 0.0, "koi8-r": -2.5, "cp866": -2.5}
"""The code pages of Russian and Western files, and how much rarer than the others they are (logarithm)."""

NAMES = {
    "utf-8-sig": "utf-8",
    "ascii": "utf-8",
    "cp1251": "windows-1251",
    "cp1252": "windows-1252",
    "iso8859-1": "iso-8859-1",
    "cp866": "cp866",
    "utf-16-le": "utf-16",
    "utf-16-be": "utf-16",
}

RUSSIAN = {
    "о": 11, "е": 8.5, "а": 8, "и": 7.4, "н": 6.7, "т": 6.3, "с": 5.5, "р": 4.7, "в": 4.5, "л": 4.4, "к": 3.5,
    "м": 3.2, "д": 3, "п": 2.8, "у": 2.6, "я": 2, "ы": 1.9, "ь": 1.7, "г": 1.7, "з": 1.6, "б": 1.6, "ч": 1.4,
    "й": 1.2, "х": 0.97, "ж": 0.94, "ш": 0.73, "ю": 0.64, "ц": 0.48, "щ": 0.36, "э": 0.32, "ф": 0.26, "ъ": 0.04,
    "ё": 0.3,
}  # fmt: skip
"""Share of each letter in Russian texts, in percent."""
NEIGHBOURS = "іїєґўѓќљњђћџјѕ"
"""Letters of the other Cyrillic alphabets."""
ACCENTED = "éèêëàâäáãåæçîïíìñôöóòõøœùûüúßÿý"
WESTERN_SIGNS = "€£¥§°«»„“”‘’…–—•©®™№ \u00adºª´·¡¿±½¼²³¢"

WORDS = frozenset(
    [
        "заказ",
        "заказа",
        "заказы",
        "номер",
        "дата",
        "сумма",
        "статус",
        "клиент",
        "покупатель",
        "телефон",
        "почта",
        "имя",
        "фио",
        "товар",
        "товары",
        "название",
        "количество",
        "цена",
        "скидка",
        "итого",
        "всего",
        "город",
        "доставка",
        "оплата",
        "оплачен",
        "отменён",
        "отменен",
        "выполнен",
        "доставлен",
        "возврат",
        "новый",
        "принят",
        "в",
        "обработке",
        "отправлен",
        "да",
        "нет",
        "руб",
        "москва",
        "иванов",
    ]
)
"""What Russian exports are full of: a reading that holds such words is right."""
KNOWN_WORD = 6.0
KNOWN_LONG_WORD = 40.0
"""No other code page makes such a word by chance."""
LONG_WORD = 4
WRONG_CASE = MIXED_ALPHABET = -6.0
SIGN_IN_WORD = -5.0
THOUSANDS_BLANK = 10.0


def public_name(encoding: str) -> str:
    """The name that the user sees and may give."""
    return NAMES.get(encoding, encoding)


def by_mark(head: bytes) -> str | None:
    """The encoding that a byte order mark names."""
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    return "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else None


def by_zero_bytes(head: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is 0, of Russian text 4."""
    sample = head[:4096]
    even, odd = (sum(half.count(byte) for byte in (0, 4)) for half in (sample[0::2], sample[1::2]))
    if b"\0" not in sample or max(even, odd) <= max(3 * min(even, odd), len(sample) // 8):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def code_page(sample: bytes) -> str:
    """The likeliest 8-bit code page of a text."""
    words = set(re.findall(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*", sample))
    gaps = set(re.findall(rb"(?<=[0-9])[\x80-\xff](?=[0-9]{3})", sample))
    best = max(CODE_PAGES, key=lambda page: CODE_PAGES[page] + _likelihood(words, page) + _blanks(gaps, page))
    if best == "cp1252" and not any(0x80 <= byte <= 0x9F for byte in sample):
        return "iso8859-1"
    return best


def is_mostly_utf8(sample: bytes) -> bool:
    """Whether single damaged bytes stand in a text that is UTF-8 otherwise (a cell cut in the middle of a letter)."""
    text = sample.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) - damaged >= 10 * damaged


def _blanks(gaps: Iterable[bytes], page: str) -> float:
    """What stands between a thousand and three digits is a blank that keeps the line, no letter."""
    return sum(THOUSANDS_BLANK for gap in gaps if gap.decode(page, errors="replace") == "\u00a0")


def _likelihood(words: Iterable[bytes], page: str) -> float:
    undefined = "\ufffd"
    return sum(_weight(word.decode(page, errors="replace").replace(undefined, "\x81")) for word in words)


def _weight(word: str) -> float:
    """Log-likelihood of the non-ASCII characters of one word, less for what no word holds."""
    weight = 0.0
    if word.lower() in WORDS:
        weight = KNOWN_WORD if len(word) < LONG_WORD else KNOWN_LONG_WORD
    for before, here, after in zip("\0" + word[:-1], word, word[1:] + "\0", strict=True):
        if here > "\x7f":
            weight += _character(here) + _pair(before, here)
            if not here.isalpha() and before.isalpha() and after.isalpha() and here not in "’\u00ad":
                weight += SIGN_IN_WORD
        elif _is_cyrillic(before):
            weight += MIXED_ALPHABET
    return weight


@cache
def _character(character: str) -> float:
    """How likely this character is, on a scale of natural logarithms."""
    lower = character.lower()
    if lower in RUSSIAN:
        return log(RUSSIAN[lower] / 100) - (0 if character == lower else 1)
    if lower in ACCENTED:
        return log(0.03) - (0 if character == lower else 1)
    if character in WESTERN_SIGNS:
        return log(0.05 if character in "€£№\u00a0" else 0.01)
    return log(0.002) if lower in NEIGHBOURS else log(0.0002)


def _pair(before: str, here: str) -> float:
    """What two neighbouring characters say: a capital behind a small letter, two alphabets in one word, two accents."""
    if not before.isalpha() or not here.isalpha():
        return 0.0
    if _is_cyrillic(before) != _is_cyrillic(here):
        return MIXED_ALPHABET
    wrong_case = WRONG_CASE if before.islower() and here.isupper() else 0.0
    accents = -3.0 if before > "\x7f" and not _is_cyrillic(here) else 0.0
    return wrong_case + accents


def _is_cyrillic(character: str) -> bool:
    return "\u0400" <= character <= "\u04ff"
