// Turns the questionnaire, one long form, into steps: start, one field at a time, check, send. Without this module the form
// works as it is. Unfinished answers stay in this browser's storage, unless the device is shared; they leave it only when
// the person sends the form.

const form = document.getElementById("answers");
const main = document.getElementById("main");
const steps = [...form.querySelectorAll("[data-step]")];
const items = [...form.querySelectorAll("[data-item]")];
const last = steps.length - 1;
const find = (name, root = form) => root.querySelector(`[data-${name}]`);
const radios = (item) => [...item.querySelectorAll("input[type=radio]")];
const isAnswered = (item) => radios(item).some((radio) => radio.checked);
const summary = document.querySelector("[data-error-summary]");
const status = find("status");
const progress = document.querySelector("[data-progress]");
// What the form may have to say, and its settings. They do not stand on the form itself: an item may be named like one of
// its properties, and would hide it. Hence also the prototype.
const say = status.dataset;
const { submit, reset } = HTMLFormElement.prototype;

let at = 0; // the step that is shown
let checking = false; // an open item was opened from the check page
let sending = false;
let sent = false;
let timer = 0;
let wait = 2000;

// --- steps ---------------------------------------------------------------------------------------------------------

function show(step, focus = true) {
  at = Math.max(0, Math.min(last, step));
  steps.forEach((section, i) => (section.hidden = i !== at));
  main.classList.toggle("stepping", at > 0);
  progress.hidden = at === 0;
  document.title = (summary && !summary.hidden ? say.textError : "") + steps[at].dataset.title;
  if (at === last) listOpen();
  const next = find("next", steps[at]);
  if (next && at > 0) {
    next.dataset.label ||= next.textContent;
    next.textContent = checking ? say.textCheck : next.dataset.label;
  }
  if (!focus) return;
  window.scrollTo(0, 0);
  (steps[at].querySelector("h2[tabindex]") || main).focus({ preventScroll: true });
}

function go(step) {
  if (summary) summary.hidden = true;
  stopWaiting();
  if (step === at) return;
  show(step);
  history.pushState({ step: at }, "", "#" + steps[at].id);
  save();
}

function next() {
  const target = checking ? last : at + 1;
  checking = false;
  go(target);
}

function open(item, radio) {
  const step = steps.findIndex((section) => section.contains(item));
  if (step !== at) {
    checking = at === last;
    go(step);
  }
  (radio || radios(item)[0]).focus();
  item.scrollIntoView({ block: "center" });
}

window.addEventListener("popstate", (event) => {
  if (!event.state) return;
  checking = false;
  show(event.state.step);
});

// --- answers in a row --------------------------------------------------------------------------------------------

const textOf = (radio) => radio.labels[0].textContent.trim();

// On a narrow screen the answers are points in a row: under it stand the words for its ends, and what has been chosen.
function spell(item) {
  const row = item.querySelector(".answers");
  const all = [...row.querySelectorAll("input")];
  const words = [all[0], all.find((radio) => radio.checked), all.at(-1)];
  let line = row.nextElementSibling;
  if (!line?.matches(".answers-ends")) {
    line = document.createElement("p");
    line.className = "answers-ends";
    line.ariaHidden = "true"; // the answers say it themselves
    line.append(...words.map(() => document.createElement("span")));
    row.after(line);
  }
  words.forEach((radio, i) => {
    const between = i === 1 && (radio === words[0] || radio === words[2]);
    line.children[i].textContent = radio && !between ? textOf(radio) : "";
    line.children[i].classList.toggle("chosen", Boolean(radio?.checked));
  });
}

// Near its end a comment says how much room is left, so that nothing is cut off unnoticed.
function count(text) {
  const room = text.maxLength - text.value.length;
  find("room", text.parentElement).textContent = room < 300 ? say.textRoom.replace("#1", room) : "";
}

// --- progress and check --------------------------------------------------------------------------------------------

function fill() {
  const done = items.filter(isAnswered).length;
  progress.querySelector("progress").value = done;
  const left = Math.ceil(("minutes" in say ? say.minutes : 0) * (1 - done / items.length));
  const parts = [say.textDone.replace("#1", done).replace("#2", items.length)];
  if (left) parts.push(say.textLeft.replace("#1", left));
  progress.querySelector("p").textContent = parts.join(", ");
  items.forEach(spell);
  for (const section of steps) {
    const own = items.filter((item) => section.contains(item));
    if (!own.length) continue;
    const share = own.filter(isAnswered).length / own.length;
    const point = `[data-sector="${section.dataset.step}"]`;
    for (const shape of document.querySelectorAll(point)) shape.setAttribute("transform", `scale(${Math.sqrt(share).toFixed(2)})`);
  }
}

// list writes the items of every step into a list, as links to them, each with what more says of it.
function list(into, chosen, more) {
  into.replaceChildren();
  for (const section of steps) {
    const own = items.filter((item) => section.contains(item) && chosen(item));
    if (!own.length) continue;
    const heading = made("h3", section.querySelector("h2 > :last-of-type").textContent);
    const ul = document.createElement("ul");
    for (const item of own) {
      const link = document.createElement("a");
      link.href = "#" + (radios(item).find((radio) => radio.checked) || radios(item)[0]).id;
      link.append(...item.querySelector("legend").cloneNode(true).childNodes, ...more(item));
      const li = document.createElement("li");
      li.append(link);
      ul.append(li);
    }
    into.append(heading, ul);
  }
}

const made = (name, textContent) => Object.assign(document.createElement(name), { textContent });
const answerOf = (item) => [made("strong", textOf(radios(item).find((radio) => radio.checked)))];

function listOpen() {
  const open = find("open");
  list(open, (item) => !isAnswered(item), () => []);
  const complete = !open.childElementCount;
  open.hidden = complete;
  find("complete").hidden = !complete;
  find("open-hint").hidden = complete;
  const given = find("given");
  given.hidden = !items.some(isAnswered);
  list(given.querySelector(".open-items"), isAnswered, answerOf);
}

// --- unfinished answers on this device -----------------------------------------------------------------------------

const key = say.store && "kompass." + say.store;
const keep = 14 * 24 * 60 * 60 * 1000; // how long they are kept

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null; // no storage, or not ours
  }
}

const fresh = (draft) => draft?.values && Date.now() - draft.at < keep;

function stored() {
  const draft = read(key);
  return fresh(draft) ? draft : null;
}

// Nothing is kept for ever: drafts of other rounds go as well when they are too old.
function sweep() {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("kompass.") && !fresh(read(name))) localStorage.removeItem(name);
    }
  } catch {
    // Without storage there is nothing to sweep.
  }
}

function save() {
  if (!key || sent) return;
  const values = {};
  for (const item of items) {
    const radio = radios(item).find((one) => one.checked);
    if (radio) values[radio.name] = radio.value;
  }
  for (const text of form.querySelectorAll("textarea")) if (text.value) values[text.name] = text.value;
  try {
    if (Object.keys(values).length) localStorage.setItem(key, JSON.stringify({ values, step: at, at: Date.now() }));
  } catch {
    // Storage may be full or switched off: the form still works.
  }
}

function forget() {
  try {
    if (key) localStorage.removeItem(key);
  } catch {
    // There is nothing to forget then.
  }
}

function restore(values) {
  for (const item of items) for (const radio of radios(item)) if (values[radio.name] === radio.value) radio.checked = true;
  for (const text of form.querySelectorAll("textarea")) if (values[text.name]) text.value = values[text.name];
  fill();
}

function offer() {
  const saved = key && !("filled" in say) ? stored() : null;
  if (!saved?.values) return;
  const box = find("resume");
  const begin = find("next", steps[0]);
  box.hidden = false;
  begin.hidden = true;
  const close = () => {
    box.hidden = true;
    begin.hidden = false;
  };
  find("resume-continue").addEventListener("click", () => {
    restore(saved.values);
    close();
    go(saved.step || 1);
  });
  find("resume-delete").addEventListener("click", () => {
    forget();
    reset.call(form);
    fill();
    close();
    begin.focus();
  });
}

// --- sending -------------------------------------------------------------------------------------------------------

function tell(text, waiting) {
  status.textContent = text;
  const button = find("submit");
  if (waiting) button.setAttribute("aria-disabled", "true");
  else button.removeAttribute("aria-disabled");
}

// Whoever goes back to change an answer sends by hand again: nothing leaves while somebody is editing.
function stopWaiting() {
  if (!timer) return;
  clearTimeout(timer);
  timer = 0;
  wait = 2000;
  tell("", false);
}

function later(text) {
  sending = false;
  tell(text, false);
  clearTimeout(timer);
  timer = setTimeout(send, wait);
  wait = Math.min(wait * 2, 60000);
}

async function send() {
  if (sending || sent) return;
  clearTimeout(timer);
  sending = true;
  tell(say.textSending, true);
  let answer;
  try {
    answer = await fetch(form.getAttribute("action"), {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      redirect: "manual",
      signal: AbortSignal.timeout?.(20000),
    });
  } catch {
    return later(say.textOffline);
  }
  if (answer.status >= 500 || answer.status === 429) return later(say.textRefused);
  const stores = answer.type === "opaqueredirect"; // the thank-you page is shown once: it is for the person, not for fetch
  if (!stores && answer.status !== 200) return submit.call(form); // the server's own page says what is wrong
  sent = true;
  forget();
  reset.call(form);
  if (stores) return location.assign(say.thanks);
  // A browser that keeps no cookies: thanks and receipt stand in the answer itself, and must not be asked for again.
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.title = page.title;
  document.body.replaceWith(page.body);
  window.scrollTo(0, 0);
}

form.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (button && "switch" in button.dataset) {
    button.formAction += "#" + steps[at].id;
    return; // the page comes back filled in, in the other language
  }
  if (at < last) {
    event.preventDefault();
    return next(); // Enter goes on
  }
  if (!items.some(isAnswered)) {
    event.preventDefault();
    return tell(say.textNone, false);
  }
  if (!("fetch" in say)) {
    if (sending) event.preventDefault();
    sending = true;
    return;
  }
  event.preventDefault();
  wait = 2000;
  send();
});

window.addEventListener("online", () => {
  if (timer && !sending && at === last) send();
});

window.addEventListener("pageshow", (event) => {
  fill(); // a browser may have put answers back
  if (!event.persisted) return;
  if (sent) location.reload(); // the server knows better than a page kept by the browser
  sending = false;
  tell("", false);
});

// --- answering -----------------------------------------------------------------------------------------------------

form.addEventListener("change", () => {
  fill();
  save();
});
form.addEventListener("input", (event) => {
  if (!event.target.matches("textarea")) return;
  save();
  count(event.target);
});

form.addEventListener("click", (event) => {
  const target = event.target.closest("[data-next], [data-back]");
  if (!target) return;
  if ("next" in target.dataset) return next();
  checking = false;
  go(at - 1);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest(".open-items a, .error-summary a");
  const target = link && document.getElementById(link.hash.slice(1));
  const item = target?.closest("[data-item], .comment");
  if (!item) return;
  event.preventDefault();
  open(item, target);
});

// Digits answer the item that has the focus and move on to the next one; 0 is the answer that is none.
form.addEventListener("keydown", (event) => {
  const item = event.target.closest("[data-item]");
  if (!item || !/^[0-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
  const choices = [...item.querySelectorAll(event.key === "0" ? ".answer-na input" : ".answers input")];
  const radio = choices[Math.max(0, event.key - 1)];
  if (!radio) return;
  event.preventDefault();
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  const following = items[items.indexOf(item) + 1];
  if (following && steps[at].contains(following)) {
    (radios(following).find((one) => one.checked) || radios(following)[0]).focus({ preventScroll: true });
    following.scrollIntoView({ block: "center" });
  } else {
    find("next", steps[at]).focus();
  }
});

// --- beginning -----------------------------------------------------------------------------------------------------

document.documentElement.classList.add("js");
for (const element of form.querySelectorAll("[data-js]")) element.hidden = false;
fill();
const wrong = summary && document.getElementById(summary.querySelector("a").hash.slice(1));
const asked = "filled" in say ? steps.findIndex((section) => "#" + section.id === location.hash) : -1;
const first = wrong ? steps.findIndex((section) => section.contains(wrong)) : asked;
show(first, asked > 0 && !wrong);
history.replaceState({ step: at }, "", location.href);
if (wrong) summary.focus();
sweep();
offer();
save();
