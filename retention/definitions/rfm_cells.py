"""How many customers, and how much of their money, stand behind each score."""

from retention.captions import N_
from retention.definitions.record import DATA, SAME_SCORES, SCORES, Definition

RFM_CELLS = Definition(
    key="rfm_cells",
    title=N_("Customers by RFM score"),
    sentence=N_("How many customers and how much revenue stand behind each score."),
    formula=N_("customers and net revenue by R, F and M"),
    grain=N_("one combination of scores that holds somebody"),
    unit=N_("people, money in the shop's currency, scores from 1 to 5 (5 = best)"),
    empty=N_("no row for a combination without customers"),
    reference="J. Bult, T. Wansbeek (1995), Marketing Science 14(4)",
    sql="rfm scores score_cuts measured bought bought_kept",
    columns="R F M customers net_revenue",
    caveats=DATA,
    readings=(
        SCORES,
        SAME_SCORES,
    ),
)
