// Numbers of the builder get keys for less and more, and take the arrow keys and + and -; never past their limits.
function decimal(text) {
  const value = Number(String(text).trim().replace(',', '.'));
  return String(text).trim() === '' || Number.isNaN(value) ? null : value;
}

// The next whole step from where the number stands: 10 s and 5 more is 15, 12 s and 5 more is 15 too.
export function stepped(text, { low, high, step }, up) {
  const now = decimal(text);
  if (now === null) return up ? Math.max(low, Math.min(step, high)) : low;
  const next = up ? (Math.floor(now / step) + 1) * step : (Math.ceil(now / step) - 1) * step;
  return Math.min(high, Math.max(low, next));
}

function limits(input) {
  const { low, high, step } = input.dataset;
  return { low: Number(low), high: Number(high), step: Number(step) };
}

function change(input, up) {
  input.value = String(stepped(input.value, limits(input), up));
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

function key(form, input, up) {
  const name = input.labels[0]?.textContent ?? '';
  const button = document.createElement('button');
  button.type = 'button';
  button.tabIndex = -1; // the field itself takes the arrow keys
  button.textContent = up ? '+' : '−';
  button.setAttribute('aria-label', (up ? form.dataset.more : form.dataset.less).replace('{}', name));
  button.addEventListener('click', () => {
    change(input, up);
    form.querySelector('[data-told]').textContent = `${name} ${input.value}`;
  });
  return button;
}

export function dress(form, root = form) {
  for (const input of root.querySelectorAll('input[data-step]')) {
    if (input.closest('.stp')) continue;
    const box = document.createElement('span');
    box.className = 'stp';
    input.replaceWith(box);
    box.append(key(form, input, false), input, key(form, input, true));
  }
}

const KEYS = { ArrowUp: true, '+': true, ArrowDown: false, '-': false };

export default function steps(form) {
  dress(form);
  form.addEventListener('keydown', (event) => {
    if (!event.target.matches('input[data-step]') || !(event.key in KEYS) || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    change(event.target, KEYS[event.key]);
  });
}
