// Keeps a person's own profile on this device if she asks for it, lays it beside that of everyone, and forgets it again. It never
// leaves the device.
const keep = document.querySelector("[data-keep]");
const table = document.querySelector("[data-whole]");

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null; // no storage, or not ours
  }
}

function drop(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // Without storage there is nothing to remove.
  }
}

function offer() {
  const name = keep.dataset.keep;
  const status = document.querySelector("[data-keep-status]");
  const show = () => (keep.textContent = read(name) ? keep.dataset.textDrop : keep.dataset.textKeep);
  keep.hidden = false;
  show();
  keep.addEventListener("click", () => {
    if (read(name)) {
      drop(name);
      status.textContent = keep.dataset.textDropped;
    } else {
      try {
        localStorage.setItem(name, keep.dataset.values);
        status.textContent = keep.dataset.textKept;
      } catch {
        status.textContent = keep.dataset.textFailed;
      }
    }
    show();
  });
}

function cell(tag, text) {
  const out = document.createElement(tag);
  out.textContent = text;
  out.className = "number";
  out.dataset.ownCell = "";
  if (tag === "th") out.scope = "col";
  return out;
}

function lay(own) {
  const number = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  table.tHead.rows[0].append(cell("th", table.dataset.own));
  for (const row of table.tBodies[0].rows) {
    const value = own[row.dataset.field];
    row.append(cell("td", typeof value === "number" ? number.format(value) : table.dataset.none));
  }
  const box = document.querySelector("[data-kept]");
  const status = document.querySelector("[data-dropped]");
  box.hidden = false;
  box.querySelector("[data-drop]").addEventListener("click", () => {
    drop(table.dataset.whole);
    box.hidden = true;
    for (const one of table.querySelectorAll("[data-own-cell]")) one.remove();
    status.textContent = status.dataset.dropped;
  });
}

if (keep) offer();
const own = table && read(table.dataset.whole);
if (own) lay(own);
