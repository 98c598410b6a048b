// A figure as a picture: the curve at once and for a few kilobytes, before anyone asks the chart library for values.
// It draws what our figures are made of: dots, lines, bars, areas, rules, words. Colours have been looked up already.
const NS = 'http://www.w3.org/2000/svg';
const DASHES = { solid: 'none', dot: '2 3' };

function add(parent, name, attributes, text) {
  const element = parent.appendChild(document.createElementNS(NS, name));
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) element.setAttribute(key, value);
  }
  if (text !== undefined) element.textContent = text;
  return element;
}

// Days are read alike wherever the phone is: what counts is how far apart they stand.
function number(value) {
  if (typeof value === 'number') return value;
  return Date.parse(value.includes(' ') ? `${value.replace(' ', 'T')}Z` : value);
}

function along([from, to], start, length) {
  const [first, last] = [number(from), number(to)];
  return (value) => start + ((number(value) - first) / (last - first)) * length;
}

const label = (value) => value.toLocaleString(document.documentElement.lang);

function yTicks({ tickvals, range: [from, to], dtick }) {
  return tickvals ?? Array.from({ length: Math.floor((to - from) / dtick) + 1 }, (_, index) => from + index * dtick);
}

function ground(plot, { xaxis, yaxis, margin: { l, r, t, b }, font }, height) {
  const widest = Math.max(...yTicks(yaxis).map((value) => label(value).length)) * font.size * 0.6;
  const left = Math.max(l, widest + (yaxis.ticklabelstandoff ?? 0) + 6);
  const [width, tall] = [plot.clientWidth - left - r, height - t - b];
  return {
    left, bottom: t + tall, width,
    x: { x: along(xaxis.range, left, width), paper: along([0, 1], left, width) },
    y: { y: along(yaxis.range, t + tall, -tall), paper: along([0, 1], t + tall, -tall) },
  };
}

function stroke({ color, width = 1, dash } = {}) {
  if (!color || !width) return {};
  return { stroke: color, 'stroke-width': width, 'stroke-dasharray': DASHES[dash] ?? dash?.replaceAll('px', '') };
}

function shape(svg, { x: across, y: up }, { type, path, fillcolor, line, xref = 'x', yref = 'y', x0, x1, y0, y1 }) {
  const [x, y] = [across[xref], up[yref]];
  const point = (_, day, height) => `${x(day)} ${y(Number(height))}`;
  const d = {
    path: () => path.replace(/([\d: -]+),(-?[\d.]+)/g, point),
    line: () => `M${x(x0)} ${y(y0)}L${x(x1)} ${y(y1)}`,
    rect: () => `M${x(x0)} ${y(y0)}H${x(x1)}V${y(y1)}H${x(x0)}Z`,
  }[type]();
  add(svg, 'path', { d, fill: type === 'rect' ? fillcolor : 'none', ...stroke(line) });
}

function axes(svg, g, { xaxis, yaxis, font }, gridcolor) {
  const words = { fill: font.color, 'font-size': font.size };
  for (const value of yTicks(yaxis)) {
    const y = g.y.y(value);
    add(svg, 'path', { d: `M${g.left} ${y}h${g.width}`, stroke: gridcolor });
    const x = g.left - 3 - (yaxis.ticklabelstandoff ?? 0);
    add(svg, 'text', { ...words, x, y: y + font.size * 0.35, 'text-anchor': 'end' }, label(value));
  }
  (xaxis.tickvals ?? []).forEach((value, index) => {
    const y = g.bottom + (xaxis.ticklen ?? 14) + font.size;
    add(svg, 'text', { ...words, x: g.x.x(value), y, 'text-anchor': 'middle' }, xaxis.ticktext[index]);
  });
}

const at = (value, index) => (Array.isArray(value) ? value[index] : value);

function points({ x, x0, dx, y }) {
  const day = (index) => (x ? x[index] : number(x0) + index * dx);
  return y.map((value, index) => ({ x: day(index), y: value, index })).filter((point) => point.y !== null);
}

function curve(layer, g, trace) {
  let d = '';
  let before = -2;
  for (const { x, y, index } of points(trace)) {
    d += `${trace.connectgaps ? (d && 'L') || 'M' : index === before + 1 ? 'L' : 'M'}${g.x.x(x)} ${g.y.y(y)}`;
    before = index;
  }
  add(layer, 'path', { class: 'js-line', d, fill: 'none', 'stroke-linejoin': 'round', ...stroke(trace.line) });
}

function dots(layer, g, { marker, ...trace }) {
  for (const point of points(trace)) {
    const [symbol, color] = [at(marker.symbol ?? 'circle', point.index), at(marker.color, point.index)];
    const r = at(marker.size, point.index) / 2;
    const look = symbol.endsWith('-open') ? { fill: 'none', stroke: color } : { fill: color, ...stroke(marker.line) };
    const [x, y] = [g.x.x(point.x), g.y.y(point.y)];
    if (symbol.startsWith('diamond')) {
      const far = r * 1.3;
      add(layer, 'path', { d: `M${x} ${y - far}L${x + far} ${y}L${x} ${y + far}L${x - far} ${y}Z`, ...look });
    } else add(layer, 'circle', { cx: x, cy: y, r, ...look });
  }
}

function bars(layer, g, { marker, ...trace }, below) {
  for (const { x, y, index } of points(trace)) {
    if (!y) continue;
    const [left, right, foot] = [g.x.x(x - 0.3), g.x.x(x + 0.3), below.get(x) ?? 0];
    const top = g.y.y(foot + y);
    below.set(x, foot + y);
    add(layer, 'rect', { x: left, y: top, width: right - left, height: g.y.y(foot) - top, rx: 3, fill: at(marker.color, index) });
  }
}

function words(svg, g, surface, { text, font, x, y, xref = 'x', yref = 'y', xanchor = 'center', yanchor, xshift = 0, yshift = 0 }) {
  const lines = text.split('<br>');
  const down = { top: font.size, bottom: -0.25 * font.size - (lines.length - 1) * font.size * 1.3 }[yanchor] ?? font.size * 0.35;
  const place = { x: g.x[xref](x) + xshift, 'text-anchor': { left: 'start', center: 'middle', right: 'end' }[xanchor] };
  const element = add(svg, 'text', {
    ...place, y: g.y[yref](y) - yshift + down, fill: font.color, 'font-size': font.size, 'font-weight': font.weight,
    stroke: surface, 'stroke-width': 3, 'stroke-linejoin': 'round', 'paint-order': 'stroke',
  });
  lines.forEach((line, index) => add(element, 'tspan', { x: place.x, dy: index ? font.size * 1.3 : 0 }, line));
}

// `layout` has everything settled: ranges, margins, font; `grid` and `surface` are colours.
export default function picture(plot, data, layout, { height, grid, surface }) {
  const g = ground(plot, layout, height);
  const size = { width: plot.clientWidth, height };
  const svg = add(document.createDocumentFragment(), 'svg', { class: 'main-svg', ...size, 'aria-hidden': 'true' });
  const [under, over] = [true, false].map((below) => (layout.shapes ?? []).filter((each) => (each.layer === 'below') === below));
  under.forEach((each) => shape(svg, g, each));
  axes(svg, g, layout, grid);
  const layer = add(svg, 'g', { class: 'scatterlayer' });
  const stacks = new Map();
  for (const trace of data) {
    if (trace.type === 'bar') bars(layer, g, trace, stacks);
    else if (trace.marker?.opacity !== 0) {
      if (trace.mode.includes('lines')) curve(layer, g, trace);
      if (trace.mode.includes('markers')) dots(layer, g, trace);
    }
  }
  over.forEach((each) => shape(svg, g, each));
  (layout.annotations ?? []).forEach((each) => words(svg, g, surface, each));
  plot.replaceChildren(svg);
}
