// What a tick calls for stands on the page at once, also where there is no network; "nothing of this" goes with no sign.
export default async function signs(form, addresses) {
  const texts = [...form.querySelectorAll('[data-level-text]')]; // the most serious first
  const boxes = [...form.querySelectorAll('input[data-level]')];
  const nothing = form.querySelector('input[name="nothing"]');
  let unsent = [];
  const tell = () => {
    const levels = new Set(boxes.filter((box) => box.checked || unsent.includes(box.value)).map((box) => box.dataset.level));
    const worst = texts.find((text) => levels.has(text.dataset.levelText));
    for (const text of texts) text.hidden = text !== worst;
  };
  form.addEventListener('change', ({ target }) => {
    if (target === nothing && nothing.checked) for (const box of boxes) box.checked = false;
    else if (target.checked) nothing.checked = false;
    tell();
  });
  tell();
  const { ticked } = await import(addresses['offline/ticked']);
  unsent = await ticked(addresses);
  tell();
}
