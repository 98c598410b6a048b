// What the patient will read follows what is typed, a moment later; the server writes it, as it does without this.
const WAIT_MS = 700;

export default function preview(form) {
  let timer = null;
  let asked = null;

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const sent = new FormData(form);
    sent.set('do', 'preview');
    try {
      const answer = await fetch(form.action, { method: 'POST', body: sent, signal: asked.signal });
      if (!answer.ok && answer.status !== 422) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      for (const id of ['patient-page', ...[...form.querySelectorAll('.ex__r')].map((each) => each.id)]) {
        const fresh = page.getElementById(id);
        if (fresh) document.getElementById(id)?.replaceChildren(...document.adoptNode(fresh).childNodes);
      }
    } catch (error) {
      if (error.name !== 'AbortError') console.warn('preview', error.message);
    }
  }

  form.addEventListener('change', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
}
