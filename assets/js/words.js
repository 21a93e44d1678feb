// Writes the sentences anew while a word is typed. Nothing is stored by that.
const form = document.querySelector("#words");
const refreshing = document.querySelector("[data-refresh]");
refreshing.hidden = true;
let timer = 0;
let asked = 0;

async function refresh() {
  const mine = (asked += 1);
  const body = new URLSearchParams(new FormData(form));
  body.set("do", "preview");
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    if (!answer.ok || mine !== asked) return; // saving says what is wrong
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelectorAll("[data-sentences] ul");
    document.querySelectorAll("[data-sentences] ul").forEach((list, i) => list.replaceChildren(...fresh[i].childNodes));
  } catch {
    // Without a connection the sentences stay as they are.
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(refresh, 300);
});
