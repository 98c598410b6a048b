// What the coach says, sounds and lets the phone buzz: each change once.
const TICKS = [3, 2, 1]; // seconds before it begins
const BUZZ_MS = { hold: 60, otherwise: 140 };

export function createTeller(root, { machine, timeline, view, sound, words }) {
  let sounding = '';
  let said = null;

  // The tones from now to the end of the set, in milliseconds from now.
  function notes(state, now) {
    const lead = machine.leadLeft(state, now);
    const elapsed = machine.elapsed(state, now);
    const phases = machine.phases(state);
    const ticks = TICKS.map((n) => ({ name: 'tick', inMs: lead - n * 1000 }));
    const changes = phases.length ? timeline.changes(phases, state.reps, elapsed) : [];
    return [...ticks, ...changes.map(({ name, at }) => ({ name, inMs: lead + at - elapsed }))];
  }

  function momentOf(state, now) {
    if (state.stage !== 'work') return state.stage;
    if (state.since === null) return 'paused';
    const { rep, name } = machine.where(state, now);
    return machine.leadLeft(state, now) ? 'get_ready' : `${name}.${rep}`;
  }

  function speak(state, now, moment) {
    if (state.stage === 'rest') view.say(`${view.filled(words.set_done, { n: state.set })}. ${words.rest}`);
    if (state.stage !== 'work') return;
    const { rep, name } = machine.where(state, now);
    view.say(words[moment] ?? view.phaseWords(state, name, rep));
  }

  return {
    // A set is handed over whole, and again only when the set itself was changed.
    tones(state, now, isWanted) {
      const isOn = isWanted && state.stage === 'work' && state.since !== null;
      const wanted = isOn ? [state.since, state.elapsed, state.reps].join() : '';
      if (wanted === sounding) return;
      sounding = wanted;
      if (isOn) sound.play(notes(state, now));
      else sound.silence();
    },
    // The audio clock stood still for a while: what is handed over no longer fits.
    forgetTones() { sounding = ''; },
    change(state, now, mayBuzz) {
      const moment = momentOf(state, now);
      const is = [state.stage, state.ex, state.set, state.side, moment].join();
      if (is === said) return;
      const isFirst = said === null;
      said = is;
      root.dispatchEvent(new CustomEvent('coach', { detail: { ...state, now, name: moment } }));
      speak(state, now, moment);
      const [name, rep] = moment.split('.');
      if (rep && mayBuzz && !isFirst) navigator.vibrate?.(BUZZ_MS[name] ?? BUZZ_MS.otherwise);
    },
  };
}
