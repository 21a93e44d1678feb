// Types in paper sheets by number keys. A batch lives in this window (sessionStorage) until it is sent as a whole: nothing
// unfinished reaches the server.
const root = document.querySelector("[data-entry]");
const find = (name) => root.querySelector(`[data-entry-${name}]`);
const texts = {};
for (const span of document.querySelectorAll("[data-entry-texts] [data-name]")) texts[span.dataset.name] = span.textContent;
const say = (name, values = {}) => texts[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);

const batchForm = document.getElementById("batch");
const sheetForm = document.getElementById("sheet");
const items = [...sheetForm.querySelectorAll("[data-item]")];
const ids = items.map((item) => item.dataset.item);
const comments = [...sheetForm.querySelectorAll("[data-comment]")];
const kept = ["team", "perspective", "number", "issued"].map((id) => document.getElementById(id)).filter(Boolean);
const twice = document.getElementById("twice");
let leaving = false;

const blank = () => ({ answers: {}, comments: {} });
const fresh = () => ({ key: root.dataset.key, form: {}, twice: false, sheets: [], second: null, edit: -1, sheet: blank(), at: 0 });
let state = restore();

function restore() {
  let saved = null;
  try {
    saved = JSON.parse(sessionStorage.getItem(root.dataset.entry));
  } catch {
    saved = null; // nobody else writes there, but a half-written batch must not stop the next
  }
  if (!saved || saved.key === root.dataset.finished) {
    const next = fresh();
    if (saved) next.form = { team: saved.form.team, perspective: saved.form.perspective };
    return next;
  }
  return saved;
}

const save = () => sessionStorage.setItem(root.dataset.entry, JSON.stringify(state));
const list = () => state.second ?? state.sheets;
const answered = (sheet) => ids.filter((id) => sheet.answers[id]).length;
const whole = (raw) => (/^\d+$/.test(raw.trim()) ? Number(raw) : 0);

// Where the two entries of a sheet differ, as pairs of sheet and item.
function differences() {
  if (!state.second) return [];
  const out = [];
  state.second.forEach((second, i) => {
    for (const id of ids) {
      if ((second.answers[id] ?? "") !== (state.sheets[i].answers[id] ?? "")) out.push({ i, id });
    }
  });
  return out;
}

const compared = () => state.second !== null && state.second.length === state.sheets.length;

function show(focus = true) {
  save();
  const editing = state.edit >= 0;
  const number = (editing ? state.edit : list().length) + 1;
  find("heading").textContent = say(editing ? "sheet-edit" : state.second ? "sheet-again" : "sheet", { n: number });
  find("at").textContent = state.at < ids.length ? say("at", { n: state.at + 1, of: ids.length }) : say("last");
  items.forEach((item, i) => {
    item.toggleAttribute("data-current", i === state.at);
    for (const input of item.querySelectorAll("input")) input.checked = state.sheet.answers[ids[i]] === input.value;
  });
  for (const area of comments) area.value = state.sheet.comments[area.dataset.comment] ?? "";
  showBatch();
  showDifferences();
  if (focus) focusLine();
}

function focusLine() {
  const item = items[state.at];
  const target = item ? (item.querySelector(":checked") ?? item.querySelector("input")) : find("next");
  target.focus({ preventScroll: true });
  (item ?? target).scrollIntoView({ block: "center" });
}

function showBatch() {
  const n = list().length;
  const issued = whole(document.getElementById("issued").value);
  const key = issued === 0 ? "count" : n > issued ? "count-more" : "count-of";
  find("count").textContent = state.second ? say("second-left", { n, of: state.sheets.length }) : n === 0 && !issued ? say("empty") : say(key, { n, of: issued });
  const table = find("table");
  table.hidden = n === 0;
  table.tBodies[0].replaceChildren(...list().map(row));
  find("second").hidden = !state.twice || state.second !== null || n === 0;
  const full = state.second !== null && compared();
  find("next").disabled = full && state.edit < 0;
  find("send").disabled = state.sheets.length === 0 || (state.twice && !(full && differences().length === 0));
}

function row(sheet, i) {
  const tr = document.createElement("tr");
  const head = document.createElement("th");
  head.scope = "row";
  head.textContent = say("sheet", { n: i + 1 });
  const count = document.createElement("td");
  count.textContent = say("row", { n: answered(sheet), of: ids.length });
  const change = document.createElement("td");
  change.append(button(say("edit"), head.textContent, () => open(i)), button(say("delete"), head.textContent, () => remove(i)));
  tr.append(head, count, change);
  return tr;
}

function button(text, about, act) {
  const b = document.createElement("button");
  b.type = "button";
  b.className = "button button-quiet";
  b.textContent = text;
  b.setAttribute("aria-label", `${text}: ${about}`);
  b.addEventListener("click", act);
  return b;
}

function showDifferences() {
  find("differences").hidden = state.second === null;
  if (state.second === null) return;
  const all = differences();
  find("differ").textContent = all.length ? say("second-differ", { n: all.length }) : compared() ? say("second-same") : "";
  find("differences").querySelector("ul").replaceChildren(...all.map(difference));
}

function difference({ i, id }) {
  const li = document.createElement("li");
  const where = `${say("sheet", { n: i + 1 })}, ${items[ids.indexOf(id)].querySelector("legend").textContent}`;
  const p = document.createElement("p");
  p.textContent = where;
  li.append(p);
  for (const [name, from, to] of [["first-take", state.sheets, state.second], ["second-take", state.second, state.sheets]]) {
    const answer = from[i].answers[id];
    const take = () => {
      if (answer) to[i].answers[id] = answer;
      else delete to[i].answers[id];
      show(false);
    };
    li.append(button(say(name, { answer: word(id, answer) }), where, take));
  }
  return li;
}

function word(id, answer) {
  const input = answer && [...items[ids.indexOf(id)].querySelectorAll("input")].find((e) => e.value === answer);
  return input ? input.closest("label").textContent.trim() : say("none");
}

function open(i) {
  state.edit = i;
  state.sheet = structuredClone(list()[i]);
  state.at = 0;
  show();
}

function remove(i) {
  list().splice(i, 1);
  if (state.edit >= 0) next();
  show();
}

function next() {
  state.edit = -1;
  state.sheet = blank();
  state.at = 0;
}

function go(at) {
  state.at = Math.max(0, Math.min(ids.length, at));
  show();
}

function answer(value) {
  if (value) state.sheet.answers[ids[state.at]] = value;
  go(state.at + 1);
}

function undo() {
  if (state.at === 0) return;
  delete state.sheet.answers[ids[state.at - 1]];
  go(state.at - 1);
}

// What a key does on a line; true where it did something.
function press(key) {
  const item = items[state.at];
  if (key === "Backspace") undo();
  else if (key === "ArrowUp") go(state.at - 1);
  else if (key === "ArrowDown") go(state.at + 1);
  else if (!item) return false;
  else if (key === "Enter" || key === " ") answer("");
  else if (key === "Delete") {
    delete state.sheet.answers[ids[state.at]];
    show();
  } else if (/^\d$/.test(key)) {
    const levels = item.querySelectorAll("[data-level]");
    const level = levels[Number(key) - 1] ?? (key === "0" || key === "9" ? item.querySelector("[data-na]") : null);
    if (level) answer(level.value);
  } else return false;
  return true;
}

sheetForm.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("textarea, summary")) return;
  if (event.target.matches("button") && !["Backspace", "ArrowUp"].includes(event.key)) return;
  if (press(event.key)) event.preventDefault();
});

// A line is where the person is, however she got there.
sheetForm.addEventListener("focusin", (event) => {
  const i = items.indexOf(event.target.closest("[data-item]"));
  if (i >= 0 && i !== state.at) {
    items[state.at]?.removeAttribute("data-current");
    items[i].setAttribute("data-current", "");
    state.at = i;
    find("at").textContent = say("at", { n: i + 1, of: ids.length });
  }
});

sheetForm.addEventListener("change", (event) => {
  if (event.target.type === "radio") state.sheet.answers[event.target.name] = event.target.value;
  save();
});

sheetForm.addEventListener("input", (event) => {
  if (event.target.dataset.comment) state.sheet.comments[event.target.dataset.comment] = event.target.value;
  save();
});

sheetForm.addEventListener("submit", (event) => {
  event.preventDefault();
  const empty = answered(state.sheet) === 0;
  find("message").textContent = empty ? say("missing") : "";
  if (empty || find("next").disabled) return focusLine();
  if (state.edit >= 0) list()[state.edit] = state.sheet;
  else list().push(state.sheet);
  next();
  show();
  if (find("next").disabled) find("send").focus();
});

find("undo").addEventListener("click", undo);
find("second").addEventListener("click", () => {
  state.second = [];
  next();
  show();
});

for (const input of kept) {
  input.value = state.form[input.id] ?? input.value;
  input.addEventListener("input", () => {
    state.form[input.id] = input.value;
    save();
    showBatch();
  });
}
twice.checked = state.twice;
twice.addEventListener("change", () => {
  state.twice = twice.checked;
  if (!state.twice) state.second = null;
  show(false);
});

const cell = (text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function csv() {
  const fields = comments.map((area) => area.dataset.comment).filter((field) => state.sheets.some((s) => s.comments[field]?.trim()));
  const lines = [[...ids, ...fields.map((field) => `comment-${field}`)]];
  for (const s of state.sheets) lines.push([...ids.map((id) => s.answers[id] ?? ""), ...fields.map((field) => s.comments[field]?.trim() ?? "")]);
  return lines.map((line) => line.map(cell).join(",")).join("\n");
}

batchForm.addEventListener("submit", (event) => {
  if (find("send").disabled) return event.preventDefault();
  batchForm.elements.key.value = state.key;
  batchForm.elements.sheets.value = csv();
  leaving = true;
});

addEventListener("beforeunload", (event) => {
  if (!leaving && (state.sheets.length > 0 || answered(state.sheet) > 0)) event.preventDefault();
});

root.hidden = false;
document.querySelector("[data-entry-without]").hidden = true;
show(!document.querySelector("[data-error-summary]") && kept.every((input) => input.tagName !== "SELECT" || input.value));
