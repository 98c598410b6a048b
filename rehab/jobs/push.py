"""Web push with VAPID (RFC 8030, 8291, 8292): encrypted to each of a person's browsers by the keys it gave."""

import json
from typing import Any

from rehab.config import Settings, Vapid
from rehab.jobs.delivery import ARRIVED, Delivery, Device, Outcome, Recipient, Sender
from rehab.jobs.letters import Letter
from rehab.records.push_addresses import may_be_pushed_to

TIMEOUT_S = 10
LASTS_S = 4 * 3600  # a reminder that finds the phone later than this says nothing any more
GONE = (404, 410)


def push_sender(settings: Settings, vapid: Vapid) -> Sender:
    """A sender to every browser of a person: it has arrived when one has taken it."""

    def send(to: Recipient, letter: Letter) -> Delivery:
        tried = [_push(device, letter, settings, vapid) for device in to.devices]
        gone = tuple(id_ for each in tried for id_ in each.gone)
        if any(each.outcome is Outcome.ARRIVED for each in tried):
            return Delivery(Outcome.ARRIVED, gone=gone)
        later = next((each for each in tried if each.outcome is Outcome.NOT_NOW), None)
        if later:
            return Delivery(Outcome.NOT_NOW, later.why, gone)
        return Delivery(Outcome.NEVER, tried[0].why if tried else "no device", gone)

    return send


def payload(letter: Letter, site_name: str) -> str:
    """What the service worker shows. Two of the same tag are one on the screen, so a push may be tried again."""
    tag = f"message-{letter.message_id}"
    return json.dumps(
        {"title": site_name, "body": letter.text, "url": letter.link, "tag": tag, "lang": letter.language}
    )


def _push(device: Device, letter: Letter, settings: Settings, vapid: Vapid) -> Delivery:
    if not may_be_pushed_to(device.endpoint, settings.push_services):
        return Delivery(Outcome.NEVER, "not a push service", (device.id,))
    from pywebpush import WebPushException, webpush

    try:
        webpush(
            {"endpoint": device.endpoint, "keys": {"p256dh": device.p256dh, "auth": device.auth}},
            data=payload(letter, settings.site_name),
            vapid_private_key=vapid.private,
            vapid_claims={"sub": vapid.contact},
            ttl=LASTS_S,
            timeout=TIMEOUT_S,
            headers={"Topic": f"message-{letter.message_id}", "Urgency": "normal"},
        )
    except WebPushException as error:
        return _refused(device, error.response)
    except OSError as error:  # requests' own faults are OSErrors
        return Delivery(Outcome.NOT_NOW, type(error).__name__)
    except (ValueError, IndexError):  # keys that are none
        return Delivery(Outcome.NEVER, "keys", (device.id,))
    return ARRIVED


def _refused(device: Device, response: Any) -> Delivery:
    if response is None:  # it was not even sent
        return Delivery(Outcome.NEVER, "keys", (device.id,))
    status = int(response.status_code)
    if status in GONE:
        return Delivery(Outcome.NEVER, f"push {status}", (device.id,))
    for_now = status == 429 or status >= 500
    return Delivery(Outcome.NOT_NOW if for_now else Outcome.NEVER, f"push {status}")
