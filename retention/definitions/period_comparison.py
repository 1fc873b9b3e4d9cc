"""Whether the last period that is over differs from the same one a year ago, or from the one before."""

from retention.captions import N_
from retention.definitions.record import DATA, ONE_CUSTOMER, Definition
from retention.values import Caveat

PERIOD_COMPARISON = Definition(
    key="period_comparison",
    title=N_("Comparison of periods"),
    sentence=N_(
        "Whether the last finished period differs from the same one a year ago or, without one, from the period "
        "before."
    ),
    formula=N_(
        "difference = value − value before; interval of the difference of two shares by Newcombe's method 10, from "
        "Wilson's intervals of both; different = the interval leaves out 0"
    ),
    grain=N_("one figure of the metric that is compared"),
    unit=N_("that of the figure; a difference of shares is a share: 0.02 = 2 percentage points"),
    empty=N_("no rows until a whole period is over; no difference where there is nothing to compare with"),
    reference=(
        "R. Newcombe (1998), Statistics in Medicine 17(8), method 10; Y. Benjamini, Y. Hochberg (1995), JRSS B 57(1)"
    ),
    sql="churn churned_revenue cohort_retention carts discounts lifecycle concentration acquisition",
    columns=(
        "measure period value n is_year_ago compared_with value_before n_before difference difference_low "
        "difference_high p_value is_different"
    ),
    caveats=(
        Caveat.FEW_GAPS,
        Caveat.MAY_CONTAIN_OLDER_CUSTOMERS,
        Caveat.OPEN_PERIOD,
        Caveat.SMALL_NUMBERS,
        Caveat.SPEND_MONTH_OPEN,
        Caveat.SPEND_IN_OTHER_CURRENCIES,
        Caveat.ONE_LARGE_CUSTOMER,
        Caveat.KNOWN_OF_BUYERS,
        *DATA,
    ),
    readings=(
        N_("Only whole periods are compared: finished ones that do not begin before the data."),
        N_(
            "Of cohorts, the last one whose next period is over is taken, and its customers who came back in that "
            "period."
        ),
        N_("The cost of new customers is compared by months, all channels with spend together."),
        N_("Churn is compared from the first period in which anybody could churn."),
        N_("The same week or day a year ago lies 364 days earlier: weekdays go with weekdays."),
        N_(
            "Shares of customers, visits or purchases have an interval; counts and amounts have none and are "
            "never called different."
        ),
        N_("The two periods are treated as independent of each other."),
        N_(
            "Among several groups at most 5% of those called different are so by chance (Benjamini–Hochberg, over all "
            "shares of the table)."
        ),
        N_(
            "The interval of a difference holds the true one in 95% of cases on average, and in 93% to 97% where at "
            "least 10 people on each side are expected to do it and at least 10 not to."
        ),
        ONE_CUSTOMER,
    ),
)
