"""Which way of sending stands behind each channel of this installation."""

from collections.abc import Mapping

from rehab.config import Settings
from rehab.jobs.delivery import Sender
from rehab.jobs.log_only import absent_sender, log_sender
from rehab.jobs.mail import mail_sender
from rehab.jobs.push import push_sender
from rehab.models import Channel


def senders(settings: Settings) -> Mapping[Channel, Sender]:
    """A sender for every channel."""
    return {Channel.EMAIL: _mail(settings), Channel.PUSH: _push(settings), Channel.SMS: _sms(settings)}


def _mail(settings: Settings) -> Sender:
    if settings.smtp:
        return mail_sender(settings.smtp, settings.site_name)
    return log_sender(Channel.EMAIL) if settings.mail_to_log else absent_sender


def _push(settings: Settings) -> Sender:
    return push_sender(settings, settings.vapid) if settings.vapid else absent_sender


def _sms(settings: Settings) -> Sender:
    return log_sender(Channel.SMS) if settings.sms_to_log else absent_sender
