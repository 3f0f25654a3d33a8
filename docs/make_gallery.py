"""`make docs`: take the pictures of docs/gallery again, from the program as it is.

Windows are grabbed off-screen in both languages and both themes; pages are exported by the command line's own path
and rastered. Nothing here is needed at run time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["VISAVIS_SETTINGS"] = "none"

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "docs" / "gallery"
APA = {"fr": "apa-a-domicile", "en": "home-care-allowance"}
REDESIGNED = {"fr": "apa-a-domicile-cible", "en": "home-care-allowance-redesigned"}
SIZE = (1680, 1050)


def windows() -> None:
    """Grab the window in both languages and both themes."""
    from visavis.ui.application.portraits import window_png

    for language, example in APA.items():
        for theme in ("light", "dark"):
            picture = window_png(ROOT / "examples" / f"{example}.blueprint.json", language, theme, SIZE)
            (GALLERY / f"window-{language}-{theme}.png").write_bytes(picture)


def redesigns() -> None:
    """Grab the place of redesigns, each language in a theme of its own."""
    from visavis.ui.application.portraits import window_png

    for (language, example), theme in zip(REDESIGNED.items(), ("light", "dark"), strict=True):
        file = ROOT / "examples" / f"{example}.blueprint.json"
        picture = window_png(file, language, theme, SIZE, screen="redesign")
        (GALLERY / f"redesign-{language}-{theme}.png").write_bytes(picture)


def views() -> None:
    """Take the window's other faces, each in a program of its own."""
    subprocess.run([sys.executable, "-m", "docs.make_views"], check=True, cwd=ROOT)


def pages() -> None:
    """Export posters and raster them; one shows its annex for all."""
    sheets = ["--annex", "no"]
    large = ["--paper", "A0", *sheets]
    wanted = [
        ("apa-a-domicile", "fr", "poster", ["--paper", "A3"], "poster-apa-fr"),
        (REDESIGNED["fr"], "fr", "poster", ["--paper", "A3", *sheets], "poster-apa-cible-fr"),
        ("apa-a-domicile", "fr", "poster", ["--paper", "A4", "--orientation", "portrait", *sheets],
         "poster-apa-a4-fr"),
        ("home-care-allowance", "en", "poster", ["--paper", "A3", *sheets], "poster-apa-en"),
        ("passeport", "fr", "poster", ["--paper", "A3", *sheets], "poster-passeport-fr"),
        ("hotel-stay", "en", "poster", ["--paper", "A3", *sheets], "poster-hotel-en"),
        ("corner-shoeshine", "en", "poster", ["--paper", "A4", *sheets], "poster-shoeshine-en"),
        ("apa-a-domicile", "fr", "poster", large, "poster-apa-a0-fr"),
        (REDESIGNED["fr"], "fr", "poster", large, "poster-apa-cible-a0-fr"),
        ("passeport", "fr", "poster", large, "poster-passeport-a0-fr"),
        ("hotel-stay", "en", "poster", large, "poster-hotel-a0-en"),
    ]
    _raster(wanted)


def reader_pages() -> None:
    """Export every page for readers of the home-care allowance in both languages, and raster them."""
    shown = [("infographic", "A4"), ("infographic", "square"), ("infographic", "16x9"), ("booklet", "A4"),
             ("summary", "A4"), ("slide", "16x9"), ("conversation", "A4"), ("conversation", "16x9"), ("day", "A4"),
             ("friction-points", "A4"), ("figures", "A4"), ("cards", "A4"), ("board", "A0")]
    wanted = [(APA[language], language, form, ["--paper", paper], f"{form}-apa-{paper}-{language}".lower())
              for form, paper in shown for language in APA]
    wanted += [(REDESIGNED[language], language, form, ["--paper", paper], f"{form}-to-be-{paper}-{language}".lower())
               for form, paper in (("before-after", "A4"), ("slide", "16x9")) for language in REDESIGNED]
    _raster(wanted)


def _raster(wanted: list[tuple[str, str, str, list[str], str]]) -> None:
    """Export and raster: example, language, format, options, name; of decks and boards their first sheets."""
    from visavis.exporters.cli import main

    with tempfile.TemporaryDirectory() as folder:
        for example, language, form, options, name in wanted:
            pdf = Path(folder) / f"{name}.pdf"
            file = ROOT / "examples" / f"{example}.blueprint.json"
            status = main(["export", str(file), "-t", form, "-o", str(pdf), "--lang", language, *options])
            if status:
                raise SystemExit(status)
            dpi = "45" if "A0" in options else "110" if form == "poster" else "90"
            last = ["-l", "2"] if form in ("cards", "board") else []
            subprocess.run(["pdftoppm", "-png", "-r", dpi, *last, str(pdf), str(GALLERY / name)], check=True)


def web_pages() -> None:
    """Export the page in words, and look at its beginning in a browser, on a wide screen and on a narrow one."""
    from visavis.exporters.cli import main

    with tempfile.TemporaryDirectory() as folder:
        for language, width, height in (("fr", 1366, 2400), ("en", 500, 2400)):
            page = Path(folder) / f"{language}.html"
            file = ROOT / "examples" / f"{APA[language]}.blueprint.json"
            status = main(["export", str(file), "-t", "page", "-o", str(page), "--lang", language])
            if status:
                raise SystemExit(status)
            picture = GALLERY / f"page-apa-{width}-{language}.png"
            subprocess.run(["chromium", "--headless", "--no-sandbox", "--hide-scrollbars",
                            f"--window-size={width},{height}", f"--user-data-dir={folder}/profile",
                            f"--screenshot={picture}", page.as_uri()], check=True, capture_output=True)


def index() -> None:
    """Write the page that shows the pictures."""
    lines = ["# Gallery", "", "What the program makes, taken by `make docs` from the shipped examples.", ""]
    for title, pattern in (("The window", "window-*"), ("Other faces of the window", "view-*"),
                           ("Redesigns", "redesign-*"), ("Posters", "poster-*"),
                           ("The page in words", "page-*"), ("The journey, for citizens", "infographic-*"),
                           ("My journey: a booklet", "booklet-*"), ("The conversation", "conversation-*"),
                           ("A persona’s day", "day-*"), ("Summary for those who decide", "summary-*"),
                           ("One slide", "slide-*"), ("Before and after", "before-after-*"),
                           ("Friction points", "friction-points-*"), ("Figures", "figures-*"),
                           ("Workshop cards", "cards-*"), ("Boards to fill", "board-*")):
        lines += [f"## {title}", ""]
        for picture in sorted(GALLERY.glob(f"{pattern}.png")):
            lines += [f"![{picture.stem}]({picture.name})", ""]
    (GALLERY / "README.md").write_text("\n".join(lines), encoding="utf-8")


def main() -> int:
    """Make the whole gallery; pdftoppm and Chromium must be installed."""
    for program, package in (("pdftoppm", "poppler-utils"), ("chromium", "chromium")):
        if shutil.which(program) is None:
            sys.stderr.write(f"{program} is missing; on Debian and Ubuntu: sudo apt install {package}\n")
            return 2
    GALLERY.mkdir(exist_ok=True)
    for old in GALLERY.glob("*.png"):
        old.unlink()
    windows()
    redesigns()
    views()
    pages()
    reader_pages()
    web_pages()
    index()
    sys.stdout.write(f"{len(list(GALLERY.glob('*.png')))} pictures in {GALLERY}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
