// Danish for Plotly: the one that comes with it has capital letters, no words and no decimal comma.
export default {
  moduleType: 'locale',
  name: 'da',
  dictionary: {
    Autoscale: 'Tilpas',
    'Click to enter Plot title': 'Skriv en titel',
    'Double-click to zoom back out': 'Dobbeltklik for at zoome ud',
    'Download plot': 'Hent billede',
    'Download plot as a PNG': 'Hent billede (PNG)',
    Pan: 'Flyt',
    Reset: 'Nulstil',
    'Reset axes': 'Nulstil akser',
    'Snapshot succeeded': 'Billedet er hentet',
    'Taking snapshot - this may take a few seconds': 'Laver billedet',
    'Zoom in': 'Zoom ind',
    'Zoom out': 'Zoom ud',
  },
  format: {
    days: ['søndag', 'mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag'],
    shortDays: ['søn.', 'man.', 'tir.', 'ons.', 'tor.', 'fre.', 'lør.'],
    months: ['januar', 'februar', 'marts', 'april', 'maj', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'december'],
    shortMonths: ['jan.', 'feb.', 'mar.', 'apr.', 'maj', 'jun.', 'jul.', 'aug.', 'sep.', 'okt.', 'nov.', 'dec.'],
    decimal: ',',
    thousands: '.',
    date: '%d.%m.%Y',
  },
};
