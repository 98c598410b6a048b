// Copies the text or the value of the element named in data-copy, and says so in the button (data-done).
const SAYS_SO_MS = 4000;

export default function copy(button) {
  const source = document.querySelector(button.dataset.copy);
  if (!source || !navigator.clipboard) return;
  const words = button.lastChild;
  const before = words.textContent;
  button.hidden = false;
  button.setAttribute('aria-live', 'polite');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText((source.value ?? source.textContent).trim());
    words.textContent = button.dataset.done ?? before;
    setTimeout(() => { words.textContent = before; }, SAYS_SO_MS);
  });
}
