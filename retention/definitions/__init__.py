"""What every number means: one record a metric, one line a column (`captions`). The order is that of the page."""

from __future__ import annotations

from retention.captions import CAVEATS, COLUMNS, caveat_sentence
from retention.definitions.acquisition import ACQUISITION
from retention.definitions.cart_losses import CART_LOSSES
from retention.definitions.carts import CARTS
from retention.definitions.category_rhythm import CATEGORY_RHYTHM
from retention.definitions.change import CHANGE
from retention.definitions.churn import CHURN
from retention.definitions.cohort_retention import COHORT_RETENTION
from retention.definitions.concentration import CONCENTRATION
from retention.definitions.customers import CUSTOMERS
from retention.definitions.departed import DEPARTED
from retention.definitions.describe import DESCRIBE
from retention.definitions.discounts import DISCOUNTS
from retention.definitions.event_windows import EVENT_WINDOWS
from retention.definitions.first_order import FIRST_ORDER
from retention.definitions.habits import HABITS
from retention.definitions.interest import INTEREST
from retention.definitions.labels import RFM_SEGMENTS, STAGES, Label
from retention.definitions.latency import LATENCY
from retention.definitions.lifecycle import LIFECYCLE
from retention.definitions.lifecycle_grid import LIFECYCLE_GRID
from retention.definitions.lifetime_value import LIFETIME_VALUE
from retention.definitions.next_category import NEXT_CATEGORY
from retention.definitions.order_ladder import ORDER_LADDER
from retention.definitions.period_comparison import PERIOD_COMPARISON
from retention.definitions.record import Definition, blanks, with_intervals
from retention.definitions.repeat_purchase import REPEAT_PURCHASE
from retention.definitions.repeat_spend import REPEAT_SPEND
from retention.definitions.rfm import RFM
from retention.definitions.rfm_cells import RFM_CELLS
from retention.definitions.rfm_movement import RFM_MOVEMENT
from retention.definitions.timing import TIMING

_RECORDS = (
    DESCRIBE,
    COHORT_RETENTION,
    REPEAT_PURCHASE,
    ORDER_LADDER,
    LATENCY,
    CHURN,
    CATEGORY_RHYTHM,
    DEPARTED,
    CARTS,
    CART_LOSSES,
    INTEREST,
    FIRST_ORDER,
    NEXT_CATEGORY,
    LIFECYCLE,
    LIFETIME_VALUE,
    CONCENTRATION,
    REPEAT_SPEND,
    ACQUISITION,
    TIMING,
    EVENT_WINDOWS,
    DISCOUNTS,
    HABITS,
    RFM,
    RFM_CELLS,
    RFM_MOVEMENT,
    LIFECYCLE_GRID,
    CUSTOMERS,
    PERIOD_COMPARISON,
    CHANGE,
)

DEFINITIONS: dict[str, Definition] = {record.key: with_intervals(record) for record in _RECORDS}
"""Every metric by its key."""

__all__ = [
    "CAVEATS",
    "COLUMNS",
    "DEFINITIONS",
    "RFM_SEGMENTS",
    "STAGES",
    "Definition",
    "Label",
    "blanks",
    "caveat_sentence",
]
