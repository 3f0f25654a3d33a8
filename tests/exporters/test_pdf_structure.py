"""What a PDF tells those who listen: phases as headings, both sides by turns, lists, a table, and bookmarks."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from tests.drawing.builders import analysis, document, finding, flow, step
from tests.exporters.pdf_judges import outline
from tests.exporters.specimens import line
from tests.need import need
from tests.profiles import EXAMPLES
from visavis.blueprint.drawing import (
    LIGHT,
    DisplayList,
    DrawingContext,
    Group,
    Layer,
    Page,
    PageSet,
    Role,
    TextTable,
    draw_infographic,
    draw_poster,
)
from visavis.blueprint.drawing.imposition.tiling import tile_pages
from visavis.blueprint.language import translator
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintDocument, Side
from visavis.blueprint.storage import load
from visavis.blueprint.text import Weight
from visavis.blueprint.text.metrics import metrics
from visavis.exporters.backends.pdf import pdf


def conversation() -> BlueprintDocument:
    return document(
        [step("affiche", "preuves", title="Affiche", kind="evidence"), step("appelle", title="Appelle", column=0),
         step("repond", "scene", title="Répond", column=0, work="PT5M"),
         step("outil", "appui", title="Logiciel", column=1),
         step("attend", title="Attend", phase="p2", kind="wait", wait="P3D"),
         step("decide", "coulisses", title="Décide", phase="p2", column=1)],
        [flow("f", "appelle", "repond", kind="interaction", label="Bonjour ?"), flow("g", "repond", "decide")],
        title="Demander une place", phases=["S’informer", "Attendre"])


def group(name: str, role: Role = Role.TEXT, side: Side | None = None, layer: Layer = Layer.CARDS, x: float = 0.0,
          description: str | None = None) -> Group:
    return Group(name, role, layer, Rect(x, 0, 90, 20), (line(name, 10, Weight.REGULAR, x + 5, 15),), name,
                 name if description is None else description, side)


def tree(pages: PageSet) -> list[str]:
    with pikepdf.open(BytesIO(pdf(pages))) as file:
        (root,) = file.Root.StructTreeRoot.K
        return list(outline(root))


def drawn(*groups: Group, table: TextTable | None = None, sheets: int = 1) -> PageSet:
    drawing = DisplayList(400, 100, groups, None, "fr", "Essai")
    return PageSet((Page(400, 100, drawing),) * sheets, "Essai", "fr", table=table)


def section(lines: list[str], heading: str) -> list[str]:
    """Return what of a tree stands in the section of this name at the first level, without figures' full texts."""
    start = lines.index(f"  Sect {heading}")
    end = next((at for at, each in enumerate(lines[start + 1:], start + 1) if not each.startswith("    ")), len(lines))
    return [each.split(".")[0] for each in lines[start:end]]


def test_a_phase_is_a_section_in_which_the_sides_speak_by_turns() -> None:
    found = tree(draw_poster(conversation(), None, translator("fr")))
    assert section(found, "S’informer") == [
        "  Sect S’informer",
        "    H2",
        "    Sect Usager",
        "      H3 Usager",
        "      L",
        "        LI",
        "          LBody",
        "            Figure Affiche",
        "        LI",
        "          LBody",
        "            Figure Appelle",
        "            P",
        "    Sect Agents",
        "      H3 Agents",
        "      L",
        "        LI",
        "          LBody",
        "            Figure Répond",
        "        LI",
        "          LBody",
        "            Figure Logiciel",
    ]
    assert [each.strip() for each in section(found, "Attendre") if " Sect " in each] == [
        "Sect Attendre", "Sect Usager", "Sect Agents"]


def test_the_words_of_the_program_are_in_the_language_of_the_sheets() -> None:
    found = tree(draw_poster(conversation(), None, translator("en")))
    assert "    Sect Citizen" in found
    assert "    H2 The blueprint as a table" in found


def test_what_authors_wrote_is_in_their_language() -> None:
    french, english = (draw_poster(conversation(), None, translator(language)) for language in ("fr", "en"))
    assert languages(french) == {}
    found = languages(english)
    assert {tag for tag, language in found if language == "fr"} == {"/H1", "/H2", "/P", "/TH", "/TD"}
    assert found["/H2", "fr"] == 2, "not the heading of the table"
    assert found["/TH", "fr"] == 6
    assert found["/TD", "fr"] == 12


def languages(pages: PageSet) -> Counter[tuple[str, str]]:
    """Return how many elements below the document of a type are marked as in a language."""
    with pikepdf.open(BytesIO(pdf(pages))) as file:
        return Counter((str(each.S), str(each.Lang)) for each in file.objects
                       if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/Lang" in each
                       and str(each.S) != "/Document")


def test_an_infographic_tells_its_phases_so_too() -> None:
    found = tree(draw_infographic(conversation(), analysis(conversation()), translator("fr")))
    told = section(found, "S’informer")
    assert [each.strip() for each in told if " Sect " in each or " H" in each] == [
        "Sect S’informer", "H2", "Sect Usager", "H3 Usager", "Sect Agents", "H3 Agents"]
    assert told[2] == "    Figure Durée de cette phase\u00a0: temps inconnu"
    assert told.count("        LI") == 2


def test_frictions_are_a_list() -> None:
    made = conversation()
    report = analysis(made, finding("r", "appelle"), finding("s", "decide"))
    found = tree(draw_poster(made, report, translator("fr")))
    at = found.index("  L")
    assert found[at - 1] == "  H2"
    assert found[at:at + 7] == ["  L", "    LI", "      LBody", "        P", "    LI", "      LBody", "        P"]


def test_the_drawing_is_told_as_a_table_after_all_else() -> None:
    made = conversation()
    found = tree(draw_poster(made, analysis(made, finding("r", "appelle")), translator("fr")))
    at = found.index("  Sect Le blueprint en tableau")
    assert found[at + 1:at + 11] == [
        "    H2 Le blueprint en tableau", "    Table", "      TR", "        TH Étape", "        TH Phase",
        "        TH Côté", "        TH Couloir", "        TH Temps de travail", "        TH Attente",
        "        TH Frictions"]
    rows = "\n".join(found[at + 11:]).split("      TR\n")[1:]
    told = [[cell.strip() for cell in row.strip().split("\n")] for row in rows]
    assert told[1] == ["TH Appelle", "TD S’informer", "TD Usager", "TD Usager", "TD inconnu", "TD —",
                       "TD 1. Double saisie"]
    assert told[2][4:] == ["TD 5\u00a0min", "TD —", "TD —"]
    assert told[4][4:6] == ["TD —", "TD 3\u00a0j"]
    assert len(told) == 6


def test_header_cells_say_what_they_head() -> None:
    table = TextTable("T", ("A", "B"), (("a", "b"), ("c", "d")))
    with pikepdf.open(BytesIO(pdf(drawn(group("x"), table=table)))) as file:
        rows = file.Root.StructTreeRoot.K[0].K[-1].K[1].K
        scopes = [[str(cell.A.Scope) if "/A" in cell else "" for cell in row.K] for row in rows]
    assert scopes == [["/Column", "/Column"], ["/Row", ""], ["/Row", ""]]


def test_what_is_only_said_leaves_no_ink_and_no_text() -> None:
    table = TextTable("Tableau", ("A", "B"), (("un", "deux"), ("trois", "quatre")))
    said = PdfReader(BytesIO(pdf(drawn(group("vu"), table=table)))).pages[0].extract_text()
    assert said.split() == ["vu"]


def test_a_document_begins_with_its_title_even_where_none_is_drawn() -> None:
    assert tree(drawn(group("x", Role.HEADING)))[1:] == ["  H1 Essai", "  H2"]
    assert tree(drawn(group("t", Role.TITLE), group("x", Role.HEADING)))[1:] == ["  H1", "  H2"]


def test_another_title_begins_a_chapter() -> None:
    first, second = drawn(group("Affiche", Role.TITLE)), drawn(group("Annexe", Role.TITLE))
    made = PageSet((*first.pages, *first.pages, *second.pages), "Essai", "fr")
    assert tree(made)[1:] == ["  H1", "  P", "  H2"]


def test_a_phase_without_a_name_is_called_so() -> None:
    assert tree(drawn(group("", Role.PHASE)))[2:] == ["  Sect Phase sans nom", "    H2 Phase sans nom"]


def test_steps_that_stand_in_no_phase_are_told_where_they_stand() -> None:
    assert tree(drawn(group("x", Role.STEP, Side.AGENT)))[2:] == ["  Figure x"]


def test_phases_that_go_on_are_headings_again_but_bookmarks_once() -> None:
    groups = (group("t", Role.TITLE), group("Attendre", Role.PHASE), group("x", Role.STEP, Side.AGENT),
              group("Frictions", Role.HEADING))
    pages = drawn(*groups, sheets=2)
    assert tree(pages).count("  Sect Attendre") == 2
    title, *below = bookmarks(PdfReader(BytesIO(pdf(pages))))
    assert title.title == "t"
    assert [each.title for each in below] == ["Attendre", "Frictions", "Frictions"]


def bookmarks(reader: PdfReader) -> list[Destination]:
    """Return the title's bookmark, then those below it."""
    title, below = reader.outline
    return [need(title, Destination), *(need(each, Destination) for each in need(below, list))]


def test_bookmarks_go_to_their_headings() -> None:
    made = conversation()
    content = pdf(draw_poster(made, analysis(made, finding("r", "appelle")), translator("fr")))
    reader = PdfReader(BytesIO(content))
    title, *below = bookmarks(reader)
    assert title.title == "Demander une place"
    assert [each.title for each in below] == ["S’informer", "Attendre", "Une friction à lever d’abord", "Annexe", "1 friction"]
    for each in (title, *below):
        page = reader.pages[need(reader.get_destination_page_number(each), int)]
        assert 0 <= need(each.left) <= float(page.mediabox.width)
        assert 0 <= need(each.top) <= float(page.mediabox.height)
    with pikepdf.open(BytesIO(content)) as file:
        assert int(file.Root.Outlines.Count) == 6
        assert int(file.Root.Outlines.First.Count) == 5


def test_a_tile_is_a_figure_and_the_table_tells_what_all_of_them_show() -> None:
    french = translator("fr")
    made = draw_poster(conversation(), None, french, paper="A3")
    tiled = tile_pages(DrawingContext(LIGHT, french, metrics()), made, "A4", is_reduced=False)
    found = tree(tiled)
    assert found[1].strip() == "H1 Demander une place"
    assert [each for each in found if each.startswith("  Figure Feuille")] == [
        f"  Figure Feuille {name} de l’affiche" for name in ("A1", "A2", "B1", "B2")[:len(tiled.pages) - 1]]
    assert "  Sect Le blueprint en tableau" in found


def test_very_long_descriptions_keep_to_the_length_of_a_string() -> None:
    with pikepdf.open(BytesIO(pdf(drawn(group("x", Role.FIGURE, description="👩 " * 20_000))))) as file:
        alternative = file.Root.StructTreeRoot.K[0].K[1].Alt
        assert len(bytes(alternative)) < 32_767
        assert str(alternative).endswith("…")


@pytest.mark.parametrize("layers", [(Layer.CARDS, Layer.CARDS), (Layer.NOTES, Layer.LANES)])
def test_a_page_is_painted_as_it_is_read_where_nothing_is_covered(layers: tuple[Layer, Layer]) -> None:
    made = drawn(group("un", layer=layers[0]), group("deux", layer=layers[1], x=200.0))
    assert PdfReader(BytesIO(pdf(made))).pages[0].extract_text().split() == ["un", "deux"]


def test_what_lies_above_is_painted_later_whatever_is_read_first() -> None:
    made = drawn(group("dessus", layer=Layer.NOTES), group("autre", x=200.0), group("dessous", layer=Layer.LANES))
    content = pdf(made)
    with pikepdf.open(BytesIO(content)) as file:
        numbers = {str(each.S): int(each.K) for each in file.Root.StructTreeRoot.K[0].K}
        order = [int(each.K) for each in file.Root.StructTreeRoot.K[0].K]
    assert numbers["/H1"] == 1, "before the group that is read first"
    assert order == [1, 2, 3, 0]


def test_the_table_names_lanes_that_share_a_row_on_paper_each_by_its_own_name() -> None:
    made = load(next(path for path in EXAMPLES if path.name == "apa-a-domicile.blueprint.json")).document
    pages = draw_poster(made, None, translator("fr"))
    told = {row[3] for row in need(pages.table).rows}
    assert told == {made.lane_of(each).name for each in made.steps}
