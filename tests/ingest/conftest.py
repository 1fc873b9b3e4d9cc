"""One empty shop a test, one loaded shop a module."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retention.shop import Shop
from tests.ingest.generated.reading import read_in_process
from tests.ingest.support import GOOD, load


@pytest.fixture
def shop(tmp_path: Path, new_shop: Callable[[Path], Shop]) -> Iterator[Shop]:
    """An empty shop."""
    with new_shop(tmp_path / "shop" / "shop.duckdb") as opened:
        yield opened


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A shop with two orders, for tests that must not change it."""
    folder = tmp_path_factory.mktemp("loaded")
    with Shop.open(folder / "shop.duckdb") as opened:
        load(opened, folder, GOOD)
        yield opened


@pytest.fixture
def reads_here() -> Iterator[None]:
    """Files are read in this process: for tests of what is loaded, which need many imports and no children."""
    with read_in_process():
        yield
