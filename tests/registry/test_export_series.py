"""Several exports: names that say title, format, size and language, and what became of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.need import need
from visavis.blueprint.analysis import Cancelled
from visavis.blueprint.language import Message, message, translator
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.registry import (
    ContentChoice,
    ExportedContent,
    ExportEnd,
    ExportOrder,
    NothingToShow,
    name_export,
    number_name,
    try_export,
    write_content,
)
from visavis.blueprint.storage import BlueprintFileError, load
from visavis.blueprint.storage.write_targets import Output

ROOT = Path(__file__).parents[2]
APA = ROOT / "examples" / "apa-a-domicile.blueprint.json"
DOCUMENT = load(APA).document
TITLE = "demander-l-apa-a-domicile"


@pytest.mark.parametrize(("order", "suffix", "name"), [
    (ExportOrder("poster", {"paper": "A3"}), ".pdf", f"{TITLE}_poster_A3_fr.pdf"),
    (ExportOrder("poster", {"paper": "600 x 900 mm"}, "en"), ".pdf", f"{TITLE}_poster_600x900mm_en.pdf"),
    (ExportOrder("poster", {"paper": "../A3"}), ".pdf", f"{TITLE}_poster_A3_fr.pdf"),
    (ExportOrder("spec", {}, "", ContentChoice(phases=("attendre",), internal=True)), ".spec.json", f"{TITLE}_spec_fr_extract_internal.spec.json"),
    (ExportOrder("svg", {}, "en-GB"), ".svg", f"{TITLE}_svg_en.svg")])
def test_a_name_says_title_format_size_and_language(order: ExportOrder, suffix: str, name: str) -> None:
    named = name_export(DOCUMENT, order, suffix)
    assert named == name
    assert Path(named).name == named


def test_a_name_that_is_taken_is_numbered_before_its_suffix() -> None:
    taken = {"x.spec.json", "x_2.spec.json"}
    assert number_name("x.spec.json", ".spec.json", taken.__contains__) == "x_3.spec.json"
    assert number_name("y.spec.json", ".spec.json", taken.__contains__) == "y.spec.json"


@pytest.mark.parametrize(("error", "end", "said"), [
    (NothingToShow(message("nothing")), ExportEnd.LEFT_OUT, "nothing"), (BlueprintError(message("no")), ExportEnd.FAILED, "no"),
    (PermissionError(13, "Permission denied"), ExportEnd.FAILED, ""), (RuntimeError("no ink"), ExportEnd.FAILED, "no ink")])
def test_what_fails_is_an_outcome(error: Exception, end: ExportEnd, said: str) -> None:
    def write() -> tuple[Path, tuple[Message, ...]]:
        raise error

    outcome = try_export("svg", write)
    assert (outcome.form, outcome.end, outcome.path, outcome.error) == ("svg", end, None, error)
    assert said in translator("en")(need(outcome.reason))


def test_what_is_written_is_an_outcome_and_giving_up_is_none(tmp_path: Path) -> None:
    outcome = try_export("svg", lambda: (tmp_path / "x", (message("a box"),)))
    assert (outcome.end, outcome.path, outcome.reason) == (ExportEnd.WRITTEN, tmp_path / "x", None)
    assert list(map(translator("en"), outcome.remarks)) == ["a box"]

    def give_up() -> tuple[Path, tuple[Message, ...]]:
        raise Cancelled

    with pytest.raises(Cancelled):
        try_export("svg", give_up)


def test_no_blueprint_and_no_input_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "x.svg"
    write_content(ExportedContent(b"one"), path, Output(".svg"))
    write_content(ExportedContent(b"two"), path, Output(".svg"))
    assert path.read_bytes() == b"two"
    with pytest.raises(BlueprintFileError):
        write_content(ExportedContent(b"three"), path, Output(".svg", (path,)))
    blueprint = tmp_path / "y.svg"
    blueprint.write_bytes(APA.read_bytes())
    with pytest.raises(BlueprintFileError):
        write_content(ExportedContent(b"three"), blueprint, Output(".svg"))
    assert path.read_bytes() == b"two"
    assert blueprint.read_bytes() == APA.read_bytes()
