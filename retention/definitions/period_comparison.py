"""Whether the last period that is over differs from the same one a year ago, or from the one before."""

from retention.captions import N_
from retention.definitions.record import DATA, Definition
from retention.values import Caveat

PERIOD_COMPARISON = Definition(
    key="period_comparison",
    title=N_("Comparison of periods"),
    sentence=N_(
        "Whether the last period that is over differs from the same one a year ago, or from the one before."
    ),
    formula=N_(
        "difference = value − value before; interval of the difference of two shares by Newcombe's method 10, from "
        "Wilson's intervals of both; different = the interval leaves out 0"
    ),
    grain=N_("one measure of the metric that is compared"),
    unit=N_("that of the measure; a difference of shares is a share: 0.02 = 2 percentage points"),
    empty=N_("no rows while no whole period is over; no difference where there is none to compare with"),
    reference=(
        "R. Newcombe (1998), Statistics in Medicine 17(8), method 10; Y. Benjamini, Y. Hochberg (1995), JRSS B 57(1)"
    ),
    sql="churn churned_revenue cohort_retention carts discounts lifecycle concentration",
    columns=(
        "measure period value n is_year_ago compared_with value_before n_before difference difference_low "
        "difference_high p_value is_different"
    ),
    caveats=(
        Caveat.FEW_GAPS,
        Caveat.MAY_CONTAIN_OLDER_CUSTOMERS,
        Caveat.OPEN_PERIOD,
        Caveat.SMALL_NUMBERS,
        *DATA,
    ),
    readings=(
        N_("Only whole periods are compared: over, and begun with the data or later."),
        N_(
            "Of cohort_retention it is the last cohort whose next period is over, and who returned in that one."
        ),
        N_("Churn is compared from the first period in which somebody could churn."),
        N_("The same week or day a year ago lies 364 days earlier: weekdays go with weekdays."),
        N_(
            "Shares of customers, visits or purchases have an interval; counts and amounts have none and are "
            "never called different."
        ),
        N_("The two periods are taken as independent samples."),
        N_(
            "Among several groups at most 5% of those called different are so by chance (Benjamini–Hochberg, over all "
            "shares of the table)."
        ),
        N_(
            "The interval of a difference holds the true one in 95% of samples on average; in 93% to 97% with 10 "
            "expected or more on both sides of both shares."
        ),
    ),
)
