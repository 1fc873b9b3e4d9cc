"""Contacts as the screen may show them: enough to recognise, too little to copy."""

from __future__ import annotations

import re

ONE_DIGIT_CODES = "17"
"""Country codes that are told by the length alone: eleven digits that begin with 1 or 7."""


def mask_email(email: str | None) -> str:
    """First letter and domain.

    >>> mask_email("anna@example.com")
    'a•••@example.com'
    """
    if not isinstance(email, str) or "@" not in email:
        return ""
    person, _, domain = email.strip().rpartition("@")
    return f"{person[:1]}•••@{domain}"


def mask_phone(phone: str | None) -> str:
    """The last four digits, after the country code where the length tells which digits it is.

    >>> mask_phone("79991234567")
    '+7 ••• ••• 45 67'
    >>> mask_phone("37120001234")
    '••• ••• 12 34'
    """
    if not isinstance(phone, str) or len(phone) < 10:
        return ""
    country = f"+{phone[0]} " if len(phone) == 11 and phone[0] in ONE_DIGIT_CODES else ""
    return f"{country}••• ••• {phone[-4:-2]} {phone[-2:]}"


def mask_name(name: str | None) -> str:
    """First name and initial; a contact that was typed into the name is left out.

    >>> mask_name("Anna Kalnina")
    'Anna K.'
    >>> mask_name("Anna anna@example.com")
    'Anna'
    """
    if not isinstance(name, str):
        return ""
    words = [
        word for word in name.split() if "@" not in word and not any(letter.isdigit() for letter in word)
    ]
    if not words:
        return ""
    first, *rest = words
    return f"{first} {rest[-1][:1]}." if rest else first


def dialled(phone: str | None) -> str:
    """A phone as a file gives it: + and the digits."""
    return f"+{phone}" if isinstance(phone, str) and phone else ""


def mask_id(customer_id: str) -> str:
    """The shop's own customer number; some shops use the e-mail or the phone for it.

    >>> mask_id("17850"), mask_id("anna@example.com")
    ('17850', 'a•••@example.com')
    """
    if "@" in customer_id:
        return mask_email(customer_id)
    digits = re.sub(r"[^0-9]", "", customer_id)
    is_phone = 10 <= len(digits) <= 15 and re.fullmatch(r"[+0-9 ()-]+", customer_id)
    return mask_phone(digits) if is_phone else customer_id
