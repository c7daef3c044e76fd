// Answers of the walk round: each is kept on the phone first, then sent; without a line they wait there, in order.
const kept = document.querySelector("[data-kept]");
const who = kept.dataset.who + kept.dataset.base; // nobody sends what somebody else answered on the same phone
const needless = new Set();
let current = null; // the answer that was just given, as long as its own page shows
let line = Promise.resolve();
let shown = location.pathname;

const part = (name) => document.querySelector(`[data-${name}]`);
const opened = new Promise((done, fail) => {
  const asked = indexedDB.open("hearth-walk", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("answers", { keyPath: "id", autoIncrement: true });
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => fail(asked.error);
});

async function store(mode, act) {
  const answers = (await opened).transaction("answers", mode).objectStore("answers");
  return new Promise((done, fail) => {
    const asked = act(answers);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

const waiting = async () => (await store("readonly", (answers) => answers.getAll())).filter((each) => each.who === who);
const forget = (answer) => store("readwrite", (answers) => answers.delete(answer.id));

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((each) => String(each).padStart(2, "0")).join("-");
}

async function tell() {
  const count = (await waiting()).length;
  part("unsent").hidden = !count;
  part("count").textContent = count;
  if (count) part("sent").hidden = true;
  return count;
}

function tellRefused(answer) {
  const link = document.createElement("a");
  link.href = answer.address;
  link.textContent = answer.question;
  const item = document.createElement("li");
  item.append(link);
  part("refused").querySelector("ul").append(item);
  part("refused").hidden = false;
}

// What became of it: the page that comes next, "later" where there is no line, "out" where nobody is signed in.
async function send(answer) {
  const body = new FormData();
  answer.fields.forEach(([name, value]) => body.append(name, value));
  if (answer.id !== current) body.append("checked", answer.day);
  body.append("csrfmiddlewaretoken", kept.querySelector("[name=csrfmiddlewaretoken]").value);
  let reply;
  try {
    reply = await fetch(answer.address, { method: "POST", body });
  } catch {
    return "later";
  }
  if (reply.status >= 500 || reply.status === 429) return "later";
  const inside = new URL(reply.url).pathname.startsWith(kept.dataset.base);
  if (reply.status === 403 || (reply.redirected && !inside)) return "out";
  await forget(answer);
  return reply.ok ? reply : "refused";
}

async function sendAll() {
  let before = 0;
  let last = null;
  for (const answer of await waiting()) {
    const became = await send(answer);
    if (became === "later" || became === "out") {
      part("signed-out").hidden = became !== "out";
      await tell();
      return became;
    }
    if (answer.id === current) return became;
    if (became === "refused") tellRefused(answer);
    else [before, last] = [before + 1, became];
  }
  await tell();
  part("signed-out").hidden = true;
  if (before) part("sent").hidden = false;
  return last;
}

// One after the other: two who send at once would send twice.
const inLine = (act) => { line = line.then(act, act); return line; };

function show(content, address) {
  const screen = part("screen");
  screen.replaceChildren(content);
  if (address) history.replaceState(null, "", address);
  shown = location.pathname;
  const heading = screen.querySelector("h1");
  document.title = heading.textContent.trim();
  heading.focus();
  window.scrollTo(0, 0);
}

// The page that comes next was fetched with the answer: over a slow line it is not fetched twice.
async function goTo(reply) {
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  if (!page.querySelector("[data-screen]")) return location.assign(reply.url);
  document.querySelector("main").replaceChildren(...page.querySelector("main").childNodes);
  history.pushState(null, "", reply.url);
  shown = location.pathname;
  document.title = page.title;
  part("screen").querySelector("h1").focus();
  return window.scrollTo(0, 0);
}

// The next question that is on the phone.
function next() {
  current = null;
  for (const ahead of document.querySelectorAll("template[data-address]")) {
    ahead.remove();
    if (!needless.has(ahead.dataset.address)) return show(ahead.content, ahead.dataset.address);
  }
  part("later").hidden = true;
  return show(part("none-left").content.cloneNode(true), "");
}

function isWanting(form) {
  const said = form.querySelector("[name=answer]:checked")?.value;
  const told = form.querySelector("[data-told]");
  const needsNote = ["partial", "not_applicable"].includes(said) && !form.elements.note.value.trim();
  const needsAlt = form.elements.photo.files.length && !form.elements.alt.value.trim();
  if (!said && !form.elements.number?.value) told.textContent = told.dataset.none;
  else if (needsNote) told.textContent = told.dataset.noNote;
  else if (needsAlt) told.textContent = told.dataset.noAlt;
  else told.textContent = "";
  if (needsNote) form.elements.note.focus();
  else if (needsAlt) form.elements.alt.focus();
  return Boolean(told.textContent);
}

async function keep(form) {
  const fields = [...new FormData(form)].filter(([name, value]) => (
    name !== "csrfmiddlewaretoken" && name !== "checked" && !(value instanceof File && !value.name)));
  const question = form.querySelector("h1").textContent.trim();
  const answer = { who, address: form.getAttribute("action"), question, fields, day: today() };
  return store("readwrite", (answers) => answers.add(answer));
}

async function answered(form) {
  Object.values(JSON.parse(form.dataset.skips)[form.querySelector("[name=answer]:checked")?.value] ?? [])
    .forEach((address) => needless.add(address));
  current = await keep(form);
  const became = await sendAll();
  if (became instanceof Response) await goTo(became);
  else if (became === "refused") again(form);
  else next();
}

// The page of the server says what is wrong, beside the box.
function again(form) {
  const token = kept.querySelector("[name=csrfmiddlewaretoken]").cloneNode();
  form.append(token);
  HTMLFormElement.prototype.submit.call(form);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-walk]")) return;
  event.preventDefault();
  if (form.dataset.busy || isWanting(form)) return;
  form.dataset.busy = "yes";
  inLine(() => answered(form)).catch(() => again(form)); // where a browser keeps nothing, it is sent as any form is
});
document.addEventListener("change", ({ target }) => {
  const needsNote = target.name === "answer" && ["partial", "not_applicable"].includes(target.value);
  if (needsNote) target.form.querySelector("[data-note]").open = true;
});
document.addEventListener("input", ({ target }) => {
  if (target.name === "number") target.form.querySelectorAll("[name=answer]").forEach((each) => { each.checked = false; });
});
document.addEventListener("click", (event) => {
  if (!event.target.matches("[data-later]") || navigator.onLine) return;
  event.preventDefault();
  next();
});

async function sendWhatWaits() {
  if (!(await waiting()).length) return;
  const became = await sendAll();
  if (became instanceof Response && !part("walk") && !part("stay")) location.assign(became.url);
}
const tryAgain = () => inLine(sendWhatWaits).catch(() => {});
window.addEventListener("popstate", () => { if (location.pathname !== shown) location.reload(); });
window.addEventListener("online", tryAgain);
setInterval(tryAgain, 15_000);
tryAgain();
