"""Sending that sends nothing: the log says that a message would have gone out, without address and text."""

import logging

from rehab.jobs.delivery import ARRIVED, Delivery, Outcome, Recipient, Sender
from rehab.jobs.letters import Letter
from rehab.models import Channel

log = logging.getLogger(__name__)


def log_sender(channel: Channel) -> Sender:
    """A sender that only tells the log."""

    def send(to: Recipient, letter: Letter) -> Delivery:
        if channel is Channel.SMS and not to.phone:
            return Delivery(Outcome.NEVER, "no number")
        log.info("message %s (%s by %s) is only logged", letter.message_id, letter.kind, channel)
        return ARRIVED

    return send


def absent_sender(to: Recipient, letter: Letter) -> Delivery:
    """For a way that this installation does not have, or no longer."""
    return Delivery(Outcome.NEVER, "not set up")
