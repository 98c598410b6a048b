// Today with what waits on this phone: a question that is answered is folded, as one the clinic has is, and what was
// done is not asked for again; each may be taken back.
export function createFold(me, { field, told, standing }, { button, takeBack }) {
  const today = () => me.days.dayOf();
  const training = () => document.querySelector('[aria-labelledby="h-training"]');
  const formsTo = (kind) => [...document.querySelectorAll('form')].filter((form) => me.kindOf(form) === kind);

  function line(text, entry) {
    const undo = field(entry, 'replaces') ? [] : [button(me.words.undo, () => takeBack(entry))]; // a correction is corrected
    return me.make('div', { class: 'row row--wrap', 'data-waits': true }, me.make('p', { class: 'small muted grow' }, text), ...undo);
  }

  function foldMorning(entry) {
    const card = document.getElementById(`pain-${field(entry, 'side')}`);
    if (!card) return;
    document.querySelectorAll(`[data-folded="${card.id}"]`).forEach((older) => older.remove());
    card.before(folded(entry, card));
    card.hidden = true;
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

  // What kind of day it is, while what waits says so; without words as the page has it.
  function entitle(card, words) {
    const heading = card.querySelector('h2');
    card.dataset.title ??= heading.textContent;
    heading.textContent = words || card.dataset.title;
    card.querySelector('.eyebrow')?.toggleAttribute('hidden', Boolean(words));
  }

  // A training that waits: of today it is not asked for again; of yesterday it may be that today is for rest.
  function foldTraining(entries) {
    const card = training();
    if (!card) return;
    const every = Number(card.dataset.every ?? 1);
    const ago = (entry) => me.days.daysBetween(field(entry, 'done_on'), today());
    const last = entries.filter((entry) => ago(entry) >= 0 && ago(entry) < every)
      .sort((one, other) => field(one, 'done_on').localeCompare(field(other, 'done_on'))).at(-1);
    const day = last && field(last, 'done_on');
    card.querySelector('.btns')?.toggleAttribute('hidden', Boolean(last));
    entitle(card, last && day !== today() ? me.words.rest : '');
    if (!last) return;
    const text = day === today() ? `${me.words.session}: ${me.words.title}`
      : me.words.lately.replace('{day}', me.days.dayWords(day)).replace('{count}', every);
    card.querySelector('h2').after(line(text, last));
  }

  // How many bouts of a stretch wait, beside its button: the dots count those the clinic has.
  function foldStretches(bouts) {
    for (const form of formsTo('stretch')) {
      const mine = bouts.filter((each) => field(each, 'prescription_id') === form.elements.prescription_id?.value);
      if (mine.length) form.before(line(me.words.unsent.replace('{count}', mine.length), mine.at(-1)));
    }
  }

  // What is left out is not done by the one tap either.
  function foldSkips(skips) {
    const ids = skips.map((each) => field(each, 'prescription_id'));
    for (const link of document.querySelectorAll('main a[href*="/skips/new?"]')) {
      const id = new URL(link.href).searchParams.get('prescription');
      link.hidden = ids.includes(id);
      if (link.hidden) link.after(line(`${me.words.skip}: ${me.words.title}`, skips[ids.indexOf(id)]));
    }
    for (const form of formsTo('session')) {
      const fields = [...form.querySelectorAll('input[type=hidden][name=prescription_id]')];
      for (const input of fields) input.disabled = ids.includes(input.value);
      form.hidden = fields.length > 0 && fields.every((input) => input.disabled);
    }
  }

  function foldUndone(undos) {
    const paths = undos.map(({ action }) => action);
    for (const form of formsTo('undo')) {
      form.hidden = paths.includes(new URL(form.action).pathname);
      if (form.hidden) form.after(me.make('p', { class: 'small muted', 'data-waits': true }, `${me.words.takenBack}: ${me.words.title}`));
    }
  }

  return function fold(waiting) {
    const entries = standing(waiting);
    const of = (kind) => entries.filter((each) => each.kind === kind);
    const isToday = (each) => [field(each, 'noted_on'), field(each, 'done_on'), field(each, 'skipped_on')].includes(today());
    document.querySelectorAll('[data-folded], [data-waits]').forEach((older) => older.remove());
    of('morning').filter(isToday).forEach(foldMorning);
    foldTraining(of('session'));
    foldStretches(of('stretch').filter(isToday));
    foldSkips(of('skip').filter(isToday));
    foldUndone(of('undo'));
  };
}
