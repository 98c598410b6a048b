// The session player: what the person presses and what the clock brings, put through the machine, stored and shown.
const PARTS = ['timeline', 'clock', 'machine', 'store', 'sound', 'wake', 'view', 'form'];
const LOOK_MS = 250; // how often a hidden page looks at the clock at the latest, as far as the browser lets it

const read = (root, name) => JSON.parse(root.querySelector(`script[data-${name}]`).textContent);

function dialogs(root, view, getState) {
  const find = (name) => root.querySelector(`[data-dialog="${name}"]`);
  find('how').addEventListener('close', view.putBack);
  return (name) => {
    if (name === 'how') view.showHow(getState());
    find(name).showModal();
  };
}

export default async function player(root, addresses) {
  const [timeline, clocks, machines, store, sounds, wakes, views, forms] = await Promise.all(
    PARTS.map((name) => import(addresses[`player-${name}`])),
  );
  const plan = read(root, 'plan');
  const words = read(root, 'words');
  const form = document.querySelector('.player-form form');
  const clock = clocks.createClock();
  const machine = machines.createMachine(plan, timeline);
  const view = views.createView(root, plan, words, machine);
  const sheet = forms.createForm(form, plan, words, view.filled);
  const sound = sounds.createSound();
  const wake = wakes.createWake();
  const isSeen = () => document.visibilityState === 'visible';
  let likes = store.likes();
  const key = keyOf();
  let isKept = false;
  let state = stored() ?? machine.begin(crypto.randomUUID?.() ?? form.elements.client_key.value);
  let sounding = '';
  let said = '';
  let forgetLook = () => {};

  // A page without network is one the phone kept: it is used today, whatever day it was made.
  function keyOf() {
    const isOld = 'keptAt' in document.documentElement.dataset && !new URLSearchParams(window.location.search).has('date');
    const date = new Date();
    const today = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
    return isOld ? plan.key.replace(/[^.]+$/, today) : plan.key;
  }

  function stored() {
    store.tidy(`${plan.key.split('.')[0]}.`, plan.saved);
    const found = store.load(key);
    const isKnown = found && plan.exercises[found.ex]?.id === found.of;
    return isKnown ? machine.restored({ ...found, stage: found.stage === 'sent' ? 'finish' : found.stage }) : null;
  }

  const keep = () => isKept || store.save(key, { ...state, seenAt: clock.now() });

  function notes(now) {
    const lead = machine.leadLeft(state, now);
    const elapsed = machine.elapsed(state, now);
    const ticks = [3, 2, 1].map((n) => ({ name: 'tick', inMs: lead - n * 1000 })).filter(({ inMs }) => inMs >= 0);
    const { reps } = state;
    if (!machine.phases(state).length) return ticks;
    const changes = timeline.changes(machine.phases(state), reps, elapsed);
    return [...ticks, ...changes.map(({ name, at }) => ({ name, inMs: lead + at - elapsed }))];
  }

  // The tones of a set are handed over whole, again only when the set itself was changed.
  function soundOut(now) {
    const isOn = state.stage === 'work' && state.since !== null && likes.sound !== false;
    const wanted = isOn ? [state.since, state.elapsed, state.reps].join() : '';
    if (wanted === sounding) return;
    sounding = wanted;
    if (isOn) sound.play(notes(now));
    else sound.silence();
  }

  // Said and felt once for each change.
  function tell(now) {
    const { rep, name } = machine.where(state, now);
    const lead = machine.leadLeft(state, now);
    const moment = state.stage === 'work' && (state.since === null ? 'paused' : lead ? 'get_ready' : `${name}.${rep}`);
    const is = `${state.stage}.${state.ex}.${state.set}.${state.side}.${moment}`;
    if (is === said) return;
    const isFirst = said === '';
    said = is;
    root.dispatchEvent(new CustomEvent('coach', { detail: { ...state, now, name: moment || state.stage } }));
    if (state.stage === 'rest') view.say(`${view.filled(words.set_done, { n: state.set })}. ${words.rest}`);
    else if (state.stage === 'work') {
      const phase = state.since !== null && !lead && machine.phases(state).length;
      view.say(phase ? view.words(state, name, rep) : words[moment] ?? words.free);
      if (phase && likes.vibration !== false && !isFirst) navigator.vibrate?.(name === 'hold' ? 60 : 140);
    }
  }

  function show(now) {
    const isOver = state.stage === 'finish';
    root.hidden = isOver;
    document.body.classList.toggle('is-training', !isOver);
    document.body.classList.toggle('is-over', isOver);
    wake.keep(!isOver && state.beganAt !== null);
    if (!isOver) view.draw(state, now);
    view.like(likes);
    tell(now);
    soundOut(now);
  }

  function finish() {
    sheet.fill(state);
    const heading = document.querySelector('.has-player > .top h1');
    heading.textContent = state.hurt ? words.stopped : words.well_done;
    if (machine.isDone(state)) heading.parentElement.querySelector('p').textContent = sheet.summary(state);
    document.getElementById('player-sets')?.toggleAttribute('open', !machine.isDone(state));
    document.getElementById('player-stopped').hidden = !state.hurt;
    window.scrollTo(0, 0);
    document.getElementById('main').focus({ preventScroll: true });
  }

  // A session of another day that was never saved: said, with the way to it.
  function remind() {
    const [person, course] = plan.key.split('.');
    const isTraining = (each) => /^\d+\.\d+\.\d+\./.test(each); // not a bout of stretching
    const other = isTraining(key) && store.keysLike(`${person}.${course}.`).filter((each) => each !== key && isTraining(each))
      .find((each) => { const found = store.load(each); return found && machine.isDone(found); });
    if (!other) return;
    const date = other.split('.').at(-1);
    const box = view.part('unsaved');
    const long = new Date(`${date}T12:00`).toLocaleDateString(document.documentElement.lang, { weekday: 'long', day: 'numeric', month: 'long' });
    box.querySelector('span').textContent = view.filled(words.unsaved, { date: long });
    box.querySelector('a').href = `?date=${date}`;
    box.hidden = false;
  }

  function become(next) {
    const ends = next.stage === 'finish' && state.stage !== 'finish';
    const changed = next !== state;
    state = next;
    if (changed) keep();
    if (ends) finish();
    show(clock.now());
  }

  // Looks at the clock: with each frame while the page is seen, by a timer while it is not.
  function look() {
    forgetLook();
    const now = clock.now();
    const next = machine.advance(state, now, isSeen());
    if (next !== state) become(next);
    else if (state.since !== null) show(now);
    if (state.since === null) return;
    const frame = isSeen() ? requestAnimationFrame(look) : null;
    const timer = frame === null ? setTimeout(look, LOOK_MS) : null;
    forgetLook = () => (frame === null ? clearTimeout(timer) : cancelAnimationFrame(frame));
  }

  const open = dialogs(root, view, () => state);
  const press = {
    start: (now) => machine.start(state, now),
    toggle: (now) => (state.since === null ? machine.resume(state, now) : machine.pause(state, now)),
    again: (now) => machine.start(state, now),
    end_set: (now) => machine.endSet(state, now, machine.phases(state).length ? undefined : state.reps),
    next_exercise: (now) => machine.nextExercise(state, now),
    last_set: (now) => machine.nextExercise(state, now),
    shorter: (now) => machine.moreRest(state, -30000, now),
    longer: (now) => machine.moreRest(state, 30000, now),
    hurt: (now) => machine.hurt(state, now),
    finish: (now) => machine.finish(state, now),
  };

  function stepped(button, now) {
    const element = button.closest('[data-step]');
    const by = button.dataset.do === 'more' ? 1 : -1;
    const { step, side } = element.dataset;
    if (step === 'load') return machine.moreLoad(state, by);
    if (step === 'result') return machine.correct(state, Number(side), by);
    return machine.moreReps(state, by, now);
  }

  root.addEventListener('click', (event) => {
    const button = event.target.closest('[data-do]');
    if (!button) return;
    const name = button.dataset.do;
    const now = clock.now();
    sound.wake();
    if (button.closest('dialog')) button.closest('dialog').close();
    if (name === 'shut') return;
    if (['how', 'likes', 'close'].includes(name)) {
      if (state.stage === 'work' && state.since !== null) become(machine.pause(state, now));
      open(name);
    } else become(name === 'less' || name === 'more' ? stepped(button, now) : press[name](now));
    look();
  });

  for (const input of root.querySelectorAll('[data-like]')) {
    input.checked = likes[input.dataset.like] !== false;
    input.addEventListener('change', () => {
      store.like(input.dataset.like, input.checked);
      likes = { ...likes, [input.dataset.like]: input.checked };
      show(clock.now());
    });
  }

  form.addEventListener('input', () => { sheet.light(); state = { ...state, answers: sheet.answers() }; keep(); });
  // Somebody keeps it until it is sent: this is done with.
  form.addEventListener('kept', () => { isKept = true; store.forget(key); });
  form.addEventListener('submit', () => { state = { ...state, answers: sheet.answers(), stage: 'sent' }; keep(); });
  // How far a set has come is stored while it runs: by the second, and when the page is put away.
  const keepMoment = () => { if (state.stage === 'work' && state.since !== null) keep(); };
  document.addEventListener('visibilitychange', () => {
    keepMoment();
    clock.wake();
    look();
  });
  window.addEventListener('pagehide', keepMoment);
  setInterval(keepMoment, 1000);

  if (state.stage === 'finish') finish();
  else remind();
  show(clock.now());
  look();
}
