"""A kind of file: what its columns can mean, what it must have, and what gives it away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from retention.ingest.headers import names


@dataclass(frozen=True)
class FileKind:
    """One kind of file.

    `fields`: field → names that shops give the column. `needed`: one column out of each group.
    `tells`: header sets, each written `A | B`, any of which gives the kind away.
    `texts`, `numbers`, `times`, `flags`: how the fields are typed.
    """

    key: str
    fields: dict[str, tuple[str, ...]]
    needed: tuple[tuple[str, ...], ...]
    texts: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()

    @cached_property
    def aliases(self) -> dict[str, tuple[str, ...]]:
        """Field → folded names."""
        return {field: names(" | ".join(known)) for field, known in self.fields.items()}

    def is_told_by(self, header: set[str]) -> bool:
        """Whether these folded headers give the kind away."""
        return any(set(names(told)) <= header for told in self.tells)

    def found_in(self, header: set[str]) -> int:
        """How many fields have a column under one of these folded headers."""
        return sum(any(name in header for name in known) for known in self.aliases.values())

    def is_complete_in(self, header: set[str]) -> bool:
        """Whether everything needed has a column."""
        return all(
            any(name in header for field in group for name in self.aliases[field]) for group in self.needed
        )
