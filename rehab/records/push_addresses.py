"""Which addresses may be pushed to: a subscription comes from a browser, and the server posts where it says."""

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase

ADDRESS = re.compile(r"(https?://[a-z0-9.-]+(?::\d+)?)/[\x21-\x5b\x5d-\x7e]*")
LONGEST_ADDRESS = 1000


def may_be_pushed_to(endpoint: str, services: Iterable[str]) -> bool:
    """Whether an address lies at one of these push services, each an origin in which * stands for anything.

    >>> services = ("https://fcm.googleapis.com", "https://*.push.apple.com")
    >>> may_be_pushed_to("https://web.push.apple.com/abc", services)
    True
    >>> may_be_pushed_to("https://web.push.apple.com@127.0.0.1/abc", services)
    False
    """
    found = ADDRESS.fullmatch(endpoint) if len(endpoint) <= LONGEST_ADDRESS else None
    return found is not None and any(fnmatchcase(found[1], service) for service in services)
