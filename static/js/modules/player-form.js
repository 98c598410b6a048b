// The plain form of the training, filled in by what was done: what is sent is what anyone would have typed.
const ANSWERS = ['pain_during', 'pain_after', 'effort', 'note', 'stopped_by_pain'];

export function createForm(form, { exercises, lights }, words, filled) {
  const number = (value) => value.toLocaleString(document.documentElement.lang, { useGrouping: false });

  function put(name, value) {
    let field = form.elements[name];
    if (!field) {
      field = Object.assign(document.createElement('input'), { type: 'hidden', name });
      form.append(field);
    }
    field.value = value;
  }

  const setNumber = (id, { name }) => Number(name.match(`^sets-${id}-(\\d+)-`)?.[1] ?? 0);
  const rowsOf = (id) => Math.max(...[...form.elements].map((each) => setNumber(id, each)));

  // A side that was not done is 0, a set that was not done is empty.
  function fillSet(name, sides, results, takesLoad) {
    sides.forEach(({ side }, n) => {
      const part = sides.length > 1 ? `${name}-${side}` : name;
      const { reps = 0, load } = results?.[n] ?? {};
      put(`${part}-reps`, results?.some(Boolean) ? reps : '');
      if (takesLoad) put(`${part}-load`, load ? number(load) : '');
    });
  }

  function fillSets(state) {
    for (const { id, sides, takes_load: takesLoad } of exercises) {
      const sets = state.done[id] ?? [];
      for (let n = 1; n <= Math.max(sets.length, rowsOf(id)); n += 1) fillSet(`sets-${id}-${n}`, sides, sets[n - 1], takesLoad);
    }
  }

  // What the form has no field for: where in the training it hurt.
  const remark = ({ hurt, ex }) => (hurt ? filled(words.hurt_note, { name: exercises[ex].name, n: hurt }) : '');

  const answer = (field) => (field?.type === 'checkbox' ? field.checked : field?.value ?? '');

  function fillAnswers(answers) {
    for (const name of ANSWERS) {
      const field = form.elements[name];
      if (!field || !(name in answers)) continue;
      if (field.type === 'checkbox') field.checked = answers[name]; else field.value = answers[name];
    }
  }

  // A set of two sides counts once, as far as both managed it; where they differ, each is told.
  function summary(state) {
    const sets = exercises.flatMap(({ id, sides }) => (state.done[id] ?? []).filter((each) => each?.some(Boolean))
      .map((each) => ({ sides, reps: sides.map((_side, n) => each[n]?.reps ?? 0) })));
    const reps = sets.reduce((sum, each) => sum + Math.min(...each.reps), 0);
    const minutes = Math.max(1, Math.round(((state.endedAt ?? 0) - (state.beganAt ?? state.endedAt ?? 0)) / 60000));
    const both = sets.filter((each) => each.sides.length > 1);
    const [left, right] = [0, 1].map((n) => both.reduce((sum, each) => sum + each.reps[n], 0));
    const told = filled(words.summary, { sets: sets.length, reps, minutes });
    return left === right ? told : `${told} ${filled(words.uneven, { left, right })}`;
  }

  // The practitioner's sentence for the pain that was chosen; the clinic said which it is, for each pair of scores.
  function light() {
    const [during, after] = ['pain_during', 'pain_after'].map((name) => form.elements[name]?.value ?? '');
    const letter = during && after ? lights[during][after] : null;
    for (const each of form.querySelectorAll('[data-light]')) each.hidden = each.dataset.light !== letter;
  }

  return {
    summary,
    light,
    // A bout of stretching is sent by its key alone: there is nothing to answer.
    fill(state) {
      put('client_key', state.clientKey);
      if (!form.elements.pain_during) return;
      fillSets(state);
      fillAnswers({ note: remark(state), stopped_by_pain: state.hurt > 0, ...state.answers });
      light();
    },
    answers: () => Object.fromEntries(ANSWERS.map((name) => [name, answer(form.elements[name])]).filter(([, value]) => value !== '')),
  };
}
