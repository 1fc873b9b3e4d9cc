"""Contacts as the screen may show them: enough to recognise, too little to copy."""

from __future__ import annotations


def mask_email(email: str | None) -> str:
    """First letter and domain.

    >>> mask_email("anna@example.com")
    'a•••@example.com'
    """
    if not isinstance(email, str) or "@" not in email:
        return ""
    person, _, domain = email.partition("@")
    return f"{person[:1]}•••@{domain}"


def mask_phone(phone: str | None) -> str:
    """Country and the last four digits.

    >>> mask_phone("79991234567")
    '+7 ••• ••• 45 67'
    """
    if not isinstance(phone, str) or len(phone) < 10:
        return ""
    return f"+{phone[:-10] or phone[:1]} ••• ••• {phone[-4:-2]} {phone[-2:]}"


def mask_name(name: str | None) -> str:
    """First name and initial.

    >>> mask_name("Anna Kalnina")
    'Anna K.'
    """
    if not isinstance(name, str) or not name.strip():
        return ""
    first, *rest = name.split()
    return f"{first} {rest[-1][:1]}." if rest else first


def dialled(phone: str | None) -> str:
    """A phone as a file gives it: + and the digits."""
    return f"+{phone}" if isinstance(phone, str) and phone else ""
