"""Hundreds of made-up shops: each begins as a copy of an empty one, and its files are read in this process.

A database made anew and a reading child for every file would take half of the time; tests/shop and tests/ingest have
both, and so has tests/golden.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from retention.shop import Shop
from tests.golden import product
from tests.ingest.generated.reading import read_in_process


@pytest.fixture(autouse=True)
def quickly_made(monkeypatch: pytest.MonkeyPatch, new_shop: Callable[[Path], Shop]) -> Iterator[None]:
    @contextmanager
    def opened(shop_file: Path) -> Iterator[Shop]:
        with new_shop(shop_file) as shop:
            yield shop

    monkeypatch.setattr(product, "opened", opened)
    with read_in_process():
        yield
