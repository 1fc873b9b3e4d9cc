"""Every sentence of the code has its Russian one, with the same open fields."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from retention.i18n.catalogue import po_file
from retention.i18n.extract import template

NOW = {message.id: message for message in template() if message.id}


@pytest.fixture(scope="module")
def russian():
    with po_file("ru").open("rb") as file:
        return {message.id: message for message in read_po(file, locale="ru") if message.id}


def texts(string):
    return [string] if isinstance(string, str) else list(string)


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_code_has_sentences():
    assert len(NOW) > 300


def test_catalogue_holds_the_sentences_of_the_code_and_no_others(russian):
    missing, obsolete = NOW.keys() - russian.keys(), russian.keys() - NOW.keys()
    assert (missing, obsolete) == (set(), set()), "run: python -m retention.i18n.extract"


def test_every_sentence_is_translated_in_all_plural_forms(russian):
    assert [key for key, message in russian.items() if not all(texts(message.string))] == []
    assert {len(message.string) for message in russian.values() if not isinstance(message.id, str)} == {3}


def test_nothing_is_fuzzy(russian):
    assert [key for key, message in russian.items() if message.fuzzy] == []


def test_translations_have_the_fields_of_the_original(russian):
    wrong = [
        key
        for key, message in russian.items()
        if any(fields(text) != fields(texts(key)[-1]) for text in texts(message.string))
    ]
    assert wrong == []


@pytest.mark.parametrize("quote", ['"', "“", "”"])
def test_russian_quotes_are_guillemets(russian, quote):
    assert [
        key for key, message in russian.items() if any(quote in text for text in texts(message.string))
    ] == []


def test_russian_does_not_use_the_words_that_mean_something_else(russian):
    unwanted = ("отвалив", "залётн", "таймаут", "доверительный интервал", "список на возврат", "наценк")
    spoken = " ".join(text.lower() for message in russian.values() for text in texts(message.string))
    assert [word for word in unwanted if word in spoken] == []


def test_extraction_sees_fstrings_plurals_and_error_sentences(tmp_path: Path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.py").write_text(
        "x = f\"**{_('Inside')}**\"\n"
        'y = ngettext("{n} cat", "{n} cats", 2)\n'
        'z = words.gettext("Joined " "text")\n'
        "w = _(variable)\n"
        'class E(Error):\n    sentences: ClassVar[dict[str, str]] = {"code": "Refused {file}."}\n',
        encoding="utf-8",
    )
    found = {message.id for message in template(tmp_path) if message.id}
    assert found == {"Inside", ("{n} cat", "{n} cats"), "Joined text", "Refused {file}."}
