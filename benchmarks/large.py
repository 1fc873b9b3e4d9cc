"""Questions to large shops: the product beside its peers, each in a process of its own, in one run."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import large_shop
from benchmarks.jobs import NAMES

ROOT = Path(__file__).parents[1]
RUNS = 3
HEADER = (
    "| job | orders | product, CPU s (wall) | memory, MB | peer | peer, CPU s | product / peer | wanted |",
    "|---|---|---|---|---|---|---|---|",
)
PEERS_UP_TO = 10_000_000
"""Peers that hold the whole table in memory are asked no larger shops."""


class Measured(NamedTuple):
    """One job: processor and wall seconds (medians), largest memory in bytes, what it answered."""

    seconds: float
    wall: float
    memory: int
    answer: list[float]


def compare(orders: int, folder: Path, jobs: tuple[str, ...] = NAMES) -> tuple[list[str], dict[str, float]]:
    """Lines of the table for a shop of so many orders, and the product's seconds by job.

    Raises AssertionError where a peer answers something else.
    """
    shop = large_shop.write(folder, orders)
    plain = large_shop.write_plain(shop) if orders <= PEERS_UP_TO else None
    lines, seconds = [], {}
    for name in jobs:
        ours = _run(name, "product", shop, RUNS)
        seconds[name] = ours.seconds
        peers = import_module(f"benchmarks.jobs.{name}").PEERS if plain else ()
        lines += _lines(name, orders, ours, {peer: _run(name, peer, plain, 1) for peer in peers})
    for file in (shop, plain):
        if file:
            file.unlink()
    return lines, seconds


def _lines(name: str, orders: int, ours: Measured, peers: dict[str, Measured | None]) -> list[str]:
    reach = import_module(f"benchmarks.jobs.{name}").REACH
    head = f"| {name} | {orders:,} | {ours.seconds:.2f} ({ours.wall:.2f}) | {ours.memory / 1e6:.0f} |"
    if not peers:
        return [f"{head} | | | |"]
    lines = []
    for peer, theirs in peers.items():
        if theirs is None:
            lines.append(f"{head} {peer} | does not run | | |")
            continue
        if theirs.answer != ours.answer:
            raise AssertionError(f"{name}: {ours.answer}, {peer} says {theirs.answer}")
        wanted = f"{reach[peer]:.2f}" if peer in reach else ""
        ratio = ours.seconds / theirs.seconds
        lines.append(f"{head} {peer} | {theirs.seconds:.2f} | {ratio:.3f} = 1/{1 / ratio:.0f} | {wanted} |")
    return lines


def _run(name: str, who: str, file: Path | None, runs: int) -> Any:
    """Measured; None where a peer's library is missing or fails."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.one", name, who, str(file), str(runs)],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode and who == "product":
        raise RuntimeError(done.stderr)
    return None if done.returncode else Measured(**json.loads(done.stdout.splitlines()[-1]))
