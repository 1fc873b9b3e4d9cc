"""The record of a metric: what a number means, in words.

English here; translated through the catalogue by whoever shows it (`N_` marks the texts for extraction).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from string import Formatter

from retention.captions import CAVEATS, COLUMNS, N_
from retention.values import Caveat


@dataclass(frozen=True)
class Definition:
    """What a metric means, in words.

    `columns` are the names in order; `sql` names the statements under `sql/metrics`, the main one first.
    Both are written with blanks between them. `parts` are the groups that the metric tells apart: title, rule.
    """

    key: str
    title: str
    sentence: str
    formula: str
    grain: str
    unit: str
    empty: str
    reference: str
    sql: str
    columns: str
    caveats: tuple[Caveat, ...] = ()
    readings: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        """The columns in the order of the contract."""
        return tuple(self.columns.split())

    @property
    def sql_files(self) -> tuple[str, ...]:
        """Names for `retention.shop.statements.statement`, the main one first."""
        return tuple(f"metrics/{name}" for name in self.sql.split())

    @property
    def meanings(self) -> dict[str, str]:
        """What each column holds, in one line."""
        return {name: COLUMNS.get(f"{self.key}.{name}") or COLUMNS[name] for name in self.column_names}


DATA = (
    Caveat.UNKNOWN_STATUSES,
    Caveat.ANONYMOUS_ORDERS,
    Caveat.OTHER_CURRENCIES,
    Caveat.ORDERS_FROM_SESSIONS,
    Caveat.SHARED_IDENTIFIER,
)
"""What limits every number of a shop."""

ONE_CUSTOMER = N_(
    "One customer stands out with 10% or more of the shop's revenue or purchases, if that is also ten times as much as "
    "the average customer has."
)
"""Said where `ONE_LARGE_CUSTOMER` may be; the rule stands in metrics/large_customer.py."""
SAME_WINDOW = N_("The churn window is that of the whole shop, also when one segment is chosen.")
SCORES = N_("R is how recently, F how often and M for how much customers bought; 5 is best.")
SAME_SCORES = N_("Scores compare with all customers of the shop, also when one segment is chosen.")
VISIT_TIME = N_("A visit belongs to the day on which it began.")
VISITS_OF_KNOWN = N_(
    "Source, medium and device are those of each visit. Anything else that is chosen or compared is known of "
    "customers: visits of unknown visitors are “not known” then."
)
FIRST_VISITS = N_(
    "Source, medium and device are those of the visitor's first visit that tells them. What follows from purchases "
    "(first purchase, segment, number of orders …) is “not known” of visitors who have never bought."
)
NO_OLDER_CUSTOMERS = N_(
    "Customers who, by the customer list, first ordered before the data begin are in no cohort."
)
EVENT_COHORTS = N_(
    "Cohorts can also be those of a sale or a holiday: who first bought on its days, year by year, beside "
    "who first bought on the other days of the same months. Both are then followed by days since the first "
    "purchase. A month that the sales of two years touch belongs to the earlier year."
)
ORDER_SEGMENT = N_(
    "A choice of purchases (one category, one payment, only with a discount …) says which purchases count; "
    "a customer segment says whose."
)
SHARE_INTERVALS = N_(
    "“Likely between … and …” is the 95% interval of a share (Wilson): on average over all true shares from "
    "1% to 99% it holds the true one in 95% of cases, for any number of people from 20 to 1,000; at worst "
    "in 89.5% (55 people, a true share of 1%)."
)
SURVIVAL_INTERVALS = N_(
    "The 95% interval of an estimated (Kaplan–Meier) share holds the true one in 93% to 97% of cases once "
    "at least 10 people have returned and at least 10 are still followed."
)
"""Computed and held by tests/metrics/test_interval_coverage.py; the tables stand in docs/intervals.md."""
PEOPLE_AND_MONEY = N_("people, shares from 0 to 1, money in the shop's currency")


def with_intervals(record: Definition) -> Definition:
    """The record, saying of the intervals among its columns how often they hold."""
    columns = set(record.column_names)
    said = [SHARE_INTERVALS] if columns & {"share_low", "rate_low"} else []
    said += [SURVIVAL_INTERVALS] if "km_low" in columns else []
    return replace(record, readings=(*record.readings, *said))


BLANKS = {"count": "N", "share": "N%", "part": "N%", "window_days": "N", "limit": "30", "needed": "50"}
"""What stands in a caveat's sentence where no shop is looked at; dots for all else."""


def blanks(caveat: Caveat) -> dict[str, str]:
    """The fields of a caveat's sentence without the values of a shop.

    >>> blanks(Caveat.OTHER_CURRENCIES)
    {'currency': '…', 'count': 'N'}
    """
    names = [name for _text, name, _format, _conversion in Formatter().parse(CAVEATS[caveat]) if name]
    return {name: BLANKS.get(name, "…") for name in names}
