// "/" leads to the phone box from anywhere on the page where nothing is being typed.
document.addEventListener("keydown", (event) => {
  const box = document.querySelector("[data-phone-box]");
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || !box || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  box.focus();
  box.select();
});
