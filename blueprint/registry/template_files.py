"""Templates that people save from their own blueprints: files in a folder of theirs, listed with the shipped ones."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument, BlueprintError, State
from visavis.blueprint.registry.plugin_discovery import plugins
from visavis.blueprint.storage import save
from visavis.blueprint.storage.files import LARGEST_FILE, SUFFIX
from visavis.blueprint.storage.system_reasons import reason_of
from visavis.blueprint.user_folders import data_folder
from visavis.templates.catalogue import Template

# Names the folder; "none" does without one.
VARIABLE = "VISAVIS_TEMPLATES"
OFF = "none"


@dataclass(frozen=True, slots=True)
class OwnTemplate(Template):
    """A template of one file, in whatever language its author wrote it."""

    def content(self, language: str) -> bytes:
        """Return the file's bytes; raises BlueprintError when it is gone."""
        del language
        try:
            return (self.folder / f"{self.name}{SUFFIX}").read_bytes()
        except OSError as error:
            raise BlueprintError(message("the template '{name}' cannot be read ({reason})", name=self.name,
                                         reason=reason_of(error))) from None


def templates_folder() -> Path | None:
    """Return the folder of the user's own templates, where there may be one."""
    text = os.environ.get(VARIABLE)
    if text:
        return None if text == OFF else Path(text)
    return data_folder() / "templates"


def templates() -> Mapping[str, Template]:
    """Return every template by name: those that ship or are plugged in, then the user's own as they are now."""
    return {**plugins().templates, **own_templates()}


def own_templates() -> Mapping[str, OwnTemplate]:
    """Return the user's own templates by name; files that are no blueprints are passed over."""
    folder = templates_folder()
    found: dict[str, OwnTemplate] = {}
    if folder is not None and folder.is_dir():
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
                found[path.name.removesuffix(SUFFIX)] = _read(path)
    return found


def save_template(document: BlueprintDocument, title: str, summary: str, *, with_steps: bool) -> Path:
    """Save a document as a template and return its file; raises BlueprintError when that is not possible.

    Notes, decisions, waivers, the record and what it redesigns stay behind. Without steps, lanes, phases, personas,
    channels and items are what is left. A template of the same name is replaced.
    """
    from visavis.blueprint.editing import Draft, Identifiers
    from visavis.blueprint.editing.commands import RemoveElements
    from visavis.blueprint.editing.values import change_element

    folder = templates_folder()
    if folder is None:
        raise BlueprintError(message("there is no folder for templates ({variable} is '{value}')", variable=VARIABLE,
                                     value=OFF))
    name = template_name(title)
    draft = Draft(document, Identifiers())
    if not with_steps:
        RemoveElements(tuple(step.id for step in document.steps)).apply(draft)
    draft.put_head(notes=(), waivers=(), triage=())
    draft.put_whole_head(change_element(draft.head, {"record": None}))
    kept = draft.finish()
    head = kept.head.model_copy(update={"id": name, "title": title, "summary": summary, "redesigns": None,
                                        "state": State.AS_IS})
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}{SUFFIX}"
    save(kept.replace(head=head), path)
    return path


def template_name(title: str) -> str:
    """Return the name of a template of one's own with this title: its file's, and never that of a shipped one."""
    from visavis.blueprint.editing.identifiers import slug

    return slug(title, plugins().templates, "template")


def remove_template(name: str) -> None:
    """Take one of the user's own templates away; raises BlueprintError when that is not possible."""
    template = own_templates().get(name)
    if template is None:
        raise BlueprintError(message("there is no template '{name}' of your own", name=name[:60]))
    try:
        (template.folder / f"{name}{SUFFIX}").unlink()
    except OSError as error:
        raise BlueprintError(message("the template '{name}' cannot be deleted ({reason})", name=name,
                                     reason=reason_of(error))) from None


def _read(path: Path) -> OwnTemplate:
    if path.stat().st_size > LARGEST_FILE:
        raise ValueError("too large to be a template")
    graph = json.loads(path.read_bytes())["graph"]
    title, summary = str(graph.get("title", "")), str(graph.get("summary", ""))
    name = path.name.removesuffix(SUFFIX)
    both = ("fr", "en")
    return OwnTemplate(name, dict.fromkeys(both, title or name), dict.fromkeys(both, summary), path.parent)
