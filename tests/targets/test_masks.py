"""Masked contacts: recognisable by who knows them, useless to who copies them."""

import re

import pytest

from retention.targets import mask_email, mask_name, mask_phone
from retention.targets.contacts import mask_id


@pytest.mark.parametrize(
    ("email", "shown"),
    [
        ("anna@example.com", "a•••@example.com"),
        ("A@example.com", "A•••@example.com"),
        ("анна@пример.рф", "а•••@пример.рф"),
        ("@example.com", "•••@example.com"),
        (" anna@example.com ", "a•••@example.com"),
        ('"odd@name"@example.com', '"•••@example.com'),  # the last @ ends the person
        ("anna@kalnina@example.com", "a•••@example.com"),
        ("no address", ""),
        ("", ""),
        (None, ""),
        (float("nan"), ""),
        (79991234567, ""),
    ],
)
def test_email_shows_first_letter_and_domain(email, shown):
    assert mask_email(email) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("79991234567", "+7 ••• ••• 45 67"),
        ("12025550123", "+1 ••• ••• 01 23"),
        ("37120001234", "••• ••• 12 34"),  # a Latvian number also has eleven digits: its code is not 3
        ("9991234567", "••• ••• 45 67"),
        ("123456789012345", "••• ••• 23 45"),
        ("999123456", ""),
        ("", ""),
        (None, ""),
        (float("nan"), ""),
    ],
)
def test_phone_shows_the_last_four_digits(phone, shown):
    assert mask_phone(phone) == shown


@pytest.mark.parametrize("length", range(10, 16))
@pytest.mark.parametrize("first", "123456789")
def test_no_phone_shows_more_than_country_and_four_digits(first, length):
    phone = first + "23456789012345"[: length - 1]
    shown = re.sub(r"^\+[17] ", "", mask_phone(phone))
    assert re.sub(r"\D", "", shown) == phone[-4:]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Anna Kalnina", "Anna K."),
        ("Дмитрий Сергеевич Орлов", "Дмитрий О."),
        ("  Anna   Kalnina ", "Anna K."),
        ("Anna", "Anna"),
        ("anna@example.com", ""),  # what people type into the name field
        ("anna@example.com Kalnina", "Kalnina"),
        ("Anna 8-999-123-45-67", "Anna"),
        ("+7 999 123 45 67", ""),
        ("   ", ""),
        ("", ""),
        (None, ""),
        (float("nan"), ""),
    ],
)
def test_name_shows_first_name_and_initial_and_never_a_contact(name, shown):
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("customer_id", "shown"),
    [
        ("17850", "17850"),
        ("C-1001", "C-1001"),
        ("anna@example.com", "a•••@example.com"),
        ("+7 999 123-45-67", "+7 ••• ••• 45 67"),
        ("79991234567", "+7 ••• ••• 45 67"),
    ],
)
def test_a_contact_used_as_customer_number_is_masked(customer_id, shown):
    assert mask_id(customer_id) == shown
