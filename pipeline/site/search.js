"use strict";
// Search on a site without a server's help: the index stands beside the pages, and Pagefind reads what it needs of it.
(() => {
  const form = document.querySelector("form.search");
  const words = form.querySelector("input");
  const told = document.querySelector(".found");
  const list = document.querySelector(".results");
  const STEP = 10;
  let index = null;
  let latest = 0;

  const say = (sentence, values = {}) => {
    told.textContent = sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  };

  // An excerpt is HTML of Pagefind's: text with <mark>. It becomes nodes, never markup of the page.
  function excerpt(html) {
    const paragraph = document.createElement("p");
    const parsed = new DOMParser().parseFromString(html, "text/html").body;
    for (const node of parsed.childNodes) {
      const marked = node.nodeName === "MARK";
      const part = marked ? document.createElement("mark") : document.createTextNode(node.textContent);
      if (marked) part.textContent = node.textContent;
      paragraph.append(part);
    }
    return paragraph;
  }

  function entry(found) {
    const item = document.createElement("li");
    const title = document.createElement("h2");
    const link = document.createElement("a");
    link.href = found.url;
    link.textContent = found.meta.title;
    title.append(link);
    item.append(title, excerpt(found.excerpt));
    return item;
  }

  async function show(results, run) {
    const next = await Promise.all(results.slice(0, STEP).map(result => result.data()));
    if (run !== latest) return;
    const first = next.map(entry);
    list.append(...first);
    const rest = results.slice(STEP);
    if (!rest.length) return;
    const item = document.createElement("li");
    const more = document.createElement("button");
    more.type = "button";
    more.textContent = list.dataset.more;
    more.addEventListener("click", async () => {
      const last = item.previousElementSibling;
      item.remove();
      await show(rest, run);
      last?.nextElementSibling?.querySelector("a")?.focus();
    });
    item.className = "more";
    item.append(more);
    list.append(item);
  }

  async function search() {
    const run = ++latest;
    const query = words.value.trim();
    list.replaceChildren();
    if (!query) {
      say("");
      return;
    }
    say(list.dataset.busy);
    try {
      if (!index) {
        index = await import(new URL(list.dataset.index, location.href).href);
        // Pagefind takes the folder above its own for the site's.
        await index.options({ baseUrl: new URL(".", location.href).pathname });
      }
      const { results } = await index.search(query);
      if (run !== latest) return;
      const sentence = results.length === 0 ? list.dataset.none : results.length === 1 ? list.dataset.one : list.dataset.some;
      say(sentence, { count: results.length, words: query });
      await show(results, run);
    } catch (error) {
      if (run === latest) say(list.dataset.failed);
    }
  }

  form.addEventListener("submit", event => {
    event.preventDefault();
    const query = words.value.trim();
    history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    search();
  });
  document.querySelector(".without-script").remove();
  words.value = new URLSearchParams(location.search).get("q") ?? "";
  search();
})();
