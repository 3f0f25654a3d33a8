"""The families of channels: to change within one costs little, to change from one to another is a break."""

from __future__ import annotations

from visavis.blueprint.model import Channel

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
