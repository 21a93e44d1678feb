// Writes what participants will be told anew whenever the kind of round or its minimum changes. That keeps the draft as well, so
// the form takes over the version that the answer names: otherwise it would seem to be somebody else who has changed it.
const form = document.querySelector("#setup");
const statement = document.querySelector("[data-statement]");
document.querySelector("[data-refresh]").hidden = true;
const version = (root) => root.querySelector("#setup input[name=shown]");
let waiting = 0;
let last = Promise.resolve();

async function refresh() {
  const body = new URLSearchParams(new FormData(form));
  body.set("go", "stay");
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    if (!answer.ok) return; // going on says what is wrong
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-statement]");
    if (fresh) statement.replaceChildren(...fresh.childNodes);
    if (version(page)) version(document).value = version(page).value;
  } catch {
    // Without a connection the statement stays as it is; going on says what is wrong.
  }
}

form.addEventListener("change", () => {
  waiting += 1;
  last = last.then(refresh).finally(() => (waiting -= 1));
});

// Whoever goes on at once waits for what is under way: it names the version that is sent along.
form.addEventListener("submit", (event) => {
  if (!waiting) return;
  event.preventDefault();
  last.then(() => form.requestSubmit(event.submitter));
});
