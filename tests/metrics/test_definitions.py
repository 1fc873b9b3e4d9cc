"""The registry is complete and true to the code."""

import re
from datetime import date
from importlib.resources import files

import pytest

from retention.definitions import CAVEATS, COLUMNS, DEFINITIONS, RFM_SEGMENTS, STAGES, blanks, caveat_sentence
from retention.i18n import LANGUAGES, words
from retention.metrics import METRICS
from retention.metrics.scope import SMALL
from retention.metrics.window import ENOUGH_GAPS
from retention.shop.statements import statement
from retention.values import Caveat, Note, RfmSegment, Stage

STATEMENTS = sorted(
    f"metrics/{item.name.removesuffix('.sql')}"
    for item in files("retention.sql").joinpath("metrics").iterdir()
    if item.name.endswith(".sql")
)
FIELDS = {
    "until": date(2024, 2, 27), "window_days": 48, "count": 3, "limit": 30, "share": 0.125, "currency": "EUR",
    "needed": 50, "part": 0.25,
}  # fmt: skip


def test_every_metric_is_defined():
    assert {*METRICS, "describe"} == set(DEFINITIONS)


@pytest.mark.parametrize("key", DEFINITIONS)
def test_records_are_whole(key):
    record = DEFINITIONS[key]
    assert all((record.title, record.sentence, record.formula, record.grain, record.unit, record.empty))
    assert all(record.meanings.values())
    assert any(character.isdigit() for character in record.reference), "a reference has a year"


def manager_texts(record):
    """All that a manager reads of a metric, but its formula and what its columns are called."""
    shown = (record.title, record.sentence, record.grain, record.unit, record.empty, *record.readings)
    return [*shown, *(CAVEATS[key].format(**blanks(key)) for key in record.caveats)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_managers_read_no_options_and_no_names_of_code(language):
    """No `--option`, no snake_case, no backtick: the words of the field instead."""
    code = re.compile(r"(?<!\w)--|\w_\w|`")
    for key, record in DEFINITIONS.items():
        for text in manager_texts(record):
            assert not code.search(words(language).gettext(text)), (key, text)


def test_numbers_without_a_shop_are_those_of_the_rules():
    assert blanks(Caveat.SMALL_NUMBERS) == {"limit": str(SMALL)}
    assert blanks(Caveat.FEW_GAPS)["needed"] == str(ENOUGH_GAPS)


def test_every_statement_belongs_to_a_metric_and_every_column_to_a_statement():
    drill_downs = {
        "metrics/category_members",
        "metrics/cohort_members",
        "metrics/churn_members",
        "metrics/departed_members",
        "metrics/interest_members",
        "metrics/member_keys",
    }
    assert {name for record in DEFINITIONS.values() for name in record.sql_files} | drill_downs == set(
        STATEMENTS
    )
    used = {name for record in DEFINITIONS.values() for name in record.column_names}
    assert {name.rpartition(".")[2] for name in COLUMNS} == used | {
        "product",
        "price_band",
    }  # of interest --by


@pytest.mark.parametrize("caveat", Caveat)
def test_every_caveat_has_its_sentence(caveat):
    said = caveat_sentence(Note(caveat, FIELDS))
    assert said.endswith(".") and "{" not in said


def test_numbers_in_sentences_are_readable():
    assert "12.5%" in caveat_sentence(Note(Caveat.ANONYMOUS_ORDERS, FIELDS))
    assert "2024-02-27" in caveat_sentence(Note(Caveat.MAY_CONTAIN_OLDER_CUSTOMERS, FIELDS))


def test_every_segment_and_stage_has_a_name_and_an_advice():
    assert list(RFM_SEGMENTS) == list(RfmSegment)
    assert list(STAGES) == list(Stage)
    assert set(CAVEATS) == set(Caveat)


@pytest.mark.parametrize("name", STATEMENTS)
def test_statements_keep_the_house_style(name):
    """A header with grain, parameters, columns and reference; named CTEs; at most 80 lines; `select * from` last."""
    lines = statement(name).rstrip("\n").splitlines()
    header = [line for line in lines if line.startswith("--")]
    code = [line for line in lines if not line.startswith("--")]
    assert len(lines) <= 80
    assert max(map(len, lines)) <= 120
    assert all(word in "\n".join(header) for word in ("Grain:", "Parameters:", "Columns:", "Reference:"))
    assert code[0].startswith("with ")
    assert lines[-1].startswith("select * from ")
    assert "\n".join(code) == "\n".join(code).lower()
    assert "quantile" not in "\n".join(code) or "Engine-specific:" in "\n".join(header)
