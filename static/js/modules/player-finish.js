// The end of a session: the form it is saved with, and what the page says of it.
export function createEnd(root, { sheet, words, machine }) {
  const top = document.querySelector('.has-player > .top');

  return function end(state) {
    sheet.fill(state);
    const isDone = machine.isDone(state);
    if (isDone || state.hurt) top.querySelector('h1').textContent = state.hurt ? words.stopped : words.well_done;
    if (isDone) top.querySelector('p').textContent = sheet.summary(state);
    document.getElementById('player-sets')?.toggleAttribute('open', !isDone && !state.hurt);
    document.getElementById('player-stopped').hidden = !state.hurt;
    window.scrollTo(0, 0);
    document.getElementById('main').focus({ preventScroll: true });
  };
}
