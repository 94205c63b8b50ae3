/*
 * Let the editor finish what it does by itself before it takes a button's order.
 *
 * Wagtail saves a page in the background while somebody writes. Pressing “Publish” meanwhile
 * sends the page a second time, and the two collide: a new page is made twice, and the second
 * is refused because its slug is taken. And what was typed into rich text is written down only
 * a moment later: sent before, the last words are lost. So an order waits for what is on its
 * way and for the last words, and from then on nothing is saved by itself.
 */
(() => {
  // Milliseconds:
  const WRITTEN_DOWN = 400; // after typing, until rich text has its words in the form
  const LONGEST_WAIT = 10_000; // of an order; then it goes whatever else is on its way
  const LEAVING = 20_000; // after an order; whoever is still here then has stopped the browser

  const sending = new WeakMap(); // what an autosave has on its way: a promise, or null
  const waiting = new WeakSet(); // forms whose order waits
  const ordered = new WeakSet(); // forms whose order is given right now
  const leaving = new WeakMap(); // forms whose order was given, and until when that counts
  let typed = -Infinity;

  const after = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  /* Know from now on what is on its way. `submit` is Wagtail's delayed sending. */
  function autosaveOf(form) {
    const autosave = window.wagtail.app.getControllerForElementAndIdentifier(form, "w-autosave");
    if (!autosave || sending.has(autosave)) return autosave;
    const send = autosave.submit.restore();
    const submit = (...given) => {
      const sent = send(...given).finally(() => sending.set(autosave, null));
      sending.set(autosave, sent);
      return sent;
    };
    submit.restore = () => submit;
    autosave.submit = submit;
    autosave.intervalValueChanged(autosave.intervalValue); // delays it again
    sending.set(autosave, null);
    return autosave;
  }

  /* Give the order of a button, which may be disabled by now. */
  function order(form, button) {
    const words = document.createElement("input");
    words.type = "hidden";
    words.name = button?.name ?? "";
    words.value = button?.value ?? "";
    waiting.delete(form);
    ordered.add(form);
    form.append(words);
    form.requestSubmit();
    words.remove(); // or the next autosave would obey it, too
    ordered.delete(form);
  }

  function onSubmit(event) {
    const form = event.target;
    const autosave = autosaveOf(form);
    if (!autosave) return;
    autosave.submit.cancel();
    const sent = sending.get(autosave);
    const unwritten = typed + WRITTEN_DOWN - performance.now();
    if (ordered.has(form) || (!sent && unwritten <= 0)) {
      autosave.submitPromise = null;
      leaving.set(form, performance.now() + LEAVING);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (waiting.has(form)) return; // the first order counts
    waiting.add(form);
    const button = event.submitter;
    Promise.race([Promise.all([sent, after(unwritten)]), after(LONGEST_WAIT)])
      .then(() => after(0)) // Wagtail may now plan to save once more, which the order cancels
      .then(() => order(form, button));
  }

  document.addEventListener("submit", onSubmit, true);
  document.addEventListener("w-unsaved:add", (event) => autosaveOf(event.target), true);
  document.addEventListener(
    "w-autosave:save",
    (event) => {
      if (performance.now() < leaving.get(event.target)) event.preventDefault();
    },
    true,
  );
  for (const type of ["beforeinput", "keydown", "paste", "drop"]) {
    document.addEventListener(
      type,
      (event) => {
        if (event.target.isContentEditable) typed = performance.now();
      },
      true,
    );
  }
})();
