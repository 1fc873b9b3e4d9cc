"""Invented people: names from fixed lists, e-mails at example domains, phones that cannot exist."""

from __future__ import annotations

import unicodedata

from sample_data.dice import Dice

# (country code, calling code, share, cities with weights)
COUNTRIES = (
    (
        "LV",
        "371",
        0.58,
        (("Riga", 60), ("Daugavpils", 9), ("Liepāja", 9), ("Jelgava", 8), ("Jūrmala", 8), ("Ventspils", 6)),
    ),
    ("LT", "370", 0.23, (("Vilnius", 50), ("Kaunas", 30), ("Klaipėda", 20))),
    ("EE", "372", 0.19, (("Tallinn", 62), ("Tartu", 26), ("Pärnu", 12))),
)
_WOMEN = (
    "Anna",
    "Līga",
    "Kristīne",
    "Ilze",
    "Inese",
    "Marta",
    "Elīna",
    "Agnese",
    "Dace",
    "Zane",
    "Laura",
    "Sanita",
    "Irina",
    "Olga",
    "Natalja",
    "Jekaterina",
    "Rūta",
    "Eglė",
    "Aistė",
    "Liis",
    "Kadri",
    "Maarja",
)
_MEN = (
    "Jānis",
    "Andris",
    "Mārtiņš",
    "Edgars",
    "Kristaps",
    "Juris",
    "Artūrs",
    "Raivis",
    "Toms",
    "Viktors",
    "Sergejs",
    "Dmitrijs",
    "Aleksandrs",
    "Tomas",
    "Mantas",
    "Darius",
    "Siim",
    "Rasmus",
)
_WOMEN_LAST = (
    "Bērziņa",
    "Kalniņa",
    "Ozola",
    "Liepiņa",
    "Krūmiņa",
    "Vītola",
    "Zariņa",
    "Ivanova",
    "Petrova",
    "Smirnova",
    "Kuznecova",
    "Kazlauskienė",
    "Jankauskaitė",
    "Petrauskaitė",
    "Tamm",
    "Saar",
    "Sepp",
    "Mägi",
    "Balode",
    "Eglīte",
    "Siliņa",
    "Pētersone",
)
_MEN_LAST = (
    "Bērziņš",
    "Kalniņš",
    "Ozols",
    "Liepiņš",
    "Krūmiņš",
    "Vītols",
    "Zariņš",
    "Ivanovs",
    "Petrovs",
    "Smirnovs",
    "Kuzņecovs",
    "Kazlauskas",
    "Jankauskas",
    "Petrauskas",
    "Tamm",
    "Saar",
    "Sepp",
    "Mägi",
    "Balodis",
    "Eglītis",
    "Siliņš",
    "Pētersons",
)
# The shop's own phone, typed for everybody at the street fair: it stands with many e-mails, must join nobody.
SHOP_PHONE = "+371 00 000 100"


def full_name(dice: Dice) -> str:
    """Return a first and a last name that agree with each other."""
    if dice.chance(0.62):
        return f"{dice.pick(_WOMEN)} {dice.pick(_WOMEN_LAST)}"
    return f"{dice.pick(_MEN)} {dice.pick(_MEN_LAST)}"


def home(dice: Dice) -> tuple[str, str]:
    """Return a country code and a city."""
    country = dice.pick(COUNTRIES, [entry[2] for entry in COUNTRIES])
    cities = country[3]
    return country[0], dice.pick([city for city, _ in cities], [weight for _, weight in cities])


def email_of(dice: Dice, name: str, key: int, variant: int = 0) -> str:
    """Return an address that nobody else has: the key of the person is in it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    first, last = plain.split(" ", 1)
    local = (f"{first}.{last}{key}", f"{first[0]}{last}{key}")[variant]
    return f"{local}@{dice.pick(('example.com', 'example.org', 'example.net'), (0.62, 0.23, 0.15))}"


def phone_of(country: str, key: int) -> str:
    """Return a phone whose national number begins with 00, which none of the three countries gives out.

    The key is spread over the range by a fixed step, so that phones are different but do not count upwards.
    """
    calling = next(entry[1] for entry in COUNTRIES if entry[0] == country)
    digits = f"{(key * 7919 + 104_729) % 999_983 + 1:06d}"
    return f"+{calling} 00 {digits[:3]} {digits[3:]}"


def untidy_email(dice: Dice, email: str) -> str:
    """Return the address as people type it: now and then with capitals or a stray blank."""
    if not dice.chance(0.025):
        return email
    return dice.pick((email.upper(), email.title(), f" {email}", f"{email} "))


def untidy_phone(dice: Dice, phone: str) -> str:
    """Return the same digits in one of the usual spellings."""
    if not phone or not dice.chance(0.12):
        return phone
    calling, rest = phone.split(" ", 1)
    return dice.pick(
        (f"{calling}{rest.replace(' ', '')}", f"{calling} ({rest[:2]}) {rest[3:].replace(' ', '-')}")
    )
