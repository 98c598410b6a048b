// Today, kept from before a sign was ticked without network: the training makes way for what to do.
export default async function unsentSigns(note, addresses) {
  const { ticked } = await import(addresses['offline/ticked']);
  if (!(await ticked(addresses)).length) return;
  note.hidden = false;
  for (const card of document.querySelectorAll('[aria-labelledby="h-training"], [aria-labelledby="h-prompt"]')) card.hidden = true;
}
