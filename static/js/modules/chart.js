// Draws the figure that stands as JSON in the page. Colours in it are names ("role:line"), looked up among the
// design tokens, so that a change of theme is a new look at the same figure. Plotly is fetched when it is needed.
let library;

function load(addresses) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = addresses.plotly;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error('the chart library did not load'));
    document.head.append(script);
  }).then(async (Plotly) => {
    // Before any chart: nothing that is drawn here may be offered to another server.
    Plotly.setPlotConfig({ showSendToCloud: false, plotlyServerURL: '', displaylogo: false });
    Plotly.register((await import(addresses['plotly-da'])).default);
    return Plotly;
  });
  return library;
}

const page = () => getComputedStyle(document.documentElement);
const aliases = { second: 'lyng' };

function colour(role) {
  const name = aliases[role] ?? role;
  return (page().getPropertyValue(`--ch-${name}`) || page().getPropertyValue(`--${name}`)).trim();
}

function dressed(value) {
  if (typeof value === 'string') return value.replace(/role:([\w-]+)/g, (_, role) => colour(role));
  if (Array.isArray(value)) return value.map(dressed);
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, dressed(inner)]));
  }
  return value;
}

// The reader's own text size counts inside the chart too, up to where the axes would no longer fit.
const scale = () => Math.min(parseFloat(page().fontSize) / 16, 1.5);

function template(desk) {
  const size = 12 * scale();
  const font = { family: page().getPropertyValue('--font').trim(), size, color: colour('axis') };
  const axis = {
    showline: false, zeroline: false, gridcolor: colour('grid'), gridwidth: 1,
    tickfont: font, title: { font }, automargin: true, fixedrange: true,
  };
  return { layout: {
    font,
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    colorway: ['line', 'second', 'mic', 'tick', 'dot'].map(colour),
    margin: desk ? { l: 34, r: 16, t: 34, b: 56, pad: 0 } : { l: 22, r: 6, t: 30, b: 46, pad: 0 },
    separators: document.documentElement.lang === 'da' ? ',.' : '.,',
    showlegend: false,
    dragmode: false,
    hovermode: 'x unified',
    hoverlabel: {
      bgcolor: colour('inverse'), bordercolor: colour('inverse'), align: 'left',
      font: { ...font, size: 13 * scale(), color: colour('on-inverse') },
    },
    xaxis: {
      ...axis, showgrid: false, ticks: 'outside', ticklen: 14, tickcolor: 'rgba(0,0,0,0)',
      spikecolor: colour('axis'), spikethickness: 1, spikedash: '2px,3px', spikemode: 'across', hoverformat: '%a %-d. %b',
    },
    yaxis: { ...axis, ticks: '' },
    bargap: 0.4,
    barcornerradius: 3,
  } };
}

function read(element) {
  const written = JSON.parse(element.querySelector('script[type="application/json"]').textContent);
  return typeof written === 'string' ? JSON.parse(written) : written;
}

const onDesk = () => document.body.classList.contains('desk');

function settled(plot, figure) {
  const usual = plot.classList.contains('plot--short') ? 168 : onDesk() ? 300 : 268;
  const { data, layout: roomy = {}, narrow = roomy } = dressed(figure);
  const layout = plot.clientWidth < 520 ? narrow : roomy;
  return { data, layout: { height: usual, ...layout, template: template(onDesk()) } };
}

async function draw(plot, figure, Plotly) {
  const { data, layout } = settled(plot, figure);
  await Plotly.react(plot, data, layout, {
    displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false,
    locale: document.documentElement.lang,
  });
}

function onThemeChange(redraw) {
  for (const media of ['(prefers-color-scheme: dark)', 'print']) matchMedia(media).addEventListener('change', redraw);
  new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ['data-theme'] });
}

// What is seen is drawn first; the rest when there is time, so that it stands on paper too.
function turn(plot) {
  return new Promise((resolve) => {
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      resolve();
    });
    seen.observe(plot);
    setTimeout(() => (window.requestIdleCallback ?? setTimeout)(resolve), 400);
  });
}

// A phone shows a picture; the library, three hundred kilobytes of it, comes when a finger asks for the values.
async function sketch(plot, figure, addresses) {
  const { default: picture } = await import(addresses['chart-picture']);
  const { data, layout: { template: { layout: usual }, ...own } } = settled(plot, figure);
  const margin = { ...usual.margin, ...own.margin };
  const look = { height: own.height, grid: colour('grid'), surface: colour('surface') };
  picture(plot, data, { ...usual, ...own, margin }, look);
}

// By a tap or a mouse, not by a finger that scrolls past.
function asked(plot) {
  return new Promise((resolve) => {
    for (const name of ['mouseenter', 'click']) plot.addEventListener(name, resolve, { once: true });
  });
}

function showValues(plot, { clientX, clientY }) {
  plot.querySelector('.nsewdrag')?.dispatchEvent(new MouseEvent('mousemove', { clientX, clientY, bubbles: true }));
}

async function onPhone(plot, figure, addresses) {
  let isPicture = true;
  let redraw = () => sketch(plot, figure, addresses);
  await redraw();
  onThemeChange(() => redraw());
  addEventListener('resize', () => isPicture && redraw());
  const finger = await asked(plot);
  const Plotly = await load(addresses);
  plot.replaceChildren();
  isPicture = false;
  redraw = () => draw(plot, figure, Plotly);
  await redraw();
  showValues(plot, finger);
}

async function onScreen(plot, figure, addresses) {
  const Plotly = await load(addresses);
  await turn(plot);
  await draw(plot, figure, Plotly);
  onThemeChange(() => draw(plot, figure, Plotly));
}

export default async function chart(element, addresses) {
  const plot = element.querySelector('.plot');
  try {
    await (onDesk() ? onScreen : onPhone)(plot, read(element), addresses);
  } catch (error) {
    // No chart: the figures under it are the chart.
    plot.hidden = !plot.querySelector('svg');
    if (plot.hidden) element.querySelector('details')?.setAttribute('open', '');
    throw error;
  }
}
