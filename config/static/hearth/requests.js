// Keys on the desk's list of requests: only while a request itself has focus, never while something is typed or chosen.
const requests = [...document.querySelectorAll("[data-request]")];
const busy = new Set();

function press(button) {
  if (!button || busy.has(button)) return;
  busy.add(button);
  button.click();
}

function refuse(request, number) {
  const no = request.querySelector("[data-decline]");
  const reason = no.open && no.querySelectorAll("input[type=radio]")[number - 1];
  if (!reason) return;
  reason.checked = true;
  if (reason.value === "other") no.querySelector("textarea").focus();
  else press(no.querySelector("button"));
}

function go(from, by) {
  requests[requests.indexOf(from) + by]?.focus();
}

const keys = {
  a: (request) => press(request.querySelector("[data-accept]")),
  q: (request) => press(request.querySelector("[data-ask]")),
  r: (request) => { request.querySelector("[data-decline]").open = true; },
  j: (request) => go(request, 1),
  k: (request) => go(request, -1),
  ArrowDown: (request) => go(request, 1),
  ArrowUp: (request) => go(request, -1),
  u: () => press(document.querySelector("[data-undo]")),
  Escape: (request) => { request.querySelector("[data-decline]").open = false; },
};

document.addEventListener("keydown", (event) => {
  const request = event.target;
  if (!requests.includes(request) || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = /^[1-9]$/.test(event.key) ? () => refuse(request, Number(event.key)) : keys[event.key];
  if (!act) return;
  event.preventDefault();
  act(request);
});

// On a phone the page would be very long: what waits less long is folded there, unless it is what was asked for.
const rest = document.querySelector("[data-rest]");
const isAskedFor = [...(rest?.children ?? [])].some((each) => `#${each.id}` === location.hash);
if (rest && !isAskedFor && matchMedia("(max-width: 43.99rem)").matches) rest.open = false;

if (requests.length) {
  document.querySelectorAll("[data-keys], [data-request] kbd").forEach((told) => { told.hidden = false; });
  const named = requests.find((request) => `#${request.id}` === location.hash);
  if (named) named.focus();
  else requests[0].focus({ preventScroll: true });
}
