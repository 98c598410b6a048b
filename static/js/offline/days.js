// Dates as the forms write them, 2026-11-25, and in words; "today" is the phone's own.
const DAY_MS = 24 * 3600 * 1000;

export function dayOf(date = new Date()) {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

export function daysBetween(from, to) {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY_MS);
}

export function moved(day, days) {
  return new Date(Date.parse(`${day}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

export function dayWords(day, form = 'long') {
  const [year, month, number] = day.split('-').map(Number);
  const words = new Intl.DateTimeFormat(document.documentElement.lang === 'da' ? 'da-DK' : 'en-GB',
    { weekday: form, day: 'numeric', month: form }).format(new Date(year, month - 1, number, 12));
  return words.replace(' den ', ' ').replace(',', '');
}
