"""The sample shop: the made-up shop of sample_data/ in a file of its own."""

from __future__ import annotations

import threading
from pathlib import Path

from retention.errors import ShopError
from retention.ingest.load import import_file
from retention.ingest.reader import Progress
from retention.shop import Shop
from retention.shop.folder import ENDING, SAMPLE

FILES = ("orders.csv", "sessions.csv")
SOURCE = Path(__file__).parents[2] / "sample_data"
_one_at_a_time = threading.Lock()
"""Two windows of the app may ask for the sample at once."""


def load_sample(folder: Path, on_progress: Progress | None = None) -> Path:
    """Path of the sample shop, made when it is not there yet. Raises ShopError, ImportRefused.

    It is made under another name first, so that a killed start leaves no half sample.
    """
    path = folder / f"{SAMPLE}{ENDING}"
    with _one_at_a_time:
        if not path.exists():
            _make(path, on_progress)
    return path


def _make(path: Path, on_progress: Progress | None) -> None:
    if not SOURCE.joinpath(FILES[0]).exists():
        raise ShopError("shop_missing", shop=str(SOURCE))
    unfinished = path.parent / ".work" / path.name
    for leftover in (unfinished, unfinished.with_name(f"{unfinished.name}.wal")):
        leftover.unlink(missing_ok=True)
    with Shop.open(unfinished) as shop:
        for name in FILES:
            import_file(shop, SOURCE / name, on_progress=on_progress)
        with shop.write() as cursor:
            cursor.execute("insert into setting values ('is_sample', 'yes')")
        with shop.cursor() as cursor:
            cursor.execute("checkpoint")
    unfinished.rename(path)
