// Streamlit's own page says lang="en" and its fixed texts are English whatever the page shows.
// This sets the language of the document and puts our words over those texts, also as they appear.
(() => {
  const texts = __TEXTS__;
  const exact = new Map(texts.filter(([from]) => !from.includes("{}")));
  const patterns = texts.filter(([from]) => from.includes("{}")).map(([from, to]) => [
    new RegExp("^" + from.split("{}").map((part) => part.replace(/[.*+?^$()|[\]\\]/g, "\\$&")).join("(.+)") + "$"),
    to,
  ]);
  // Menus drop the address: what it said last holds, as on the server.
  let chosen = document.documentElement.lang === "en" ? "en" : "zh";
  const language = () => (chosen = new URLSearchParams(location.search).get("lang") ?? chosen);
  const translated = (text) => {
    const known = exact.get(text.trim());
    if (known) return text.replace(text.trim(), known);
    // An upload that failed names the script's own kind of error before it says what happened.
    const said = text.replace(/^(Fetch|Type)Error: /, "");
    for (const [from, to] of patterns) {
      const [, ...found] = from.exec(said) ?? [];
      if (found.length) return to.replaceAll("{}", () => translated(found.shift()));
    }
    return text;
  };
  const attributes = ["aria-label", "placeholder", "title", "data-title"];
  const ours = (node) => node.closest?.(".lj, [data-testid=stMarkdown], [data-testid=stHeading], [data-testid=stTable], script, style");
  const mend = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.parentElement || ours(node.parentElement)) return;
      const text = translated(node.nodeValue);
      if (text !== node.nodeValue) node.nodeValue = text;
    } else if (node.nodeType === Node.ELEMENT_NODE && !ours(node)) {
      for (const name of attributes) {
        const value = node.getAttribute(name);
        if (value && translated(value) !== value) node.setAttribute(name, translated(value));
      }
      node.childNodes.forEach(mend);
    }
  };
  const watch = new MutationObserver((changes) => {
    const lang = language() === "en" ? "en" : "zh-CN";
    if (document.documentElement.lang !== lang) document.documentElement.lang = lang;
    if (lang === "en") return;
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(mend);
      else mend(change.target);
    }
  });
  watch.observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes,
  });
})();
