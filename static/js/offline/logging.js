// What is logged goes to the phone's own store first, then to the clinic. A form it cannot store is sent as it is.
const PATIENCE_MS = 8000;
const ANSWERED = ['score', 'side', 'pain_during', 'pain_after'];

function fieldsOf(form, submitter) {
  const fields = [...new FormData(form)];
  if (submitter?.name) fields.push([submitter.name, submitter.value]);
  return fields;
}

function entryOf(me, kind, form, submitter) {
  const fields = fieldsOf(form, submitter).filter(([name]) => name !== 'csrf_token');
  // A stretch is of the day it was done, whenever it is sent.
  if (kind === 'stretch' && !fields.some(([name]) => name === 'done_on')) fields.push(['done_on', me.days.dayOf()]);
  return {
    owner: me.owner,
    kind,
    action: new URL(form.action).pathname,
    key: form.elements.client_key.value,
    fields,
    at: Date.now(),
    state: 'waiting',
    hasSides: document.querySelectorAll('[id^="pain-left"], [id^="pain-right"]').length > 1
      || Boolean(form.querySelector('[type=radio][name=side]')),
  };
}

// The first control of what is still to be answered, with what to say.
function missing(me, form) {
  for (const name of ANSWERED) {
    const radios = [...form.querySelectorAll(`input[type=radio][name="${name}"]`)];
    if (radios.length && !radios.some((radio) => radio.checked)) return [radios[0], name === 'side' ? me.words.side : me.words.pain];
  }
  const reps = [...form.querySelectorAll('input[name^="sets-"][name$="-reps"]')];
  return reps.length && !reps.some((input) => input.value.trim()) ? [reps[0], me.words.reps] : null;
}

function complain(me, form, [control, text]) {
  form.querySelectorAll('.err[data-missing]').forEach((line) => line.remove());
  const line = me.make('p', { class: 'err', 'data-missing': true, role: 'alert' }, text);
  const fieldset = control.closest('fieldset');
  if (fieldset) fieldset.querySelector('legend').after(line); else control.before(line);
  control.focus();
}

// One more row of sets where there is no server to draw it.
function addRow(form, id) {
  const rows = form.querySelectorAll(`input[name^="sets-${id}-"][name$="-reps"]`);
  const last = rows[rows.length - 1]?.closest('tr');
  if (!last || rows.length >= 10) return;
  const row = last.cloneNode(true);
  row.querySelector('th').textContent = rows.length + 1;
  for (const input of row.querySelectorAll('input')) {
    input.name = input.name.replace(/^(sets-\d+-)\d+/, `$1${rows.length + 1}`);
    input.id = input.name;
    input.setAttribute('aria-label', input.getAttribute('aria-label').replace(/\d+/, rows.length + 1));
  }
  last.after(row);
}

// A token of now, or null where the clinic is not reached.
const freshToken = () => fetch('/csrf', { cache: 'no-store' }).then((answer) => answer.json(), () => ({})).then(({ token }) => token ?? null);

async function sendAsItIs(me, form, submitter) {
  const token = await freshToken();
  if (!token) return; // it stays on the page, as typed
  form.elements.csrf_token.value = token;
  if (submitter?.name) form.append(me.make('input', { type: 'hidden', name: submitter.name, value: submitter.value }));
  form.submit();
}

async function put(store, entry) {
  const all = (await store.all()).filter((each) => each.owner === entry.owner && each.key === entry.key);
  const content = JSON.stringify(entry.fields);
  const same = all.find((each) => each.state === 'waiting' && JSON.stringify(each.fields) === content);
  if (same) return same.id;
  const refused = all.find((each) => each.state === 'refused'); // this is it, put right
  return store.put(refused ? { ...entry, id: refused.id } : entry);
}

export function logging(me, store, sendAll, list) {
  const soon = () => new Promise((done) => { setTimeout(done, PATIENCE_MS); });

  async function log(form, submitter, kind) {
    const entry = entryOf(me, kind, form, submitter);
    let id;
    try {
      id = await put(store, entry);
    } catch (error) {
      console.warn('entry not kept', error.message);
      list.sayFull();
      await sendAsItIs(me, form, submitter);
      return;
    }
    form.dispatchEvent(new Event('kept')); // whoever held on to it may let go
    await Promise.race([sendAll(), soon()]);
    const left = (await store.all()).find((each) => each.id === id);
    if (left) navigator.storage?.persist?.().catch(() => {}); // not to be cleared away when the phone runs full
    if (left?.state === 'refused' && left.status === 422) await sendAsItIs(me, form, submitter); // the page says what is wrong
    else if (!left || (!list.isToday && navigator.serviceWorker?.controller)) window.location.assign(me.today);
    else {
      form.elements.client_key.value = crypto.randomUUID(); // the next tap is another entry
      if (list.isToday) await list.show(); else await list.bringIntoView();
    }
  }

  document.addEventListener('submit', (event) => {
    const { target: form, submitter } = event;
    const kind = me.kinds[new URL(form.action).pathname];
    if (!kind || !form.elements.client_key || event.defaultPrevented) return;
    if (submitter?.name === 'add') {
      if (navigator.onLine) return;
      event.preventDefault();
      addRow(form, submitter.value);
      return;
    }
    event.preventDefault(); // before the module that marks a form as sent
    const wrong = missing(me, form);
    if (wrong) complain(me, form, wrong);
    if (wrong || 'keeping' in form.dataset) return;
    form.dataset.keeping = '';
    submitter?.setAttribute('aria-busy', 'true');
    log(form, submitter, kind).finally(() => {
      delete form.dataset.keeping;
      submitter?.removeAttribute('aria-busy');
    });
  }, true);
}
