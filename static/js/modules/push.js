// Notifications on this device: asked for by a button, never by itself; a refusal is said in words.
const KNOWS_HOW = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

function bytes(base64url) {
  const text = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function view(card) {
  const buttons = card.querySelectorAll('[data-turn]');
  return (state, offers) => {
    for (const words of card.querySelectorAll('[data-state]')) words.hidden = words.dataset.state !== state;
    for (const button of buttons) button.hidden = button.dataset.turn !== offers;
  };
}

async function post(address, fields) {
  const body = new URLSearchParams(fields);
  const token = document.querySelector('meta[name="csrf-token"]').content;
  const answer = await fetch(address, { method: 'POST', body, headers: { 'X-CSRFToken': token }, redirect: 'error' });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
}

async function worker(address) {
  await navigator.serviceWorker.register(address);
  return navigator.serviceWorker.ready;
}

async function turnOn(card) {
  const { pushManager } = await worker(card.dataset.worker);
  const subscription = await pushManager.subscribe({
    userVisibleOnly: true, applicationServerKey: bytes(card.dataset.key),
  });
  const { endpoint, keys } = subscription.toJSON();
  try {
    await post(card.dataset.let, { endpoint, p256dh: keys.p256dh, auth: keys.auth });
  } catch (error) {
    await subscription.unsubscribe();
    throw error;
  }
}

async function turnOff(card) {
  const { pushManager } = await worker(card.dataset.worker);
  const subscription = await pushManager.getSubscription();
  if (!subscription) return;
  await post(card.dataset.end, { endpoint: subscription.endpoint });
  await subscription.unsubscribe();
}

async function isOn() {
  const registration = await navigator.serviceWorker.getRegistration('/');
  return Boolean(await registration?.pushManager.getSubscription());
}

export default async function push(card) {
  const say = view(card);
  if (!KNOWS_HOW) { say('no-way'); return; }

  async function sayHowItIs() {
    if (Notification.permission === 'denied') say('refused');
    else if (await isOn()) say('on', 'off');
    else say('off', 'on');
  }

  async function turn(button) {
    button.disabled = true;
    try {
      if (button.dataset.turn === 'off') await turnOff(card);
      else if (await Notification.requestPermission() === 'granted') await turnOn(card);
      await sayHowItIs();
    } catch {
      say('failed', button.dataset.turn);
    } finally {
      button.disabled = false;
    }
  }

  for (const button of card.querySelectorAll('[data-turn]')) button.addEventListener('click', () => turn(button));
  await sayHowItIs();
}
