"""Languages: messages that are translated when shown, and how each language writes numbers and times."""

from visavis.blueprint.language.messages import N_, Message, MessageList, message, plural
from visavis.blueprint.language.quantities import Count, Days, Decimal, Minutes, Money, Period, Quoted, Share
from visavis.blueprint.language.translator import LANGUAGES, Translator, translator

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
    "message",
    "plural",
    "translator",
]
