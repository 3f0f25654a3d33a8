"""Reading BPMN files as programs write them: dirt is read over and told, what is no model is refused in one line."""

from __future__ import annotations

import tracemalloc
from itertools import pairwise
from pathlib import Path

import pytest

from tests.exporters.bpmn_models import NAMESPACE, led, lost, model, read, refusal, task, ways
from tests.work import count_calls
from visavis.exporters.cli import main
from visavis.exporters.importers.bpmn.xml_reading import LARGEST

ONE = model(task("Prüfen"))
BOMB = b"""<?xml version="1.0"?>
<!-- <definitions> --><!DOCTYPE definitions [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><task id="t" name="&b;"/></process>
</definitions>"""


@pytest.mark.parametrize(("content", "reason"), [
    (b"", "no XML"), (b"PK\x03\x04", "no XML"), (b"{}", "no XML"), (b"< 3", "no XML"), (b"<<<>>>", "no XML"),
    (b"<html><body/></html>", "begins with “html”"),
    (b'<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"/>', "begins with “definitions”"),
    (b'<Package xmlns="http://www.wfmc.org/2009/XPDL2.2"/>', "this is XPDL, not BPMN 2.0"),
    (b'<BpmnDiagram xmlns="http://stp.eclipse.org/bpmn"/>', "this is BPMN 1, not BPMN 2.0"),
    (b'<xmi:XMI xmlns:xmi="http://schema.omg.org/spec/XMI/2.1"/>', "this is XMI, not BPMN 2.0"),
    (model(), "no step"), (f'<definitions xmlns="{NAMESPACE}"/>'.encode(), "no process and no pool"),
    (BOMB, "declares entities"), (BOMB.decode().encode("utf-16"), "declares entities"),
    (ONE[:-20], "ends in the middle, at line 2"), (ONE[:90], "ends in the middle"),
    (ONE + b" " * LARGEST, "the limit is 50 MB"),
    (model(*(f'<task id="t{number}"/>' for number in range(5_001))), "up to 5000"),
], ids=lambda value: value[:24].decode("latin-1") if isinstance(value, bytes) else "")
def test_what_is_no_model_is_refused_in_one_line(content: bytes, reason: str) -> None:
    assert reason in refusal(content)


def test_an_entity_is_never_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hunter2", encoding="utf-8")
    content = ONE.replace(b"<definitions", f'<!DOCTYPE definitions SYSTEM "{secret}"><definitions'.encode())
    assert "hunter2" not in str(read(content))
    assert "entities" in refusal(content.replace(b'">', f'" [<!ENTITY x SYSTEM "{secret}">]>'.encode(), 1))


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    content = ONE + b" " * LARGEST
    tracemalloc.start()
    refusal(content)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(("content", "title", "told"), [
    (ONE.decode().encode("cp1252"), "Prüfen", "read as windows-1252"),
    (ONE.replace(b"UTF-8", b"UTF-16"), "Prüfen", "read as utf-8"),
    (ONE.decode().replace("UTF-8", "ISO-8859-1").encode("latin-1"), "Prüfen", ""),
    (ONE.decode().replace("UTF-8", "UTF-16").encode("utf-16"), "Prüfen", ""),
    (b"\xef\xbb\xbf" + ONE, "Prüfen", ""), (b"\n\n" + ONE, "Prüfen", "read as"),
    (model(task("Prüfen")).replace("ü".encode(), b"\xc3\xbc\x0b"), "Prü\ufffdfen", "read as"),
    (ONE.replace("ü".encode(), b"&#2;"), "Pr\ufffdfen", "read as"),
    (ONE.replace("ü".encode(), b"&uuml;"), "Prfen", "not well-formed from line 2"),
    (ONE.replace(b"</process>", b"</proces>"), "Prüfen", "not well-formed"),
    (ONE.replace(b"<task", b"<signavio:x/><task"), "Prüfen", ""),
    (ONE.replace(f' xmlns="{NAMESPACE}"'.encode(), b""), "Prüfen", ""),
    (ONE.replace(f' xmlns="{NAMESPACE}"'.encode(), b' xmlns="http://schema.omg.org/spec/BPMN/2.0"'), "Prüfen", ""),
    (ONE.replace(b"<", b"<semantic:").replace(b"<semantic:/", b"</semantic:").replace(b"<semantic:?", b"<?")
     .replace(b"xmlns=", b"xmlns:semantic="), "Prüfen", ""),
    (ONE.replace(b"<task", b'<ext xmlns="urn:x"><task id="no"/></ext><task'), "Prüfen", "extensionElements"),
    (ONE.replace("ü".encode(), "ü".encode() + b"\xff"), "Prü\ufffdfen", "read as utf-8"),
])
def test_dirt_is_read_over_and_told(content: bytes, title: str, told: str) -> None:
    document = read(content)
    assert [step.title for step in document.steps] == [title]
    assert not told or any(told in line for line in lost(content)), lost(content)


def test_the_ends_of_flows_are_found_where_only_the_nodes_tell_them() -> None:
    content = model(task("a", inside="<outgoing>f</outgoing>"), task("b", inside="<incoming>f</incoming>"),
                    '<sequenceFlow id="f"/><sequenceFlow id="g" sourceRef="a"/><sequenceFlow sourceRef="x:a" targetRef="b"/>')
    assert led(read(content)) == {("a", "b")}
    assert "sequenceFlow “g”: leads from or to nothing" in lost(content)


def test_ids_that_are_missing_or_used_twice_are_no_fault() -> None:
    content = model('<task name="a"/>', '<task name="b"/>', task("c"), task("c"), '<task id="&lt;i&gt; 1" name="d"/>',
                    ways("c-c"), ways("c-c"))
    assert sorted(step.title for step in read(content).steps) == ["a", "b", "c", "c", "d"]


def test_what_people_type_comes_out_as_plain_text() -> None:
    documentation = ('<documentation textFormat="text/html">&lt;p&gt;Um &lt;b&gt;9&lt;/b&gt; Uhr&lt;/p&gt;'
                     '&lt;script&gt;x&lt;/script&gt;&lt;p&gt;A &amp;amp; B&lt;/p&gt;</documentation>')
    named = model(task("t", inside=documentation).replace(
        'name="t"', 'name="=1+1 &lt;/script&gt;&#10;\u202e%%{ \U0001f600"'))
    (made,) = read(named).steps
    assert made.title == "=1+1 %%{ \U0001f600"
    assert made.detail == "Um 9 Uhr\nxA & B"


def test_a_title_of_four_hundred_letters_goes_on_in_the_detail() -> None:
    (made,) = read(model('<task id="t" name="' + "wort " * 80 + '"/>')).steps
    assert len(made.title) <= 161
    assert len(made.detail) == 399


def test_ten_times_the_elements_are_ten_times_the_work() -> None:
    def content(count: int) -> bytes:
        names = [f"t{number}" for number in range(count)]
        rings = [f"{names[number]}-{names[(number * 7 + 3) % count]}" for number in range(count)]
        return model(*map(task, names), ways(*(f"{a}-{b}" for a, b in pairwise(names))), ways(*rings))

    few, many = content(100), content(1_000)
    assert len(read(few).steps) == 100
    assert count_calls(lambda: read(many)) < 20 * count_calls(lambda: read(few))


def test_the_command_line_writes_one_line_or_the_losses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, broken, asks = (tmp_path / name for name in ("out.blueprint.json", "broken.bpmn20.xml", "asks.bpmn"))
    broken.write_bytes(ONE[:-20])
    asks.write_bytes(model(task("Mend"), collaboration='<participant id="a" name="Acme" processRef="p"/>'
                           '<participant id="b" name="Bolt"/>'))
    assert main(["import", str(broken), "-o", str(out)]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert str(broken) in told
    assert main(["import", str(asks), "-o", str(out)]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "“Acme”" in told
    assert "--citizen" in told
    assert not out.exists()
    assert main(["import", str(asks), "-o", str(out), "--citizen", "bolt"]) == 0
    assert "participant “Bolt”: not held: nothing is in it" in capsys.readouterr().err
