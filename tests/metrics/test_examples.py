"""The examples in the docstrings are true: `shop` is the shop of the ten orders, `visited` the same with visits."""

import doctest
from importlib import import_module
from pkgutil import iter_modules

import pytest

from retention import captions, metrics

MODULES = [
    captions,
    *(import_module(f"retention.metrics.{found.name}") for found in iter_modules(metrics.__path__)),
]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_examples(module, ten_orders, ten_visited):
    shops = {"shop": ten_orders, "visited": ten_visited}
    assert doctest.testmod(module, extraglobs=shops).failed == 0


def test_every_public_function_has_an_example():
    functions = [getattr(metrics, name) for name in metrics.__all__ if name.islower()]
    assert [found.__name__ for found in functions if ">>>" not in found.__doc__] == []
