/* The search page: the form and the address bar say what is looked for, Pagefind finds it, this file shows it.
 *
 * There are two layers: what the newest versions say, and every other wording, which is loaded when earlier layers or a
 * year are asked for. In a large archive, one of Pagefind's results is a page of several wordings of one document.
 *
 * Everything that comes from a text is set with textContent. What a result knows of itself is percent-encoded JSON in
 * anchors: the first tells of the document, each other one stands before a wording and tells when it was seen and where
 * it stood in which year; palimpsest/publishing/search/staging.py puts them there. A classic script, because browsers refuse modules from disk, where it has to say why there is no search.
 */
"use strict";
{
  const BATCH = 20; // results shown at once
  const PATIENCE = 8; // times as many pages looked through for them, where pages hold several wordings
  const EXCERPT = 40; // words
  const PAUSE = 250; // milliseconds without typing before a search
  const JOINT = "\u2060"; // ends the first part of a word that was divided at its hyphen for the index

  const form = document.getElementById("search");
  const field = form.elements.q;
  const facets = ["company", "terms", "topic", "year"].map((name) => form.elements[name]);
  const layers = form.elements.layers;
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
    if (layers.checked) query.set("layers", "all");
    return query;
  };

  let leftAside = ""; // what an address asks for and no list has: a renamed company, a year without captures
  const fill = () => {
    const query = new URLSearchParams(location.search);
    for (const control of [field, ...facets]) control.value = query.get(control.name) ?? "";
    layers.checked = query.get("layers") === "all";
    const unlisted = facets.filter((facet) => !facet.value && query.get(facet.name)?.trim());
    const named = unlisted.map((facet) => `${facet.labels[0].textContent.toLowerCase()} “${query.get(facet.name)}”`);
    for (const facet of unlisted) facet.value = ""; // else the list would show nothing
    leftAside = named.length ? `Not in this archive, and left aside: ${named.join(", ")}. ` : "";
  };

  let isTyping = false; // one entry of the history for a word, not one for each letter
  const remember = (typed) => {
    const query = asked().toString();
    if (query === new URLSearchParams(location.search).toString()) return;
    leftAside = "";
    const change = typed && isTyping ? "replaceState" : "pushState";
    history[change](null, "", query ? `?${query}` : location.pathname);
    isTyping = typed;
  };

  const isDeep = (query) => query.has("layers") || query.has("year");

  // `third-party` is looked for as `third party`: the index holds hyphenated words as two (and joined as one).
  const term = (query) => query.get("q")?.replace(/(\p{L}{2})[-\u2010\u2011](?=\p{L}{2})/gu, "$1 ") ?? null;

  const filters = (query, except) =>
    Object.fromEntries(
      facets
        .filter((facet) => facet !== except && query.has(facet.name))
        .map((facet) => [facet.name, query.get(facet.name)]),
    );

  // --- Pagefind ------------------------------------------------------------------------------------------------------

  // One engine for the latest texts and one for all layers, since an index that was merged cannot be taken out again.
  const engines = new Map();
  // The languages of an index, first the one that Pagefind takes by itself.
  const languages = async (bundle) => {
    const { languages } = await (await fetch(`${bundle}pagefind-entry.json`)).json();
    const own = document.documentElement.lang.toLowerCase();
    const rank = (language) => (language === own ? 2 : language === own.split("-")[0] ? 1 : 0);
    return Object.keys(languages).sort(
      (a, b) => rank(b) - rank(a) || languages[b].page_count - languages[a].page_count,
    );
  };
  const started = async (deep) => {
    const bundle = new URL(form.dataset.bundle, document.baseURI).href;
    const [{ createInstance }, [, ...others]] = await Promise.all([import(`${bundle}pagefind.js`), languages(bundle)]);
    const pagefind = createInstance({ basePath: bundle });
    await pagefind.init();
    // Pagefind keeps one index for each language and skips a bundle that it takes for its own.
    const path = new URL(bundle).pathname;
    for (const [at, language] of others.entries()) await pagefind.mergeIndex(path + "./".repeat(at + 1), { language });
    if (deep) {
      const earlier = new URL(form.dataset.earlier, document.baseURI).href;
      for (const name of await (await fetch(`${earlier}parts.json`)).json()) {
        const part = `${earlier}${name}/`;
        for (const [at, language] of (await languages(part)).entries()) {
          await pagefind.mergeIndex(new URL(part).pathname + "./".repeat(at), { language });
        }
      }
    }
    return { pagefind, known: new Map(), isCounting: false };
  };
  const load = (query) => {
    const deep = isDeep(query);
    if (!engines.has(deep)) engines.set(deep, started(deep));
    engines.get(deep).catch(() => engines.delete(deep));
    return engines.get(deep);
  };

  // For a word that no text holds, Pagefind answers with texts that hold its beginning (`zeppelin`: `zep`). Whoever looks
  // for evidence must not be shown those: the first word that stands nowhere, neither by its stem nor as the beginning
  // of a longer one, makes a search find nothing.
  const isKnown = async (pagefind, word) => {
    if ((await pagefind.search(`"${word}"`)).results.length) return true;
    const [nearest] = (await pagefind.search(word)).results;
    if (!nearest) return false;
    const { words, marked } = pageOf(await nearest.data(), word);
    return [...marked].some((at) =>
      bare(words[at] + (words[at].endsWith(JOINT) ? words[at + 1] : "")).includes(bare(word)),
    );
  };
  const unknown = async ({ pagefind, known }, query) => {
    const words = term(query) ?? "";
    if (words.includes('"')) return null; // a phrase is looked for exactly
    for (const word of words.split(/\s+/).filter(bare)) {
      if (!known.has(word)) known.set(word, await isKnown(pagefind, word));
      if (!known.get(word)) return word;
    }
    return null;
  };

  // Counts for a list leave out what is chosen in that list itself, so that every option says what choosing it gives.
  // They come after the results: the lists take longer to load.
  const count = async (engine, query) => {
    if (!engine.isCounting) await engine.pagefind.filters(); // before this, searches count nothing
    engine.isCounting = true;
    const counts = {};
    for (const facet of facets) {
      const found = await engine.pagefind.search(term(query), { filters: filters(query, facet) });
      counts[facet.name] = found.filters[facet.name] ?? {};
    }
    if (!isDeep(query)) delete counts.year; // choosing one brings earlier layers in, which are not counted here
    return counts;
  };

  const showCounts = (counts) => {
    for (const facet of facets) {
      for (const option of facet.options) {
        if (!option.value) continue;
        option.dataset.label ??= option.textContent;
        const number = counts[facet.name] && (counts[facet.name][option.value] ?? 0);
        const isCounted = number !== undefined;
        option.textContent = option.dataset.label + (isCounted ? ` (${number.toLocaleString("en")})` : "");
        option.disabled = number === 0 && !option.selected;
      }
    }
  };

  // --- one result ----------------------------------------------------------------------------------------------------

  const bare = (word) => word.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();

  // The words of a page, those that were found marked.
  const pageOf = (data, looked) => {
    const isSpaced = !data.content.includes("\u200b");
    const words = isSpaced ? data.content.split(/\s+/) : data.content.split("\u200b");
    const page = { words, marked: new Set(data.locations), space: isSpaced ? " " : "" };
    return page.marked.size ? page : { ...page, marked: joinedForms(words, looked) };
  };

  // A match of a joined form (`online` in `on-line`) has no place in Pagefind's answer, so it is looked for here.
  const joinedForms = (words, looked) => {
    const marked = new Set();
    const sought = looked.split(/\s+/).map(bare).filter(Boolean);
    words.forEach((word, at) => {
      const whole = bare(word.endsWith(JOINT) ? word + (words[at + 1] ?? "") : word);
      if (!sought.some((one) => whole.startsWith(one))) return;
      marked.add(at);
      if (word.endsWith(JOINT)) marked.add(at + 1);
    });
    return marked;
  };

  const shared = (a, b) => [...a].findIndex((letter, at) => letter !== b[at]) + 1 || a.length + 1;

  // Whether a wording holds every word looked for. Pagefind says which words of a page were found but not for which word
  // of the query: each is taken for the one it has most letters in common with.
  const holdsAll = ({ words, marked }, sought) => {
    const found = [...marked].map((at) => bare(words[at])).filter(Boolean);
    const covered = new Set(found.map((word) => sought.toSorted((a, b) => shared(word, b) - shared(word, a))[0]));
    return covered.size === sought.length;
  };

  // What is told of a wording: days are numbers (20171007), and a place is of the year of its day.
  const inWords = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
  const dayInWords = (day) =>
    inWords.format(Date.UTC(Math.floor(day / 10000), (Math.floor(day / 100) % 100) - 1, day % 100));
  const particularsOf = ([section, first, last, topics, places]) => ({
    section,
    first: dayInWords(first),
    last: dayInWords(last),
    topics,
    places: Object.fromEntries(places.map(([day, url]) => [Math.floor(day / 10000), [dayInWords(day), url]])),
  });

  // A page of the index cut into its wordings, of which those are kept that hold all that is asked for.
  const wordingsOf = (data, query) => {
    const [about, ...told] = data.anchors.map((anchor) => JSON.parse(decodeURIComponent(anchor.id)));
    const anchors = told.map((one, index) => ({ ...particularsOf(one), at: data.anchors[index + 1].location }));
    const page = pageOf(data, query.get("q") ?? "");
    const isOnly = anchors.length === 1;
    const sought = [...new Set((term(query) ?? "").split(/\s+/).map(bare).filter(Boolean))];
    return anchors.flatMap((particulars, index) => {
      const [start, end] = isOnly
        ? [0, page.words.length]
        : [particulars.at, anchors[index + 1]?.at ?? page.words.length];
      const inside = [...page.marked].filter((at) => at >= start && at < end).map((at) => at - start);
      const words = page.words.slice(start, end);
      const marked = inside.length || isOnly ? new Set(inside) : joinedForms(words, query.get("q") ?? "");
      const wording = { ...about, ...particulars, words, marked, space: page.space, isOnly };
      if (query.has("year") && !particulars.places[query.get("year")]) return [];
      if (query.has("topic") && !particulars.topics.includes(query.get("topic"))) return [];
      return isOnly || holdsAll(wording, sought) ? [wording] : [];
    });
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

  const link = (place, { words, marked, base }) => {
    const [page, anchor] = place.split("#");
    // As the page tells words apart: what is one word here, as "cookies/site", is two there.
    const each = [...marked].flatMap((at) => words[at].toLowerCase().split(/[^\p{L}\p{N}]+/u));
    const found = [...new Set(each)].filter(Boolean).slice(0, 12);
    return address(
      base + page + (found.length ? `?${new URLSearchParams({ mark: found.join(" ") })}` : "") + `#${anchor}`,
    );
  };

  const hit = (wording, query) => {
    const year = query.get("year") ?? Object.keys(wording.places).at(-1);
    const [captured, place] = wording.places[year];
    const quote = excerpt(wording);
    if (wording.language !== document.documentElement.lang) quote.lang = wording.language;
    const seen =
      wording.first === wording.last
        ? `seen in one capture, ${wording.first}`
        : `first seen ${wording.first}, last seen ${wording.last}`;
    const label = `${wording.company}: ${wording.terms}, captured ${captured}`;
    const under = { className: "section", textContent: `under “${wording.section}”` };
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
          element("a", { href: link(place, wording), textContent: `Captured ${captured}`, ariaLabel: label }),
          ...(wording.section ? [element("span", under)] : []),
          element("span", { className: "seen", textContent: seen }),
        ),
      ),
    );
  };

  // Neighbours in rank that come from one document stand under one heading; the order of ranks is kept between them.
  const groups = (batch, query) => {
    const lists = new Map();
    for (const one of batch) {
      const name = `${one.company}: ${one.terms}`;
      if (!lists.has(name)) lists.set(name, [address(one.base), element("ol", { className: "slips" })]);
      lists.get(name)[1].append(hit(one, query));
    }
    return [...lists].map(([name, [href, list]]) =>
      element("section", { className: "found" }, element("h2", {}, element("a", { href, textContent: name })), list),
    );
  };

  // --- a search ------------------------------------------------------------------------------------------------------

  const say = (message, ...ways) => {
    status.textContent = leftAside + message;
    advice.replaceChildren(...ways);
  };
  const way = (label, url) => element("a", { href: address(url), textContent: label });

  // What the words looked for name: of a list, the choice with the longest name that stands among them.
  const namedIn = (words, facet) => {
    const isNamed = ({ value, pattern }) => value && pattern?.test(words);
    const choices = [...facet.options].map(({ value, textContent, dataset }) => {
      const label = dataset.label ?? textContent;
      const parts = label.match(/[\p{L}\p{N}]+/gu)?.join("[^\\p{L}\\p{N}]+");
      return { value, label, pattern: parts && new RegExp(`(?<![\\p{L}\\p{N}])${parts}(?![\\p{L}\\p{N}])`, "iu") };
    });
    return choices.filter(isNamed).sort((a, b) => b.label.length - a.label.length)[0];
  };

  // Whoever looks for a company, a topic or a year by its name is shown the way to it, and the search that it may have
  // been meant as: `pinterest location 2023` is "location" in Pinterest's texts captured in 2023.
  const otherWays = (query) => {
    const words = query.get("q") ?? "";
    if (words.includes('"')) return []; // a phrase is meant as it stands
    const [company, , topic, year] = facets.map((facet) => (query.has(facet.name) ? undefined : namedIn(words, facet)));
    const narrower = new URLSearchParams(query);
    let left = words;
    for (const [name, choice] of Object.entries({ company, year })) {
      if (!choice) continue;
      left = left.replace(choice.pattern, " ");
      narrower.set(name, choice.value);
    }
    left = left.replace(/\s+/gu, " ").trim();
    narrower.set("q", left);
    const where = [company?.label, year && `captures of ${year.label}`].filter(Boolean).join(", ");
    const pages = [
      company && way(`${company.label}, its documents`, `companies/${company.value}/`),
      topic && way(`${topic.label}, company by company`, `topics/${topic.value}/`),
    ].filter(Boolean);
    return [
      ...(where && bare(left) ? [way(`Search for “${left}” only in ${where}`, `search/?${narrower}`), ". "] : []),
      ...pages.flatMap((page, at) => [at ? ", " : "See also: ", page]),
      ...(pages.length ? [". "] : []),
    ];
  };

  const indexes = () => [
    "Look through the ",
    way("companies", "companies/"),
    " or the ",
    way("topics", "topics/"),
    ".",
  ];

  const nothing = (found, query, missing) => {
    const latest = isDeep(query) ? "" : " in the latest texts";
    const words = (query.has("q") ? ` for “${query.get("q")}”` : "") + latest;
    if (missing) {
      const which =
        query.get("q") === missing ? "" : ` “${missing}” stands in no ${latest ? "latest text" : "text here"}.`;
      say(
        `No passage found${words}.${which} Policies may say it in other words: try others.`,
        ...deeper(query),
        ...indexes(),
      );
    } else if (found.unfilteredResultCount && query.has("q") && filtered(query)) {
      const all = element("button", { type: "button", textContent: "Search everywhere" });
      all.addEventListener("click", unfilter);
      const elsewhere = `${counted(found.unfilteredResultCount, "passage")} elsewhere${latest || " in the archive"}.`;
      say(`No passage found${words} here. ${elsewhere}`, all, " ", ...deeper(query));
    } else {
      say(
        `No passage found${words}. Policies may say it in other words: try fewer, or others.`,
        ...deeper(query),
        ...indexes(),
      );
    }
  };

  const filtered = (query) => facets.some((facet) => query.has(facet.name));

  const deeper = (query) => {
    if (isDeep(query)) return [];
    const button = element("button", { type: "button", textContent: "Search earlier layers too" });
    button.addEventListener("click", () => {
      layers.checked = true;
      remember(false);
      search();
      field.focus();
    });
    return [button, " "];
  };

  // A page with one wording is a passage; one with several is only a place where passages are, so they are counted when
  // all have been looked through. The lists can count nothing but pages: where that is another number, it is said.
  const verdict = (found, query, batch) => {
    const where = isDeep(query) ? "" : " in the latest texts";
    const isLikePages = batch.rest.length ? batch.isSingle : batch.wordings.length === found.results.length;
    if (isLikePages) return `${counted(found.results.length, "passage")} found${where}.`;
    const places = `in ${counted(found.results.length, "place")}${where}; the lists count places.`;
    return batch.rest.length
      ? `Passages found ${places}`
      : `${counted(batch.wordings.length, "passage")} found ${places}`;
  };

  let turn = 0;
  let pending = []; // results found, not shown yet
  let current = new URLSearchParams();
  let isSingle = true; // every page so far held one wording

  // As many wordings as are shown at once, or those of the pages that patience allows.
  const next = async () => {
    const batch = { wordings: [], rest: pending, isSingle };
    for (let turns = 0; batch.rest.length && batch.wordings.length < BATCH && turns < PATIENCE; turns += 1) {
      const pages = await Promise.all(
        batch.rest.slice(0, BATCH - batch.wordings.length).map((result) => result.data()),
      );
      batch.rest = batch.rest.slice(pages.length);
      batch.isSingle &&= pages.every((data) => data.anchors.length === 2);
      batch.wordings.push(...pages.flatMap((data) => wordingsOf(data, current)));
    }
    return batch;
  };

  const show = (batch, isFirst) => {
    const made = groups(batch.wordings, current);
    const last = results.lastElementChild;
    if (isFirst) results.replaceChildren();
    else if (last && made[0]?.firstChild.textContent === last.firstChild.textContent)
      last.lastChild.append(...made.shift().lastChild.children);
    results.append(...made);
    pending = batch.rest;
    isSingle = batch.isSingle;
    more.hidden = !pending.length;
    const left = pending.length.toLocaleString("en");
    more.textContent = isSingle
      ? `Show ${Math.min(BATCH, pending.length)} more of ${left}`
      : `Show more from ${left} other places`;
  };

  const search = async () => {
    const mine = (turn += 1);
    const query = asked();
    clear.hidden = !filtered(query);
    document.title = query.has("q") ? `“${query.get("q")}” – ${title}` : title;
    try {
      const engine = await load(query);
      const found = await engine.pagefind.search(term(query), { filters: filters(query) });
      const missing = await unknown(engine, query);
      if (mine !== turn) return;
      const isEmpty = !query.has("q") && !filtered(query);
      pending = isEmpty || missing ? [] : found.results;
      isSingle = true;
      current = query;
      const batch = await next();
      if (mine !== turn) return;
      show(batch, true);
      if (isEmpty) say("Type a word, or a phrase in quotation marks, or choose from the lists.");
      else if (!batch.wordings.length && !batch.rest.length) nothing(found, query, missing);
      else say(verdict(found, query, batch), ...deeper(query));
      advice.prepend(...otherWays(query));
      const counts = missing ? Object.fromEntries(facets.map((facet) => [facet.name, {}])) : await count(engine, query);
      if (mine === turn) showCounts(counts);
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
      load(asked()).then(
        ({ pagefind }) => pagefind.preload(term(asked()) ?? ""),
        () => {},
      );
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
    say(
      "Search works where the site is served, not from a folder on disk: browsers keep the index from the page.",
      ...indexes(),
    );
  } else {
    start();
  }
}
