// Keeps the screen lit while someone trains, where the phone can. The lock is lost whenever the page is hidden.
export function createWake() {
  let lock = null;
  let wanted = false;

  async function take() {
    if (!wanted || lock || document.visibilityState !== 'visible' || !navigator.wakeLock) return;
    try {
      lock = await navigator.wakeLock.request('screen');
      lock.addEventListener('release', () => { lock = null; });
      if (!wanted) lock.release();
    } catch { /* refused, for instance by a nearly empty battery: the session goes on */ }
  }

  document.addEventListener('visibilitychange', take);
  return {
    keep(isWanted) {
      if (wanted === isWanted) return;
      wanted = isWanted;
      if (wanted) take();
      else lock?.release();
    },
  };
}
