// Comfort only: filters, and jumps between changes. Without it every text of the page is there.
"use strict";
const tools = document.querySelector(".tools");
if (tools) {
  const rows = [...document.querySelectorAll(".row")];
  const boxes = [...tools.querySelectorAll("input")];
  const at = tools.querySelector(".at");
  let current = null;

  // Rows in which only numbers shifted are passed over, unless they are what is asked for.
  const kinds = () => (boxes.some((box) => box.name === "renumbered" && box.checked) ? [".changed", ".renumbered"] : [".changed"]);
  const inView = () => rows.filter((row) => row.matches(kinds().join()) && !row.hidden);

  const tell = () => {
    const changes = inView();
    const place = changes.indexOf(current);
    at.textContent = changes.length ? `${place + 1 || "–"} / ${changes.length}` : at.dataset.none;
  };

  const filter = () => {
    const wanted = boxes.filter((box) => box.checked).map((box) => box.name);
    for (const row of rows) row.hidden = wanted.length > 0 && !wanted.some((name) => row.classList.contains(name));
    tell();
  };

  const jump = (step) => {
    const changes = inView();
    if (!changes.length) return;
    const place = changes.indexOf(current);
    const next = place < 0 ? (step > 0 ? 0 : changes.length - 1) : (place + step + changes.length) % changes.length;
    current?.classList.remove("current");
    current = changes[next];
    current.classList.add("current");
    current.focus({ preventScroll: true });
    current.scrollIntoView({ block: "center" });
    tell();
  };

  tools.hidden = false;
  tools.addEventListener("change", filter);
  tools.querySelector(".next").addEventListener("click", () => jump(1));
  tools.querySelector(".previous").addEventListener("click", () => jump(-1));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "n") jump(1);
    if (event.key === "p") jump(-1);
  });
  filter();
}
