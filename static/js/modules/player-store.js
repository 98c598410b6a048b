// What the phone remembers: the session that is going on, one for each person, course, version and date, and how the
// person likes to be coached. A phone that refuses to store still trains.
const SESSIONS = 'rehab.player.';
const LIKES = 'rehab.coach';

function attempt(use, otherwise = null) {
  try {
    return use(window.localStorage);
  } catch {
    return otherwise;
  }
}

const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

export const load = (key) => {
  const state = attempt((storage) => parsed(storage.getItem(SESSIONS + key)));
  return state?.v === 1 ? state : null;
};
export const save = (key, state) => attempt((storage) => storage.setItem(SESSIONS + key, JSON.stringify(state)));
export const forget = (key) => attempt((storage) => storage.removeItem(SESSIONS + key));

export const likes = () => attempt((storage) => parsed(storage.getItem(LIKES))) ?? {};
export function like(name, is) {
  const all = { ...likes(), [name]: is };
  attempt((storage) => storage.setItem(LIKES, JSON.stringify(all)));
  return all;
}

// The keys of sessions that begin like this one: unsaved ones of other days among them.
export const keysLike = (prefix) => attempt((storage) => Object.keys(storage), [])
  .filter((key) => key.startsWith(SESSIONS + prefix)).map((key) => key.slice(SESSIONS.length));

// What is of other people goes, and what the clinic has by now.
export function tidy(person, saved) {
  for (const key of keysLike('')) if (!key.startsWith(person) || saved.includes(load(key)?.clientKey)) forget(key);
}
