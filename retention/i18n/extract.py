"""Collects the sentences of the code and updates the catalogues (development).

`python -m retention.i18n.extract`: new sentences arrive empty and wait for their translation; those that the
code no longer says are dropped. Nothing is guessed ("fuzzy"): a changed sentence is a new one.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from retention.i18n.catalogue import LANGUAGES, po_file

ROOT = Path(__file__).parents[2]
KEYWORDS = {"_": 1, "N_": 1, "gettext": 1, "say": 1, "ngettext": 2}
"""Functions whose first so many arguments are sentences."""

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural}\\n"

"""


def sources(root: Path = ROOT) -> list[Path]:
    """The files that may hold sentences."""
    return sorted([root / "app.py", *root.glob("pages/**/*.py"), *root.glob("retention/**/*.py")])


def template(root: Path = ROOT) -> Catalog:
    """A catalogue of all sentences of the code, without translations."""
    found = Catalog(project="retention", charset="utf-8")
    for file in sources(root):
        if file.exists():
            for msgid in (*_marked(file), *_of_errors(file)):
                found.add(msgid, locations=[(file.relative_to(root).as_posix(), 0)])
    return found


def _marked(file: Path) -> Iterator[str | tuple[str, ...]]:
    """The texts in calls of the marking functions; the syntax tree also shows those inside f-strings."""
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            texts = [_text(argument) for argument in node.args[: KEYWORDS.get(name, 0)]]
            if texts and all(texts):
                yield texts[0] if len(texts) == 1 else tuple(texts)


def _text(node: ast.expr) -> str:
    """The text that stands there; a call with a variable marks nothing."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _of_errors(file: Path) -> Iterator[str]:
    """The values of `sentences = {…}` in error classes: they are keys and texts at once and carry no mark."""
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "sentences" and node.value:
            yield from ast.literal_eval(node.value).values()


def update(language: str, found: Catalog) -> Catalog:
    """The catalogue of a language brought to the found sentences; what is translated stays."""
    file = po_file(language)
    known = Catalog(language)
    if file.exists():
        with file.open("rb") as stream:
            known = read_po(stream, locale=language)
    known.update(found, no_fuzzy_matching=True)
    known.obsolete.clear()
    write(known, file)
    return known


def write(known: Catalog, file: Path) -> None:
    """Writes a catalogue with a header that does not change from run to run."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        stream.write(HEADER.format(plural=known.plural_forms).encode())
        write_po(stream, known, width=110, sort_output=True, include_lineno=False, omit_header=True)


def main() -> int:
    """Updates every catalogue; the exit code is 1 while something waits for its translation."""
    found, waiting = template(), 0
    for language in LANGUAGES[1:]:
        updated = update(language, found)
        empty = [
            message for message in updated if message.id and not (message.string and all(message.string))
        ]
        waiting += len(empty)
        print(f"{language}: {len(updated)} sentences, {len(empty)} wait for their translation")
        for message in empty:
            print(f"  {message.id}")
    return int(waiting > 0)


if __name__ == "__main__":
    sys.exit(main())
