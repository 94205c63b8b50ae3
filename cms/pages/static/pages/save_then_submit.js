/*
 * Let the editor finish saving by itself before it takes a button's orders.
 *
 * Wagtail saves a page in the background while somebody writes. Pressing “Publish” meanwhile
 * sends the page a second time, and the two collide: a new page is made twice, and the second
 * is refused because its slug is taken. So what is about to be saved is not, since the button
 * sends it anyway; and what is on its way is waited for.
 */
(() => {
  const watched = new WeakMap();
  const waiting = new WeakSet();

  /* Know from now on whether the form is on its way. `submit` is the delayed sending. */
  function watch(form) {
    const autosave = window.wagtail.app.getControllerForElementAndIdentifier(form, "w-autosave");
    if (!autosave || watched.has(autosave)) return autosave;
    const send = autosave.submit.restore();
    const watching = (...given) => {
      const sent = send(...given).finally(() => watched.set(autosave, null));
      watched.set(autosave, sent);
      return sent;
    };
    watching.restore = () => watching;
    autosave.submit = watching;
    autosave.intervalValueChanged(autosave.intervalValue); // delays it again
    watched.set(autosave, null);
    return autosave;
  }

  document.addEventListener("w-unsaved:add", (event) => watch(event.target), true);

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      const autosave = watch(form);
      if (!autosave) return;
      autosave.submit.cancel();
      const sent = watched.get(autosave);
      if (!sent) {
        autosave.submitPromise = null; // should somebody stop the button, too, it saves on
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (waiting.has(form)) return; // the first order counts
      waiting.add(form);
      const order = document.createElement("input"); // the button is disabled by then
      order.type = "hidden";
      order.name = event.submitter?.name ?? "";
      order.value = event.submitter?.value ?? "";
      form.append(order);
      sent.finally(() => {
        waiting.delete(form);
        form.requestSubmit();
      });
    },
    true,
  );
})();
