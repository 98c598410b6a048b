// Draws a state. It decides nothing: words, figures and the ring follow from the state and the moment.
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
const put = (element, text) => { if (element && element.textContent !== String(text)) element.textContent = text; };
const set = (element, name, value) => { if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value); };

export function createView(root, { exercises }, words, machine, createRing) {
  const parts = Object.fromEntries([...root.querySelectorAll('[data-p]')].map((each) => [each.dataset.p, each]));
  const steps = [...root.querySelectorAll('[data-step]')];
  const ring = createRing(parts.ring.querySelector('svg'));
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const number = (value) => value.toLocaleString(document.documentElement.lang);
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  let stage = null;
  let drawn = null; // with each state once; only the ring and its figures move in between

  const clock = (ms) => {
    const seconds = Math.ceil(ms / 1000);
    return filled(words.clock, { m: Math.floor(seconds / 60), s: String(seconds % 60).padStart(2, '0') });
  };
  const length = (ms) => (ms % 60000 ? filled(words.secs, { n: Math.round(ms / 1000) }) : filled(words.minutes, { n: ms / 60000 }));
  const side = (state) => machine.exercise(state).sides[state.side];
  const liftWord = (state) => (machine.exercise(state).tempo ? words.lift : machine.exercise(state).hold_s ? words.hold : words.lift);
  const kilograms = (state) => {
    if (!state.load) return words.no_load;
    const text = machine.exercise(state).in_backpack ? words.in_backpack : words.kg;
    return filled(text, { kg: number(state.load) });
  };

  function next(state) {
    const { sides, sets, rest_s: rest } = machine.exercise(state);
    const values = { n: state.set + 2, time: length(rest * 1000) };
    if (state.side + 1 < sides.length) return filled(words.next_side, { side: sides[state.side + 1].words });
    if (state.set + 1 < (sets ?? Infinity)) return filled(rest ? words.next_rest : words.next_set, values);
    return exercises[state.ex + 1]?.name ?? words.next_end;
  }

  function drawHead(state) {
    const { name, sets } = machine.exercise(state);
    const which = exercises.length > 1 ? `${filled(words.exercise, { n: state.ex + 1, total: exercises.length })} · ` : '';
    put(parts.name, name);
    put(parts.where, which + capital(side(state).words));
    const count = sets ?? state.set + 1;
    const behind = state.set;
    const label = sets ? filled(words.sets_done, { n: behind, total: count }) : filled(words.sets_done_free, { n: behind });
    set(parts.segs, 'aria-label', label);
    while (parts.segs.children.length > count) parts.segs.lastChild.remove();
    while (parts.segs.children.length < count) parts.segs.append(document.createElement('i'));
    [...parts.segs.children].forEach((each, n) => {
      each.className = n < behind ? 'on' : n === behind && state.stage === 'work' ? 'is-now' : '';
    });
  }

  function drawCoach(state, now) {
    const lead = machine.leadLeft(state, now);
    const phases = machine.phases(state);
    const { rep, index, name, into, ms } = machine.where(state, now);
    const isLead = lead > 0;
    const tense = state.since === null ? words.paused
      : isLead && state.side > 0 && !state.elapsed ? filled(words.change_side, { side: side(state).words }) : words.get_ready;
    const waits = isLead || state.since === null;
    put(parts.word, waits ? tense : words[name]);
    parts.word.className = `ring__w ring__w--${waits ? 'rest ring__w--sm' : name}${name === 'free' ? ' ring__w--sm' : ''}`;
    const seconds = machine.exercise(state).hold_s && name !== 'free' ? Math.ceil((ms - into) / 1000) : Math.floor(into / 1000) + 1;
    put(parts.count, isLead ? Math.ceil(lead / 1000) : name === 'free' ? clock(into) : seconds);
    parts.count.className = `ring__n${name === 'free' && !isLead ? ' ring__n--t' : ''}`;
    const following = phases[index + 1] ?? (rep < state.reps ? phases[0] : { name: 'end' });
    put(parts.then, waits ? words[phases[0]?.name ?? 'free'] : name === 'free' ? '' : words.then[following.name]);
    if (phases.length) ring(phases, index, (still.matches ? Math.floor(into / 1000) * 1000 : into) / ms);
    else ring([{ name: 'up', ms: 60000 }], 0, (into % 60000) / 60000);
    set(parts.ring, 'aria-label', waits ? tense : `${words[name]}, ${filled(words.seconds, { n: Math.round(ms / 1000) || '' })}`);
    put(parts.lift, liftWord(state));
    put(parts.rep, phases.length ? rep : state.reps);
    put(parts.reps, phases.length ? filled(words.of, { n: state.reps }) : '');
    put(parts.set, state.set + 1);
    put(parts.sets, machine.exercise(state).sets ? filled(words.of, { n: machine.exercise(state).sets }) : '');
    put(parts.end_set, phases.length ? words.end_set : words.done);
    const isPaused = state.since === null;
    put(parts.toggle, isPaused ? words.go_on : words.pause);
    parts.toggle.parentElement.classList.toggle('is-paused', isPaused);
  }

  function drawRest(state, now) {
    const left = Math.max(0, state.rest - machine.elapsed(state, now));
    put(parts.word, left ? words.rest : words.rest_over);
    parts.word.className = 'ring__w ring__w--rest ring__w--sm';
    put(parts.count, clock(left));
    parts.count.className = 'ring__n ring__n--t';
    const { sets } = machine.exercise(state);
    put(parts.then, sets ? filled(words.sets_done, { n: state.set, total: sets }) : filled(words.sets_done_free, { n: state.set }));
    const shown = still.matches ? Math.ceil(left / 1000) * 1000 : left;
    ring([{ name: 'rest', ms: 1 }], 0, state.rest ? shown / state.rest : 0);
    set(parts.ring, 'aria-label', words.rest);
  }

  function drawStep(element, state) {
    const { what, value, under, label, less, more, isShown } = stepOf(element, state);
    const isOn = (element.dataset.on ?? state.stage).split(' ').includes(state.stage) && isShown;
    element.hidden = !isOn;
    if (!isOn) return;
    const [smaller, larger] = element.querySelectorAll('button .vh');
    put(smaller, less);
    put(larger, more);
    if (what === 'target') return;
    put(element.querySelector('.v b'), value);
    put(element.querySelector('.v span'), under);
    set(element, 'aria-label', label ?? under);
  }

  function stepOf(element, state) {
    const what = element.dataset.step;
    const { rm, takes_load: takesLoad, sides } = machine.exercise(state);
    const single = { what, less: words.one_less, more: words.one_more, isShown: true };
    if (what === 'load') {
      const told = state.stage === 'rest' ? words.choose_load : rm ? filled(words.heavy, { n: rm }) : words.your_load;
      const under = machine.loadsDiffer(state) ? `${capital(side(state).words)}: ${told.charAt(0).toLowerCase()}${told.slice(1)}` : told;
      const by = (sign, text) => filled(text, { kg: number(machine.kgStep(state.load ?? 0, sign)) });
      return { what, value: kilograms(state), under, less: by(-1, words.kg_less), more: by(1, words.kg_more), isShown: takesLoad };
    }
    if (what === 'result') {
      const which = Number(element.dataset.side);
      const result = machine.results(state)[state.set - 1]?.[which];
      const done = filled(words.reps_done, { n: state.set });
      const label = sides[1] ? `${done}, ${sides[which].words}` : done;
      return { ...single, value: result?.reps ?? 0, under: sides[1] ? capital(sides[which].words) : done, label, isShown: state.set > 0 && which < sides.length };
    }
    return { ...single, value: state.reps, under: words.reps_each };
  }

  function drawStage(state) {
    for (const each of root.querySelectorAll('[data-on]:not([data-step])')) each.hidden = !each.dataset.on.split(' ').includes(state.stage);
    for (const each of root.querySelectorAll('[data-exercise]')) each.hidden = Number(each.dataset.exercise) !== state.ex;
    root.querySelector('[data-do="last_set"]').hidden = state.stage !== 'rest' || machine.exercise(state).sets !== null;
    root.querySelector('[data-do="next_exercise"]').hidden = state.stage !== 'ready' || exercises.length < 2;
    const start = state.stage === 'rest' ? words.start_now : machine.exercise(state).sets === 1 ? words.begin : words.start_set;
    put(parts.start, filled(start, { n: state.set + 1 }));
    const where = `${state.stage}.${state.ex}`;
    if (stage !== null && stage !== where) focus(state);
    stage = where;
  }

  // What had the focus may be gone: the stage's own key takes it, and a new exercise is read from its name.
  function focus(state) {
    const key = { ready: parts.name, work: parts.toggle.closest('button'), rest: parts.start.closest('button') }[state.stage];
    key?.focus({ preventScroll: true });
    if (state.stage === 'ready') window.scrollTo(0, 0);
  }

  return {
    filled,
    draw(state, now) {
      if (state !== drawn) {
        drawStage(state);
        drawHead(state);
        steps.forEach((each) => drawStep(each, state));
        put(parts.next, next(state));
      }
      drawn = state;
      if (state.stage === 'work') drawCoach(state, now);
      if (state.stage === 'rest') drawRest(state, now);
    },
    say: (text) => put(parts.said, text),
    phaseWords: (state, name, rep) => (name === machine.phases(state)[0]?.name && state.reps > 1 ? `${words[name]}, ${rep}` : words[name]),
    showHow(state) {
      put(parts.how_name, machine.exercise(state).name);
      const drawing = root.querySelector(`[data-exercise="${state.ex}"]`);
      drawing.hidden = false;
      parts.how_here.replaceChildren(drawing);
    },
    putBack: () => parts.how.append(...parts.how_here.children),
    like(likes) {
      parts.ring.classList.toggle('is-off', likes.ring === false);
      parts.word.hidden = likes.word === false;
    },
    // A training of another day that was never saved, with the way to it.
    remind(date) {
      if (!date) return;
      const long = new Date(`${date}T12:00`).toLocaleDateString(document.documentElement.lang, { weekday: 'long', day: 'numeric', month: 'long' });
      put(parts.unsaved.querySelector('span'), filled(words.unsaved, { date: long }));
      set(parts.unsaved.querySelector('a'), 'href', `?date=${date}`);
      parts.unsaved.hidden = false;
    },
  };
}
