// Warns two minutes before a session ends that nobody uses. Any key and any touch keeps it, and the work on the page.
const note = document.querySelector("[data-idle]");
let last = Date.now();
const idle = () => (Date.now() - last) / 1000;

async function stay() {
  note.hidden = true;
  note.textContent = "";
  last = Date.now();
  try {
    const answer = await fetch(note.dataset.idleStay, { method: "POST", redirect: "manual" });
    if (answer.status !== 204) over();
  } catch {
    // Without a network there is nothing to say that the browser would not say itself.
  }
}

function over() {
  note.textContent = note.dataset.idleOver;
  note.hidden = false;
}

function look() {
  if (idle() >= Number(note.dataset.idleEnd)) {
    if (note.textContent !== note.dataset.idleOver) over();
  } else if (idle() >= Number(note.dataset.idle) && note.hidden) {
    note.textContent = note.dataset.idleWarning;
    note.hidden = false;
  }
}

function act() {
  if (!note.hidden && note.textContent === note.dataset.idleWarning) stay();
}

if (note) {
  setInterval(look, 10000);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("keydown", act);
  document.addEventListener("pointerdown", act);
}
