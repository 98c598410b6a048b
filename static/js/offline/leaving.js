// Signing out: what this phone kept of the person's pages goes, and what is not sent is told of and stays for them.
async function forgetPages() {
  for (const name of await caches.keys()) if (name.startsWith('pages-')) await caches.delete(name);
  for (const key of Object.keys(localStorage)) if (key.startsWith('rehab.player.')) localStorage.removeItem(key);
}

// Whoever has the phone next is not reminded in this person's place; the clinic learns of it when it next tries.
async function endPush() {
  const registration = await navigator.serviceWorker?.getRegistration();
  const subscription = await registration?.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}

export function leaving(me, store, sendAll) {
  const form = document.querySelector(`form[action="${me.signOut}"]`);
  const warning = document.getElementById('unsent-at-leaving');
  if (!form || !warning) return;

  async function leave() {
    await Promise.allSettled([forgetPages(), endPush()]);
    form.submit();
  }

  async function count() {
    const mine = (await store.all()).filter((entry) => entry.owner === me.owner);
    if (mine.length) await sendAll();
    return (await store.all()).filter((entry) => entry.owner === me.owner).length;
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    count().catch(() => 0).then(async (left) => {
      if (!left && navigator.onLine) return leave();
      const unsent = left === 1 ? me.words.one : me.words.many.replace('{count}', left);
      warning.querySelector('[data-count]').textContent = left ? unsent : me.words.leaveOffline;
      document.getElementById('leave-anyway').hidden = !navigator.onLine;
      form.before(warning);
      warning.hidden = false;
      warning.focus();
      if (!navigator.onLine) await forgetPages().catch(() => {});
      return undefined;
    });
  });
  document.getElementById('leave-anyway')?.addEventListener('click', leave);
}
