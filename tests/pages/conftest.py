"""The app in memory, with an empty shop or with the sample shop."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from retention.ingest import import_file
from retention.ingest.sample import load_sample

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def loaded_shop(tmp_path_factory) -> Path:
    """A shop file with the sample data, under a name that is not the sample's."""
    made = load_sample(tmp_path_factory.mktemp("shops"))
    return made.rename(made.with_name("shop.duckdb"))


@pytest.fixture(scope="session")
def empty_shop(tmp_path_factory) -> Path:
    """A shop file that is not there yet."""
    return tmp_path_factory.mktemp("empty") / "shop.duckdb"


@pytest.fixture
def made_shop(tmp_path) -> Path:
    """Where `load_orders` makes its shop."""
    return tmp_path / "made" / "shop.duckdb"


@pytest.fixture
def load_orders(tmp_path, made_shop, new_shop):
    """Loads orders, given as text, into a shop of their own: `open_page(…, shop="made")`. Its path."""

    def loaded(text: str) -> Path:
        file = tmp_path / "orders.csv"
        file.write_text(text, encoding="utf-8")
        with new_shop(made_shop) as shop:
            import_file(shop, file)
        return made_shop

    return loaded


@pytest.fixture
def open_page(request, monkeypatch):
    """Opens a page: `open_page("understand/cohorts", shop="loaded", language="ru", mode="cumulative")`."""

    def opened(page: str, *, shop: str = "loaded", language: str = "en", **address: str) -> AppTest:
        monkeypatch.setenv("RETENTION_SHOP", str(request.getfixturevalue(f"{shop}_shop")))
        monkeypatch.chdir(ROOT)
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        app.query_params["lang"] = language
        app.run()
        app.switch_page(f"pages/{page}.py")
        for key, value in {"lang": language, **address}.items():
            app.query_params[key] = value
        return app.run()

    return opened
