"""Where the numbers of a blueprint come from, in words: measured, estimated, assumed, left open.

The status bar, the page in words, the sources of a poster and the record of a service say it alike.
"""

from __future__ import annotations

from visavis.blueprint.language import Message, MessageList, Share, message
from visavis.blueprint.language.apportionment import apportion
from visavis.blueprint.model import Basis, BlueprintDocument


def basis_sentence(document: BlueprintDocument) -> Message | None:
    """Say how many of the timed steps' numbers were measured, estimated, assumed or left open; None without times."""
    parts = basis_parts(document)
    return message("Numbers: {parts}.", parts=MessageList(parts)) if parts else None


def basis_parts(document: BlueprintDocument) -> tuple[Message, ...]:
    """Return each share of the timed steps' numbers: measured, estimated, assumed, left open; none without times.

    Whole percentages add up to a hundred; a share that is less than one is told as it is.
    """
    timed = [step for step in document.steps if step.work is not None or step.wait is not None]
    counts = {basis: sum(step.basis is basis for step in timed) for basis in (*Basis, None)}
    hundredths = apportion(list(counts.values()), 100)
    return tuple(_basis_part(basis, Share(whole / 100 if whole else count / len(timed)))
                 for (basis, count), whole in zip(counts.items(), hundredths, strict=True) if count)


def _basis_part(basis: Basis | None, share: Share) -> Message:
    """Say one share; what an author left open is told as what it is, not as an assumption."""
    match basis:
        case Basis.MEASURED:
            return message("{share} measured", share=share)
        case Basis.ESTIMATED:
            return message("{share} estimated", share=share)
        case Basis.ASSUMED:
            return message("{share} assumed", share=share)
        case _:
            return message("{share} of unknown origin", share=share)
