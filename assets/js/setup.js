// Writes what participants will be told anew whenever the kind of round or its minimum changes.
const form = document.querySelector("#setup");
const statement = document.querySelector("[data-statement]");
document.querySelector("[data-refresh]").hidden = true;
let asked = 0;
form.addEventListener("change", async () => {
  const number = (asked += 1);
  const body = new URLSearchParams(new FormData(form));
  body.set("go", "stay");
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-statement]");
    if (fresh && number === asked) statement.replaceChildren(...fresh.childNodes);
  } catch {
    // Without a connection the statement stays as it is; going on says what is wrong.
  }
});
