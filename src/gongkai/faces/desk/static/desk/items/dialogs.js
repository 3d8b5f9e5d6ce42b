// Small questions of the editor, each a <dialog> of the page: what was answered, or null for none.

export function asked(name, values = {}) {
  const dialog = document.getElementById(`ask-${name}`);
  const form = dialog.querySelector("form");
  form.reset();
  for (const [field, value] of Object.entries(values)) {
    if (form.elements[field]) { form.elements[field].value = value; }
  }
  for (const part of dialog.querySelectorAll("[data-when]")) { part.hidden = !values[part.dataset.when]; }
  const image = dialog.querySelector("img");
  if (image) { image.hidden = !values.shown; if (values.shown) { image.src = values.shown; } }
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "" ? null : { ...Object.fromEntries(new FormData(form)), go: dialog.returnValue });
    }, { once: true });
    dialog.returnValue = "";
    dialog.showModal();
  });
}

export function ready() {
  for (const dialog of document.querySelectorAll("dialog[id^=ask-]")) {
    dialog.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      dialog.close(event.submitter?.value || "do");
    });
    dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close(""));
  }
}
