"""Suppression: people who must not be written to."""

from retention.ingest.headers import table
from retention.ingest.kind import FileKind
from retention.ingest.kinds.record import NOBODY, PEOPLE, FactKind

SUPPRESSION = FactKind(
    file=FileKind(
        key="suppression",
        fields=table(
            PEOPLE
            + """
    reason: reason | unsub reason | unsubscribe reason | suppression reason | opt out reason | bounce reason |
        причина | причина отписки | причина отказа
    suppressed_at: unsub time | unsubscribed at | unsubscribed | unsubscribe date | date unsubscribed |
        unsubscribed on | suppressed at | suppression date | opt out date | opted out at | optout time | date |
        дата отписки | отписан | отписался | дата отказа | дата | дата добавления в стоп лист
    """
        ),
        needed=(("customer_id", "email", "phone"),),
        texts=("customer_id", "email", "phone", "reason"),
        times=("suppressed_at",),
        tells=(
            *(
                "unsub time",
                "unsub reason",
                "unsubscribed at",
                "unsubscribed",
                "unsubscribe date",
                "optout time",
            ),
            *(
                "date unsubscribed",
                "unsubscribed on",
                "unsubscribe reason",
                "suppressed at",
                "suppression reason",
            ),
            *("suppression date", "opt out date", "opted out at", "opt out reason", "bounce reason"),
            *("дата отписки", "причина отписки", "отписался", "отписан", "дата добавления в стоп лист"),
        ),
    ),
    table="suppression_version",
    has_people=True,
    unusable=(NOBODY,),
)
"""One row a person who is left out."""
