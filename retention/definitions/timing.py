"""In which months, on which days and at which hours customers buy."""

from retention.captions import N_
from retention.definitions.record import DATA, Definition

TIMING = Definition(
    key="timing",
    title=N_("When customers buy"),
    sentence=N_("In which months, on which days and at which hours customers buy."),
    formula=N_("purchases and revenue by month of the year, day of the month, weekday × hour"),
    grain=N_("one month, one day of the month, or one weekday with hour (1-09 = Monday, 9 o'clock)"),
    unit=N_("purchases, money of the shop"),
    empty=N_("no row for a time without purchases"),
    reference="R. Hyndman, G. Athanasopoulos (2021), Forecasting: Principles and Practice, chapter 2",
    sql="timing",
    columns="part value purchases revenue",
    caveats=DATA,
    readings=(
        N_("Times are those of the shop's own clock."),
        N_(
            "Revenue is what these purchases brought, less what was given back of them; refunds that stand "
            "alone in the file belong to no purchase and are left out."
        ),
        N_(
            "Everything loaded is added up: a month that the data hold twice counts twice. Compare months only "
            "when the data hold whole years."
        ),
    ),
)
