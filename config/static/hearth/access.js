// Show the box for a note where the answer needs one, and take a measure that is typed in for the answer.
const answers = document.querySelector("form.asks");
answers?.addEventListener("change", ({ target }) => {
  const ask = target.closest(".ask");
  if (ask && ["partial", "not_applicable"].includes(target.value)) ask.querySelector("details").open = true;
});
answers?.addEventListener("input", ({ target }) => {
  if (target.type === "number") target.closest(".ask").querySelector("[value=number]").checked = Boolean(target.value);
});
