// Makes a button of each column's heading, and sorts the rows of its table by it. Without this the page is whole.
'use strict';
const collator = new Intl.Collator('en', { numeric: true });

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
