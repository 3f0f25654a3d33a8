"""What tells where a poster goes on: letters of flows that are cut, and in which phase the next band begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from string import ascii_uppercase

from visavis.blueprint.drawing.blueprint.flow_letters import FlowLetter
from visavis.blueprint.drawing.poster.band_ends import BandEnd
from visavis.blueprint.drawing.poster.poster_parts import Poster, SheetContent
from visavis.blueprint.language import Share, message, translator
from visavis.blueprint.layout import Layout
from visavis.blueprint.model import Flow


def tell_continuations(made: Poster, contents: Sequence[SheetContent]) -> Poster:
    """Return a poster that tells at each end of a band where it goes on; `contents` are those of its sheets."""
    bands = [band for content in contents for band in content.bands]
    return replace(made, options=replace(made.options, letters=_letters(made, contents)),
                   band_ends=_band_ends(made, bands, _sheets_of_bands(contents)))


def _sheets_of_bands(contents: Sequence[SheetContent]) -> Mapping[int, int]:
    """Return the number of the sheet on which each band begins."""
    found: dict[int, int] = {}
    for number, content in enumerate(contents, start=1):
        for layout in content.bands:
            found.setdefault(layout.band, number)
    return found


def _letters(made: Poster, contents: Sequence[SheetContent]) -> Mapping[str, FlowLetter]:
    """Return the letters (A to Z, AA…) of the flows that go on in another band, with the sheets if these are two."""
    sheets = _sheets_of_bands(contents)
    bands = {band.band: band for content in contents for band in content.bands}
    ends = {key: (band.band, line.goes_to) for band in bands.values() for key, line in band.flows.items()
            if line.goes_to is not None}
    found: dict[str, FlowLetter] = {}
    for flow in made.document.flows:
        if flow.key in ends:
            (source, target), there = (sheets[end] for end in ends[flow.key]), bands[ends[flow.key][1]]
            found[flow.key] = FlowLetter(_letter(len(found)), (source, target) if source != target else None,
                                         _untold_share(made, there, flow))
    return found


def _untold_share(made: Poster, there: Layout, flow: Flow) -> str:
    """Return the share of a flow that the band it goes on in has no room to tell."""
    if flow.probability is None:
        return ""
    share = Share(float(flow.probability))
    line = there.flows.get(flow.key)
    told = " ".join(run.text for run in line.label.text.lines) if line is not None and line.label is not None else ""
    is_told = translator(made.document.head.language).write(share) in told
    return "" if is_told else made.context.translate.write(share)


def _letter(number: int) -> str:
    """Return the letters of a number from 0, as spreadsheets name their columns."""
    before, last = divmod(number, len(ascii_uppercase))
    return (_letter(before - 1) if before else "") + ascii_uppercase[last]


def _band_ends(made: Poster, bands: Sequence[Layout], sheets: Mapping[int, int]) -> Mapping[int, BandEnd]:
    """Return by band in which phase the next one begins, or that it has other lanes, and its sheet if another."""
    translate = made.context.translate
    numbers = {phase.id: number for number, phase in enumerate(made.document.head.phases, start=1)}
    ends: dict[int, BandEnd] = {}
    for band, following in pairwise(sorted(bands, key=lambda each: each.band)):
        if not band.columns or not following.columns:
            continue
        phase, there = numbers[following.columns[0].phase], sheets[following.band]
        is_elsewhere = there != sheets[band.band]
        if _begins(band) == _begins(following):
            words = message("other lanes, sheet {number}", number=there) if is_elsewhere else message("other lanes")
        else:
            words = message("goes on in {phase}, sheet {number}", phase=phase,
                            number=there) if is_elsewhere else message("goes on in {phase}", phase=phase)
        ends[band.band] = BandEnd(translate(words), is_elsewhere)
    return ends


def _begins(band: Layout) -> tuple[str, int]:
    """Return the first column of a band; bands of other lanes begin with the same."""
    return band.columns[0].phase, band.columns[0].index
