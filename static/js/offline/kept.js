// A page that this phone kept is from an earlier moment: its dates are brought up to today, and its keys are made new,
// or two mornings logged from one kept page would count as one.
function sentence(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function newKeys() {
  if (document.body.classList.contains('has-player')) return; // it has a key of its own for each training
  for (const field of document.querySelectorAll('input[name="client_key"]')) field.value = crypto.randomUUID();
}

// The forms of the kept day become those of today; a date asked for in the address is kept.
function moveDates(me, keptOn, today) {
  const days = me.days.daysBetween(keptOn, today);
  const asked = new URLSearchParams(window.location.search).get('date');
  for (const field of document.querySelectorAll('input[name="noted_on"], input[name="done_on"]')) {
    if (field.max) field.max = today;
    if (field.form?.elements.replaces?.value) continue; // what is put right stays of its day
    if (asked && field.type !== 'hidden') field.value = asked;
    else if (field.value) field.value = me.days.moved(field.value, days);
  }
  return asked ?? (document.querySelector('form input[name="done_on"]')?.value || today);
}

// Today of the kept day has what was answered then; the questions and the training of this one lie ready beside it.
function bringForward(today) {
  for (const fresh of document.querySelectorAll('template[data-fresh]')) {
    document.getElementById(fresh.dataset.fresh)?.replaceWith(fresh.content.cloneNode(true));
  }
  const ahead = [...document.querySelectorAll('template[data-ahead]')].find(({ dataset }) => dataset.ahead.split(' ').includes(today));
  const before = document.querySelector('[aria-labelledby="h-training"]');
  if (ahead && before) {
    const card = ahead.content.cloneNode(true).querySelector('section');
    card.hidden = before.hidden; // a warning sign that is not sent yet
    card.dataset.every = ahead.dataset.every;
    before.replaceWith(card);
  }
  document.querySelector('[aria-labelledby="h-week"]')?.remove();
}

function retell(me, today, shown) {
  const over = document.querySelector('.top__t > p');
  if (over && window.location.pathname === me.today) over.textContent = sentence(me.days.dayWords(today));
  const under = document.querySelector('.top--back p');
  if (under) under.textContent = me.days.dayWords(shown);
  // What was said of the kept day is not so of today.
  for (const gone of document.querySelectorAll('[id^="pain-"].logged, [id^="pain-"] .eyebrow .r, .toast')) gone.hidden = true;
  for (const link of document.querySelectorAll('a[href*="correct="]')) (link.closest('.note, p, .row') ?? link).hidden = true;
}

function explain(me, keptOn, isOld) {
  const note = document.getElementById('kept-page');
  if (!note) return;
  note.hidden = false;
  if (navigator.onLine) note.querySelector('[data-offline]').textContent = me.words.slow;
  if (!isOld) return;
  note.querySelector('[data-from]').textContent = me.words.from.replace('{day}', me.days.dayWords(keptOn));
  note.querySelector('[data-from]').hidden = false;
  if (window.location.pathname !== me.today) return;
  // What the kept page has no way to, because on its own day it was done.
  const has = (selector) => document.querySelector(`main :is(${selector}):not([hidden])`);
  const ways = [
    ...has(`form[action="${me.morningForm}"]`) ? [] : [[me.words.logMorning, me.morning]],
    ...has(`a[href^="${me.session}"]:not([href*="date="]), a[href="/player"]`) ? [] : [[me.words.logSession, me.session]],
  ];
  if (!ways.length) return;
  note.lastElementChild.append(me.make('p', { class: 'row row--wrap' },
    ...ways.map(([words, address]) => me.link(words, { href: `${address}?date=${me.days.dayOf()}` }))));
}

export function kept(me) {
  const isKept = 'keptAt' in document.documentElement.dataset;
  const today = me.days.dayOf(new Date());
  if (isKept) {
    const keptOn = me.day; // as the clinic wrote it
    if (keptOn !== today && window.location.pathname === me.today) bringForward(today);
    newKeys();
    const shown = moveDates(me, keptOn, today);
    if (keptOn !== today) retell(me, today, shown);
    explain(me, keptOn, keptOn !== today);
    // Where the day's answers are already given, they are put right on the page of mornings.
    for (const link of document.querySelectorAll('a[href*="change="]')) link.href = `${me.morning}?date=${today}`;
    document.querySelector('.flash, [role="alert"] .note')?.remove();
  }
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && me.days.dayOf(new Date()) !== today && window.location.pathname === me.today) window.location.reload();
  });
}
