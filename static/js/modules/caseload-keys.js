// The list by keyboard: j and k to the next and previous patient, / to the search, ? to what the keys are.
// Letters typed in a field stay letters, keys with Ctrl, Alt or Meta stay the browser's, and all can be switched off
// (WCAG 2.1.4). Arrows move only from a patient's name, so that elsewhere they scroll.
const CHOICE = 'rehab.caseload.keys';
const PLACE = 'rehab.caseload.row';
const TYPED_IN = 'input:not([type=checkbox]), select, textarea, [contenteditable]';

export default function keys(details) {
  const on = details.querySelector('input');
  const rows = [...document.querySelectorAll('.case .nm')];
  details.hidden = false;
  on.checked = kept(() => localStorage.getItem(CHOICE)) !== 'off';
  on.addEventListener('change', () => kept(() => localStorage.setItem(CHOICE, on.checked ? 'on' : 'off')));
  for (const [index, row] of rows.entries()) {
    row.addEventListener('click', () => kept(() => sessionStorage.setItem(PLACE, index)));
  }
  comeBack(rows);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && details.open && details.contains(event.target)) close(details);
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || !on.checked) return;
    if (event.target.closest(TYPED_IN)) return;
    if (act(event.key, rows, details)) event.preventDefault();
  });
}

function act(key, rows, details) {
  const at = rows.indexOf(document.activeElement);
  if (key === 'j' || (key === 'ArrowDown' && at >= 0)) return go(rows, at + 1);
  if (key === 'k' || (key === 'ArrowUp' && at >= 0)) return go(rows, at < 0 ? 0 : at - 1);
  if (key === '/') return look();
  if (key === '?') return open(details);
  return false;
}

function go(rows, to) {
  const row = rows[Math.min(Math.max(to, 0), rows.length - 1)];
  row?.focus();
  row?.scrollIntoView({ block: 'nearest' });
  return Boolean(row);
}

function look() {
  const search = document.getElementById('q');
  search?.focus();
  search?.select();
  return Boolean(search);
}

function open(details) {
  details.open = true;
  details.querySelector('summary').focus();
  return true;
}

function close(details) {
  details.open = false;
  details.querySelector('summary').focus();
}

// A course that was put aside has left the list: the one that took its place is where we were.
function comeBack(rows) {
  const id = location.hash.slice(1);
  if (!/^c\d+$/.test(id)) return;
  const row = document.getElementById(id) ?? rows[Math.min(kept(() => Number(sessionStorage.getItem(PLACE))) || 0, rows.length - 1)];
  row?.focus();
}

function kept(use) {
  try {
    return use();
  } catch {
    return null; // a browser that keeps nothing
  }
}
