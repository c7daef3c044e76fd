// Show what the hall asks of a party once the purpose says that it is one.
document.addEventListener("change", ({ target }) => {
  if (target.name === "purpose" && ["private", "social"].includes(target.value)) document.querySelector("#party").open = true;
});
