"""The product's two languages: texts by gettext catalogues, numbers and dates by Babel.

>>> words("en").percent(0.0834)
'8.3%'
"""

from retention.i18n.catalogue import LANGUAGES, N_
from retention.i18n.formats import NOTHING
from retention.i18n.names import POOLED, cohort_name, period_name, periods_since
from retention.i18n.sentences import column_titles, sentence
from retention.i18n.words import Words, words

__all__ = [
    "LANGUAGES",
    "NOTHING",
    "N_",
    "POOLED",
    "Words",
    "cohort_name",
    "column_titles",
    "period_name",
    "periods_since",
    "sentence",
    "words",
]
