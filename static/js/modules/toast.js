// A toast is read aloud, can be closed, and goes by itself after six seconds unless someone is in it.
const STAYS_MS = 6000;

export default function toast(element) {
  const close = element.querySelector('button');
  const words = element.querySelector('span');
  let timer;
  const leave = () => element.remove();
  const wait = () => { clearTimeout(timer); timer = setTimeout(leave, STAYS_MS); };
  const stay = () => clearTimeout(timer);

  // A status that was there from the start is not announced: put the words back in once it is listened to.
  const text = words.textContent;
  words.textContent = '';
  setTimeout(() => { words.textContent = text; }, 100);

  if (close) {
    close.hidden = false;
    close.addEventListener('click', leave);
  }
  element.addEventListener('pointerenter', stay);
  element.addEventListener('pointerleave', wait);
  element.addEventListener('focusin', stay);
  element.addEventListener('focusout', wait);
  wait();
}
