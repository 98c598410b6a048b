// The session player: what the person presses and what the clock brings, put through the machine, stored and shown.
const PARTS = ['timeline', 'clock', 'machine', 'store', 'keep', 'sound', 'tell', 'wake', 'ring', 'view', 'form', 'finish'];
const LOOK_MS = 250; // how often a hidden page looks at the clock, as far as the browser lets it
const isSeen = () => document.visibilityState === 'visible';
const read = (root, name) => JSON.parse(root.querySelector(`script[data-${name}]`).textContent);

async function assembled(root, addresses) {
  const found = await Promise.all(PARTS.map((name) => import(addresses[`player-${name}`])));
  const { timeline, store, ...made } = Object.fromEntries(found.map((module, n) => [PARTS[n], module]));
  const [plan, words] = [read(root, 'plan'), read(root, 'words')];
  const form = document.querySelector('.player-form form');
  const clock = made.clock.createClock();
  const machine = made.machine.createMachine(plan, timeline);
  const view = made.view.createView(root, plan, words, machine, made.ring.createRing);
  const sheet = made.form.createForm(form, plan, words, view.filled);
  const sound = made.sound.createSound();
  return {
    store, form, clock, machine, view, sheet, sound,
    keeper: made.keep.createKeeper(plan, { store, machine, clock }),
    teller: made.tell.createTeller(root, { machine, timeline, view, sound, words }),
    wake: made.wake.createWake(),
    end: made.finish.createEnd(root, { sheet, words, machine }),
  };
}

// What each key does to the state.
function keysOf(machine) {
  return {
    start: machine.start,
    again: machine.start,
    toggle: (state, now) => (state.since === null ? machine.resume(state, now) : machine.pause(state, now)),
    end_set: (state, now) => machine.endSet(state, now, machine.phases(state).length ? undefined : state.reps),
    next_exercise: machine.nextExercise,
    last_set: machine.nextExercise,
    shorter: (state, now) => machine.moreRest(state, -30000, now),
    longer: (state, now) => machine.moreRest(state, 30000, now),
    hurt: machine.hurt,
    finish: machine.finish,
  };
}

function stepped(machine, state, button, now) {
  const { step, side } = button.closest('[data-step]').dataset;
  const by = button.dataset.do === 'more' ? 1 : -1;
  if (step === 'load') return machine.moreLoad(state, by);
  return step === 'result' ? machine.correct(state, Number(side), by) : machine.moreReps(state, by, now);
}

function dialogs(root, view) {
  const find = (name) => root.querySelector(`[data-dialog="${name}"]`);
  find('how').addEventListener('close', view.putBack);
  return (name, state) => {
    if (name === 'how') view.showHow(state);
    find(name).showModal();
  };
}

export default async function player(root, addresses) {
  const { store, form, clock, machine, view, sheet, sound, keeper, teller, wake, end } = await assembled(root, addresses);
  const keys = keysOf(machine);
  const open = dialogs(root, view);
  let likes = store.likes();
  let state = keeper.found() ?? machine.begin(crypto.randomUUID?.() ?? form.elements.client_key.value);
  let forgetLook = () => {};

  function show(now) {
    const isOver = state.stage === 'finish' || state.stage === 'sent';
    root.hidden = isOver;
    document.body.classList.toggle('is-training', !isOver);
    document.body.classList.toggle('is-over', isOver);
    wake.keep(!isOver && state.beganAt !== null);
    if (!isOver) view.draw(state, now);
    view.like(likes);
    teller.change(state, now, likes.vibration !== false);
    teller.tones(state, now, likes.sound !== false);
  }

  function become(next) {
    const ends = next.stage === 'finish' && state.stage !== 'finish';
    if (next !== state) keeper.keep(next);
    state = next;
    if (ends) end(state);
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
    const timer = frame === null ? setTimeout(look, Math.min(LOOK_MS, machine.untilNext(state, now))) : null;
    forgetLook = () => (frame === null ? clearTimeout(timer) : cancelAnimationFrame(frame));
  }

  async function hear() {
    if (!(await sound.wake())) return;
    teller.forgetTones();
    teller.tones(state, clock.now(), likes.sound !== false);
  }

  function press(button) {
    const name = button.dataset.do;
    const now = clock.now();
    button.closest('dialog')?.close();
    if (['how', 'likes', 'close'].includes(name)) {
      if (state.stage === 'work' && state.since !== null) become(machine.pause(state, now));
      open(name, state);
    } else if (name === 'less' || name === 'more') become(stepped(machine, state, button, now));
    else if (name in keys) become(keys[name](state, now));
    look();
  }

  // How far a set has come is stored while it runs: by the second, and when the page is put away.
  function keepMoment() {
    if (state.stage === 'work' && state.since !== null) keeper.keep(state);
  }

  function answer(stage) {
    state = { ...state, stage, answers: sheet.answers() };
    keeper.keep(state);
  }

  root.addEventListener('click', (event) => {
    const button = event.target.closest('[data-do]');
    if (!button) return;
    press(button);
    hear();
  });
  for (const input of root.querySelectorAll('[data-like]')) {
    input.checked = likes[input.dataset.like] !== false;
    input.addEventListener('change', () => {
      likes = store.like(input.dataset.like, input.checked);
      show(clock.now());
    });
  }
  form.addEventListener('input', () => { sheet.light(); answer(state.stage); });
  form.addEventListener('submit', () => answer('sent'));
  form.addEventListener('kept', keeper.letGo);
  document.addEventListener('visibilitychange', () => {
    keepMoment();
    clock.wake();
    if (isSeen() && navigator.userActivation?.hasBeenActive !== false) hear();
    look();
  });
  window.addEventListener('pagehide', keepMoment);
  setInterval(keepMoment, 1000);

  if (state.stage === 'finish') end(state);
  else view.remind(keeper.unsaved());
  show(clock.now());
  look();
}
