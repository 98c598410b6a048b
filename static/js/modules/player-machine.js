// What happens in a session, as plain states: ready → work → (other side) → rest → work … → ready … → finish.
// A state is data that can be stored; `since` is the moment its time began to run (it may lie ahead: "get ready"),
// `elapsed` what had run before that. Each function returns a new state and never looks at a clock itself.
export const LEAD_MS = 5000;
const AGAIN_MS = 3000;
const LATE_MS = 2000;
const MOST_SETS = 10;
const MOST_REPS = 200;
const MOST_KG = 200;

export function createMachine({ exercises }, { phasesOf, total, at, repBegan }) {
  const exercise = (state) => exercises[state.ex];
  const phases = (state) => phasesOf({ ...exercise(state), reps: state.reps });
  const elapsed = (state, now) => state.elapsed + (state.since === null ? 0 : Math.max(0, now - state.since));
  const where = (state, now) => at(phases(state), state.reps, elapsed(state, now));
  const leadLeft = (state, now) => (state.since === null ? 0 : Math.max(0, state.since - now));
  const results = (state) => state.done[exercise(state)?.id] ?? [];
  const isDone = (state) => Object.values(state.done).flat(2).some((each) => each?.reps);
  const isToSave = (state) => isDone(state) || state.hurt > 0;
  const loadsDiffer = (state) => new Set(loadsFor(state, state.ex, state.set)).size > 1;

  // The loads to lift in a set, side by side: what was chosen in this session, else as the last time.
  function loadsFor(state, ex, set) {
    const { id, last, sides } = exercises[ex];
    const before = state.touched && ex === state.ex ? (state.done[id] ?? [])[set - 1] : null;
    const usual = last[Math.min(set, last.length - 1)] ?? [];
    return sides.map((_side, n) => (before?.[n] ? before[n].load : usual[n] ?? null));
  }

  // Where both sides lift the same, the second follows what the first was changed to.
  function loadOf(state, ex, set, side) {
    const [first, second] = loadsFor(state, ex, set);
    if (!exercises[ex].takes_load) return null;
    return side === 0 ? first : second === first ? state.load : second;
  }

  function enter(state, ex, set, side) {
    const { id, reps, sides } = exercises[ex];
    const which = Math.min(side, sides.length - 1);
    return { ...state, ex, of: id, set, side: which, reps: side > 0 ? state.reps : reps, load: loadOf(state, ex, set, which),
      touched: ex === state.ex && state.touched };
  }

  function begin(clientKey) {
    const state = { v: 1, clientKey, ex: 0, set: 0, side: 0, elapsed: 0, since: null, rest: 0, load: null, touched: false,
      done: {}, beganAt: null, endedAt: null, hurt: 0, answers: {} };
    return { ...enter(state, 0, 0, 0), stage: 'ready' };
  }

  const work = (state, since) => ({ ...state, stage: 'work', elapsed: 0, since, beganAt: state.beganAt ?? since });
  const start = (state, now) => work(state, now + LEAD_MS);
  const pause = (state, now) => ({ ...state, elapsed: elapsed(state, now), since: null });
  const resume = (state, now) => ({ ...state, since: now + (state.elapsed ? AGAIN_MS : LEAD_MS) });
  const end = (state, now) => ({ ...state, stage: 'finish', since: null, endedAt: now });

  function record(state, reps) {
    const { id, sides } = exercise(state);
    const sets = [...results(state)];
    const both = [...(sets[state.set] ?? sides.map(() => null))];
    both[state.side] = { reps, load: state.load };
    sets[state.set] = both;
    return { ...state, done: { ...state.done, [id]: sets } };
  }

  function nextExercise(state, now) {
    if (state.ex + 1 >= exercises.length) return end(state, now);
    return { ...enter(state, state.ex + 1, 0, 0), stage: 'ready', since: null, elapsed: 0 };
  }

  // On from a set that ended at `due`: the other side, the rest, the next exercise or the end.
  function onward(state, due) {
    const { sides, sets, rest_s: rest } = exercise(state);
    if (state.side + 1 < sides.length) return work(enter(state, state.ex, state.set, state.side + 1), due + LEAD_MS);
    if (state.set + 1 >= (sets ?? MOST_SETS)) return nextExercise(state, due);
    const next = enter(state, state.ex, state.set + 1, 0);
    return rest ? { ...next, stage: 'rest', elapsed: 0, since: due, rest: rest * 1000 } : work(next, due + LEAD_MS);
  }

  // The set ends here, with the repetitions that are behind. A set without any was not done.
  function endSet(state, now, reps = where(state, now).behind) {
    return onward(reps ? record(state, reps) : state, now);
  }

  function workDue(state, now) {
    const left = total(phases(state), state.reps) - elapsed(state, now);
    return left <= 0 ? onward(record(state, state.reps), now + left) : state;
  }

  function restDue(state, now, isSeen) {
    const over = state.since + state.rest;
    const isTime = now >= over - LEAD_MS && now < over + LATE_MS;
    return isSeen && isTime ? work(state, Math.max(over, state.since + Math.min(LEAD_MS, state.rest))) : state;
  }

  // What is due by now, one thing after another, each at its own moment. Nobody is started while they look away.
  function advance(state, now, isSeen) {
    let next = state;
    for (let before = null; before !== next && next.since !== null;) {
      before = next;
      if (next.stage === 'work') next = workDue(next, now);
      else if (next.stage === 'rest') next = restDue(next, now, isSeen);
    }
    return next;
  }

  // Milliseconds until the next change of a set that is going on.
  function untilNext(state, now) {
    const { into, ms } = where(state, now);
    return state.stage === 'work' ? leadLeft(state, now) || ms - into : Infinity;
  }

  // A page that was closed in the middle of a set stands at the beginning of the repetition it was closed in.
  function restored(state) {
    if (state.stage !== 'work' || state.since === null) return state;
    const ran = state.elapsed + Math.max(0, (state.seenAt ?? state.since) - state.since);
    return { ...state, elapsed: repBegan(phases(state), ran), since: null };
  }

  // The session ends here with what was done. Stopped because it hurts it is told of, also if that was nothing.
  function finish(state, now) {
    const reps = state.stage === 'work' ? where(state, now).behind : 0;
    return end(reps ? record(state, reps) : state, now);
  }
  const hurt = (state, now) => ({ ...finish(state, now), hurt: state.set + (state.stage === 'rest' ? 0 : 1) });

  const moreRest = (state, ms, now) => ({ ...state, rest: Math.max(now - state.since + LEAD_MS, state.rest + ms) });
  const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
  const moreReps = (state, by, now) => {
    const least = state.stage === 'work' ? Math.max(1, where(state, now).rep) : 1;
    return { ...state, reps: clamp(state.reps + by, least, MOST_REPS) };
  };
  const kgStep = (kg, by) => ((by > 0 ? kg < 5 : kg <= 5) ? 0.5 : 1);
  const moreLoad = (state, by) => {
    const kg = state.load ?? 0;
    return { ...state, load: clamp(kg + by * kgStep(kg, by), 0, MOST_KG), touched: true };
  };

  // Corrects what was counted in the set before this one.
  function correct(state, side, by) {
    const { id } = exercise(state);
    const sets = [...results(state)];
    const both = [...(sets[state.set - 1] ?? [])];
    both[side] = { load: state.load, ...both[side], reps: clamp((both[side]?.reps ?? 0) + by, 0, MOST_REPS) };
    sets[state.set - 1] = both;
    return { ...state, done: { ...state.done, [id]: sets } };
  }

  return { begin, start, pause, resume, finish, endSet, nextExercise, advance, restored, hurt, moreRest, moreReps, moreLoad,
    correct, elapsed, where, untilNext, leadLeft, phases, exercise, results, isDone, isToSave, loadsDiffer, kgStep };
}
