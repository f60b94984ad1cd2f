// What a page of a site does besides: print, and choose among the actions.
(() => {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  const form = document.querySelector("form.filters");
  if (!form) return;
  const told = document.querySelector(".found");
  const rows = [...document.querySelectorAll("tbody tr:not(.group)")];
  const pages = [...document.querySelectorAll("#acties tbody")];
  const fields = [...form.querySelectorAll("select")];

  // A row is shown where each field that was chosen in names one of its values.
  function choose() {
    const chosen = fields.filter(field => field.value !== "*");
    let count = 0;
    for (const row of rows) {
      row.hidden = !chosen.every(field => {
        const name = `data-${field.name}`;
        const values = row.getAttribute(name) ?? row.parentElement.getAttribute(name) ?? "";
        return values.split("|").includes(field.value);
      });
      if (!row.hidden) count += 1;
    }
    for (const page of pages) page.hidden = !page.querySelector("tr:not(.group):not([hidden])");
    const sentence = count === 0 ? told.dataset.none : count === 1 ? told.dataset.one : told.dataset.shown;
    told.textContent = sentence.replace("{count}", count).replace("{total}", rows.length);
    const query = new URLSearchParams(chosen.map(field => [field.name, field.value])).toString();
    history.replaceState(null, "", query ? `?${query}${location.hash}` : location.pathname + location.hash);
  }

  // A choice stands in the address, so that it can be sent to someone.
  const query = new URLSearchParams(location.search);
  for (const field of fields) {
    const wanted = query.get(field.name);
    if (wanted !== null && [...field.options].some(option => option.value === wanted)) field.value = wanted;
    field.addEventListener("change", choose);
  }
  form.querySelector(".clear").addEventListener("click", () => {
    for (const field of fields) field.value = "*";
    choose();
    fields[0].focus();
  });
  form.addEventListener("submit", event => event.preventDefault());
  form.hidden = false;
  choose();
})();
