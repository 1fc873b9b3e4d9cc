"""What is loaded: customers, purchases, revenue, and how many buyers came back."""

from retention.captions import N_
from retention.definitions.record import DATA, ONE_CUSTOMER, Definition
from retention.values import Caveat

DESCRIBE = Definition(
    key="describe",
    title=N_("The shop in numbers"),
    sentence=N_("What is loaded: customers, purchases, revenue, and how many buyers came back."),
    formula=N_(
        "net revenue = gross revenue − refunds; average order value = gross amount of purchases / "
        "purchases; repeat share = customers with two or more purchases / customers"
    ),
    grain=N_("the whole shop"),
    unit=N_("people, orders, money in the shop's currency, shares from 0 to 1, days"),
    empty=N_("0 for counts and sums; nothing for dates, averages and shares"),
    reference="P. Fader, B. Hardie (2009), Journal of Interactive Marketing 23(1)",
    sql="describe churn_window",
    columns=(
        "as_of first_at last_at customers purchases gross_revenue refunds net_revenue "
        "average_order_value orders_per_customer one_time_share repeat_share anonymous_orders "
        "anonymous_revenue_share sessions currency time_zone churn_window_days caveats"
    ),
    caveats=(Caveat.EXPOSURE_DIFFERS, Caveat.FEW_GAPS, Caveat.ONE_LARGE_CUSTOMER, *DATA),
    readings=(
        N_(
            "On an earlier date, orders count as they are known today: an order that was later paid back in full is "
            "missing there too."
        ),
        ONE_CUSTOMER,
    ),
)
