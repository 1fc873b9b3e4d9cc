"""Everyone who has purchased: when, how often, for how much, and where they stand now."""

from retention.captions import N_
from retention.definitions.record import DATA, SAME_SCORES, SAME_WINDOW, Definition
from retention.values import Caveat

CUSTOMERS = Definition(
    key="customers",
    title=N_("Customers"),
    sentence=N_("Everyone who has purchased: when, how often, for how much, and where they stand now."),
    formula=N_(
        "days since the last purchase = last day of the data − date of the last purchase; churned = these days "
        "≥ churn window; late = not churned, and more days than the median of the customer's own gaps (when "
        "there are three or more), otherwise more than half the churn window"
    ),
    grain=N_("one customer"),
    unit=N_("purchases, money in the shop's currency, days, scores from 1 to 5 (5 = best)"),
    empty=N_("no rows where nobody has purchased; what is unknown of a customer is empty"),
    reference="J. Bult, T. Wansbeek (1995), Marketing Science 14(4)",
    sql="customers stages scores score_cuts measured bought bought_kept churn_window",
    columns=(
        "customer_key first_at last_at purchases net_revenue recency_days R F M segment stage "
        "main_category first_channel country"
    ),
    caveats=(Caveat.FEW_GAPS, *DATA),
    readings=(
        N_("Refunds dated before the first purchase are in the customer's net revenue."),
        N_("On an earlier date, attributes such as the country are those known today."),
        SAME_SCORES,
        SAME_WINDOW,
    ),
)
