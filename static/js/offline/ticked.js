// The warning signs this patient has ticked and this phone has not sent yet, by code.
export async function ticked(addresses) {
  const owner = document.querySelector('meta[name="phone-owner"]')?.content;
  const { store } = await import(addresses['offline/store']);
  const entries = await store.all().catch(() => []); // a phone that keeps nothing has sent what was ticked
  return entries
    .filter((entry) => entry.kind === 'signs' && entry.owner === owner)
    .flatMap((entry) => entry.fields.filter(([name]) => name === 'signs').map(([, code]) => code));
}
