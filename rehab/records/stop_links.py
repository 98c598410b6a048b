"""The link that stops reminders without signing in: its token is made from the secret when it is needed.

Only a hash is stored, to find the person by. The token of a person is always the same, so the link of a mail that has
lain for a year still works; it can stop reminders, and nothing else.
"""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256


def stop_token(secret_key: str, person_id: int) -> str:
    """The token of a person's stop link, 43 characters that may stand in an address."""
    mac = hmac.digest(secret_key.encode(), f"stop reminders of person {person_id}".encode(), "sha256")
    return urlsafe_b64encode(mac).decode().rstrip("=")


def stop_hash(token: str) -> str:
    """What of a token is stored, 64 hexadecimal digits."""
    return sha256(token.encode()).hexdigest()
