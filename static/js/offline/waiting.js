// What is not sent yet, in words, on the page; and what the clinic did not take, with what to do about it.
const MORNING = 'morning';

function field(entry, name) {
  return entry.fields.find(([each]) => each === name)?.[1];
}

function told(entry, me) {
  const day = field(entry, 'noted_on') ?? field(entry, 'done_on') ?? field(entry, 'due_on');
  const score = field(entry, 'score');
  const side = entry.hasSides ? ` (${me.words.sides[field(entry, 'side')] ?? ''})` : '';
  const what = (me.words[entry.kind] ?? me.words.other).replace('{side}', side);
  const value = entry.kind === MORNING ? `: ${score === 'unknown' ? me.words.unknown : score}` : '';
  return `${what}${day ? `, ${(day === me.days.dayOf() ? me.words.today : me.days.dayWords(day))}` : ''}${value}`;
}

// Several of the same are one line with how many.
function lines(entries, me) {
  const counted = new Map();
  for (const entry of entries) counted.set(told(entry, me), (counted.get(told(entry, me)) ?? 0) + 1);
  return [...counted].map(([text, times]) => me.make('li', {}, times > 1 ? `${text} (${times})` : text));
}

function openAgain(me, entry, token) {
  const fields = [...entry.fields, ['csrf_token', token]];
  const form = me.make('form', { method: 'post', action: entry.action, hidden: true },
    ...fields.map(([name, value]) => me.make('input', { type: 'hidden', name, value })));
  document.body.append(form);
  form.submit();
}

export function waiting(me, store, works) {
  const part = (name) => document.getElementById(name);
  const mine = async () => (works ? (await store.all()).filter((entry) => entry.owner === me.owner) : []);
  let sendAll = async () => {};

  function button(text, act) {
    const made = me.make('button', { type: 'button', class: 'btn btn--quiet' }, text);
    made.addEventListener('click', () => act().catch((error) => console.warn(error.message)));
    return made;
  }

  function refusedLine(entry) {
    const isWrong = entry.status === 422;
    const acts = me.make('div', { class: 'row row--wrap' });
    acts.append(
      isWrong
        ? button(me.words.open, async () => openAgain(me, entry, (await (await fetch('/csrf', { cache: 'no-store' })).json()).token))
        : button(me.words.again, async () => { await store.put({ ...entry, state: 'waiting', tries: 0 }); await sendAll(); }),
      button(me.words.remove, async () => {
        if (window.confirm(`${told(entry, me)}\n\n${me.words.sure}`)) { await store.remove(entry.id); await list.show(); }
      }),
    );
    return me.make('li', { class: 'stack-2' },
      me.make('b', { class: 'strong' }, told(entry, me)), me.make('p', {}, isWrong ? me.words.wrong : me.words.elsewhere), acts);
  }

  // A question of today that is answered here is folded, as one the clinic has is.
  function fold(entries) {
    document.querySelectorAll('[data-folded]').forEach((card) => card.remove());
    for (const entry of entries.filter((each) => each.kind === MORNING && field(each, 'noted_on') === me.days.dayOf())) {
      const card = part(`pain-${field(entry, 'side')}`);
      if (!card || !list.isToday) continue;
      document.querySelectorAll(`[data-folded="${card.id}"]`).forEach((older) => older.remove());
      card.before(folded(entry, card));
      card.hidden = true;
    }
    const trained = entries.some((each) => each.kind === 'session' && field(each, 'done_on') === me.days.dayOf());
    if (trained && list.isToday) document.querySelector('#h-training')?.parentElement.querySelector('.btns')?.setAttribute('hidden', '');
  }

  function folded(entry, card) {
    const score = field(entry, 'score');
    const isKnown = score !== 'unknown';
    const made = me.make('section', { class: 'card logged', 'data-folded': card.id, role: 'status' },
      me.make('span', { class: isKnown ? `pp p-${score} pp--m` : 'pp pp--none pp--m' }, isKnown ? score : '–'),
      me.make('p', { class: 'grow' },
        me.make('b', { class: 'strong' }, told(entry, me).replace(/: [^:]*$/, '')), me.make('br'),
        me.make('span', { class: 'mid muted' }, me.words.title)));
    const correct = button(me.words.correct, async () => {
      made.remove();
      card.hidden = false;
      card.querySelector('button')?.focus();
    });
    if (card.querySelector('form')) made.append(correct);
    return made;
  }

  const list = {
    isToday: window.location.pathname === me.today,
    count: async () => (await mine()).filter((entry) => entry.state === 'waiting').length,
    onSend(act) {
      sendAll = act;
      part('send-now')?.addEventListener('click', () => sendAll());
    },
    async show(answer) {
      if (!part('not-sent')) return;
      const entries = await mine();
      const [unsent, refused] = ['waiting', 'refused'].map((state) => entries.filter((entry) => entry.state === state));
      part('not-sent').hidden = !unsent.length;
      part('not-sent').querySelector('ul').replaceChildren(...lines(unsent, me));
      const why = { 'signed-out': me.words.signedOut, later: me.words.later }[answer] ?? me.words.waiting;
      if (unsent.length) part('not-sent').querySelector('[data-why]').textContent = why;
      part('sign-in-again').hidden = answer !== 'signed-out';
      part('send-now').hidden = answer === 'signed-out';
      part('not-taken').hidden = !refused.length;
      part('not-taken').querySelector('ul').replaceChildren(...refused.map(refusedLine));
      if (!document.documentElement.dataset.keptAt) part('kept-page').hidden = navigator.onLine;
      fold(unsent);
    },
    bringIntoView() { part('not-sent')?.scrollIntoView({ block: 'nearest' }); },
    sayFull() { part('phone-full').hidden = false; part('phone-full').scrollIntoView({ block: 'nearest' }); },
  };
  if (!works && part('phone-full')) part('phone-full').hidden = false;
  return list;
}
