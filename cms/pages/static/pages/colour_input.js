/* Keep a colour and its text the same. Without this script the text does by itself. */
(() => {
  const textOf = (chooser) => document.getElementById(chooser.dataset.colourOf);
  const choosers = () => document.querySelectorAll("input[data-colour-of]");

  addEventListener("DOMContentLoaded", () => {
    for (const chooser of choosers()) chooser.hidden = false;
  });

  addEventListener("input", ({ target }) => {
    if (target.dataset?.colourOf) {
      const text = textOf(target);
      text.value = target.value;
      text.dispatchEvent(new Event("change", { bubbles: true })); // the preview listens to it
      return;
    }
    for (const chooser of choosers()) {
      const typed = target.value?.trim().replace(/^#?/, "#");
      if (textOf(chooser) === target && /^#[0-9a-f]{6}$/i.test(typed)) chooser.value = typed;
    }
  });
})();
