"""Runs commands as a script would, on a shop of twelve orders."""

import csv
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from retention.cli import main

ROOT = Path(__file__).parents[2]
HEADER = "Order ID,Order date,Customer ID,Email,Phone,Name,Country,Status,Item total,Category\n"
ROWS = """\
1,2024-01-05 10:00,A1,anna@example.com,+7 999 123-45-67,Anna Kalnina,LV,completed,10.00,Tea
2,2024-01-06 11:00,B2,boris@example.org,,Борис,LV,completed,20.00,Tea
3,2024-02-07 12:00,A1,anna@example.com,,Anna Kalnina,LV,completed,30.50,Coffee
4,2024-02-08 12:00,C3,carl@example.net,,Carl,EE,cancelled,40.00,Tea
5,2024-03-09 12:00,C3,carl@example.net,,Carl,EE,completed,50.00,Coffee
6,2024-03-10 12:00,,,,,LV,completed,60.00,Tea
7,2024-03-11 12:00,D4,dina@example.net,,"=Dina, D",EE,refunded,70.00,Tea
8,2024-06-30 12:00,E5,eva@example.net,,Eva,EE,completed,80.00,Coffee
9,2024-07-01 12:00,E5,eva@example.net,,Eva,EE,completed,90.00,Coffee
"""
VISITS = """\
session_id,customer_id,started_at,device,cart,checkout,purchased,cart_value,category
s1,A1,2024-01-05 09:50,phone,yes,yes,yes,10.00,Tea
s2,B2,2024-06-20 10:00,desktop,yes,no,no,25.00,Coffee
s3,B2,2024-06-21 10:00,desktop,no,no,no,,Coffee
s4,Z9,2024-06-30 12:00,phone,yes,yes,no,40.00,Tea
"""
SPEND = "Month,Channel,Spend\n2024-05,google,30\n2024-06,google,12.5\n"
BAD_ROWS = """\
10,someday,F6,f@example.net,,Fred,EE,completed,1.00,Tea
11,2024-05-01 12:00,G7,g@example.net,,Gus,EE,completed,=1+1,Tea
"""


def as_rows(text):
    """A table from stdout: header, rows as dictionaries."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    rows = list(reader)
    return reader.fieldnames, rows


@pytest.fixture
def run(capsys):
    """`run("describe", shop=path)` → code, out, err; never a traceback."""

    def go(*arguments, shop=None):
        before = [] if shop is None else ["--shop", str(shop)]
        capsys.readouterr()
        try:
            code = main([*before, *map(str, arguments)])
        except SystemExit as leave:
            code = leave.code
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert code in (0, 1, 2)
        return SimpleNamespace(code=code, out=out, err=err)

    mask = os.umask(0o077)
    yield go
    os.umask(mask)


@pytest.fixture(scope="package")
def orders(tmp_path_factory):
    """The file of nine good rows."""
    file = tmp_path_factory.mktemp("files") / "orders.csv"
    file.write_text(HEADER + ROWS, "utf-8")
    return file


@pytest.fixture(scope="package")
def loaded(tmp_path_factory, orders):
    """A shop that holds it; not to be written to."""
    shop = tmp_path_factory.mktemp("loaded") / "shop.duckdb"
    mask = os.umask(0o077)  # the command line changes it for good
    assert main(["--shop", str(shop), "import", str(orders)]) == 0
    os.umask(mask)
    return shop


@pytest.fixture(scope="package")
def visited(tmp_path_factory, loaded):
    """The same shop with four visits and two lines of spend; not to be written to."""
    folder = tmp_path_factory.mktemp("visited")
    shop = Path(shutil.copy(loaded, folder / "shop.duckdb"))
    file = folder / "visits.csv"
    file.write_text(VISITS, "utf-8")
    budget = folder / "spend.csv"
    budget.write_text(SPEND, "utf-8")
    mask = os.umask(0o077)
    assert main(["--shop", str(shop), "import", str(file), str(budget)]) == 0
    os.umask(mask)
    return shop


@pytest.fixture
def own(loaded, tmp_path):
    """A copy of it that may be written to."""
    return Path(shutil.copy(loaded, tmp_path / "own.duckdb"))


def start(*arguments, **options):
    """`python -m retention …` as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "retention", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


@pytest.fixture
def process():
    return start
