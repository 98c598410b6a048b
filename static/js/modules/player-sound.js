// Short tones made on the spot. A whole set is handed to the audio clock at once, so that it sounds in time also when
// the page is hidden and its timers sleep.
const TONES = { // name: [hertz from, hertz to, seconds]
  up: [440, 660, 0.22], hold: [550, 550, 0.12], down: [660, 440, 0.22], release: [440, 330, 0.18],
  tick: [330, 330, 0.07], end: [660, 880, 0.4],
};

export function createSound() {
  let context = null;
  let playing = [];

  function tone(name, at) {
    const [from, to, length] = TONES[name];
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.frequency.setValueAtTime(from, at);
    oscillator.frequency.linearRampToValueAtTime(to, at + length);
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.25, at + 0.02);
    gain.gain.linearRampToValueAtTime(0, at + length);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + length);
    playing.push(oscillator);
  }

  function silence() {
    for (const oscillator of playing) {
      try { oscillator.stop(); } catch { /* it has ended */ }
      oscillator.disconnect();
    }
    playing = [];
  }

  return {
    // To be called from a press: a browser gives sound to nobody else. Says whether there was silence until now.
    async wake() {
      if (context?.state === 'running' || !('AudioContext' in window)) return false;
      context ??= new AudioContext();
      if (context.state !== 'running') await context.resume();
      return true;
    },
    // notes: [{name, inMs}] from now on; what was to sound before is dropped.
    play(notes) {
      silence();
      if (context?.state !== 'running') return;
      for (const { name, inMs } of notes) if (inMs >= 0) tone(name, context.currentTime + inMs / 1000);
    },
    silence,
  };
}
