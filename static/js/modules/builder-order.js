// Exercises change places at once, by their buttons or pulled by the grip; the form tells the places when it is sent.
// Without this the same buttons send the form, and the page comes back in the new order.
const rowsOf = (list) => [...list.querySelectorAll(':scope > [data-row]')];

export default function order(form) {
  const told = form.querySelector('[data-told]');
  const told_as = (values) => values.reduce((text, value) => text.replace('{}', value), form.dataset.placed);

  function settle(row) {
    const list = row.parentElement;
    [...list.children].forEach((each, place) => { each.querySelector('[data-place]').value = place; });
    const rows = rowsOf(list);
    told.textContent = told_as([row.dataset.row, rows.indexOf(row) + 1, rows.length]);
    form.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function move(row, up) {
    const rows = rowsOf(row.parentElement);
    const other = rows[rows.indexOf(row) + (up ? -1 : 1)];
    if (other && up) other.before(row);
    if (other && !up) other.after(row);
    settle(row);
  }

  form.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-move]');
    if (!button) return;
    event.preventDefault();
    move(button.closest('[data-row]'), button.dataset.move === 'up');
    button.focus();
  });

  for (const grip of form.querySelectorAll('[data-grip]')) {
    grip.hidden = false;
    grip.addEventListener('pointerdown', (event) => {
      if (event.button) return;
      event.preventDefault();
      pull(grip, event, settle);
    });
  }
}

// The neighbours give way to the row as the pointer passes their middles; Escape puts it back. The row itself is never
// taken out of the page, which would let go of the pointer.
function pull(grip, start, settle) {
  const row = grip.closest('[data-row]');
  const list = row.parentElement;
  const before = [...list.children];
  const middle = (each) => { const { top, height } = each.getBoundingClientRect(); return top + height / 2; };
  grip.setPointerCapture(start.pointerId);
  row.classList.add('is-held');
  const follow = ({ clientY }) => {
    const rows = rowsOf(list);
    const at = rows.indexOf(row);
    for (const other of rows.slice(0, at).reverse()) if (clientY < middle(other)) row.after(other);
    for (const other of rows.slice(at + 1)) if (clientY > middle(other)) row.before(other);
  };
  const stop = (put_back) => {
    grip.removeEventListener('pointermove', follow);
    document.removeEventListener('keydown', escape);
    row.classList.remove('is-held');
    if (put_back) list.append(...before);
    else settle(row);
  };
  const escape = ({ key }) => { if (key === 'Escape') stop(true); };
  grip.addEventListener('pointermove', follow);
  grip.addEventListener('pointerup', () => { if (row.classList.contains('is-held')) stop(false); }, { once: true });
  grip.addEventListener('pointercancel', () => { if (row.classList.contains('is-held')) stop(true); }, { once: true });
  document.addEventListener('keydown', escape);
}
