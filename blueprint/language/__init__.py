"""Languages: messages that are translated when shown, and how each language writes numbers and times."""

from visavis.blueprint.language.messages import (
    LANGUAGES,
    N_,
    Message,
    MessageList,
    Translator,
    learn_translations,
    message,
    plural,
    spell_out,
    translator,
)
from visavis.blueprint.language.quantities import Count, Days, Decimal, Minutes, Money, Period, Quoted, Share

__all__ = [
    "LANGUAGES",
    "N_",
    "Count",
    "Days",
    "Decimal",
    "Message",
    "MessageList",
    "Minutes",
    "Money",
    "Period",
    "Quoted",
    "Share",
    "Translator",
    "learn_translations",
    "message",
    "plural",
    "spell_out",
    "translator",
]
