"""In which months, on which days and at which hours customers buy."""

from retention.captions import N_
from retention.definitions.record import DATA, ONE_CUSTOMER, Definition
from retention.values import Caveat

TIMING = Definition(
    key="timing",
    title=N_("When customers buy"),
    sentence=N_("In which months, on which days and at which hours customers buy."),
    formula=N_("purchases and revenue by month of the year, day of the month, weekday × hour"),
    grain=N_(
        "one month of the year, one day of the month, or one weekday and hour (1-09 = Monday, 9 o'clock)"
    ),
    unit=N_("purchases, money in the shop's currency"),
    empty=N_("no row for a time without purchases"),
    reference="R. Hyndman, G. Athanasopoulos (2021), Forecasting: Principles and Practice, chapter 2",
    sql="timing",
    columns="part value purchases revenue",
    caveats=(Caveat.ONE_LARGE_CUSTOMER, *DATA),
    readings=(
        N_("Times are by the shop's own clock."),
        N_(
            "Revenue is what these purchases brought in, less refunds of them; refunds that stand alone in the file "
            "belong to no purchase and are left out."
        ),
        N_(
            "All years are added up: a calendar month that the data hold twice counts twice. Compare months only "
            "when the data hold whole years."
        ),
        ONE_CUSTOMER,
    ),
)
