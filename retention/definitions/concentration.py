"""How much of the revenue comes from repeat purchases, and how much from a tenth of the customers."""

from retention.captions import N_
from retention.definitions.record import DATA, ONE_CUSTOMER, Definition
from retention.values import Caveat

CONCENTRATION = Definition(
    key="concentration",
    title=N_("Concentration of revenue"),
    sentence=N_(
        "How much of the revenue comes from repeat purchases, and how much from the best tenth of customers."
    ),
    formula=N_(
        "repeat share = net revenue of purchases numbered 2 or later / net revenue; share of the best tenth = net "
        "revenue of the ceil(N/10) customers who brought most in the period / net revenue; one lost best customer in "
        "new customers = mean net revenue of the past year's best tenth / mean net revenue of a new customer's first "
        "365 days"
    ),
    grain=N_("one calendar period"),
    unit=N_("money in the shop's currency, shares from 0 to 1"),
    empty=N_("no shares where net revenue is not above 0; no best tenth where nobody bought"),
    reference="D. Schmittlein, L. Cooper, D. Morrison (1993), Marketing Science 12(2)",
    sql="concentration best_tenth lost_vip churn_window unknown_pasts",
    columns="period net_revenue repeat_revenue repeat_share top_decile_share is_open",
    caveats=(Caveat.MAY_CONTAIN_OLDER_CUSTOMERS, Caveat.OPEN_PERIOD, Caveat.ONE_LARGE_CUSTOMER, *DATA),
    readings=(
        N_("Net revenue includes orders without a customer, unless one segment is chosen."),
        N_(
            "A refund of a repeat purchase lowers repeat revenue on its own day; a refund that names no order "
            "lowers net revenue alone."
        ),
        N_(
            "The best tenth is taken of those who bought in the period (N); who only got money back is not among "
            "them."
        ),
        N_(
            "All purchases of customers who, by the customer list, first ordered before the data begin are repeats."
        ),
        N_(
            "The past year is the 365 days up to the last day of the data, with those who bought in them; new "
            "customers are all whose first 365 days are over."
        ),
        ONE_CUSTOMER,
    ),
)
