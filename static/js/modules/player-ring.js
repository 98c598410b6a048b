// The ring: one arc for each phase, in proportion to its seconds; what is behind is full, and a knob stands at the moment.
const SVG = 'http://www.w3.org/2000/svg';
const GAP = 11; // degrees between the arcs of a repetition
const RADIUS = 128;

const point = (degrees) => {
  const turn = (degrees * Math.PI) / 180;
  return [150 + RADIUS * Math.sin(turn), 150 - RADIUS * Math.cos(turn)];
};
const arc = (from, to) => {
  const [[x1, y1], [x2, y2]] = [point(from), point(Math.min(to, from + 359.9))];
  return `M${x1.toFixed(2)} ${y1.toFixed(2)}A${RADIUS} ${RADIUS} 0 ${to - from > 180 ? 1 : 0} 1 ${x2.toFixed(2)} ${y2.toFixed(2)}`;
};

export function createRing(svg) {
  let drawn = '';
  let arcs = [];
  const knob = document.createElementNS(SVG, 'circle');

  function path(from, to, name) {
    const element = document.createElementNS(SVG, 'path');
    element.setAttribute('class', name);
    element.setAttribute('d', arc(from, to));
    return element;
  }

  function lay(phases) {
    const whole = phases.reduce((sum, { ms }) => sum + ms, 0);
    const gap = phases.length > 1 ? GAP : 0;
    let turn = gap / 2;
    arcs = phases.map(({ name, ms }) => {
      const from = turn;
      const to = from + (ms / whole) * 360 - gap;
      turn = to + gap;
      return { from, to, shade: path(from, to, `ring-${name} is-shade`), full: path(from, to, `ring-${name}`) };
    });
    knob.setAttribute('class', 'ring-knob');
    knob.setAttribute('r', '11');
    svg.replaceChildren(...arcs.map((each) => each.shade), ...arcs.map((each) => each.full), knob);
  }

  return (phases, index, part) => {
    const key = JSON.stringify(phases);
    if (key !== drawn) lay(phases);
    drawn = key;
    arcs.forEach(({ from, to, full }, n) => {
      const share = n < index ? 1 : n > index ? 0 : Math.min(1, Math.max(0, part));
      full.setAttribute('visibility', share > 0 ? 'visible' : 'hidden');
      if (share > 0) full.setAttribute('d', arc(from, from + (to - from) * Math.max(share, 0.001)));
    });
    const { from, to } = arcs[index];
    const [x, y] = point(from + (to - from) * Math.min(1, Math.max(0, part)));
    knob.setAttribute('visibility', phases[0].name === 'rest' ? 'hidden' : 'visible');
    knob.setAttribute('cx', x.toFixed(1));
    knob.setAttribute('cy', y.toFixed(1));
  };
}
