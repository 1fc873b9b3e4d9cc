"""The usual run tries the same random cases each time, so that it fails for a change alone; the deep run new ones."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from retention.shop import Shop

settings.register_profile("usual", derandomize=True)
settings.register_profile("deep")
settings.load_profile("deep" if os.environ.get("RETENTION_TEST_DEPTH") == "deep" else "usual")


@pytest.fixture(scope="session")
def new_shop(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    """Opens an empty shop at a path: a copy of one that is made once, for making one takes a fifth of a second."""
    made = tmp_path_factory.mktemp("empty") / "shop.duckdb"
    Shop.open(made).close()

    def copied(path: Path) -> Shop:
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, path)
        return Shop.open(path)

    return copied
