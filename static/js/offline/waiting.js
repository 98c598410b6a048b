// What is not sent yet, in words, on the page; and what the clinic did not take, with what to do about it.
function field(entry, name) {
  return entry.fields.find(([each]) => each === name)?.[1];
}

function told(entry, me) {
  if (entry.kind === 'undo') return entry.name ? me.words.undone.replace('{what}', entry.name) : me.words.takenBack;
  const day = field(entry, 'noted_on') ?? field(entry, 'done_on') ?? field(entry, 'skipped_on');
  const score = field(entry, 'score');
  const side = entry.hasSides ? ` (${me.words.sides[field(entry, 'side')] ?? ''})` : '';
  const what = (me.words[entry.kind] ?? me.words.other).replace('{side}', side);
  const said = entry.kind === 'morning' ? (score === 'unknown' ? me.words.unknown : score) : entry.name;
  const value = said ? `: ${said}` : '';
  return `${what}${day ? `, ${(day === me.days.dayOf() ? me.words.today : me.days.dayWords(day, 'short'))}` : ''}${value}${sidesOf(entry, me)}`;
}

// What is taken back before it was sent is one line with what takes it back.
function standing(entries) {
  return entries.filter(({ key }) => !entries.some(({ of }) => of === key));
}

// What each side did of a training that tells the sides apart: left 36, right 34.
function sidesOf(entry, me) {
  const of = (side) => entry.fields.filter(([name]) => name.startsWith('sets-') && name.endsWith(`-${side}-reps`));
  const told = ['left', 'right'].map((side) => `${me.words.sides[side]} ${of(side).reduce((sum, [, reps]) => sum + Number(reps), 0)}`);
  return of('left').length ? `: ${told.join(', ')}` : '';
}

// Several of the same are one line with how many.
function lines(entries, me) {
  const counted = new Map();
  for (const entry of standing(entries)) counted.set(told(entry, me), (counted.get(told(entry, me)) ?? 0) + 1);
  return [...counted].map(([text, times]) => me.make('li', {}, times > 1 ? `${text} (${times})` : text));
}

function openAgain(me, entry, token) {
  const fields = [...entry.fields, ['csrf_token', token]];
  const form = me.make('form', { method: 'post', action: entry.action, hidden: true },
    ...fields.map(([name, value]) => me.make('input', { type: 'hidden', name, value })));
  document.body.append(form);
  form.submit();
}

export function waiting(me, store, works, createFold) {
  const part = (name) => document.getElementById(name);
  const mine = async () => (works ? (await store.all()).filter((entry) => entry.owner === me.owner) : []);
  let sendAll = async () => {};

  function button(text, act) {
    const made = me.make('button', { type: 'button', class: 'btn btn--quiet' }, text);
    made.addEventListener('click', () => act().catch((error) => console.warn(error.message)));
    return made;
  }

  function remove(entries) {
    return button(me.words.remove, async () => {
      if (!window.confirm(`${entries.map((entry) => told(entry, me)).join('\n')}\n\n${me.words.sure}`)) return;
      for (const entry of entries) await store.remove(entry.id);
      await list.show();
    });
  }

  function refusedLine(entries, text, act) {
    return me.make('li', { class: 'stack-2' },
      me.make('ul', { class: 'strong' }, ...lines(entries, me)),
      me.make('p', {}, text), me.make('div', { class: 'row row--wrap' }, act, remove(entries)));
  }

  // One that can be put right has its own line; those that fit nowhere share what there is to do.
  function refusedLines(refused) {
    const wrong = refused.filter(({ status }) => status === 422);
    const others = refused.filter(({ status }) => status !== 422);
    const made = wrong.map((entry) => refusedLine([entry], me.words.wrong, button(me.words.open, async () => {
      openAgain(me, entry, (await (await fetch('/csrf', { cache: 'no-store' })).json()).token);
    })));
    if (!others.length) return made;
    const again = button(me.words.again, async () => {
      for (const entry of others) await store.put({ ...entry, state: 'waiting', tries: 0 });
      await sendAll();
    });
    return [...made, refusedLine(others, others.length > 1 ? me.words.elsewhereMany : me.words.elsewhere, again)];
  }

  // What takes an entry back is an entry itself, sent after it: whether the clinic has it already need not be known.
  async function takeBack(entry) {
    const fields = entry.kind === 'skip'
      ? entry.fields.filter(([name]) => ['prescription_id', 'skipped_on'].includes(name))
      : [['taken_back', entry.key]];
    const undo = { kind: 'undo', action: me.undo[entry.kind], key: crypto.randomUUID(), fields, of: entry.key, name: told(entry, me) };
    await store.put({ ...undo, owner: me.owner, at: Date.now(), state: 'waiting' });
    await list.show();
    await sendAll();
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
      const isShown = list.isToday || list.isBrought;
      part('not-sent').hidden = !unsent.length || !isShown;
      const count = me.words.unsent.replace('{count}', standing(unsent).length);
      part('not-sent').querySelector('summary span').textContent = count;
      part('not-sent').querySelector('[data-told]').textContent = unsent.length ? count : '';
      part('not-sent').querySelector('ul').replaceChildren(...lines(unsent, me));
      const why = { 'signed-out': me.words.signedOut, later: me.words.later }[answer] ?? me.words.waiting;
      if (unsent.length) part('not-sent').querySelector('[data-why]').textContent = why;
      part('sign-in-again').hidden = answer !== 'signed-out';
      part('send-now').hidden = answer === 'signed-out' || !navigator.onLine;
      if (answer === 'signed-out') part('not-sent').querySelector('details').open = true;
      part('not-taken').hidden = !refused.length || !isShown;
      part('not-taken').querySelector('ul').replaceChildren(...refusedLines(refused));
      if (!document.documentElement.dataset.keptAt) part('kept-page').hidden = navigator.onLine;
      if (list.isToday) fold(unsent);
    },
    async bringIntoView() {
      list.isBrought = true;
      await list.show();
      part('not-sent')?.scrollIntoView({ block: 'nearest' });
    },
    sayFull() { part('phone-full').hidden = false; part('phone-full').scrollIntoView({ block: 'nearest' }); },
  };
  const fold = createFold(me, { field, told, standing }, { button, takeBack });
  if (!works && part('phone-full')) part('phone-full').hidden = false;
  return list;
}
