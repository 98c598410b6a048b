// Which stored session is this page's, and which of other days was never saved.
const TRAINING = /^\d+\.\d+\.\d+\./; // person.course.version.date; a bout of stretching has another third part

// A page without network is one the phone kept: it is used today, whatever day it was made.
function keyOf({ key }) {
  const isKept = 'keptAt' in document.documentElement.dataset;
  if (!isKept || new URLSearchParams(window.location.search).has('date')) return key;
  const date = new Date();
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return key.replace(/[^.]+$/, parts.map((part) => String(part).padStart(2, '0')).join('-'));
}

export function createKeeper(plan, { store, machine, clock }) {
  const key = keyOf(plan);
  const [person, course] = key.split('.');
  let isLetGo = false;
  store.tidy(`${person}.`, plan.saved);

  return {
    // The session to go on with, or null.
    found() {
      const state = store.load(key);
      if (!state || plan.exercises[state.ex]?.id !== state.of) return null;
      return machine.restored({ ...state, stage: state.stage === 'sent' ? 'finish' : state.stage });
    },
    keep(state) {
      if (!isLetGo) store.save(key, { ...state, seenAt: clock.now() });
    },
    // Somebody else keeps it until it is sent.
    letGo() {
      isLetGo = true;
      store.forget(key);
    },
    // The date of a training of another day that was not saved, 2026-11-24.
    unsaved() {
      if (!TRAINING.test(key)) return null;
      const others = store.keysLike(`${person}.${course}.`).filter((each) => each !== key && TRAINING.test(each));
      return others.find((each) => { const state = store.load(each); return state && machine.isToSave(state); })?.split('.').at(-1);
    },
  };
}
