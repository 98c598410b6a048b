// What stands in the boxes of templates/offline/queue.html.
export function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, '');
    else if (value !== false) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function fill(id, ...children) {
  const box = document.getElementById(id);
  box?.lastElementChild.replaceChildren(...children);
  return box;
}

export function link(text, attributes) {
  return make('a', { class: 'link', ...attributes }, text);
}

export function fillBoxes({ words, signIn }) {
  fill('kept-page', make('p', { 'data-offline': true }, words.offline), make('p', { 'data-from': true, hidden: true }))
    ?.setAttribute('aria-live', 'polite');
  fill('phone-full', make('p', {}, words.full))?.setAttribute('aria-live', 'assertive');
  const acts = make('p', { class: 'row row--wrap' },
    make('button', { type: 'button', class: 'btn btn--sec', id: 'send-now' }, words.send),
    link(words.signIn, { id: 'sign-in-again', href: signIn, hidden: true }));
  const unsent = document.getElementById('not-sent');
  unsent?.setAttribute('aria-label', words.title);
  unsent?.querySelector('details > div').append(make('ul'), acts);
  unsent?.querySelector('details').before(make('p', { class: 'vh', 'data-told': true, 'aria-live': 'polite' }));
  unsent?.querySelector('details > div').append(make('p', { 'data-why': true }));
  fill('not-taken', make('h2', { id: 'h-not-taken' }, words.refused), make('ul', { class: 'stack-3' }))
    ?.setAttribute('aria-labelledby', 'h-not-taken');
  fill('unsent-at-leaving', make('p', { 'data-count': true }),
    make('button', { type: 'button', class: 'btn btn--quiet', id: 'leave-anyway' }, words.leave));
}
