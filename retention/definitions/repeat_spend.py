"""Whether people spend more when they come again."""

from retention.captions import N_
from retention.definitions.record import DATA, ONE_CUSTOMER, Definition
from retention.values import Caveat

REPEAT_SPEND = Definition(
    key="repeat_spend",
    title=N_("Average order: repeat against first"),
    sentence=N_("Whether customers spend more per order when they come again."),
    formula=N_("average amount of purchases numbered 2 or later / average amount of first purchases"),
    grain=N_("one row for the whole shop"),
    unit=N_("purchases, money in the shop's currency, a ratio (1 = the same)"),
    empty=N_("no average where there are no such purchases, and then no ratio"),
    reference="P. Fader, B. Hardie, K. L. Lee (2005), Journal of Marketing Research 42(4)",
    sql="repeat_spend churn_window unknown_pasts",
    columns="first_purchases first_average repeat_purchases repeat_average repeat_to_first",
    caveats=(Caveat.MAY_CONTAIN_OLDER_CUSTOMERS, Caveat.ONE_LARGE_CUSTOMER, *DATA),
    readings=(
        N_("Amounts are what was charged, before refunds."),
        N_(
            "All purchases of customers who, by the customer list, first ordered before the data begin are repeats."
        ),
        ONE_CUSTOMER,
    ),
)
