// Small comforts; every page is complete without them.
// - on a page opened from disk: links to folders lead to their index.html
// - "?mark=words": marks these words in the passage the address points to
// - beside passages that other companies' texts have too: how many, and the way to the wording they share
// - a change that the address points to is unfolded, where the browser does not do that by itself
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

// The passage that the address points to. What stands after "#" can be anything, also what cannot be decoded ("#%").
function pointedTo() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null;
  }
}

function markWords() {
  const asked = new URLSearchParams(location.search).get("mark");
  const target = pointedTo();
  if (!asked || !target) return;
  const words = asked
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);
  if (!words.length) return;
  // Stems are compared loosely: "cookie" marks "cookies" as the search found it.
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})[\\p{L}\\p{N}]{0,3}(?![\\p{L}\\p{N}])`, "giu");
  const passage = target.closest(".reader header") || target;
  const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest(".margin, .basis, div > a, header > a"))
      texts.push(walker.currentNode);
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

// Asked for when the page is opened, since other companies' texts change while this one stays as it is.
async function noteSharedWording() {
  const sheet = document.querySelector("[data-shared]");
  if (!sheet || location.protocol === "file:") return;
  let passages;
  try {
    const answer = await fetch(sheet.dataset.shared);
    if (!answer.ok) return;
    passages = (await answer.json()).passages;
  } catch {
    return;
  }
  keepingPlace(() => addNotes(sheet, passages));
}

// Makes a page longer and leaves the passage that the address points to where it is on the screen, if it is there.
// Browsers do that by themselves, but not all, and not while they are still on the way to it.
function keepingPlace(lengthen) {
  const target = pointedTo();
  const before = target?.getBoundingClientRect();
  lengthen();
  if (!before || before.bottom < 0 || before.top > innerHeight) return;
  scrollBy(0, target.getBoundingClientRect().top - before.top);
}

function addNotes(sheet, passages) {
  for (const passage of sheet.querySelectorAll("div[id]")) {
    const also = passages[passage.id.slice(0, 10)]; // a repeated passage has "-2" after it
    if (!also) continue;
    const link = document.createElement("a");
    link.className = "also";
    link.href = `${sheet.dataset.wordings}${also.wording}/`;
    link.textContent = `also in ${also.companies} other ${also.companies === 1 ? "company’s" : "companies’"} texts`;
    let margin = passage.querySelector(":scope > .margin");
    if (!margin) {
      margin = document.createElement("ul");
      margin.className = "margin";
      margin.setAttribute("aria-label", "Notes");
      margin.lang = document.documentElement.lang;
      passage.append(margin);
    }
    const entry = document.createElement("li");
    entry.append(link);
    margin.append(entry);
  }
}
noteSharedWording();

function unfold() {
  const fold = pointedTo()?.closest(".doubles:not([open])");
  if (!fold) return;
  fold.open = true;
  pointedTo().scrollIntoView();
}
addEventListener("hashchange", unfold);
unfold();

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  const changes = [...document.querySelectorAll(".change")].filter((change) => !change.closest(".doubles:not([open])"));
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
