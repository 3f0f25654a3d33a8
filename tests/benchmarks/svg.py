"""The SVG of a drawing that is ready: how long, how large, how much memory, beside bpmn-js in the same run.

bpmn-js saves a diagram that it has drawn; the same of ours is the display list. What comes before it, from the layout
on, has a row of its own.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

from tests.benchmarks import bpmn_js
from tests.benchmarks.documents import blueprint_of
from tests.benchmarks.measurement import Measurement, median_of, milliseconds
from visavis.blueprint.analysis import analyse
from visavis.blueprint.drawing import DisplayList, draw_picture
from visavis.blueprint.language import translator
from visavis.blueprint.registry import plugins
from visavis.exporters.backends.svg import svg_file

# Steps, and milliseconds.
BUDGETS = ((200, 60.0), (2_000, 450.0), (10_000, 2_500.0))
# Of bpmn-js's time for the same steps.
TIMES = 2.0
RUNS = 7
BYTES_A_STEP, MEGABYTES = 2_048, 300.0
# Five times the steps take at most so many times as long for each.
LINEAR = 1.4
FONTS = re.compile(rb"@font-face\{[^}]*\}")


def measurements() -> Iterator[Measurement]:
    """Yield times and sizes of each number of steps, what bpmn-js takes, then the memory of the largest."""
    lacking = bpmn_js.missing()
    if lacking:
        sys.stdout.write(f"bpmn-js is not measured: {lacking} is missing\n")
    taken: dict[int, float] = {}
    for steps, budget in BUDGETS:
        drawing = drawing_of(steps)
        write = partial(svg_file, drawing)
        times = milliseconds(write, RUNS)
        if not lacking:
            theirs, _ = bpmn_js.save_svg(blueprint_of(steps), RUNS)
            # The best of each, ours as processor time, which no browser tells: what else the machine does is no one's.
            ours = milliseconds(write, RUNS, clock=process_time)
            yield Measurement(f"SVG of {steps} steps, of bpmn-js's {min(theirs):.0f} ms",
                              min(ours) / min(theirs), "times", TIMES, RUNS)
        taken[steps] = median(milliseconds(write, RUNS, clock=process_time)) / steps
        yield median_of(f"SVG of {steps} steps, drawn already", times, budget)
        yield Measurement(f"SVG of {steps} steps, a step without the fonts", bytes_a_step(drawing, steps), "bytes",
                          BYTES_A_STEP)
    yield Measurement("SVG of 10000 steps, a step of 2000", taken[10_000] / taken[2_000], "times", LINEAR)
    yield Measurement("SVG of 10000 steps, the whole process", megabytes_of(10_000), "MB", MEGABYTES)


def drawing_of(steps: int) -> DisplayList:
    """Return the picture of a blueprint: head, steps, flows, frictions and legend."""
    document = blueprint_of(steps)
    return draw_picture(document, analyse(document, plugins().rules), translator("fr"))


def bytes_a_step(drawing: DisplayList, steps: int) -> float:
    """Return the bytes of a file for each step, its fonts left out: they grow with the alphabet, not with steps."""
    return len(FONTS.sub(b"", svg_file(drawing))) / steps


def megabytes_of(steps: int) -> float:
    """Return the most memory that a process of its own takes for document, analysis, drawing and file."""
    told = subprocess.run([sys.executable, "-m", __name__, str(steps)], capture_output=True, check=True,
                          cwd=Path(__file__).parents[2])
    return float(told.stdout) / 1024


if __name__ == "__main__":
    svg_file(drawing_of(int(sys.argv[1])))
    # Not `getrusage`, which begins with what the process that started this one had.
    (most,) = re.findall(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    sys.stdout.write(most)
