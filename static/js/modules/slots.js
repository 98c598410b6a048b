// The dock says the time that is chosen: each [data-chosen="when"] takes the radio's data-when, and so on.
export default function slots(form) {
  const places = document.querySelectorAll('[data-chosen]');
  const tell = () => {
    const radio = form.querySelector('input[type="radio"]:checked');
    if (!radio) return;
    for (const place of places) place.textContent = radio.dataset[place.dataset.chosen] ?? '';
  };
  form.addEventListener('change', tell);
  tell();
}
