// Stands on every page of a patient: keeps pages for when there is no network, and puts what is logged in the queue.
const SOON_MS = 30000;

function about() {
  const words = document.getElementById('offline-words');
  const owner = document.querySelector('meta[name="phone-owner"]')?.content;
  if (!words || !owner) return null;
  const told = JSON.parse(words.textContent);
  // Which of the addresses that may wait a form goes to; one with a number in it stands there with a 0.
  const kindOf = (form) => told.kinds[new URL(form.action).pathname.replace(/\/\d+(?=\/|$)/g, '/0')];
  return { owner, kindOf, ...told };
}

// What works without network besides: the links on Today to its exercises, those of the days to come among them.
function linked() {
  const parts = [document, ...[...document.querySelectorAll('template')].map(({ content }) => content)];
  const links = parts.flatMap((part) => [...part.querySelectorAll('a[data-keep]')]);
  return [...new Set(links.map((link) => link.getAttribute('href')))];
}

async function install(me) {
  if (!('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  const { active } = await navigator.serviceWorker.ready;
  if (navigator.onLine && !document.documentElement.dataset.keptAt) tell(active, me);
}

function tell(worker, me) {
  const isToday = window.location.pathname === me.today;
  worker.postMessage({ keep: isToday ? [...me.keep, ...linked()] : me.keep, isAll: isToday, owner: me.owner });
}

// When the browser is closed before it is sent: some can be asked to wake the worker.
async function askToBeWoken() {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.sync?.register('rehab-entries').catch(() => {});
}

export default async function start(body, addresses) {
  const me = about();
  if (!me) return;
  const [days, { fillBoxes, link, make }, { store }, { send }, { waiting }, { createFold }, { logging }, { kept }, { leaving }] = await Promise.all(
    ['days', 'boxes', 'store', 'send', 'waiting', 'fold', 'logging', 'kept', 'leaving'].map((name) => import(addresses[`offline/${name}`])),
  );
  Object.assign(me, { days, link, make });
  fillBoxes(me);
  kept(me);
  const works = await store.all().then(() => true, () => false);
  const list = waiting(me, store, works, createFold);
  install(me).catch((error) => console.warn('service worker', error.message));
  if (!works) return; // the forms are sent as they are

  let timer;
  const sendAll = async () => {
    clearTimeout(timer);
    const answer = await send(store);
    await list.show(answer);
    const isBusy = () => document.querySelector('form[data-keeping]'); // that form goes on by itself
    if (answer === 'done' && list.isToday && !(await list.count()) && !isBusy()) window.location.replace(me.today);
    if (answer === 'later' || answer === 'offline') {
      timer = setTimeout(sendAll, SOON_MS);
      askToBeWoken();
    }
    return answer;
  };
  logging(me, store, sendAll, list);
  leaving(me, store, sendAll);
  list.onSend(sendAll);
  window.addEventListener('online', sendAll);
  window.addEventListener('offline', () => list.show('offline'));
  window.addEventListener('pageshow', (event) => { if (event.persisted) list.show(); });
  document.addEventListener('visibilitychange', () => { if (!document.hidden) sendAll(); });
  if ('BroadcastChannel' in window) new BroadcastChannel('rehab-entries').onmessage = (event) => list.show(event.data);
  await list.show();
  body.dataset.queue = 'ready';
  await sendAll();
}
