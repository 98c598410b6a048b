"""What a way of sending is handed, and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from rehab.jobs.letters import Letter


class Outcome(StrEnum):
    """What became of a try. Perhaps: it was broken off where nobody can tell whether it arrived."""

    ARRIVED = "arrived"
    NOT_NOW = "not now"
    NEVER = "never"
    PERHAPS = "perhaps"


@dataclass(frozen=True, slots=True)
class Device:
    """A browser that may be pushed to, with its keys as it gave them (base64url)."""

    id: int
    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where a person is reached."""

    email: str
    phone: str | None
    devices: tuple[Device, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a try went. `why` names the kind of fault, never an address or a text; `gone` are devices to forget."""

    outcome: Outcome
    why: str = ""
    gone: tuple[int, ...] = ()


ARRIVED = Delivery(Outcome.ARRIVED)
Sender = Callable[[Recipient, Letter], Delivery]
