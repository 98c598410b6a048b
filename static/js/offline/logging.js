// What is logged goes to the phone's own store first, then to the clinic. A form it cannot store is sent as it is.
const PATIENCE_MS = 8000;
const ANSWERED = ['score', 'side', 'pain_during', 'pain_after'];

function fieldsOf(form, submitter) {
  const fields = [...new FormData(form)];
  if (submitter?.name) fields.push([submitter.name, submitter.value]);
  return fields;
}

// Which exercise it is about: of what is taken back the button says it, of what is left out the page.
function nameOf(kind, submitter) {
  if (kind === 'undo') return submitter?.textContent.split(': ')[1]?.trim();
  return kind === 'skip' ? document.querySelector('.top--back p')?.textContent.split(' · ')[0].trim() : undefined;
}

function entryOf(me, kind, form, submitter) {
  const fields = fieldsOf(form, submitter).filter(([name]) => name !== 'csrf_token');
  // A stretch, and what is left out, is of the day it was said, whenever it is sent.
  const day = { stretch: 'done_on', skip: 'skipped_on' }[kind];
  if (day && !fields.some(([name]) => name === day)) fields.push([day, me.days.dayOf()]);
  return {
    owner: me.owner,
    kind,
    action: new URL(form.action).pathname,
    key: form.elements.client_key?.value ?? crypto.randomUUID(),
    name: nameOf(kind, submitter),
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
  if (form.elements.stopped_by_pain?.checked) return null;
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

// One more set where there is no server to draw it.
function addSet(form, id) {
  const fields = [...form.querySelectorAll(`input[name^="sets-${id}-"][name$="-reps"]`)];
  const sets = [...new Set(fields.map((field) => field.closest('[data-set]')))];
  const last = sets.at(-1);
  if (!last || sets.length >= 10) return;
  const set = last.cloneNode(true);
  const number = sets.length + 1;
  set.querySelector('th').textContent = number;
  for (const input of set.querySelectorAll('input')) {
    input.name = input.name.replace(/^(sets-\d+-)\d+/, `$1${number}`);
    input.id = input.name;
    input.setAttribute('aria-label', input.getAttribute('aria-label').replace(/\d+/, number));
  }
  last.after(set);
}

// A token of now, or null where the clinic is not reached.
async function freshToken() {
  if (!navigator.onLine) return null;
  try {
    const answer = await fetch('/csrf', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
    return (await answer.json()).token;
  } catch {
    return null;
  }
}

// What cannot wait here stays on the page, as typed, until the clinic is reached.
async function reach(me, form, submitter) {
  form.querySelector('[data-unreached]')?.remove();
  const token = await freshToken();
  if (token) {
    if (form.elements.csrf_token) form.elements.csrf_token.value = token;
    form.dataset.reached = '';
    form.requestSubmit(submitter);
    return;
  }
  const line = me.make('p', { class: 'err', 'data-unreached': true, role: 'alert' }, me.words.unreached);
  if (submitter && form.contains(submitter)) submitter.before(line); else form.append(line);
}

async function sendAsItIs(me, form, submitter) {
  const token = await freshToken();
  if (!token) return; // it stays on the page, as typed
  if (form.elements.csrf_token) form.elements.csrf_token.value = token;
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
  function whenReached(event) {
    const { target: form, submitter } = event;
    if (form.method !== 'post' || new URL(form.action).pathname === me.signOut) return;
    if ('reached' in form.dataset) {
      delete form.dataset.reached;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if ('keeping' in form.dataset) return;
    form.dataset.keeping = '';
    reach(me, form, submitter).finally(() => { delete form.dataset.keeping; });
  }

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
      if (form.elements.client_key) form.elements.client_key.value = crypto.randomUUID(); // the next tap is another entry
      if (list.isToday) await list.show(); else await list.bringIntoView();
    }
  }

  document.addEventListener('submit', (event) => {
    const { target: form, submitter } = event;
    const kind = me.kindOf(form);
    if (event.defaultPrevented) return;
    if (submitter?.name === 'add') {
      if (navigator.onLine) return;
      event.preventDefault();
      addSet(form, submitter.value);
      return;
    }
    if (!kind) {
      whenReached(event);
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
