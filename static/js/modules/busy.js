// A form is sent once: the button shows that it is working, a second press does nothing.
// The button is never disabled, because a disabled button's value would not be sent.
function release(form) {
  delete form.dataset.sent;
  for (const button of form.elements) {
    if (!('waiting' in button.dataset)) continue;
    button.removeAttribute('aria-disabled');
    button.removeAttribute('aria-busy');
    if (button.dataset.waiting) button.lastChild.textContent = button.dataset.waiting;
    delete button.dataset.waiting;
  }
}

function hold(form, button) {
  form.dataset.sent = '';
  if (!button) return;
  button.dataset.waiting = '';
  button.setAttribute('aria-disabled', 'true');
  button.setAttribute('aria-busy', 'true');
  if (button.dataset.busy && button.lastChild) {
    button.dataset.waiting = button.lastChild.textContent;
    button.lastChild.textContent = button.dataset.busy;
  }
}

export default function busy(body) {
  body.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post') return;
    if ('sent' in form.dataset) event.preventDefault();
    else hold(form, event.submitter);
  });
  // A page taken out of the browser's back/forward cache must be usable again.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) document.querySelectorAll('form[data-sent]').forEach(release);
  });
}
