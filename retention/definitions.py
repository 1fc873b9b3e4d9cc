"""What every number means: one record a metric, one line a column.

English here; translated through the catalogue by whoever shows it (`N_` marks the texts for extraction).
"""

from __future__ import annotations

from dataclasses import dataclass

from retention.captions import (
    CAVEATS,
    COLUMNS,
    N_,
    RFM_SEGMENTS,
    STAGES,
    Label,
    caveat_sentence,
)
from retention.values import Caveat


@dataclass(frozen=True)
class Definition:
    """What a metric means, in words.

    `columns` are the names in order; `sql` names the statements under `sql/metrics`, the main one first.
    Both are written with blanks between them.
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


_DATA = (
    Caveat.UNKNOWN_STATUSES,
    Caveat.ANONYMOUS_ORDERS,
    Caveat.OTHER_CURRENCIES,
    Caveat.ORDERS_FROM_SESSIONS,
    Caveat.SHARED_IDENTIFIER,
)
_SAME_WINDOW = N_("The churn window is that of the whole shop, also when one segment is looked at.")
_SAME_SCORES = N_("Scores compare with all customers of the shop, also when one segment is looked at.")
_PEOPLE_AND_MONEY = N_("people, shares from 0 to 1, money of the shop")

_RECORDS = (
    Definition(
        key="describe",
        title=N_("The shop in numbers"),
        sentence=N_("What is loaded: customers, purchases, revenue, and how many buyers came back."),
        formula=N_(
            "net revenue = gross revenue − refunds; average order value = gross amount of purchases / "
            "purchases; repeat share = customers with two or more purchases / customers"
        ),
        grain=N_("the whole shop"),
        unit=N_("people, orders, money of the shop, shares from 0 to 1, days"),
        empty=N_("0 for counts and sums; nothing for dates, averages and shares"),
        reference="P. Fader, B. Hardie (2009), Journal of Interactive Marketing 23(1)",
        sql="describe churn_window",
        columns=(
            "as_of first_at last_at customers purchases gross_revenue refunds net_revenue "
            "average_order_value orders_per_customer one_time_share repeat_share anonymous_orders "
            "anonymous_revenue_share sessions currency time_zone churn_window_days caveats"
        ),
        caveats=(Caveat.EXPOSURE_DIFFERS, Caveat.FEW_GAPS, *_DATA),
        readings=(
            N_("For an earlier day, an order counts as it is known today: a later full refund removes it."),
        ),
    ),
    Definition(
        key="cohort_retention",
        title=N_("Retention by cohort"),
        sentence=N_("Of the customers who first bought in a month, how many returned in each later month."),
        formula=N_(
            "share = customers of the cohort who bought (in period k / in k or later / again by the end of "
            "k) / size of the cohort; all cohorts together: Σ customers / Σ size over cohorts whose period k"
            " is over"
        ),
        grain=N_("one cohort and period; then one row “all” for each period"),
        unit=_PEOPLE_AND_MONEY,
        empty=N_("no rows where nobody has purchased; no average order value where nothing was bought"),
        reference="P. Fader, B. Hardie (2001), Interfaces 31(3); E. B. Wilson (1927), JASA 22(158)",
        sql="cohort_retention churn_window unknown_pasts",
        columns=(
            "cohort size period customers share share_low share_high orders revenue "
            "cumulative_revenue_per_customer average_order_value is_complete cohorts"
        ),
        caveats=(
            Caveat.MAY_CONTAIN_OLDER_CUSTOMERS,
            Caveat.OPEN_PERIOD,
            Caveat.MAY_STILL_GROW,
            Caveat.SMALL_NUMBERS,
            *_DATA,
        ),
        readings=(
            N_("Sales and refunds dated before a customer's first purchase are in no cell."),
            N_("Orders, revenue and average order value are those of period k, whatever “returned” means."),
            N_(
                "A cohort may hold older customers when it begins within one churn window after the data "
                "begin."
            ),
            N_("Customers whose first order lies before the data, by a list of customers, are in no cohort."),
        ),
    ),
    Definition(
        key="repeat_purchase",
        title=N_("Repeat purchase rate"),
        sentence=N_("How many first-time buyers buy again within 30, 60, 90, 180 and 365 days."),
        formula=N_(
            "share = customers whose second purchase came within D days / customers whose first purchase is "
            "at least D days old; km_share = 1 − S(D), the Kaplan–Meier estimate over all customers"
        ),
        grain=N_("one number of days; the row without a number = ever"),
        unit=N_("people, shares from 0 to 1"),
        empty=N_("no share where nobody was followed that long; no spread where the estimate is 0 or 1"),
        reference="E. Kaplan, P. Meier (1958), JASA 53(282); E. B. Wilson (1927), JASA 22(158)",
        sql="repeat_purchase",
        columns=(
            "horizon_days eligible repeaters share share_low share_high km_at_risk km_share km_low km_high"
        ),
        caveats=(Caveat.EXPOSURE_DIFFERS, Caveat.SMALL_NUMBERS, *_DATA),
        readings=(N_("Dates count, not times: a second purchase on the same day came after 0 days."),),
    ),
    Definition(
        key="latency",
        title=N_("Days between purchases"),
        sentence=N_("How many days pass between one purchase and the next."),
        formula=N_("days = date of purchase n + 1 − date of purchase n"),
        grain=N_("one order number and length of gap; then “all” order numbers together"),
        unit=N_("days, gaps"),
        empty=N_("no row for a length that never occurs"),
        reference="P. Fader, B. Hardie (2009), Journal of Interactive Marketing 23(1)",
        sql="latency",
        columns="order_number days gaps",
        caveats=_DATA,
        readings=(N_("Only gaps that have ended are counted, so long ones are rare in a young shop."),),
    ),
    Definition(
        key="churn",
        title=N_("Churn rate"),
        sentence=N_("How many active customers have now gone without a purchase for the whole churn window."),
        formula=N_(
            "churn rate = churned / active at the start; active at the end = active at the start + new + "
            "reactivated − churned; window = 90th percentile of the gaps that could be followed, 30 to 365 "
            "days"
        ),
        grain=N_("one calendar period"),
        unit=_PEOPLE_AND_MONEY,
        empty=N_(
            "no rate where nobody was active at the start; no spread where more churned than were active"
        ),
        reference=(
            "P. Fader, B. Hardie (2009), Journal of Interactive Marketing 23(1); R. Hyndman, Y. Fan (1996), "
            "The American Statistician 50(4); E. B. Wilson (1927), JASA 22(158)"
        ),
        sql="churn churn_events churned_revenue churn_window",
        columns=(
            "period active_start new resurrected churned active_end churn_rate rate_low rate_high "
            "churned_revenue_365 window_days is_open"
        ),
        caveats=(Caveat.FEW_GAPS, Caveat.OPEN_PERIOD, Caveat.SMALL_NUMBERS, *_DATA),
        readings=(
            N_("A purchase on the very day on which a customer would churn keeps the customer active."),
            N_(
                "Periods begin with that of the first purchase; a period without movement has its row of "
                "zeros."
            ),
            _SAME_WINDOW,
        ),
    ),
    Definition(
        key="rfm",
        title=N_("Customer segments (RFM)"),
        sentence=N_("Eleven groups of customers by how recently, how often and for how much they bought."),
        formula=N_(
            "R and M: 1 + floor(5 · (rank − 1) / customers), rank from the worst, ties share the lower one; "
            "F: 1, 2, 3, 4–6, 7 and more purchases; each of the 125 cells has one name"
        ),
        grain=N_("one segment that holds somebody"),
        unit=N_("people, shares from 0 to 1, money of the shop, days"),
        empty=N_("no row for a segment without customers; no revenue share where revenue is 0"),
        reference=(
            "J. Bult, T. Wansbeek (1995), Marketing Science 14(4); the map: Bloomreach documentation, “RFM "
            "Segmentation”, after Putler, “RFM analysis for customer segmentation”"
        ),
        sql="rfm scores",
        columns=(
            "segment customers share net_revenue revenue_share median_recency_days purchases_per_customer "
            "average_order_value"
        ),
        caveats=(Caveat.SMALL_NUMBERS, *_DATA),
        readings=(_SAME_SCORES,),
    ),
    Definition(
        key="rfm_cells",
        title=N_("Customers by RFM score"),
        sentence=N_("How many customers, and how much of their money, stand behind each score."),
        formula=N_("customers and net revenue by R, F and M"),
        grain=N_("one combination of scores that holds somebody"),
        unit=N_("people, money of the shop, scores from 1 to 5 (5 = best)"),
        empty=N_("no row for a combination without customers"),
        reference="J. Bult, T. Wansbeek (1995), Marketing Science 14(4)",
        sql="rfm scores",
        columns="R F M customers net_revenue",
        caveats=_DATA,
        readings=(_SAME_SCORES,),
    ),
    Definition(
        key="customers",
        title=N_("Customers"),
        sentence=N_("Everyone who has purchased: when, how often, for how much, and where they stand now."),
        formula=N_(
            "recency = date of the data − date of the last purchase; churned = recency ≥ window; late = not "
            "churned, and recency > median of the own gaps (three or more), else > half the window"
        ),
        grain=N_("one customer"),
        unit=N_("purchases, money of the shop, days, scores from 1 to 5 (5 = best)"),
        empty=N_("no rows where nobody has purchased; unknown attributes are empty"),
        reference="J. Bult, T. Wansbeek (1995), Marketing Science 14(4)",
        sql="customers scores churn_window",
        columns=(
            "customer_key first_at last_at purchases net_revenue recency_days R F M segment stage "
            "main_category first_channel country"
        ),
        caveats=(Caveat.FEW_GAPS, *_DATA),
        readings=(
            N_("Refunds dated before the first purchase are in the customer's net revenue."),
            N_("For an earlier day, attributes such as the country are those known today."),
            _SAME_SCORES,
            _SAME_WINDOW,
        ),
    ),
)

DEFINITIONS: dict[str, Definition] = {record.key: record for record in _RECORDS}
"""Every metric by its key."""

__all__ = [
    "CAVEATS",
    "COLUMNS",
    "DEFINITIONS",
    "RFM_SEGMENTS",
    "STAGES",
    "Definition",
    "Label",
    "caveat_sentence",
]
