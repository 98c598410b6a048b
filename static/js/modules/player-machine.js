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
  const isDone = (state) => Object.values(state.done).flat(2).some(Boolean);

  function enter(state, ex, set, side) {
    const { id, reps, last, sides, takes_load: takesLoad } = exercises[ex];
    const before = (state.done[id] ?? [])[set - 1];
    const usual = last[Math.min(set, last.length - 1)]?.load ?? null;
    const kept = side > 0 || (before && state.touched) ? state.load : usual;
    const same = side > 0 ? state.reps : reps;
    return { ...state, ex, of: id, set, side: Math.min(side, sides.length - 1), reps: same, load: takesLoad ? kept : null,
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

  // The session ends here with what was done; stopped because it hurts also if that was nothing.
  function finish(state, now) {
    const reps = state.stage === 'work' ? where(state, now).behind : 0;
    return end(reps ? record(state, reps) : state, now);
  }
  const hurt = (state, now) => {
    const ended = { ...finish(state, now), hurt: state.set + (state.stage === 'rest' ? 0 : 1) };
    return isDone(ended) ? ended : record(ended, 0);
  };

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
    correct, elapsed, where, untilNext, leadLeft, phases, exercise, results, isDone, kgStep };
}
