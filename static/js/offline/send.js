// Sends what waits, oldest first, and takes an entry away only on the clinic's word that it is stored.
// Pages and the service worker run this alike; sent twice at once is stored once, by the entry's client_key.
const PATIENCE_MS = 10000;
const MOST_TRIES = 3;

function asked(address, options = {}) {
  return fetch(address, {
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error', // being led to the sign-in page is no success
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...options,
  });
}

async function signedIn() {
  const answer = await asked('/csrf');
  if (!answer.ok) throw new Error(`csrf ${answer.status}`);
  return answer.json();
}

async function posted(entry, token) {
  const body = new URLSearchParams(entry.fields.filter(([name]) => name !== 'csrf_token'));
  body.set('csrf_token', token);
  // How long ago it was made, as this phone's clock may be set wrong.
  const headers = { 'Queued-Entry': entry.key, 'Made-Ago': String(Math.max(0, Date.now() - entry.at)) };
  const answer = await asked(entry.action, { method: 'POST', body, headers });
  const isStored = answer.status === 200 && answer.headers.get('Content-Type')?.includes('json')
    && (await answer.json()).stored === entry.key;
  return isStored ? 'stored' : answer.status;
}

// What an answer means: 'stored', 'refused' (it will not be taken as it is), 'signed-out' or 'later'.
async function sent(entry, token) {
  let answer = await posted(entry, token);
  if (answer === 400) { // the token had just ended
    const who = await signedIn();
    if (who.owner !== entry.owner) return ['signed-out', 401];
    answer = await posted(entry, who.token);
  }
  if (answer === 'stored') return ['stored', 200];
  if (answer === 401) return ['signed-out', answer];
  if (answer >= 400 && answer < 500 && ![408, 425, 429].includes(answer)) return ['refused', answer];
  return ['later', answer];
}

// What is taken back goes before what takes it back, also when it has to be tried again.
async function mustWait(store, { of }) {
  return of && (await store.all()).some((each) => each.key === of && each.state === 'waiting');
}

async function sendInTurn(store) {
  const waiting = (await store.all()).filter((entry) => entry.state === 'waiting');
  if (!waiting.length) return 'nothing';
  let who;
  try { who = await signedIn(); } catch { return 'offline'; }
  const mine = waiting.filter((entry) => entry.owner === who.owner);
  if (!mine.length) return who.owner ? 'nothing' : 'signed-out';
  for (const entry of mine) {
    let outcome;
    if (await mustWait(store, entry)) continue;
    try { outcome = await sent(entry, who.token); } catch { return 'offline'; }
    const [what, status] = outcome;
    if (what === 'stored') await store.remove(entry.id);
    else if (what === 'refused') await store.put({ ...entry, state: 'refused', status });
    else if (what === 'signed-out') return what;
    else {
      // One that the clinic cannot take today must not hold up the others for ever.
      const tries = (entry.tries ?? 0) + 1;
      await store.put({ ...entry, tries });
      if (tries < MOST_TRIES) return 'later';
    }
  }
  return 'done';
}

// One at a time among all pages and the worker. Answers 'nothing', 'done', 'offline', 'signed-out' or 'later'.
export async function send(store) {
  const answer = navigator.locks
    ? await navigator.locks.request('rehab-send', () => sendInTurn(store))
    : await sendInTurn(store);
  if (answer !== 'nothing' && 'BroadcastChannel' in globalThis) {
    const channel = new BroadcastChannel('rehab-entries');
    channel.postMessage(answer);
    channel.close();
  }
  return answer;
}
