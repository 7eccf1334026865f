// Links of our pages lead on within the document, a page is one entry of the history, and the link can be copied.
(() => {
  // What drawings are hatched with: an address within the document, so it must stand in it once.
  addEventListener("DOMContentLoaded", () => document.body.insertAdjacentHTML("beforeend", `__HATCH__`));
  const push = history.pushState.bind(history);
  // Each choice on a page completes its address: that is no step that Back should have to undo.
  history.pushState = (state, title, address) => {
    const to = new URL(address ?? location.href, location.href);
    if (to.pathname === location.pathname) history.replaceState(state, title, address);
    else push(state, title, address);
  };
  const follow = (address) => {
    const stays = address.pathname === location.pathname;
    if (stays) history.replaceState({}, "", address);
    else push({}, "", address);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    if (!stays) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  };
  const copy = async (button) => {
    try {
      await navigator.clipboard.writeText(location.href);
    } catch {
      const field = Object.assign(document.createElement("textarea"), { value: location.href });
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    const said = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = said), 2000);
  };
  // What is typed in the bar reaches the server while one pauses, not only on leaving the field: a lost page loses no
  // words. Fields that the server writes back into are left alone: it would write over what is typed meanwhile.
  let pause;
  addEventListener("input", (event) => {
    const field = event.target.closest?.(".st-key-act :is(textarea, input)");
    clearTimeout(pause);
    if (!field || event.isComposing) return;
    pause = setTimeout(() => field.dispatchEvent(new FocusEvent("focusout", { bubbles: true })), 800);
  }, true);
  // A choice on the page says only itself: in a window of its own the link must say the rest as well.
  const complete = (link) => {
    const own = link?.getAttribute("href") ?? "";
    if (!own.startsWith("?")) return;
    const whole = new URLSearchParams(location.search);
    for (const [name, value] of new URLSearchParams(own)) whole.set(name, value);
    link.setAttribute("href", "?" + whole);
  };
  for (const name of ["pointerdown", "focusin", "contextmenu"])
    addEventListener(name, (event) => complete(event.target.closest?.(".lj a[href]")), true);
  addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-copied]");
    if (button && button.textContent !== button.dataset.copied) return void copy(button);
    const link = event.target.closest?.(".lj a[href]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    // Where the page must not be left, the link opens a window of its own.
    if (link.classList.contains("lj-new")) return;
    complete(link);
    const address = new URL(link.getAttribute("href"), document.baseURI);
    if (address.origin !== location.origin || link.hasAttribute("download")) return;
    event.preventDefault();
    // Before others hear of it: they would open it anew, or in another window.
    event.stopImmediatePropagation();
    follow(address);
  }, true);
})();
