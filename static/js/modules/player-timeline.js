// Where a set is at a moment. All of it follows from how long the set has been going on: nothing is counted up, so
// nothing can drift, however seldom anyone looks. Times are in milliseconds.
const RELEASE_S = 2; // between holds of a set that names no pause of its own

// One repetition as [{name, ms}]; empty when the person sets the pace.
export function phasesOf({ tempo, hold_s: hold, sets, reps, rest_s: rest }) {
  if (hold) {
    const pause = reps > 1 ? (sets === 1 && rest) || RELEASE_S : 0;
    return named([['hold', hold], ['release', pause]]);
  }
  return tempo ? named([['up', tempo[0]], ['hold', tempo[1]], ['down', tempo[2]]]) : [];
}

const named = (parts) => parts.filter(([, seconds]) => seconds > 0).map(([name, seconds]) => ({ name, ms: seconds * 1000 }));

const lengthOf = (phases) => phases.reduce((sum, { ms }) => sum + ms, 0);

// What is left out after the last repetition: nobody waits for a pause that leads nowhere.
const tail = (phases) => (phases.at(-1)?.name === 'release' ? phases.at(-1).ms : 0);

// How long a set takes; Infinity when the person says when it is done.
export function total(phases, reps) {
  return phases.length ? reps * lengthOf(phases) - tail(phases) : Infinity;
}

// Which repetition (from 1) and phase, how far into it, and how many repetitions are behind.
export function at(phases, reps, elapsed) {
  if (!phases.length) return { rep: 1, index: 0, name: 'free', into: elapsed, ms: Infinity, behind: 0 };
  const each = lengthOf(phases);
  const clamped = Math.max(0, Math.min(elapsed, total(phases, reps) - 1));
  const rep = Math.floor(clamped / each);
  let into = clamped - rep * each;
  let index = 0;
  while (into >= phases[index].ms) into -= phases[index++].ms;
  const held = phases.length > 1 && phases[index].name === 'release' ? 1 : 0;
  const behind = elapsed >= total(phases, reps) ? reps : rep + held;
  return { rep: rep + 1, index, name: phases[index].name, into, ms: phases[index].ms, behind };
}

// Every change of phase from a moment on, as {at, name, rep}; the last is the end of the set.
export function changes(phases, reps, from = 0) {
  const found = [];
  let when = 0;
  for (let rep = 1; rep <= reps; rep += 1) {
    for (const { name, ms } of phases) {
      if (when < total(phases, reps)) found.push({ at: when, name, rep });
      when += ms;
    }
  }
  return [...found, { at: total(phases, reps), name: 'end', rep: reps }].filter((change) => change.at >= from);
}

// The moment the repetition that is going on began.
export function repBegan(phases, elapsed) {
  const each = lengthOf(phases);
  return each ? Math.floor(elapsed / each) * each : elapsed;
}
