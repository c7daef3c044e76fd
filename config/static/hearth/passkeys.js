// Passkeys need script: show their buttons where there is some, and say so when the device gives no key.
document.querySelectorAll("[data-needs-script]").forEach((part) => { part.hidden = false; });
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey-refused").hidden = false;
});
