"""Every refusal is a whole sentence: each raise site gives exactly the fields that its sentence needs."""

import ast
import re
import string
from pathlib import Path

import pytest

from retention import errors
from retention.errors import ImportRefused, ListRefused, MetricRefused, RetentionError, ShopError

ROOT = Path(__file__).parents[1]
CLASSES = {cls.__name__: cls for cls in (ImportRefused, ShopError, MetricRefused, ListRefused)}
SENTENCES = [(cls, code) for cls in CLASSES.values() for code in cls.sentences]
REPEATED = "retention/ingest/reader.py"
"""Says again what the reading child refused: code and fields come through a pipe."""


def fields_of(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def raise_sites():
    """(place, class, code or None, names of the fields or None) of every refusal in the code."""
    for path in [*ROOT.glob("retention/**/*.py"), *ROOT.glob("pages/**/*.py")]:
        place = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in CLASSES:
                code = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
                names = {word.arg for word in node.keywords}
                yield f"{place}:{node.lineno}", ast.unparse(node.func).split(".")[-1], code, names


SITES = list(raise_sites())
PLAIN = [site for site in SITES if site[2] is not None]


def test_sites_are_found():
    assert len(PLAIN) > 40
    assert {name for _, name, _, _ in PLAIN} == set(CLASSES)


def test_only_the_readers_answer_is_repeated_as_it_comes():
    open_sites = [(place.split(":")[0], names) for place, _, code, names in SITES if code is None]
    assert open_sites == [(REPEATED, {None})]


@pytest.mark.parametrize(("place", "name", "code", "names"), PLAIN)
def test_raise_site_gives_what_its_sentence_needs(place, name, code, names):
    assert code in CLASSES[name].sentences
    assert names == fields_of(CLASSES[name].sentences[code])


@pytest.mark.parametrize(("cls", "code"), SENTENCES)
def test_sentence_is_raised_somewhere(cls, code):
    assert [place for place, name, said, _ in PLAIN if (name, said) == (cls.__name__, code)]


@pytest.mark.parametrize(("cls", "code"), SENTENCES)
def test_sentence_formats_with_its_fields(cls, code):
    template = cls.sentences[code]
    values = {name: f"<{name} of {{x}}>" for name in fields_of(template)}
    error = cls(code, **values)
    assert (error.code, error.fields, error.template) == (code, values, template)
    assert all(value in error.sentence for value in values.values())
    assert str(error) == error.sentence
    for name in values:
        with pytest.raises(KeyError):
            cls(code, **{other: value for other, value in values.items() if other != name})


@pytest.mark.parametrize(("cls", "code"), SENTENCES)
def test_sentence_is_one_clear_paragraph(cls, code):
    sentence = cls.sentences[code]
    assert re.fullmatch("[a-z]+(_[a-z]+)*", code)
    assert "\n" not in sentence and "  " not in sentence
    assert sentence.endswith((".", "{reason}"))
    assert sentence[0].isupper() or sentence[0] in "{“"
    assert fields_of(sentence) <= {name for name in fields_of(sentence) if name.isidentifier()}


def test_codes_are_unique():
    codes = [code for _, code in SENTENCES]
    assert len(codes) == len(set(codes))


def test_every_class_is_looked_at():
    own = {
        name
        for name, cls in vars(errors).items()
        if isinstance(cls, type) and issubclass(cls, RetentionError) and cls is not RetentionError
    }
    assert own == set(CLASSES)


def test_unknown_code_is_a_mistake_of_ours():
    with pytest.raises(KeyError, match="no sentence for 'nothing'"):
        MetricRefused("nothing")
