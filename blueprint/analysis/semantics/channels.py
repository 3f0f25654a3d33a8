"""Channels: which belong to one family, and how sentences name them.

To change within a family costs little, to change from one to another is a break.
"""

from __future__ import annotations

from collections.abc import Mapping

from visavis.blueprint.language import Message, Quoted, message
from visavis.blueprint.model import BlueprintDocument, Channel

DIGITAL = frozenset({Channel.WEB, Channel.APP, Channel.EMAIL, Channel.SMS, Channel.MESSAGING, Channel.DIGITAL_SAFE,
                     Channel.KIOSK})
VOICE = frozenset({Channel.PHONE, Channel.VIDEO})
PAPER = frozenset({Channel.POST, Channel.REGISTERED_MAIL})
PRESENCE = frozenset({Channel.COUNTER, Channel.VISIT})
FAMILIES = (DIGITAL, VOICE, PAPER, PRESENCE)
# Where one meets or hears someone.
HUMAN = VOICE | PRESENCE
# Where a document can be handed over as a file: not by text message, nor at most kiosks.
CARRIES_FILES = DIGITAL - {Channel.SMS, Channel.KIOSK}
# The channel as the means of doing something: "… cannot continue online".
_CHANNELS: Mapping[str, Message] = {
    Channel.COUNTER: message("at the counter"), Channel.PHONE: message("by phone"),
    Channel.POST: message("by post"), Channel.WEB: message("online"), Channel.APP: message("in the app"),
    Channel.EMAIL: message("by email"), Channel.SMS: message("by text message"),
    Channel.VIDEO: message("by video call"), Channel.VISIT: message("during a visit"),
    Channel.KIOSK: message("at the kiosk"), Channel.MESSAGING: message("by messaging"),
    Channel.DIGITAL_SAFE: message("through the digital safe"),
    Channel.REGISTERED_MAIL: message("by registered mail"), Channel.INTERNAL: message("internally"),
}


def channel_words(document: BlueprintDocument, channel: str) -> Message | Quoted:
    """Return the words for doing something by a channel; a declared channel is called by its name."""
    known = _CHANNELS.get(channel)
    if known is not None:
        return known
    declared = {channel.id: channel.name for channel in document.head.channels}
    return Quoted(declared.get(channel, "").strip() or channel)
