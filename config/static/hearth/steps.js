// One fewer, one more: the number changes where it stands, and nothing is kept before “Save”.
document.addEventListener("click", (event) => {
  const step = event.target.closest("button[name=step]");
  if (!step) return;
  event.preventDefault();
  const box = step.form.elements.people;
  const from = box.value === "" ? step.dataset.from : box.value;
  box.value = Math.max(0, Number(from) + Number(step.value));
});
