"""Mail by SMTP: plain text, with headers by which a mail program can stop it in one tap (RFC 8058)."""

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr

from rehab.config import Smtp
from rehab.jobs.delivery import ARRIVED, Delivery, Outcome, Recipient, Sender
from rehab.jobs.letters import Letter

TIMEOUT_S = 20.0


def mail_sender(smtp: Smtp, site_name: str) -> Sender:
    """A sender by this server."""

    def send(to: Recipient, letter: Letter) -> Delivery:
        message = compose(letter, sender=smtp.sender, site_name=site_name, to=to.email)
        try:
            server = _connect(smtp)
        except (OSError, smtplib.SMTPException) as error:
            return Delivery(Outcome.NOT_NOW, _name(error))
        try:
            return _hand_over(server, message)
        finally:
            _leave(server)

    return send


def compose(letter: Letter, *, sender: str, site_name: str, to: str) -> EmailMessage:
    """The mail as it goes out; its Message-ID is the same however often it is tried."""
    message = EmailMessage(policy=SMTP)
    message["From"] = formataddr((site_name, sender))
    message["To"] = to
    message["Subject"] = letter.subject
    message["Message-ID"] = f"<message-{letter.message_id}@{sender.rpartition('@')[2]}>"
    message["Content-Language"] = letter.language
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<{letter.stop_link}>"
    if letter.stops_in_one_tap:
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(f"{letter.text}\n\n{letter.link}\n\n-- \n{letter.stop_words}\n{letter.stop_link}\n")
    return message


def _connect(smtp: Smtp) -> smtplib.SMTP:
    server = smtplib.SMTP(smtp.host, smtp.port, timeout=TIMEOUT_S)
    try:
        if smtp.starttls:
            server.starttls(context=ssl.create_default_context())
        if smtp.user:
            server.login(smtp.user, smtp.password)
    except (OSError, smtplib.SMTPException):
        server.close()  # a server that failed here may not answer a farewell either
        raise
    return server


def _hand_over(server: smtplib.SMTP, message: EmailMessage) -> Delivery:
    """What the server says counts; when it falls silent once it has begun to listen, the mail may be on its way."""
    try:
        server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        return _refused(error, next(iter(error.recipients.values()))[0])
    except smtplib.SMTPResponseException as error:
        return _refused(error, error.smtp_code)
    except smtplib.SMTPNotSupportedError as error:
        return Delivery(Outcome.NEVER, _name(error))
    except (OSError, smtplib.SMTPException) as error:
        return Delivery(Outcome.PERHAPS, _name(error))
    return ARRIVED


def _refused(error: smtplib.SMTPException, code: int) -> Delivery:
    """4xx is for now, 5xx for good."""
    return Delivery(Outcome.NOT_NOW if code < 500 else Outcome.NEVER, f"{_name(error)} {code}")


def _leave(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _name(error: Exception) -> str:
    return type(error).__name__
