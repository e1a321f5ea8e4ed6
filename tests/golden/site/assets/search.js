/* The search page: the form and the address bar say what is looked for, Pagefind finds it, this file shows it.
 *
 * Everything that comes from a text is set with textContent. What a result knows of itself (company, first seen, where
 * it stood in which year) is percent-encoded JSON in its first anchor; palimpsest/publishing/search_index.py puts it
 * there. A classic script, because browsers refuse modules from disk, where it has to say why there is no search.
 */
"use strict";
{
  const BATCH = 20; // results shown at once
  const EXCERPT = 40; // words
  const PAUSE = 250; // milliseconds without typing before a search
  const JOINT = "\u2060"; // ends the first part of a word that was divided at its hyphen for the index

  const form = document.getElementById("search");
  const field = form.elements.q;
  const facets = ["company", "terms", "topic", "year"].map((name) => form.elements[name]);
  const status = document.getElementById("search-status");
  const advice = document.getElementById("search-advice");
  const results = document.getElementById("search-results");
  const more = document.getElementById("search-more");
  const clear = document.getElementById("search-clear");
  const title = document.title;

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
  const address = (url) => new URL(form.dataset.root + url, document.baseURI).href;

  // --- what is asked: form <-> address bar ---------------------------------------------------------------------------

  const asked = () => {
    const query = new URLSearchParams();
    for (const control of [field, ...facets]) {
      const value = control.value.trim();
      if (value) query.set(control.name, value);
    }
    return query;
  };

  const fill = () => {
    const query = new URLSearchParams(location.search);
    for (const control of [field, ...facets]) control.value = query.get(control.name) ?? "";
  };

  let isTyping = false; // one entry of the history for a word, not one for each letter
  const remember = (typed) => {
    const query = asked().toString();
    if (query === new URLSearchParams(location.search).toString()) return;
    const change = typed && isTyping ? "replaceState" : "pushState";
    history[change](null, "", query ? `?${query}` : location.pathname);
    isTyping = typed;
  };

  // `third-party` is looked for as `third party`: the index holds hyphenated words as two (and joined as one).
  const term = (query) => query.get("q")?.replace(/(\p{L}{2})[-\u2010\u2011](?=\p{L}{2})/gu, "$1 ") ?? null;

  const filters = (query, except) =>
    Object.fromEntries(
      facets.filter((facet) => facet !== except && query.has(facet.name)).map((facet) => [facet.name, query.get(facet.name)]),
    );

  // --- Pagefind ------------------------------------------------------------------------------------------------------

  let engine;
  const load = () => {
    engine ??= (async () => {
      const bundle = new URL(form.dataset.bundle, document.baseURI).href;
      const pagefind = await import(`${bundle}pagefind.js`);
      await pagefind.init();
      // Pagefind keeps one index for each language and skips a bundle that it takes for its own.
      const [, ...others] = form.dataset.languages.split(" ");
      const path = new URL(bundle).pathname;
      for (const [at, language] of others.entries()) await pagefind.mergeIndex(path + "./".repeat(at + 1), { language });
      await pagefind.filters(); // before this, searches count nothing
      return pagefind;
    })();
    engine.catch(() => (engine = undefined));
    return engine;
  };

  // For a word that no text holds, Pagefind answers with texts that hold its beginning (`zeppelin`: `zep`). Whoever looks
  // for evidence must not be shown those: the first word that stands nowhere, neither by its stem nor as the beginning
  // of a longer one, makes a search find nothing.
  const known = new Map();
  const isKnown = async (pagefind, word) => {
    if ((await pagefind.search(`"${word}"`)).results.length) return true;
    const [nearest] = (await pagefind.search(word)).results;
    if (!nearest) return false;
    const { words, marked } = wordsOf(await nearest.data(), word);
    return [...marked].some((at) => bare(words[at] + (words[at].endsWith(JOINT) ? words[at + 1] : "")).includes(bare(word)));
  };
  const unknown = async (pagefind, query) => {
    const words = term(query) ?? "";
    if (words.includes('"')) return null; // a phrase is looked for exactly
    for (const word of words.split(/\s+/).filter(bare)) {
      if (!known.has(word)) known.set(word, await isKnown(pagefind, word));
      if (!known.get(word)) return word;
    }
    return null;
  };

  // Counts for a list leave out what is chosen in that list itself, so that every option says what choosing it gives.
  const count = async (pagefind, query, found) => {
    const counts = {};
    for (const facet of facets) {
      const without = query.has(facet.name)
        ? await pagefind.search(term(query), { filters: filters(query, facet) })
        : found;
      counts[facet.name] = without.filters[facet.name] ?? {};
    }
    return counts;
  };

  const showCounts = (counts) => {
    for (const facet of facets) {
      for (const option of facet.options) {
        if (!option.value) continue;
        option.dataset.label ??= option.textContent;
        const number = counts[facet.name]?.[option.value] ?? 0;
        option.textContent = `${option.dataset.label} (${number.toLocaleString("en")})`;
        option.disabled = number === 0 && !option.selected;
      }
    }
  };

  // --- one result ----------------------------------------------------------------------------------------------------

  const bare = (word) => word.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();

  // The words of a result, those that were found marked. A match of a joined form (`online` in `on-line`) has no place
  // in Pagefind's answer, so it is looked for here.
  const wordsOf = (data, looked) => {
    const words = data.content.includes("\u200b") ? data.content.split("\u200b") : data.content.split(/\s+/);
    const marked = new Set(data.locations);
    if (!marked.size) {
      const sought = looked.split(/\s+/).map(bare).filter(Boolean);
      words.forEach((word, at) => {
        const whole = bare(word.endsWith(JOINT) ? word + (words[at + 1] ?? "") : word);
        if (!sought.some((one) => whole.startsWith(one))) return;
        marked.add(at);
        if (word.endsWith(JOINT)) marked.add(at + 1);
      });
    }
    return { words, marked, space: data.content.includes("\u200b") ? "" : " " };
  };

  const excerpt = ({ words, marked, space }) => {
    let start = 0;
    let best = 0;
    for (const at of [...marked].sort((a, b) => a - b)) {
      const from = Math.max(0, Math.min(at - 8, words.length - EXCERPT));
      const inside = [...marked].filter((other) => other >= from && other < from + EXCERPT).length;
      if (inside > best) [start, best] = [from, inside];
    }
    const end = Math.min(words.length, start + EXCERPT);
    const quote = element("p", { className: "words" });
    if (start > 0) quote.append("… ");
    for (let at = start; at < end; at += 1) {
      const isJoint = words[at].endsWith(JOINT);
      const text = isJoint ? words[at].slice(0, -1) : words[at];
      const [, opening, core, closing] = text.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su);
      if (marked.has(at)) quote.append(opening, element("mark", { textContent: core }), closing);
      else quote.append(text);
      if (!isJoint && at + 1 < end) quote.append(space);
    }
    if (end < words.length) quote.append(" …");
    return element("blockquote", {}, quote);
  };

  const link = (place, { words, marked }) => {
    const [page, anchor] = place.split("#");
    const found = [...new Set([...marked].map((at) => bare(words[at])))].filter(Boolean).slice(0, 12);
    return address(page + (found.length ? `?${new URLSearchParams({ mark: found.join(" ") })}` : "") + `#${anchor}`);
  };

  const hit = ({ data, particulars }, query) => {
    const year = query.get("year") ?? Object.keys(particulars.places).at(-1);
    const [captured, place] = particulars.places[year];
    const words = wordsOf(data, query.get("q") ?? "");
    const quote = excerpt(words);
    if (particulars.language !== document.documentElement.lang) quote.lang = particulars.language;
    const seen =
      particulars.first === particulars.last
        ? `seen in one capture, ${particulars.first}`
        : `first seen ${particulars.first}, last seen ${particulars.last}`;
    const label = `${particulars.company}: ${particulars.terms}, captured ${captured}`;
    const under = { className: "section", textContent: `under “${particulars.section}”` };
    return element(
      "li",
      { className: "slip hit" },
      element(
        "figure",
        {},
        quote,
        element(
          "figcaption",
          {},
          element("a", { href: link(place, words), textContent: `Captured ${captured}`, ariaLabel: label }),
          ...(particulars.section ? [element("span", under)] : []),
          element("span", { className: "seen", textContent: seen }),
        ),
      ),
    );
  };

  // Neighbours in rank that come from one document stand under one heading; the order of ranks is kept between them.
  const groups = (batch, query) => {
    const lists = new Map();
    for (const one of batch) {
      const name = `${one.particulars.company}: ${one.particulars.terms}`;
      if (!lists.has(name)) lists.set(name, element("ol", { className: "slips" }));
      lists.get(name).append(hit(one, query));
    }
    return [...lists].map(([name, list]) =>
      element("section", { className: "found" }, element("h2", { textContent: name }), list),
    );
  };

  // --- a search ------------------------------------------------------------------------------------------------------

  const say = (message, ...ways) => {
    status.textContent = message;
    advice.replaceChildren(...ways);
  };
  const way = (label, url) => element("a", { href: address(url), textContent: label });
  const indexes = () => ["Look through the ", way("companies", "companies/"), " or the ", way("topics", "topics/"), "."];

  const nothing = (found, query, missing) => {
    const words = query.has("q") ? ` for “${query.get("q")}”` : "";
    if (missing) {
      const which = query.get("q") === missing ? "" : ` “${missing}” stands in no text here.`;
      say(`No passage found${words}.${which} Policies may say it in other words: try others.`, ...indexes());
    } else if (found.unfilteredResultCount && query.has("q")) {
      const all = element("button", { type: "button", textContent: "Search everywhere" });
      all.addEventListener("click", unfilter);
      say(`No passage found${words} here. ${counted(found.unfilteredResultCount, "passage")} elsewhere in the archive.`, all);
    } else {
      say(`No passage found${words}. Policies may say it in other words: try fewer, or others.`, ...indexes());
    }
  };

  let turn = 0;
  let pending = []; // results found, not shown yet
  let current = new URLSearchParams();

  const next = async () => {
    const batch = pending.slice(0, BATCH);
    const loaded = await Promise.all(
      batch.map(async (result) => {
        const data = await result.data();
        return { data, particulars: JSON.parse(decodeURIComponent(data.anchors[0].id)) };
      }),
    );
    return { loaded, rest: pending.slice(BATCH) };
  };

  const show = (batch, isFirst) => {
    const made = groups(batch.loaded, current);
    const last = results.lastElementChild;
    if (isFirst) results.replaceChildren();
    else if (made[0]?.firstChild.textContent === last.firstChild.textContent) last.lastChild.append(...made.shift().lastChild.children);
    results.append(...made);
    pending = batch.rest;
    more.hidden = !pending.length;
    more.textContent = `Show ${Math.min(BATCH, pending.length)} more of ${pending.length.toLocaleString("en")}`;
  };

  const search = async () => {
    const mine = (turn += 1);
    const query = asked();
    clear.hidden = !facets.some((facet) => query.has(facet.name));
    document.title = query.has("q") ? `“${query.get("q")}” – ${title}` : title;
    try {
      const pagefind = await load();
      const found = await pagefind.search(term(query), { filters: filters(query) });
      const counts = await count(pagefind, query, found);
      const missing = await unknown(pagefind, query);
      if (mine !== turn) return;
      const isEmpty = !query.size;
      pending = isEmpty || missing ? [] : found.results;
      current = query;
      const batch = await next();
      if (mine !== turn) return;
      showCounts(missing ? {} : counts);
      show(batch, true);
      if (isEmpty) say("Type a word, or a phrase in quotation marks, or choose from the lists.");
      else if (missing || !found.results.length) nothing(found, query, missing);
      else say(`${counted(found.results.length, "passage")} found.`);
    } catch {
      if (mine !== turn) return;
      results.replaceChildren();
      more.hidden = true;
      say("The search index could not be loaded. Check the connection and search again.", ...indexes());
    }
  };

  const unfilter = () => {
    for (const facet of facets) facet.value = "";
    remember(false);
    search();
    field.focus();
  };

  // --- keys and events -----------------------------------------------------------------------------------------------

  const step = (by) => {
    const stops = [field, ...results.querySelectorAll(".hit a"), ...(more.hidden ? [] : [more])];
    const at = stops.indexOf(document.activeElement);
    if (at >= 0) stops[at + by]?.focus();
    return at >= 0;
  };

  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const isInControl = event.target.closest?.("input, select, textarea");
    if (event.key === "/" && !isInControl) {
      field.focus();
      field.select();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (event.target.closest?.("select") || !step(event.key === "ArrowDown" ? 1 : -1)) return;
    } else if (event.key === "Escape" && !event.target.closest?.("select") && asked().size) {
      field.value = "";
      field.focus();
      remember(false);
      search();
    } else {
      return;
    }
    event.preventDefault();
  };

  const start = () => {
    let timer;
    field.addEventListener("input", () => {
      clearTimeout(timer);
      load().then((pagefind) => pagefind.preload(term(asked()) ?? ""), () => {});
      timer = setTimeout(() => {
        remember(true);
        search();
      }, PAUSE);
    });
    field.addEventListener("blur", () => (isTyping = false));
    form.addEventListener("change", (event) => {
      if (event.target === field) return;
      clearTimeout(timer);
      remember(false);
      search();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      remember(false);
      search();
    });
    clear.addEventListener("click", unfilter);
    more.addEventListener("click", async () => {
      const mine = turn;
      const shown = results.querySelectorAll(".hit a").length;
      const batch = await next();
      if (mine !== turn) return;
      show(batch, false);
      results.querySelectorAll(".hit a")[shown]?.focus();
    });
    addEventListener("popstate", () => {
      clearTimeout(timer);
      isTyping = false;
      fill();
      search();
    });
    document.addEventListener("keydown", onKey);
    fill();
    search();
  };

  if (location.protocol === "file:") {
    say("Search works where the site is served, not from a folder on disk: browsers keep the index from the page.", ...indexes());
  } else {
    start();
  }
}
