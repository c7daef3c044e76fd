// One fewer, one more: the number changes where it stands, nothing is kept before “Save”, and until then that is said.
document.addEventListener("click", (event) => {
  const step = event.target.closest("button[name=step]");
  if (!step) return;
  event.preventDefault();
  const box = step.form.elements.people;
  const by = Number(step.value);
  box.value = box.value === "" ? Math.max(by, 0, Number(step.dataset.from)) : Math.max(0, Number(box.value) + by);
  sayUnsaved(step.form);
});
document.addEventListener("input", ({ target }) => { if (target.name === "people") sayUnsaved(target.form); });

function sayUnsaved(form) {
  const told = form.querySelector("[data-unsaved]");
  const { value, defaultValue } = form.elements.people;
  if (told) told.textContent = value === defaultValue ? "" : told.dataset.unsaved;
}
