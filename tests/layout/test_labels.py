"""What is said on flows: whose words, where, and how they fit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.layout.builders import journey
from tests.layout.invariants import faults
from tests.need import need
from visavis.blueprint.drawing.poster.band_breaking import PAPER
from visavis.blueprint.language import Share, translator
from visavis.blueprint.layout import FULL, lay_out
from visavis.blueprint.layout.flow_words import PARTING, fit_words
from visavis.blueprint.layout.labels import _fit_pill, spoken_texts
from visavis.blueprint.model import Flow, FlowKind
from visavis.blueprint.text import metrics as shipped_metrics

TALK = [("a", "citizen", 0), ("b", "front", 0)]


def test_the_citizens_words_stand_above_the_line_the_agents_below() -> None:
    layout = lay_out(journey(TALK, [("a", "b", {"label": "Bonjour"}), ("b", "a", {"label": "Oui"})]))
    line = layout.lines[0].y
    asked, answered = need(layout.flows["f0"].label).rect, need(layout.flows["f1"].label).rect
    assert asked.bottom < line < answered.y
    assert asked.y > need(layout.conversation).y


@pytest.mark.parametrize(("language", "shown"), [
    ("fr", "«\u202fOù en est-on\u202f?\u202f»"), ("en", "“Où en est-on ?”")])
def test_words_are_quoted_as_the_documents_language_does(language: str, shown: str) -> None:
    layout = lay_out(journey(TALK, [("a", "b", {"label": "Où en est-on ?"})], language=language))
    assert need(layout.flows["f0"].label).text.full == shown


def test_where_nothing_is_shown_on_flows_the_conversation_is_as_low_as_its_style_says() -> None:
    style = replace(FULL, shows_speech=False, conversation_half=29.0)
    talk = journey(TALK, [("a", "b", {"label": "Bonjour, où en est mon dossier ?"}), ("b", "a", {"label": "Oui"})])
    layout = lay_out(talk, style=style)
    assert [flow.label for flow in layout.flows.values()] == [None, None]
    assert need(layout.conversation).height == 58
    assert need(lay_out(talk, style=replace(style, shows_speech=True)).conversation).height > 58


@pytest.mark.parametrize("label", ["", "   "])
def test_without_words_there_is_no_pill(label: str) -> None:
    assert lay_out(journey(TALK, [("a", "b", {"label": label})])).flows["f0"].label is None


def test_a_branch_tells_its_condition_and_its_share_near_its_start() -> None:
    layout = lay_out(journey([("a", "back", 0, {"kind": "decision"}), ("b", "back", 1), ("c", "support", 0)],
                             [("a", "b", {"condition": "complet", "probability": 0.6}),
                              ("a", "c", {"condition": "pièce manquante", "probability": 0.4})]))
    ahead, down = layout.flows["f0"].label, layout.flows["f1"].label
    card = layout.cards["a"].rect
    assert need(ahead).text.full == "complet · 60\u202f%"
    assert need(down).text.full == "pièce manquante · 40\u202f%"
    assert card.right < need(ahead).rect.x < card.right + 10
    # Beside the card, too: words cost width where they are said, and no lane grows for them.
    assert card.right < need(down).rect.x < card.right + 10
    assert card.y < need(down).rect.y < need(down).rect.bottom < card.bottom
    assert faults(layout) == []


def test_long_words_are_wrapped_not_cut() -> None:
    words = "Il manque votre dernier avis d’imposition"
    text = need(lay_out(journey(TALK, [("b", "a", {"label": words})])).flows["f0"].label).text
    assert 2 <= len(text.lines) <= 3
    assert not text.is_cut


def test_words_without_end_are_cut_and_kept_in_full() -> None:
    words = "encore " * 60
    label = need(lay_out(journey(TALK, [("a", "b", {"label": words})])).flows["f0"].label)
    assert label.text.is_cut
    assert "encore encore" in label.text.full
    assert label.text.width <= label.rect.width


def test_the_strip_grows_for_the_words() -> None:
    calm = lay_out(journey(TALK, [("a", "b", {"label": "Oui"})]))
    words = "Il manque votre dernier avis d’imposition, revenez"
    steps = [(f"{side[0]}{at}", side, at) for side in ("citizen", "front") for at in range(4)]
    flows = [(f"c{at}", f"f{other}", {"label": words}) for at in range(4) for other in range(4)]
    crowded = lay_out(journey(steps, flows))
    assert need(crowded.conversation).height > need(calm.conversation).height
    assert faults(crowded) == []


def test_three_sayings_of_one_column_are_all_legible() -> None:
    layout = lay_out(journey(TALK, [("a", "b", {"label": "Où en est-on ?"}), ("b", "a", {"label": "Je ne sais pas"}),
                                    ("a", "b", {"label": "Voici mes pièces"})]))
    assert not any(need(flow.label).text.is_cut for flow in layout.flows.values())
    assert faults(layout) == []


def test_in_a_crowd_words_give_way_to_an_ellipsis() -> None:
    layout = lay_out(journey(TALK, [("a", "b", {"label": "Je vous apporte mes pièces"})] * 9))
    texts = [flow.label.text for flow in layout.flows.values() if flow.label is not None]
    assert faults(layout) == []
    assert "…" in {text.lines[0].text for text in texts if text.is_cut}
    assert all(text.full == "«\u202fJe vous apporte mes pièces\u202f»" for text in texts)


def test_words_rise_where_there_is_room() -> None:
    steps = [("a", "front", 0), ("b", "front", 1), ("c", "citizen", 0), ("d", "citizen", 1)]
    flows = [("a", "c"), ("c", "a"), ("a", "c"), ("a", "d", {"label": "Réponse le 12 au plus tard"})]
    layout = lay_out(journey(steps[:1] + steps[2:], flows))
    label = need(layout.flows["f3"].label)
    assert label.rect.centre.x > layout.cards["d"].rect.x
    assert not label.text.is_cut


def test_words_without_a_conversation_stand_beside_their_speaker() -> None:
    lanes = (("citizen", "citizen"), ("evidence", "evidence"))
    steps = [("a", "citizen", 0), ("b", "evidence", 0)]
    layout = lay_out(journey(steps, [("a", "b", {"label": "Reçu"})], lanes=lanes))
    card = layout.cards["a"].rect
    label = need(layout.flows["f0"].label).rect
    assert card.right < label.x < card.right + 10
    assert card.y < label.y < label.bottom < card.bottom


@pytest.mark.parametrize("language", ["fr", "en"])
def test_words_that_are_cut_keep_their_share_whole(language: str) -> None:
    metrics, share = shipped_metrics(), translator(language).write(Share(0.35))
    text = f"au bout d’un mois sans aucune nouvelle de personne{PARTING}{share}"
    for width in (200.0, 120.0, 80.0, 60.0, 40.0):
        fitted = fit_words(text, width, 1, FULL, metrics)
        shown = " ".join(line.text for line in fitted.lines)
        assert shown.endswith(share), (width, shown)
        assert fitted.full == text
        assert fitted.is_cut
    assert fit_words("au bout d’un mois", 40.0, 1, FULL, metrics).is_cut
    assert not fit_words(text, 500.0, 1, FULL, metrics).is_cut


@pytest.mark.parametrize("word", ["Donaudampfschifffahrt" * 9, "வீட்டு உதவிக்கு விண்ணப்பித்து ஆவணங்களை", "Bonjour"])
def test_words_are_never_wider_than_the_room_of_their_pill(word: str) -> None:
    metrics = shipped_metrics()
    wide = spoken_texts([Flow(source="a", target="b", key="f", kind=FlowKind.INTERACTION, label=word)], "fr", PAPER, metrics)["f"]
    for room in range(30, 160, 5):
        text, padding = _fit_pill(wide, float(room), PAPER, metrics)
        assert text.width + 2 * padding <= room + 0.01, room
