"""What we know about a kind of file beside orders and sessions: its columns, its table, which rows cannot be used."""

from __future__ import annotations

from dataclasses import dataclass, field

from retention.ingest.kind import FileKind

YES = ("yes", "true", "1", "1.0", "y", "t", "да", "x", "✓", "+", "on")
NO = ("no", "false", "0", "0.0", "n", "f", "нет", "-", "off")


@dataclass(frozen=True)
class Flag:
    """Words that mean yes or no in one column beside the usual ones; a date means yes."""

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True)
class FactKind:
    """One kind of file whose rows are kept as they are, in a version table of their own.

    `file`: its columns. `table`: where its rows are kept, append-only. `has_people`: rows name customers.
    `unusable`: (condition in SQL over the typed row, reason) for rows that say nothing.
    `flags`: how its yes-or-no columns are read. `drops_repeats`: the same row twice in a file is one.
    `months`: dates that may be months. `is_by_names`: no system's layout of it is known, only names of columns.
    """

    file: FileKind
    table: str
    has_people: bool
    unusable: tuple[tuple[str, str], ...]
    flags: dict[str, Flag] = field(default_factory=dict)
    drops_repeats: bool = True
    months: tuple[str, ...] = ()
    is_by_names: bool = False

    @property
    def key(self) -> str:
        """The kind's name, as in `import --kind`."""
        return self.file.key


NOBODY = ("customer_id is null and email is null and phone is null", "no_customer")
"""A row about a person that names nobody."""
PEOPLE = """
    customer_id: customer id | customerid | client id | user id | userid | external id | id клиента | код клиента |
        id покупателя | номер клиента | id пользователя | код покупателя | номер карты лояльности
    email: email | e mail | email address | customer email | billing email | user email | mail | почта | эл почта |
        электронная почта | адрес электронной почты | e mail клиента | email клиента | email покупателя
    phone: phone | phone number | customer phone | mobile | mobile phone | telephone | tel | телефон | номер телефона |
        мобильный | мобильный телефон | телефон клиента |
        телефон покупателя"""
"""The columns that name a person, for every kind that has them."""
