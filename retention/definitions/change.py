"""Why a share or an average moved: other customers (mix), or customers who behave otherwise (rate)."""

from retention.captions import N_
from retention.definitions.record import DATA, ONE_CUSTOMER, SAME_WINDOW, Definition
from retention.values import Caveat

CHANGE = Definition(
    key="change",
    title=N_("Different customers or changed behaviour"),
    sentence=N_(
        "Why a share or an average changed: because the customers are different, or because they behave "
        "differently."
    ),
    formula=N_(
        "for each group: different customers (mix) = (share after − share before) × mean of both values; "
        "changed behaviour (rate) = (value after − value before) × mean of both shares; Σ mix + Σ rate = change "
        "of the total, exactly"
    ),
    grain=N_("one group of customers, visits or spend; then the total (“all”)"),
    unit=N_("that of the figure; shares from 0 to 1"),
    empty=N_(
        "no rows until there are two whole periods; no split of the change where the total has no value"
    ),
    reference="E. Kitagawa (1955), Components of a Difference Between Two Rates, JASA 50(272)",
    sql=(
        "change change_churn churn_events change_repeat_purchase change_order_value change_carts change_conversion "
        "churn_window acquisition"
    ),
    columns=(
        "period_before period_after n_before n_after share_before share_after value_before value_after mix rate"
    ),
    caveats=(
        Caveat.FEW_GAPS,
        Caveat.SMALL_NUMBERS,
        Caveat.ONE_LARGE_CUSTOMER,
        Caveat.KNOWN_OF_BUYERS,
        Caveat.SPEND_MONTH_OPEN,
        Caveat.SPEND_IN_OTHER_CURRENCIES,
        *DATA,
    ),
    readings=(
        N_(
            "It explains the churn rate, the repeat purchase rate (customers of a cohort who bought again within 90 "
            "days, or another number), the average order value, the share of abandoned carts, the share of visits that "
            "end in a purchase, and the cost of a new customer (CAC)."
        ),
        N_(
            "Carts and visits can be grouped by the source, medium and device of the visits themselves, or by what is "
            "known of the customers; the cost of a new customer by channel, month by month. A channel with spend and "
            "without new customers counts as changed behaviour."
        ),
        N_(
            "The later period is the last finished one; for repeat purchases the last whose customers could all be "
            "followed for the whole time. It is compared with the same one a year ago, otherwise with the one "
            "before."
        ),
        N_(
            "A group that is missing in one of the periods counts there with its value of the other: all that it "
            "adds is different customers."
        ),
        N_(
            "The effect of different customers is the sum over all groups; the figure of one group only says how "
            "its own share moved."
        ),
        N_(
            "Who became active and churned within one period was not there at its start: in churn they count as "
            "changed behaviour of their group."
        ),
        N_("Customers are grouped as they stand on the last day of the data, in both periods."),
        SAME_WINDOW,
        ONE_CUSTOMER,
    ),
)
