"""What a new customer costs by channel, and when the shop has earned it back."""

from retention.captions import N_
from retention.definitions.record import DATA, ONE_CUSTOMER, Definition
from retention.values import Caveat

ACQUISITION = Definition(
    key="acquisition",
    title=N_("Cost of new customers (CAC) and payback"),
    sentence=N_("What a new customer costs by channel, and when the shop has earned it back."),
    formula=N_(
        "CAC = spend / new customers; LTV to date = their net revenue from the first purchase on / new customers; "
        "payback = first age in months of 30 days at which margin per customer ≥ CAC"
    ),
    grain=N_("one calendar month and channel with spend"),
    unit=N_("people, money in the shop's currency, months of 30 days"),
    empty=N_(
        "no cost and no value where no new customers came; no payback where the margin is unknown or too low so "
        "far"
    ),
    reference="S. Gupta, D. Lehmann, J. Stuart (2004), Journal of Marketing Research 41(1)",
    sql="acquisition lifetime_value lifetime_cost",
    columns="period channel spend new_customers cac ltv_to_date payback_months",
    caveats=(
        Caveat.SPEND_MONTH_OPEN,
        Caveat.MARGIN_UNKNOWN,
        Caveat.SPEND_IN_OTHER_CURRENCIES,
        Caveat.ONE_LARGE_CUSTOMER,
        *DATA,
    ),
    readings=(
        N_(
            "Spend is set against the customers whose first purchase came by the same channel; capital letters make "
            "no difference."
        ),
        N_("Spend by days is added up to months; channels without spend have no row."),
        N_("Payback 0 = within the first 30 days; the months are those of the LTV to date."),
        N_("Payback is shown once its month is over and it can no longer turn out to be earlier."),
        N_(
            "Margin is that of the LTV to date: by the cost of products, otherwise by the gross margin from the "
            "settings."
        ),
        N_("Spend cannot be divided by customer segments, so there is no answer for one segment."),
        ONE_CUSTOMER,
    ),
)
