// The plain form of the training, filled in by what was done: what is sent is what anyone would have typed.
const ANSWERS = ['pain_during', 'pain_after', 'effort', 'note'];

// Of two sides that managed different amounts, the one that managed less stands in the form; the note tells both.
function lesser(sides) {
  const done = sides.filter(Boolean);
  return done.sort((one, other) => one.reps - other.reps || (one.load ?? 0) - (other.load ?? 0))[0] ?? null;
}

const differ = ([one, other]) => Boolean(one) !== Boolean(other) || one?.reps !== other?.reps || one?.load !== other?.load;

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

  const rowsOf = (id) => [...form.elements].filter((each) => new RegExp(`^sets-${id}-\\d+-reps$`).test(each.name)).length;

  function fillSets(state) {
    for (const { id, takes_load: takesLoad } of exercises) {
      const sets = state.done[id] ?? [];
      for (let n = 1; n <= Math.max(sets.length, rowsOf(id)); n += 1) {
        const result = lesser(sets[n - 1] ?? []);
        put(`sets-${id}-${n}-reps`, result ? result.reps : '');
        if (takesLoad) put(`sets-${id}-${n}-load`, result?.load ? number(result.load) : '');
      }
    }
  }

  // What the form has no field for.
  function remarks(state) {
    const found = [];
    const one = (sides, n, result) => {
      const load = result?.load ? `, ${filled(words.kg, { kg: number(result.load) })}` : '';
      return `${sides[n].words} ${result?.reps ?? 0}${load}`;
    };
    for (const { id, name, sides } of exercises) {
      (state.done[id] ?? []).forEach((both, index) => {
        if (sides.length < 2 || !both || !differ(both)) return;
        found.push(filled(words.sides_note, { name, n: index + 1, first: one(sides, 0, both[0]), second: one(sides, 1, both[1]) }));
      });
    }
    if (state.hurt) found.push(filled(words.hurt_note, { name: exercises[state.ex].name, n: state.hurt }));
    return found.join('\n');
  }

  function fillAnswers(answers) {
    for (const name of ANSWERS) {
      const field = form.elements[name];
      if (field && name in answers) field.value = answers[name];
    }
  }

  function summary(state) {
    const sets = Object.values(state.done).flat().map((both) => (both ?? []).filter(Boolean)).filter((both) => both.length);
    const reps = sets.flat().reduce((sum, each) => sum + each.reps, 0);
    const minutes = Math.max(1, Math.round(((state.endedAt ?? 0) - (state.beganAt ?? state.endedAt ?? 0)) / 60000));
    return filled(words.summary, { sets: sets.length, reps, minutes });
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
      fillAnswers({ note: remarks(state), ...state.answers });
      light();
    },
    answers: () => Object.fromEntries(ANSWERS.map((name) => [name, form.elements[name]?.value ?? '']).filter(([, value]) => value)),
  };
}
