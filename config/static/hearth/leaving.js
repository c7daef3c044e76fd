// Warn before what was typed is lost: a form marked data-keep that somebody changed, and that is not being saved.
const cameBack = document.querySelector(".error-summary"); // with what was typed still in it
const unsaved = new Set(document.querySelectorAll(cameBack ? "form[data-keep]" : 'form[data-keep="unsaved"]'));
const typed = ({ target }) => { if (target.form?.matches("[data-keep]")) unsaved.add(target.form); };
document.addEventListener("input", typed);
document.addEventListener("change", typed);
document.addEventListener("submit", ({ target }) => unsaved.delete(target));
window.addEventListener("beforeunload", (event) => { if (unsaved.size) event.preventDefault(); });
