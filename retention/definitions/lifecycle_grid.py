"""How often customers bought, and whether they are active, late or churned."""

from retention.captions import N_
from retention.definitions.record import DATA, PEOPLE_AND_MONEY, SAME_WINDOW, Definition
from retention.values import Caveat

LIFECYCLE_GRID = Definition(
    key="lifecycle_grid",
    title=N_("Lifecycle grid"),
    sentence=N_("How often customers bought, and whether they are active, late or churned."),
    formula=N_(
        "customers and net revenue by number of purchases (1, 2, 3+) × stage; churned = days since the last "
        "purchase ≥ churn window; late = not churned, and more days than the median of the customer's own gaps "
        "(when there are three or more), otherwise more than half the churn window"
    ),
    grain=N_("one number of purchases and stage that somebody is in"),
    unit=PEOPLE_AND_MONEY,
    empty=N_("no row for a combination without customers"),
    reference="J. Novo (2004), Drilling Down: Turning Customer Data into Profits with a Spreadsheet",
    sql="lifecycle_grid stages measured bought bought_kept churn_window",
    columns="purchases stage customers net_revenue",
    caveats=(Caveat.FEW_GAPS, *DATA),
    readings=(SAME_WINDOW,),
)
