// Makes the page handy: sorts its tables, filters their rows, and saves them as files. Without this the page is whole.
'use strict';
const collator = new Intl.Collator('en', { numeric: true });
const tables = Array.from(document.querySelectorAll('table'));

// What a cell sorts by: its data-key, its time, or its text. A dash comes before everything: it is the worst.
function keyOf(cell) {
  if (cell.dataset.key !== undefined) return cell.dataset.key;
  if (cell.querySelector('.none')) return '';
  const time = cell.querySelector('time');
  // Without its Z, a time with a fraction follows the same second without one.
  return time ? time.dateTime.replace('Z', '') : cell.textContent.trim();
}

function sortBy(heading) {
  const table = heading.closest('table');
  const body = table.tBodies[0];
  const column = heading.cellIndex;
  const descending = heading.getAttribute('aria-sort') === 'ascending';
  const compare = heading.dataset.sort === 'time' ? (a, b) => (a < b ? -1 : Number(a > b)) : collator.compare;
  const rows = Array.from(body.rows, (row) => ({ row, key: keyOf(row.cells[column]) }));
  rows.sort((a, b) => (descending ? compare(b.key, a.key) : compare(a.key, b.key)));
  for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
  heading.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
  const sorted = document.createDocumentFragment();
  for (const { row } of rows) sorted.append(row);
  body.append(sorted);
}

for (const heading of document.querySelectorAll('table thead th')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.append(...heading.childNodes);
  button.addEventListener('click', () => sortBy(heading));
  heading.append(button);
}

// A text as it is searched for: é is one character or two, and in upper case it is the same.
const folded = (text) => text.normalize('NFC').toLowerCase();

// Shows the rows that hold every word, and says how many these are: on paper too, where nobody sees the filter.
function filter() {
  const words = folded(input.value).split(/\s+/).filter(Boolean);
  const counts = [];
  for (const table of tables) {
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      const text = folded(row.textContent);
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown++;
    }
    const title = table.closest('section').querySelector('h2').textContent;
    counts.push(`${title}: ${shown} of ${table.tBodies[0].rows.length}`);
  }
  document.querySelector('.shown').textContent = words.length ? `Filtered by “${input.value.trim()}”. ${counts.join(', ')}.` : '';
}

// The columns of the CSV, named as the provider names them; jobs are its job_names in one text.
const columns = ['kind', 'enterprise_manager', 'backup_server_name', 'name', 'vm_uid', 'status', 'cause', 'policy', 'rpo', 'last_good_time',
  'last_result', 'last_end_time', 'last_reason', 'hint', 'exception', 'jobs', 'restore_point_count', 'last_copy_time'];

// What an element says by its fields.
function fieldsOf(element) {
  const values = {};
  for (const field of element.querySelectorAll('[data-field]')) values[field.dataset.field] = field.dateTime || field.textContent;
  return values;
}

// What violates and is no machine, then every machine, by name. Filter and order of the page make no difference.
function records() {
  const others = document.querySelectorAll('.violations tbody tr:not([data-kind="machine"])');
  const found = [...others, ...document.querySelectorAll('.machines tbody tr')].map((row) => {
    const values = { ...row.dataset, ...fieldsOf(row) };
    return Object.fromEntries(columns.map((name) => [name, values[name] ?? null]));
  });
  const isMachine = (record) => Number(record.kind === 'machine');
  return found.sort((a, b) => isMachine(a) - isMachine(b) || collator.compare(a.name, b.name));
}

// A spreadsheet takes a text that begins like a formula for one; the apostrophe stops that. The mark at the beginning tells it UTF-8.
function csv() {
  const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? "'" : '') + (text ?? '').replaceAll('"', '""')}"`;
  const rows = records().map((record) => columns.map((name) => cell(record[name])).join(','));
  return `\ufeff${[columns.join(','), ...rows].join('\r\n')}\r\n`;
}

function json() {
  const evidence = document.querySelectorAll('.evidence');
  const asked = document.querySelectorAll('.asked');
  const verdicts = Array.from(document.querySelectorAll('.source'), (source, i) => {
    const values = { ...fieldsOf(source), compliant: source.dataset.compliant === 'true' };
    if (evidence[i]) values.evidence = fieldsOf(evidence[i]);
    for (const field of evidence[i]?.querySelectorAll('[data-json]') ?? []) {
      values.evidence[field.dataset.field] = JSON.parse(field.textContent);
    }
    values.arguments = JSON.parse(fieldsOf(asked[i]).arguments);
    return values;
  });
  const title = document.querySelector('h1').textContent;
  return JSON.stringify({ title, compliant: main.dataset.compliant === 'true', verdicts, rows: records() }, null, 2);
}

// Saves a text as a file. The page's policy allows no connection, and this makes none.
function save(ending, type, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = `${['backup-compliance', main.dataset.day].filter(Boolean).join('-')}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

const main = document.querySelector('main');
const input = document.querySelector('#filter');
input.addEventListener('input', filter);
document.querySelector('[data-save="csv"]').addEventListener('click', () => save('csv', 'text/csv', csv()));
document.querySelector('[data-save="json"]').addEventListener('click', () => save('json', 'application/json', json()));
document.querySelector('.tools').hidden = false;
