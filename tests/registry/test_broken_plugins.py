"""Broken plug-ins are named and set aside, whatever is wrong with them; everything else goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from tests.registry.broken import FAULTS, KINDS, Fault, install, install_good, site
from visavis.blueprint.registry import assess, plugins
from visavis.blueprint.storage import load
from visavis.exporters.cli import main

__all__ = ["site"]

ROOT = Path(__file__).parents[2]
SHOESHINE = ROOT / "examples" / "corner-shoeshine.blueprint.json"
CASES = [pytest.param(kind, fault, id=f"{kind}-{fault.name}") for kind in KINDS for fault in FAULTS]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def used(kind: str, name: str, folder: Path) -> tuple[str, ...]:
    """Return the command that uses a plug-in of a kind."""
    return {"rule": ("check", str(SHOESHINE), "--format", "json"),
            "importer": ("import", str(SHOESHINE), "-t", name, "-o", str(folder / "made.blueprint.json")),
            "exporter": ("export", str(SHOESHINE), "-t", name, "-o", str(folder / "made.txt")),
            "template": ("new", name, "-o", str(folder / "made.blueprint.json"))}[kind]


def test_there_are_sixty_four() -> None:
    assert len(CASES) == 64


@pytest.mark.few(20)
@pytest.mark.parametrize(("kind", "fault"), CASES)
def test_it_is_named_and_the_others_go_on(capsys: pytest.CaptureFixture[str], site: Path, tmp_path: Path, kind: str,
                                          fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    name = install(site, kind, fault)
    install_good(site)
    if not fault.at_load:
        status, _, err = run(capsys, *used(kind, name, tmp_path))
        assert status == 3
        assert kind == "rule" or (name in err and fault.told in err and err.count("\n") == 1)
        assert not list(tmp_path.glob("made*"))
    status, out, err = run(capsys, "check", str(SHOESHINE), "--format", "json")
    answer = json.loads(out)
    failed = {one["plugin"]: one["fault"] for one in answer["plugins_failed"]}
    # What a format or a template does when it is asked, no check can know.
    is_known = fault.at_load or kind == "rule"
    assert (status, err) == (3 if is_known else 0, "")
    assert set(failed) == ({name} if is_known else set())
    assert fault.told in failed.get(name, fault.told)
    rules = {found["rule"] for found in answer["findings"]}
    assert "rule-good" in rules
    assert name not in rules
    if kind != "rule":
        # What loops on may hold the others up for a while; a rule is asked again with each of them.
        monkeypatch.setenv("VISAVIS_PLUGIN_SECONDS", "20")
    for good in ("exporter", "importer", "template"):
        # Whoever exports is told of rules that failed, and of all that cannot be loaded; a template needs no other.
        is_told = is_known if good == "exporter" else fault.at_load and kind == good
        assert run(capsys, *used(good, f"{good}-good", tmp_path))[0] == (3 if is_told else 0)
        (made,) = tmp_path.glob("made*")
        made.unlink()


@pytest.mark.parametrize("answer", ["text", "sarif"])
def test_text_and_sarif_tell_it_too(capsys: pytest.CaptureFixture[str], site: Path, answer: str) -> None:
    names = [install(site, kind, FAULTS[1]) for kind in KINDS] + [install(site, "rule", FAULTS[10])]
    status, out, err = run(capsys, "check", str(SHOESHINE), "--format", answer, "--fail-on", "low")
    assert (status, err) == (3, "")
    if answer == "text":
        assert "5 plug-ins failed; what they would have said is missing:" in out
        assert all(f"plug-in '{name}': " in out for name in names)
    else:
        (run_,) = json.loads(out)["runs"]
        (invocation,) = run_["invocations"]
        assert invocation["executionSuccessful"] is False
        errors = [note for note in invocation["toolExecutionNotifications"] if note["level"] == "error"]
        assert {note["properties"]["plugin"] for note in errors} == set(names)


def test_comparing_and_exporting_tell_of_rules_that_failed(capsys: pytest.CaptureFixture[str], site: Path,
                                                           tmp_path: Path) -> None:
    name = install(site, "rule", FAULTS[10])
    status, out, err = run(capsys, "compare", str(SHOESHINE), str(SHOESHINE))
    assert (status, f"plug-in '{name}'" in err, bool(out)) == (3, True, True)
    status, _, err = run(capsys, "export", str(SHOESHINE), "-t", "dot", "-o", str(tmp_path / "x.dot"))
    assert (status, f"plug-in '{name}'" in err, (tmp_path / "x.dot").exists()) == (3, True, True)


def test_lists_tell_which_plugins_are_not_there(capsys: pytest.CaptureFixture[str], site: Path) -> None:
    for kind in ("exporter", "importer", "template"):
        install(site, kind, FAULTS[7])
    for command, kind in (("formats", "exporter"), ("formats", "importer"), ("templates", "template")):
        status, out, err = run(capsys, command)
        assert status == 3
        assert f"plug-in '{kind}-junk'" in err
        assert "poster" in out or "blank" in out


def test_what_is_asked_for_by_name_and_could_not_be_loaded_is_told(capsys: pytest.CaptureFixture[str], site: Path,
                                                                   tmp_path: Path) -> None:
    for kind in ("exporter", "importer", "template"):
        install(site, kind, FAULTS[7])
    out = str(tmp_path / "x.blueprint.json")
    for command, kind in ((("export", str(SHOESHINE), "-t", "exporter-junk", "-o", "-"), "exporter"),
                          (("import", str(SHOESHINE), "-t", "importer-junk", "-o", out), "importer"),
                          (("new", "template-junk", "-o", out), "template")):
        status, _, err = run(capsys, *command)
        assert status == 3
        assert "does not exist" in err
        assert f"plug-in '{kind}-junk'" in err


LOOPS = {
    "catches what it can": "\n        while True:\n            try:\n                sum(range(9))\n"
                           "            except Exception:\n                pass",
    "catches everything": "\n        while True:\n            try:\n                sum(range(9))\n"
                          "            except BaseException:\n                pass",
    "sleeps": "import time; time.sleep(3600)",
    "waits": "import threading; threading.Event().wait()",
    "answers for ever": "yield from iter(dict, None)",
}


@pytest.mark.few(2)
@pytest.mark.parametrize("body", LOOPS.values(), ids=LOOPS)
def test_a_loop_without_an_end_has_one_and_is_not_begun_again(site: Path, body: str) -> None:
    # What cannot be stopped from outside must not go on through the tests that follow.
    over = f"__import__('os').path.exists({str(site / 'over')!r})"
    begins = f"__import__('tempfile').mkdtemp(prefix='begun', dir={str(site)!r})"
    body = f"\n        {begins}{body}" if body.startswith("\n") else f"{begins}; {body}"
    name = install(site, "rule", Fault("endless", "", body=body.replace("while True", f"while not {over}")))
    document = load(SHOESHINE).document
    before = set(threading.enumerate())
    (failure,) = assess(document).frictions.failures
    assert failure.plugin == name
    assert any(told in str(failure.describe()) for told in ("no answer within 0.4 s", "more than 100,000 answers"))
    if LOOPS["catches what it can"].removeprefix("\n        while True") in body:
        left = [thread for thread in threading.enumerate() if thread.name == "visavis-plugin" and thread not in before]
        assert left == []
    assert assess(document).frictions.failures == (failure,)
    # What gives too many answers has ended, and may be asked again.
    assert len(list(site.glob("begun*"))) == (1 if "no answer" in str(failure.describe()) else 2)
    (site / "over").touch()


def test_what_other_programs_and_compiled_code_write_is_kept_out(site: Path) -> None:
    """Past `sys.stdout`: a program that the plug-in starts, and the descriptor itself."""
    install(site, "rule", Fault("writes", "", body="import os, subprocess; os.write(1, b'one'); "
                                                   "subprocess.run(['echo', 'two'])"))
    done = subprocess.run([sys.executable, "-m", "visavis.exporters.cli", "check", str(SHOESHINE), "--format", "json"],
                          capture_output=True, text=True, check=False, cwd=ROOT,
                          env={**os.environ, "PYTHONPATH": str(site), "VISAVIS_LANGUAGE": "en"})
    assert done.returncode == 3
    (failed,) = json.loads(done.stdout)["plugins_failed"]
    assert failed == {"plugin": "rule-writes", "fault": "rule 'rule-writes': text on the standard output ('onetwo')"}


@pytest.mark.slow
def test_a_program_that_writes_for_ever_fills_nothing(site: Path) -> None:
    """It is a plug-in's child and outlives its time; when no one reads any more, it ends."""
    install(site, "rule", Fault("floods", "", body="import subprocess; subprocess.run(['yes'])"))
    done = subprocess.run([sys.executable, "-m", "visavis.exporters.cli", "check", str(SHOESHINE), "--format", "json"],
                          capture_output=True, text=True, check=False, cwd=ROOT, timeout=60,
                          env={**os.environ, "PYTHONPATH": str(site)})
    (failed,) = json.loads(done.stdout)["plugins_failed"]
    assert failed["fault"] == "rule 'rule-floods': no answer within 0.4 s"


def test_whoever_gives_up_does_not_wait_for_a_plugin(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from visavis.blueprint.analysis.frictions.runner import Cancelled

    install(site, "rule", FAULTS[13])
    monkeypatch.setenv("VISAVIS_PLUGIN_SECONDS", "60")
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        assess(load(SHOESHINE).document, cancelled=lambda: time.monotonic() > begun + 0.5)
    assert time.monotonic() - begun < 10


NEED = "Need(message('x'), InputElement.{}, {!r})"
TOP = "from visavis.blueprint.analysis.frictions.guide import CHANNELS, PROBABILITIES, InputElement, Need"


@pytest.mark.parametrize("reads", [
    "PROBABILITIES", NEED.format("STEP", "informs.who"), NEED.format("ITEM", "held_by"), NEED.format("ACTOR", "deputy"),
    NEED.format("PERSONA", "channels"), NEED.format("SERVICE", "legal_clock.starts"), NEED.format("HEAD", "redesigns")])
def test_a_rule_may_read_a_field_of_any_element(capsys: pytest.CaptureFixture[str], site: Path, reads: str) -> None:
    install(site, "rule", Fault("reads", "", top=TOP, field=f"reads = ({reads}, CHANNELS)"))
    status, out, err = run(capsys, "check", str(SHOESHINE), "--format", "json")
    answer = json.loads(out)
    assert (status, err, answer["plugins_failed"]) == (0, "", [])
    assert "rule-reads" in {found["rule"] for found in answer["findings"]}


@pytest.mark.parametrize(("element", "field"), [
    ("STEP", "probability"), ("STEP", "chanel"), ("STEP", "informs.whom"), ("FLOW", "asks"), ("ITEM", "x.y")])
@pytest.mark.parametrize("member", ["reads = ({},)", "needs = ({},)", "pass"])
def test_an_input_that_is_no_field_of_the_file_is_the_rule_s_fault(capsys: pytest.CaptureFixture[str], site: Path,
                                                                   member: str, element: str, field: str) -> None:
    """Of a rule that names it among its members, and of one that answers it."""
    need = NEED.format(element, field)
    answer = f"return [context.not_assessed(self, needs=({need},))]" if member == "pass" else "pass"
    name = install(site, "rule", Fault("misreads", "", top=TOP, field=member.format(need), body=answer))
    install_good(site)
    status, out, err = run(capsys, "check", str(SHOESHINE), "--format", "json")
    told = json.loads(out)
    (failed,) = told["plugins_failed"]
    assert (status, err, failed["plugin"]) == (3, "", name)
    assert f"{element.lower()}.{field}" in failed["fault"]
    assert "rule-good" in {found["rule"] for found in told["findings"]}


WRONG: dict[str, Any] = {
    "a number that is none": "Finding(self.name, FrictionClass.LOAD, Severity.LOW, (context.steps[0].id,), self.title,"
                             " self.title, self.title, agent_minutes=float('inf'))",
    "more than everybody": "context.finding(self, (context.steps[0].id,), self.title, self.title, share=1.5)",
    "a step that is not there": "context.finding(self, ('nowhere',), self.title, self.title)",
    "a persona that is not there": "context.finding(self, (), self.title, self.title, persona='nobody')",
    "a sentence without its values": "context.finding(self, (), message('{x} {y}', x=1), self.title)",
    "a sentence that is a text": "context.finding(self, (), 'text', self.title)",
    "another rule's finding": "Finding('silent-wait', FrictionClass.LOAD, Severity.LOW, (), self.title, self.title,"
                              " self.title)",
    "a word for a class": "Finding(self.name, 'load', Severity.LOW, (), self.title, self.title, self.title)",
    "steps in a list": "Finding(self.name, FrictionClass.LOAD, Severity.LOW, [], self.title, self.title, self.title)",
    "a name too long for a call-out": "Finding(self.name, FrictionClass.LOAD, Severity.LOW, (), self.title, self.title,"
                                      " self.title, short=message('One two three four'))",
    "something else": "{'rule': self.name}",
}


@pytest.mark.parametrize("answer", WRONG.values(), ids=WRONG)
def test_answers_that_no_one_can_show_are_the_rule_s_fault(site: Path, answer: str) -> None:
    name = install(site, "rule", Fault("answers", "", body=f"return [{answer}]"))
    report = assess(load(SHOESHINE).document).frictions
    assert [failure.plugin for failure in report.failures] == [name]
    assert name not in {finding.rule for finding in report.findings}


@pytest.mark.parametrize(("field", "is_right"), [
    ("short = message('Letters')", True), ("short = message('Many too many letters')", False),
    ("short = message('Lettersandlettersandletters')", False), ("short = 'Letters'", False),
    ("short = message('Letters'); translations = {'fr': {'Letters': 'Des lettres et des lettres'}}", False),
    ("reader_action = message('Ask.')", True), ("reader_action = 5", False)])
def test_a_rule_may_have_a_short_name_that_a_call_out_has_room_for(site: Path, field: str, is_right: bool) -> None:
    name = install(site, "rule", Fault("names", "", field=field))
    report = assess(load(SHOESHINE).document).frictions
    assert [failure.plugin for failure in report.failures] == ([] if is_right else [name])


@pytest.mark.parametrize("suffix", ["'/../x'", "'txt'", "5", "'.a/b'"])
def test_the_ending_of_a_file_is_nothing_else(site: Path, suffix: str) -> None:
    install(site, "exporter", Fault("suffix", "", field=f"suffix = lambda self, options: {suffix}"))
    text = (site / "broken_exporter_suffix.py").read_text(encoding="utf-8")
    (site / "broken_exporter_suffix.py").write_text(
        text.replace('    def suffix(self, options):\n        return ".txt"\n', ""), encoding="utf-8")
    from visavis.blueprint.model.problems import PluginError

    with pytest.raises(PluginError, match="exporter-suffix"):
        plugins().exporters["exporter-suffix"].suffix({})


REFUSALS = {
    'BlueprintError(message("not this one"))': (2, "visavis: not this one\n"),
    'BlueprintError(5)': (3, "visavis: plug-in 'exporter-refuses': format 'exporter-refuses': BlueprintError"),
    'BlueprintError(message("{a} {b}", a=1))': (3, "visavis: plug-in 'exporter-refuses'"),
}


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_format_may_refuse_a_document_in_words(capsys: pytest.CaptureFixture[str], site: Path, tmp_path: Path,
                                                 refusal: str) -> None:
    name = install(site, "exporter", Fault("refuses", "", top="from visavis.blueprint.model import BlueprintError",
                                           body=f"raise {refusal}"))
    status, _, err = run(capsys, *used("exporter", name, tmp_path))
    assert status == REFUSALS[refusal][0]
    assert err.startswith(REFUSALS[refusal][1])
    assert err.count("\n") == 1


def test_a_name_that_is_taken_stays_with_whom_it_belongs_to(capsys: pytest.CaptureFixture[str], site: Path) -> None:
    name = install(site, "exporter", Fault("thief", "", field='name = "poster"'))
    status, out, err = run(capsys, "formats")
    assert status == 3
    assert f"plug-in '{name}': 'poster' already exists" in err
    assert "Poster" in out


def test_a_damaged_package_spoils_no_other(capsys: pytest.CaptureFixture[str], site: Path) -> None:
    install_good(site)
    home = site / "damaged-1.0.dist-info"
    home.mkdir()
    (home / "entry_points.txt").write_bytes(b"[visavis.rules]\n\xff\xfe = x\n")
    status, out, _ = run(capsys, "check", str(SHOESHINE), "--format", "json")
    answer = json.loads(out)
    assert status == 3
    assert "damaged-1.0.dist-info" in [one["plugin"] for one in answer["plugins_failed"]]
    assert "rule-good" in {found["rule"] for found in answer["findings"]}


def test_what_ships_is_not_slowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules, formats and templates of the program itself are the objects that they were, asked directly."""
    from visavis.blueprint.analysis import RULES
    from visavis.exporters.svg import SVG
    from visavis.templates.catalogue import TEMPLATES

    assert plugins().rules == RULES
    assert plugins().exporters["svg"] is SVG
    assert plugins().templates["blank"] is TEMPLATES[0]


def test_a_format_that_gives_an_empty_file_is_named_and_writes_none(capsys: pytest.CaptureFixture[str], site: Path,
                                                                    tmp_path: Path) -> None:
    name = install(site, "exporter", Fault("empty", "'export' is empty", at_load=False, body='return b""'))
    status, _, err = run(capsys, *used("exporter", name, tmp_path))
    assert (status, err.count("\n")) == (3, 1)
    assert name in err
    assert "'export' is empty" in err
    assert not list(tmp_path.glob("made*"))
