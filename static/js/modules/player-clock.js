// The time in milliseconds since 1970, from the clock that never jumps while the page lives. A phone that has slept
// may have stopped that clock: whoever comes back to the page calls `wake`, and time that was lost is caught up with.
const LOST_MS = 1000;

export function createClock() {
  let offset = Date.now() - performance.now();
  return {
    now: () => offset + performance.now(),
    wake() {
      const wall = Date.now() - performance.now();
      if (wall - offset > LOST_MS) offset = wall;
    },
  };
}
