"""A window's bridge that edits and saves without end, to be killed: prints each revision once it is committed.

Arguments: the file, the settings' file, a seed.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from visavis.blueprint.analysis import Analysis, FrictionReport, Measures
from visavis.blueprint.editing import Command, EditSession, Identifiers
from visavis.blueprint.editing.commands import AddNextStep, AddStep, EditStep, RemoveElements
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage import load
from visavis.ui.features.safety.document_file import DocumentFile
from visavis.ui.kit.session import SessionBridge
from visavis.ui.kit.settings import UserSettings

SAVE_EVERY = 17


def edits(session: EditSession, chance: random.Random) -> Iterator[Command]:
    """Yield the commands of a seeded author."""
    number = 0
    while True:
        number += 1
        steps = [step.id for step in session.document.steps]
        luck = chance.random()
        if not steps or luck < 0.3:
            yield AddStep(("citizen", "before", chance.randrange(30)), f"Étape {number}")
        elif luck < 0.6:
            yield AddNextStep(chance.choice(steps), f"Suite {number}")
        elif luck < 0.9 or len(steps) < 4:
            yield EditStep(chance.choice(steps), title=f"Titre {number}")
        else:
            yield RemoveElements((chance.choice(steps),))


def replayed(document: BlueprintDocument, seed: int, count: int) -> Iterator[BlueprintDocument]:
    """Yield the document after each of the first `count` commits, as the killed process had it."""
    session = EditSession(document, identifiers=Identifiers(seed))
    for _, command in zip(range(count), edits(session, random.Random(seed)), strict=False):
        session.do(command)
        yield session.document


def main() -> None:
    path, settings, seed = Path(sys.argv[1]), UserSettings(Path(sys.argv[2])), int(sys.argv[3])
    app = QApplication([])
    window = QWidget()
    stored = load(path)
    session = EditSession(stored.document, identifiers=Identifiers(seed))
    bridge = SessionBridge(session, analyse=lambda *_: Analysis(Measures(None), FrictionReport()))
    file = DocumentFile(bridge, settings, window)
    file.record_opened(path, stored, path)
    for number, command in enumerate(edits(session, random.Random(seed)), start=1):
        bridge.do(command)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        if number % SAVE_EVERY == 0:
            file.save()
        app.processEvents()


if __name__ == "__main__":
    main()
