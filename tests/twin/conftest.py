"""Hundreds of made-up shops: each begins as a copy of an empty one, and its files are read in this process.

A database made anew and a reading child for every file would take half of the time; tests/shop and tests/ingest have
both, and so has tests/golden.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from retention.ingest import child, load
from retention.ingest.options import ImportOptions, Reading
from retention.shop import Shop
from tests.golden import product


@pytest.fixture(autouse=True)
def quickly_made(monkeypatch: pytest.MonkeyPatch, new_shop: Callable[[Path], Shop]) -> None:
    @contextmanager
    def opened(shop_file: Path) -> Iterator[Shop]:
        with new_shop(shop_file) as shop:
            yield shop

    monkeypatch.setattr(product, "opened", opened)
    monkeypatch.setattr(load, "read_file", _read_here)


def _read_here(source: Path, work: Path, options: ImportOptions, **_: Any) -> Reading:
    asked = json.loads(json.dumps(options.for_reader() | {"inspect": False}))
    reading = asdict(child.read(source, work, asked))
    return Reading(**json.loads(json.dumps(reading)))
