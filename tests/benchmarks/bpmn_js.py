"""What bpmn-js takes to save the same journey as SVG, in the browser it is made for: the measure that ours is held to.

bpmn-js comes from npm into `build/`, is measured and never shipped. Its page stands on this machine alone and tells
its figures to the server that it came from.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any
from xml.sax.saxutils import quoteattr

from tests.benchmarks.documents import COLUMNS_A_PHASE
from visavis.blueprint.model import BlueprintDocument

VERSION = "18.31.1"
FOLDER = Path(__file__).parents[2] / "build" / "bpmn-js"
VIEWER = FOLDER / "node_modules" / "bpmn-js" / "dist" / "bpmn-viewer.production.min.js"
CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync")
LONGEST = 300
# Points between tasks, and their size as bpmn-js draws it.
ACROSS, DOWN, WIDTH, HEIGHT = 150, 120, 100, 80
SPACES = ('xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
          'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
          'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"')
PAGE = """<!doctype html><meta charset="utf-8"><div id="canvas" style="width:1000px;height:800px"></div>
<script src="/viewer.js"></script><script>
(async () => {
  const viewer = new BpmnJS({container: "#canvas"});
  await viewer.importXML(await (await fetch("/journey.bpmn")).text());
  const milliseconds = [];
  let length = 0;
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    const {svg} = await viewer.saveSVG();
    milliseconds.push(performance.now() - start);
    length = new Blob([svg]).size;
    await new Promise(go_on => setTimeout(go_on, 20));
  }
  return {milliseconds, length};
})().catch(fault => ({fault: String(fault)}))
  .then(figures => fetch("/figures", {method: "POST", body: JSON.stringify(figures)}));
</script>"""


def missing() -> str:
    """Return what this machine lacks to measure bpmn-js; nothing when it is there, or could be had."""
    for program in ("chromium", "npm"):
        if shutil.which(program) is None:
            return program
    if not VIEWER.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        got = subprocess.run(["npm", "install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix",
                              str(FOLDER), f"bpmn-js@{VERSION}"], capture_output=True, check=False, timeout=LONGEST)
        if got.returncode:
            return "bpmn-js"
    return ""


def save_svg(document: BlueprintDocument, runs: int) -> tuple[list[float], int]:
    """Return the milliseconds of each of `runs` calls of `saveSVG`, and the bytes of the file."""
    with _serve(bpmn_of(document), runs) as (address, figures), tempfile.TemporaryDirectory(
            ignore_cleanup_errors=True) as folder:
        browser = subprocess.Popen(["chromium", *CHROMIUM, f"--user-data-dir={folder}", "--remote-debugging-port=0",
                                    address], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            told = figures.get(timeout=LONGEST)
        finally:
            browser.terminate()
            browser.wait()
    return [float(each) for each in told["milliseconds"]], int(told["length"])


@contextmanager
def _serve(journey: str, runs: int) -> Iterator[tuple[str, Queue[Any]]]:
    """Give the address of a page that measures, and where its figures come in."""
    figures: Queue[Any] = Queue()
    contents = {"/viewer.js": ("text/javascript", VIEWER.read_bytes()), "/journey.bpmn": ("text/xml", journey.encode()),
                "/": ("text/html", PAGE.replace("RUNS", str(runs)).encode())}

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing: the figures are what is printed."""

        def do_GET(self) -> None:
            kind, content = contents.get(self.path, ("text/plain", b""))
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_POST(self) -> None:
            figures.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", figures
        server.shutdown()


def bpmn_of(document: BlueprintDocument) -> str:
    """Return a journey as BPMN 2.0 with its diagram: a task a step in rows of lanes, a sequence flow a flow."""
    rows = {lane.id: row for row, lane in enumerate(document.head.lanes)}
    phases = {phase.id: number for number, phase in enumerate(document.head.phases)}
    at = {step.id: ((phases[step.phase] * COLUMNS_A_PHASE + step.column) * ACROSS, rows[step.lane] * DOWN)
          for step in document.steps}
    tasks = [f'<bpmn:userTask id="{step.id}" name={quoteattr(step.title)}/>' for step in document.steps]
    shapes = [f'<bpmndi:BPMNShape id="{step}_di" bpmnElement="{step}"><dc:Bounds x="{x}" y="{y}" width="{WIDTH}" '
              f'height="{HEIGHT}"/></bpmndi:BPMNShape>' for step, (x, y) in at.items()]
    flows = [f'<bpmn:sequenceFlow id="{flow.key}" sourceRef="{flow.source}" targetRef="{flow.target}" '
             f'name={quoteattr(flow.label)}/>' for flow in document.flows]
    edges = [f'<bpmndi:BPMNEdge id="{flow.key}_di" bpmnElement="{flow.key}">{_way(at[flow.source], at[flow.target])}'
             "</bpmndi:BPMNEdge>" for flow in document.flows]
    return (f'<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions {SPACES} id="journey" targetNamespace="x">'
            f'<bpmn:process id="process">{"".join(tasks + flows)}</bpmn:process><bpmndi:BPMNDiagram id="diagram">'
            f'<bpmndi:BPMNPlane id="plane" bpmnElement="process">{"".join(shapes + edges)}</bpmndi:BPMNPlane>'
            "</bpmndi:BPMNDiagram></bpmn:definitions>")


def _way(source: tuple[int, int], target: tuple[int, int]) -> str:
    (x1, y1), (x2, y2) = source, target
    points = ([(x1 + WIDTH // 2, y1 + HEIGHT), (x2 + WIDTH // 2, y2)] if x1 == x2 else
              [(x1 + WIDTH, y1 + HEIGHT // 2), (x2, y2 + HEIGHT // 2)])
    return "".join([f'<di:waypoint x="{x}" y="{y}"/>' for x, y in points])
