"""Why a share or an average moved: other customers (mix), or customers who behave otherwise (rate)."""

from retention.captions import N_
from retention.definitions.record import DATA, SAME_WINDOW, Definition
from retention.values import Caveat

CHANGE = Definition(
    key="change",
    title=N_("Mix and rate"),
    sentence=N_(
        "Why a share or an average moved: because other customers make it up (mix), or because they behave otherwise "
        "(rate)."
    ),
    formula=N_(
        "of each group: mix = (share after − share before) × mean of both values; rate = (value after − value before) "
        "× mean of both shares; Σ mix + Σ rate = change of the total, exactly"
    ),
    grain=N_("one group of customers; then one row “all”: the total"),
    unit=N_("that of the measure; shares from 0 to 1"),
    empty=N_("no rows while there are no two whole periods; no mix and rate where the total has no value"),
    reference="E. Kitagawa (1955), Components of a Difference Between Two Rates, JASA 50(272)",
    sql="change change_churn churn_events change_repeat_purchase change_order_value churn_window",
    columns=(
        "period_before period_after n_before n_after share_before share_after value_before value_after mix rate"
    ),
    caveats=(Caveat.FEW_GAPS, Caveat.SMALL_NUMBERS, *DATA),
    readings=(
        N_(
            "Measures: churn (churned / active at the start), repeat_purchase (customers of the cohort who bought "
            "again within 90 days, or another horizon), average_order_value."
        ),
        N_(
            "The later period is the last that is over; of repeat purchase the last whose customers could all be "
            "followed to the horizon. It is compared with the same one a year ago, else with the one before."
        ),
        N_(
            "A group that is absent in one of the periods counts with the value of the other: all that it adds is mix."
        ),
        N_("Only the sum of all mixes is the effect of mix; that of one group says how its own share moved."),
        N_(
            "Who becomes active and churns within one period was in no share: in churn they count as rate of their "
            "group."
        ),
        N_("Groups are those of the day of the data, in both periods."),
        SAME_WINDOW,
    ),
)
