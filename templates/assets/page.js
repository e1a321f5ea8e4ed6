// Small comforts; every page is complete without them.
// - on a page opened from disk: links to folders lead to their index.html
// - "?mark=words": marks these words in the passage the address points to
// - Alt with arrow down or up: next or previous change
// - a button that copies the citation
"use strict";

if (location.protocol === "file:") {
  for (const link of document.querySelectorAll("a[href]")) {
    const address = new URL(link.href);
    if (address.protocol === "file:" && address.pathname.endsWith("/")) {
      address.pathname += "index.html";
      link.href = address.href;
    }
  }
}

function markWords() {
  const asked = new URLSearchParams(location.search).get("mark");
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!asked || !target) return;
  const words = asked.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1);
  if (!words.length) return;
  // Stems are compared loosely: "cookie" marks "cookies" as the search found it.
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})[\\p{L}\\p{N}]{0,3}(?![\\p{L}\\p{N}])`, "giu");
  const passage = target.closest(".reader header") || target;
  const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest(".margin, .basis, div > a, header > a")) texts.push(walker.currentNode);
  }
  for (const text of texts) {
    for (const match of [...text.data.matchAll(pattern)].reverse()) {
      const range = document.createRange();
      range.setStart(text, match.index);
      range.setEnd(text, match.index + match[0].length);
      range.surroundContents(document.createElement("mark"));
    }
  }
}
markWords();

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  const changes = [...document.querySelectorAll(".change")];
  if (!changes.length) return;
  event.preventDefault();
  const step = event.key === "ArrowDown" ? 1 : -1;
  const focused = changes.indexOf(document.activeElement.closest(".change"));
  const below = changes.findIndex((change) => change.getBoundingClientRect().bottom > 0);
  const here = focused >= 0 ? focused + step : step > 0 ? below : below - 1;
  const next = changes[Math.min(Math.max(here, 0), changes.length - 1)];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
  history.replaceState(null, "", `#${next.id}`);
});

for (const button of document.querySelectorAll("button[data-copies]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const said = button.parentElement.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent.trim());
      said.textContent = "Copied.";
    } catch {
      said.textContent = "The browser did not allow copying; the text above can be selected.";
    }
  });
}
