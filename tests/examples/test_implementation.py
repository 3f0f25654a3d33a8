"""The implementer's test: from a specification alone come a service that runs, and tests that accept it or do not."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from tests.exporters.test_inert_text import CONTROLS, MARKUP, typed_everywhere
from tests.profiles import each_example, mostly_deep
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import ExportJob, assess
from visavis.blueprint.storage import decode
from visavis.exporters.spec import SPECIFICATION

ROOT = Path(__file__).parents[2]
HOME = ROOT / "examples" / "implementation"
APA = ROOT / "examples" / "apa-a-domicile.blueprint.json"
# Python alone: no package that is installed here, no variable that is set here.
ALONE = (sys.executable, "-E", "-S")


def specify(document: BlueprintDocument) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SPECIFICATION.export(ExportJob(document, assess(document), document.head.language, {})))
    return found


def generate(spec: dict[str, Any], folder: Path) -> Path:
    """Generate a service in an empty folder in which only the specification is."""
    (folder / "the.spec.json").write_text(json.dumps(spec), encoding="utf-8")
    done = subprocess.run([*ALONE, str(HOME / "generate.py"), "the.spec.json", "service"], cwd=folder, capture_output=True,
                          text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "service"


def accept(folder: Path) -> tuple[bool, str]:
    """Run the generated tests, which start the service; return whether all is accepted, and what they said."""
    done = subprocess.run([*ALONE, "-m", "unittest"], cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    return done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def apa() -> dict[str, Any]:
    return specify(decode(APA.read_bytes()))


@each_example("apa-a-domicile")
def test_a_service_made_from_a_specification_alone_passes_the_tests_made_from_it(path: Path, tmp_path: Path) -> None:
    spec = specify(decode(path.read_bytes()))
    is_accepted, told = accept(generate(spec, tmp_path))
    assert is_accepted, told
    expected = len(spec["acceptance"]) + sum(len(clause["test"]["then"]) for clause in spec["avoid"])
    assert f"Ran {expected} tests" in told


def test_of_the_apa_only_what_people_must_judge_is_skipped(apa: dict[str, Any], tmp_path: Path) -> None:
    folder = generate(apa, tmp_path)
    text = (folder / "test_acceptance.py").read_text(encoding="utf-8")
    assert text.count("self.skipTest('people judge: ") == text.count("self.skipTest(") == len(apa["avoid"])
    assert "Étant donné que le dossier en est à l’étape" in text
    assert "def voici_mes_pieces(case: Case" in (folder / "service.py").read_text(encoding="utf-8")


def _forget(key: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(journey: dict[str, Any]) -> None:
        journey[key] = value
    return change


def _change(message: str, **parts: Any) -> Callable[[dict[str, Any]], None]:
    def change(journey: dict[str, Any]) -> None:
        journey["messages"][message].update(parts)
    return change


@pytest.mark.parametrize(("name", "wrong"), mostly_deep([
    ("silent for longer", _forget("news_minutes", 90 * 1440)),
    ("by telephone alone", _forget("open_channels", {})),
    ("no deadline", _forget("due", [])),
    ("no receipt", _change("c7/f13/b1", is_acknowledged=False)),
    ("no promise", _change("a7/f30/c12", promises=[])),
    ("elsewhere", _change("c7/f13/b1", target="b9")),
    ("no way to it", _change("c7/f13/b1", follows=[])),
    ("takes anything", _change("c7/f13/b1", payload={"properties": {}, "required": []})),
    ("takes papers alone", _change("c8/f19/b3", payload={"properties": {"domicile": {"type": "object", "required": ["content"]}},
                                                         "required": ["domicile"], "additionalProperties": False})),
], by_default=2))
def test_a_service_that_does_otherwise_is_not_accepted(name: str, wrong: Callable[[dict[str, Any]], None], apa: dict[str, Any],
                                                       tmp_path: Path) -> None:
    folder = generate(apa, tmp_path)
    journey = json.loads((folder / "journey.json").read_text(encoding="utf-8"))
    wrong(journey)
    (folder / "journey.json").write_text(json.dumps(journey), encoding="utf-8")
    is_accepted, told = accept(folder)
    assert not is_accepted, name
    assert "FAILED" in told


@pytest.mark.parametrize("text", mostly_deep(['"""\\', "json", *MARKUP[::6], *CONTROLS[::4]], by_default=1, ids=ascii))
def test_whatever_authors_typed_the_code_is_code_and_the_tests_pass(text: str, tmp_path: Path) -> None:
    is_accepted, told = accept(generate(specify(typed_everywhere(text).document), tmp_path))
    assert is_accepted, told


@pytest.fixture(scope="module")
def address(apa: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """A generated service, served by this process."""
    folder = generate(apa, tmp_path_factory.mktemp("served"))
    found = importlib.util.spec_from_file_location("runtime", folder / "runtime.py")
    assert found is not None
    assert found.loader is not None
    runtime = importlib.util.module_from_spec(found)
    sys.modules["runtime"] = runtime
    found.loader.exec_module(runtime)
    server = runtime.make_server(runtime.CaseService(json.loads((folder / "journey.json").read_text(encoding="utf-8"))))
    thread = threading.Thread(target=server.serve_forever, args=(0.005,))
    thread.start()
    yield server.server_address
    server.shutdown()
    thread.join()
    server.server_close()
    del sys.modules["runtime"]


@pytest.mark.parametrize(("method", "path", "body", "length", "status"), [
    ("POST", "/cases", b'{"persona": ["x"]}', None, 422), ("POST", "/cases", b"[", None, 400), ("POST", "/cases", b"[" * 100_000, None, 400),
    ("POST", "/cases", b"\xff\xfe", None, 400), ("POST", "/cases", b"", "-1", 413), ("POST", "/cases", b"", "many", 413),
    ("POST", "/cases/9/c2/f2/a1", b"{}", None, 404), ("POST", "/cases/%00/..%2F..", b"{}", None, 404), ("POST", "/", b"{}", None, 404),
    ("GET", "/cases", None, None, 404), ("GET", "/cases/9", None, None, 404), ("GET", "/journey.json", None, None, 404),
])
def test_what_is_no_message_is_answered_with_a_refusal(address: tuple[str, int], method: str, path: str, body: bytes | None,
                                                       length: str | None, status: int) -> None:
    connection = HTTPConnection(*address, timeout=5)
    connection.request(method, path, body, {} if length is None else {"Content-Length": length})
    answer = connection.getresponse()
    assert (answer.status, list(json.loads(answer.read()))) == (status, ["refused", "faults"])
    connection.close()


def test_another_file_is_refused_in_a_line(tmp_path: Path) -> None:
    done = subprocess.run([*ALONE, str(HOME / "generate.py"), str(APA), str(tmp_path / "out")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "visavis-spec/2" in done.stderr
    assert not (tmp_path / "out").exists()
