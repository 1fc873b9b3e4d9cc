"""People who may never have bought anything, in the table of customers."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from retention.metrics.customers import COLUMNS, customer_rows
from retention.metrics.scope import Scope
from retention.shop.statements import filled


def member_rows(
    scope: Scope, name: str, window: int, asked: Mapping[str, object], places: Mapping[str, str]
) -> pd.DataFrame:
    """The rows of `customers` for the people whom the statement `name` finds (customer_key, has_bought, country).

    Those who never bought stand there with 0 purchases and without dates, scores and stage.
    """
    people = scope.query(name, asked, **places)
    members = filled(f"metrics/{name}", places)
    chosen = (
        f"customer_key in (select member.customer_key from (\n{members}\n) as member where member.has_bought)"
    )
    return _with_visitors(people, customer_rows(scope, window, chosen, asked))


def _with_visitors(people: pd.DataFrame, buyers: pd.DataFrame) -> pd.DataFrame:
    """The buyers' rows and a row for each visitor who never bought, by customer_key."""
    if people["has_bought"].all():
        return buyers
    strangers = people.loc[~people["has_bought"], ["customer_key", "country"]]
    rows = strangers.assign(purchases=0, net_revenue=0.0).reindex(columns=list(COLUMNS))
    whole = ["recency_days", "R", "F", "M"]
    together = pd.concat(
        [buyers.astype(dict.fromkeys(whole, "Int64")), rows.astype(dict.fromkeys(whole, "Int64"))]
    )
    return together.sort_values("customer_key", ignore_index=True)
