"""The English catalogue: takes new sentences in, drops dead ones, compiles. `make catalogue`.

The program's sentences are Swedish and stand in the code, so Swedish needs no catalogue. ``--check`` changes
nothing and exits 1 if a sentence has no English, a placeholder differs or the compiled file is out of date.
"""

from __future__ import annotations

import argparse
import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n" / "en" / "LC_MESSAGES"
PO = FOLDER / "samkarta.po"
MO = FOLDER / "samkarta.mo"
KEYWORDS = {name: DEFAULT_KEYWORDS[name] for name in ("_", "N_", "ngettext")}
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)  # a date in the file would only make merges quarrel


def main() -> int:
    """Update and compile the catalogue, or check it. Return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if something is missing")
    if parser.parse_args().check:
        problems = list(check())
        print("\n".join(problems))
        return 1 if problems else 0
    catalogue = updated()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalogue, width=110, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    with MO.open("wb") as file:
        write_mo(file, catalogue)
    missing = list(untranslated(catalogue))
    print(f"{len(catalogue)} sentences, {len(missing)} without English")
    print("\n".join(missing))
    return 0


def extracted() -> Catalog:
    """Return every sentence marked in the code, without translations."""
    catalogue = new_catalogue()
    found = extract_from_dir(ROOT / "app", method_map=[("**.py", "python")], keywords=KEYWORDS)
    for filename, line, message, comments, context in found:
        catalogue.add(message, None, [(f"app/{filename}", line)], auto_comments=comments, context=context)
    return catalogue


def new_catalogue() -> Catalog:
    """Return an empty English catalogue."""
    return Catalog(
        locale="en",
        project="Samkarta",
        fuzzy=False,
        creation_date=UNDATED,
        revision_date=UNDATED,
        header_comment="# The English of Samkarta. The msgids are the Swedish sentences; see scripts/catalogue.py.",
    )


def stored() -> Catalog:
    """Return the catalogue as it lies in the repository."""
    if not PO.exists():
        return new_catalogue()
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def updated() -> Catalog:
    """Return the sentences of the code with the English that the stored catalogue has for them."""
    catalogue, known = extracted(), stored()
    for message in messages(catalogue):
        old = known.get(message.id)
        if old is not None and old.string:
            message.string = old.string
    return catalogue


def messages(catalogue: Catalog) -> Iterator[Message]:
    """Yield the messages, not the header."""
    return (message for message in catalogue if message.id)


def untranslated(catalogue: Catalog) -> Iterator[str]:
    """Yield a line for each sentence without English."""
    for message in messages(catalogue):
        if not all(forms(message.string)):
            yield f"{message.locations[0][0]}: {message.id!r}"


def check() -> Iterator[str]:
    """Yield a line for each thing that is wrong with the stored catalogue."""
    catalogue = updated()
    yield from untranslated(catalogue)
    for message in messages(catalogue):
        yield from wrong_placeholders(message)
    if not MO.exists() or not complete(catalogue).items() <= complete(compiled()).items():
        yield f"{MO.name} is not what {PO.name} says: run make catalogue"


def compiled() -> Catalog:
    """Return what the program reads."""
    with MO.open("rb") as file:
        return read_mo(file)


def complete(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the sentences that have their English."""
    pairs = ((forms(message.id), forms(message.string)) for message in messages(catalogue))
    return {ids: strings for ids, strings in pairs if all(strings)}


def wrong_placeholders(message: Message) -> Iterator[str]:
    """Yield a line if the English does not have the very placeholders of the Swedish."""
    ids = forms(message.id)
    allowed = {name for each in ids for name in placeholders(each)}
    for translated in forms(message.string):
        strange = placeholders(translated) - allowed
        lost = allowed - placeholders(translated) if len(ids) == 1 else set()
        if translated and (strange or lost):
            yield f"{message.id!r}: placeholders differ in {translated!r}"


def forms(text: Any) -> tuple[str, ...]:
    """Return singular and plural, or the one form that there is."""
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def placeholders(sentence: str) -> set[str]:
    """Return the names in braces."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(sentence) if name is not None}


if __name__ == "__main__":
    sys.exit(main())
