"""Why the system refused a file, in the words of whoever reads it: the system itself speaks one language only."""

from __future__ import annotations

import errno
from collections.abc import Mapping

from visavis.blueprint.language import Message, message

_REASONS: Mapping[int, Message] = {
    errno.ENOENT: message("it does not exist"),
    errno.EACCES: message("permission is denied"),
    errno.EPERM: message("permission is denied"),
    errno.EEXIST: message("it already exists"),
    errno.EISDIR: message("it is a folder"),
    errno.ENOTDIR: message("a part of its path is not a folder"),
    errno.ENAMETOOLONG: message("its name is too long"),
    errno.ENOSPC: message("there is no room left"),
    errno.EDQUOT: message("there is no room left"),
    errno.EFBIG: message("it is too large for this place"),
    errno.EROFS: message("nothing can be written in this place"),
    errno.EIO: message("the disk or the network failed"),
    errno.EBUSY: message("another program is using it"),
    errno.ETXTBSY: message("another program is using it"),
    errno.ELOOP: message("its links go round in a circle"),
    errno.EMFILE: message("too many files are open"),
    errno.EPIPE: message("nobody reads it any more"),
    errno.ENXIO: message("nobody reads it"),
    errno.ENODEV: message("its device is not there"),
    errno.ESTALE: message("its device is not there any more"),
    errno.ETIMEDOUT: message("the network did not answer"),
}


def reason_of(error: BaseException) -> Message:
    """Return why the system refused; its own words where there are no others for it."""
    if isinstance(error, OSError):
        known = _REASONS.get(error.errno or 0)
        if known is not None:
            return known
        return message("{reason}", reason=error.strerror or str(error) or type(error).__name__)
    return message("{reason}", reason=str(error) or type(error).__name__)
