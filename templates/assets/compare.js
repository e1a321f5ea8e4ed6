/* Any two versions of a document: the address and the form say which, the document's JSON says what they hold,
 * comparing.js says what became of each passage, and this file shows it.
 *
 * Everything that comes from a text is set with textContent. Classic scripts, as all here.
 */
"use strict";
{
  const MANY = 24; // versions; of more, those that came with a change of wording are offered first
  const HEAVY = 2000; // passages of a document: nobody waits for a comparison that was not asked for
  const LONG_RUN = 3; // unchanged passages; of more, only the first and the last are in their fold
  const KINDS = {
    edited: "Edited",
    rewritten: "Rewritten",
    added: "Added",
    removed: "Not in the later capture",
    moved: "Moved",
  };
  const THERE = { added: "already there", removed: "still there" }; // at another place of the other version
  const BESIDE = {
    added: "Marked against a like passage of the earlier version, which still stands",
    removed: "Marked against a like passage of the later version, which stood there before, too",
  };
  const TOLD = 5; // passages, from which on it is told how many of them are
  const FEWEST_DOUBLES = 2; // of them in a row, from which on they are folded
  const MONTHS = "January February March April May June July August September October November December".split(" ");

  const form = document.getElementById("compare");
  const every = document.getElementById("compare-every");
  const status = document.getElementById("compare-status");
  const result = document.getElementById("compare-result");
  const title = document.title;

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

  // --- versions ------------------------------------------------------------------------------------------------------

  const nameOf = (version) => version.url.split("/").at(-2);
  const day = (instant) =>
    `${Number(instant.slice(8, 10))} ${MONTHS[Number(instant.slice(5, 7)) - 1]} ${instant.slice(0, 4)}`;
  const captured = (version) => version.captures[0].captured_at;
  const called = (version) =>
    day(captured(version)) + (nameOf(version).length > 10 ? `, ${captured(version).slice(11, 19)}` : "");

  // --- what is shown -------------------------------------------------------------------------------------------------

  const address = (version, anchor = "") => `${form.dataset.document}${nameOf(version)}/${anchor}`;
  const place = (facts, number) => `#p-${facts.passages[number].id.slice(0, 8)}`;
  const hidden = (text) => element("span", { className: "hidden", textContent: text });
  const ours = document.documentElement.lang;

  const marked = (name, text) => {
    const said = name === "ins" ? ["inserted: ", " end of insertion "] : ["taken out: ", " end of what was taken out "];
    return element(name, {}, hidden(` ${said[0]}`), text, hidden(said[1]));
  };

  // What holds words of a version says their language, where it is another one than the page's.
  const inLanguage = ({ language }, made) => {
    if (language && language !== ours) made.lang = language;
    return made;
  };

  const worded = (version, kind, ...children) => {
    const className = kind === "heading" ? "words heading" : "words";
    return inLanguage(version, element("div", { className }, element("p", { className: "both" }, ...children)));
  };

  const quoted = (facts, version, number, mark = "") => {
    const { kind, text } = facts.passages[number];
    return worded(version, kind, mark ? marked(mark, text) : text);
  };

  const redlined = (facts, version, { after, spans }) => {
    const names = { inserted: "ins", deleted: "del" };
    const words = spans.map(([kind, text]) => (names[kind] ? marked(names[kind], text) : text));
    return worded(version, facts.passages[after].kind, ...words);
  };

  const aside = (label) => element("p", { className: "side", textContent: label });

  const sideBySide = (facts, row, earlier, later) => {
    const side = (name, label, ...text) => element("div", { className: name }, aside(label), quoted(facts, ...text));
    const [was, is] = [side("was", "Before", earlier, row.before), side("is", "After", later, row.after)];
    return element("div", { className: "pair" }, was, is);
  };

  const saidOf = (facts, row, earlier, later) => {
    if (row.beside) return [aside(BESIDE[row.kind]), redlined(facts, later, row.beside)];
    if (row.kind === "added") return [quoted(facts, later, row.after, "ins")];
    if (row.kind === "removed") return [quoted(facts, earlier, row.before, "del")];
    if (row.kind === "rewritten") return [sideBySide(facts, row, earlier, later)];
    const changed = () => (row.spans ? redlined(facts, later, row) : sideBySide(facts, row, earlier, later));
    const said = row.before === row.after ? quoted(facts, later, row.after) : changed();
    return row.kind === "moved" ? [aside("Moved here"), said] : [said];
  };

  const changeRow = (facts, row, number, last, earlier, later) => {
    const kind = row.isThere ? `${row.kind === "added" ? "Added" : "Removed"}, ${THERE[row.kind]}` : KINDS[row.kind];
    const label = kind + (row.isElsewhere ? ", moved" : "");
    const link = (className, to, name, sign) => {
      const made = element("a", { className, href: `#change-${to}`, textContent: sign });
      made.setAttribute("aria-label", `${name} change, ${to}`);
      return made;
    };
    const arrows = element("span", { className: "arrows" });
    if (number > 1) arrows.append(link("previous", number - 1, "Previous", "↑"));
    if (number < last) arrows.append(link("following", number + 1, "Next", "↓"));
    const there = element("span", { className: "there" });
    for (const [version, at, side] of [
      [earlier, row.before, "before"],
      [later, row.after, "after"],
    ]) {
      if (at === undefined) continue;
      const says = hidden(`: change ${number} in its place in the ${side === "before" ? "earlier" : "later"} version`);
      there.append(element("a", { href: address(version, place(facts, at)) }, `¶ ${side}`, says));
    }
    const tally = element(
      "div",
      { className: "tally" },
      element("a", { className: "n", href: `#change-${number}` }, hidden("Change "), String(number)),
      " ",
      element("span", { className: "sort", textContent: label }),
      arrows,
      there,
    );
    const made = element("div", { className: `change ${row.kind}`, id: `change-${number}`, tabIndex: -1 }, tally);
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", `Change ${number}: ${label}`);
    made.append(element("div", { className: "said" }, ...saidOf(facts, row, earlier, later)));
    if (row.isThere) made.dataset.there = label;
    return made;
  };

  // Changes in a row of passages that both versions have, folded.
  const foldDoubles = (sheet) => {
    let run = [];
    const close = () => {
      if (run.length >= FEWEST_DOUBLES) {
        const [first, last] = [run[0], run.at(-1)].map((change) => Number(change.id.slice("change-".length)));
        const { there } = run[0].dataset;
        const said = `Changes ${first.toLocaleString("en")} to ${last.toLocaleString("en")}: ${counted(run.length, "passage")}`;
        const textContent = `${said}, ${there[0].toLowerCase()}${there.slice(1)}`;
        const folded = element("details", { className: "doubles" }, element("summary", { textContent }));
        run[0].before(folded);
        folded.append(...run);
      }
      run = [];
    };
    for (const child of [...sheet.children]) {
      if (child.dataset.there !== run[0]?.dataset.there) close();
      if (child.dataset.there) run.push(child);
    }
    close();
  };

  const fold = (facts, run, later) => {
    const words = run.reduce((sum, { after }) => sum + comparing.tokens(facts.passages[after].text).length, 0);
    const made = element("details", { className: "fold" });
    made.append(
      element("summary", {
        textContent: `${counted(run.length, "passage")} unchanged, ${counted(words, "word")}`,
      }),
    );
    const shown = run.length > LONG_RUN ? [run[0], run.at(-1)] : run;
    made.append(...shown.map(({ after }) => quoted(facts, later, after)));
    if (run.length > LONG_RUN) {
      const more = element(
        "a",
        { href: address(later, place(facts, run[1].after)) },
        `${counted(run.length - 2, "passage")} more: read them in their place`,
      );
      made.lastChild.before(element("p", { className: "between" }, more));
    }
    return made;
  };

  // The rows by section of the later text: each change numbered, what is unchanged folded.
  const sheets = (facts, rows, earlier, later) => {
    const last = rows.filter((row) => row.kind !== "kept").length;
    const made = [];
    let [heading, opened, sheet, run, number] = [null, undefined, null, [], 0];
    const open = (label) => {
      sheet = element("div", { className: "stretch sheet" });
      if (label) sheet.append(inLanguage(later, element("p", { className: "under", textContent: label })));
      made.push(sheet);
    };
    const close = () => {
      if (!run.length) return;
      if (!sheet) made.push((sheet = element("div", { className: "stretch" }))); // before the first section with a change
      sheet.append(fold(facts, run, later));
      run = [];
    };
    for (const row of rows) {
      const isHeading = row.after !== undefined && facts.passages[row.after].kind === "heading";
      if (isHeading) heading = row;
      if (row.kind === "kept") {
        run.push(row);
        continue;
      }
      const starts = heading !== opened;
      if (starts && run.at(-1) === heading) run.pop(); // it stands above the section that begins
      close();
      if (starts) open(heading && heading !== row ? facts.passages[heading.after].text : "");
      opened = heading;
      number += 1;
      sheet.append(changeRow(facts, row, number, last, earlier, later));
    }
    close();
    made.forEach(foldDoubles);
    return made;
  };

  const side = (label, version) =>
    element(
      "div",
      {},
      element("h2", { textContent: label }),
      element(
        "p",
        {},
        element("a", { href: address(version), textContent: `Captured ${called(version)}` }),
        `, ${counted(version.words, "word")}`,
      ),
      element(
        "p",
        {},
        version.stated_dates.length ? "Says of itself:" : "No stated date found.",
        ...version.stated_dates.flatMap(({ quote }, at) => [
          ...(at ? [",", element("br")] : [" "]),
          inLanguage(version, element("q", { className: "theirs", textContent: quote })),
        ]),
      ),
    );

  const summary = (rows) => {
    const counts = ["edited", "rewritten", "added", "removed", "moved"].map((kind) => {
      const own = rows.filter((row) => row.kind === kind);
      return [kind, own.length, own.filter((row) => row.isThere).length];
    });
    const said = counts
      .filter(([, count]) => count)
      .map(([kind, count, there], at) => {
        const some = there === count ? "all" : there.toLocaleString("en");
        const passages = at ? count.toLocaleString("en") : counted(count, "passage");
        return `${passages} ${kind}${there >= TOLD ? ` (${some} ${THERE[kind]})` : ""}`;
      });
    const kept = rows.filter((row) => row.kind === "kept").length;
    return said.length
      ? `${said.join(", ")}; ${kept.toLocaleString("en")} unchanged.`
      : "No wording differs: every passage stands in both, in the same order.";
  };

  // What a passage that was added or removed is marked against, where a step knows of a like one that stands in both.
  const besideOf = (facts, step, { kind, before, after }) => {
    const pair = step?.beside.find((one) =>
      kind === "added" ? one[1] === after : kind === "removed" && one[0] === before,
    );
    const spans = pair && comparing.redline(...pair.map((number) => facts.passages[number].text));
    return spans && { after: pair[1], spans };
  };

  const show = (facts, one, other) => {
    const order = facts.versions;
    const [earlier, later] = order.indexOf(one) <= order.indexOf(other) ? [one, other] : [other, one];
    const step = comparing.stepBetween(facts, earlier, later);
    const rows = comparing.compared(facts, earlier, later, step);
    const isText = (number) => facts.passages[number].role === "text";
    const [held, holds] = [earlier, later].map((version) => new Set(version.passages.filter(isText)));
    for (const row of rows) {
      row.isThere = (row.kind === "added" && held.has(row.after)) || (row.kind === "removed" && holds.has(row.before));
      row.beside = besideOf(facts, step, row);
    }
    status.textContent = `${earlier === one ? "" : "Shown in the order of their first captures. "}${summary(rows)}`;
    document.title = `${called(earlier)} and ${called(later)} compared: ${title}`;
    result.replaceChildren(element("div", { className: "sides" }, side("Before", earlier), side("After", later)));
    if (step) {
      const page = element("a", { href: address(later, "changes/"), textContent: "The page of this step" });
      result.append(
        element(
          "p",
          {},
          "The one follows the other. ",
          page,
          " says what kind of change it is, and why the archive recorded it.",
        ),
      );
    }
    if (rows.every((row) => row.kind === "kept")) return;
    const hint = element(
      "p",
      { className: "hint" },
      "Words put in are ",
      element("ins", {}, "underlined"),
      ", words taken out are ",
      element("del", {}, "struck through"),
      ". Go from change to change with the arrows in the margin, or with ",
    );
    hint.append(element("kbd", {}, "Alt"), " and ", element("kbd", {}, "↓"), " or ", element("kbd", {}, "↑"), ".");
    const heading = element("h2", { id: "redline", textContent: "The changes" });
    const section = element("section", { className: "redline" }, heading, hint, ...sheets(facts, rows, earlier, later));
    section.setAttribute("aria-labelledby", "redline");
    result.append(section);
  };

  // --- what is asked: form <-> address bar ---------------------------------------------------------------------------

  // Of a long history, the first and the newest version, and those after a change of wording: the others have the words
  // of one of these, and who looks for one of them asks for all.
  const telling = (facts) => {
    if (facts.versions.length <= MANY) return new Set(facts.versions);
    const changed = facts.revisions.filter((step) => step.class === "wording").map((step) => step.after);
    const after = new Set(changed);
    const ends = [facts.versions[0], newest(facts)];
    return new Set(facts.versions.filter((version) => after.has(version.digest) || ends.includes(version)));
  };

  const offer = (facts, from, to) => {
    const first = telling(facts);
    every.parentElement.hidden = first.size === facts.versions.length;
    every.nextElementSibling.textContent = `All ${counted(facts.versions.length, "version")}, not only the ${first.size} that were the first, the newest, or came with a change of wording`;
    for (const [select, chosen] of [
      [form.elements.from, from],
      [form.elements.to, to],
    ]) {
      const offered = facts.versions.filter((one) => every.checked || first.has(one) || one === from || one === to);
      select.replaceChildren();
      let group = null;
      for (const version of offered) {
        const year = captured(version).slice(0, 4);
        if (group?.label !== year) select.append((group = element("optgroup", { label: year })));
        group.append(element("option", { value: nameOf(version), textContent: called(version) }));
      }
      select.value = nameOf(chosen);
    }
  };

  const newest = (facts) => {
    const last = (version) => version.intervals.at(-1)[1];
    return facts.versions.reduce((one, other) => (last(other) >= last(one) ? other : one));
  };

  let answered = null;
  const answer = (facts) => {
    answered = location.search;
    document.title = title;
    const query = new URLSearchParams(location.search);
    const named = new Map(facts.versions.map((version) => [nameOf(version), version]));
    const unknown = ["from", "to"].map((name) => query.get(name)).filter((name) => name && !named.has(name));
    const to = named.get(query.get("to")) ?? newest(facts);
    const from = named.get(query.get("from")) ?? facts.versions.find((version) => version !== to);
    offer(facts, from, to);
    if (unknown.length) {
      result.replaceChildren();
      status.textContent = `No version here is called ${unknown.map((name) => `“${name}”`).join(" or ")}. Choose one of those listed.`;
    } else if (from === to) {
      result.replaceChildren();
      status.textContent = "That is one and the same version. Choose another one to compare it with.";
    } else if (!query.has("from") && !query.has("to") && facts.passages.length > HEAVY) {
      result.replaceChildren();
      status.textContent = "This history is long. Choose two versions, then compare.";
    } else show(facts, from, to);
  };

  const start = async () => {
    if (location.protocol === "file:") {
      status.textContent =
        "Opened from disk, a page may not read the files beside it: versions are compared on a web server.";
      return;
    }
    status.textContent = "Reading what is known of this document …";
    let facts;
    try {
      const reply = await fetch(form.dataset.facts);
      if (!reply.ok) throw new Error(String(reply.status));
      facts = await reply.json();
    } catch {
      status.textContent = "What is known of this document could not be loaded. Try again later.";
      return;
    }
    form.hidden = false;
    answer(facts);
    const change = location.hash && document.getElementById(location.hash.slice(1));
    if (change) change.scrollIntoView({ block: "center" });
    every.addEventListener("change", () => {
      const named = new Map(facts.versions.map((version) => [nameOf(version), version]));
      offer(facts, named.get(form.elements.from.value), named.get(form.elements.to.value));
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const query = new URLSearchParams(new FormData(form)).toString();
      if (query !== location.search.slice(1)) history.pushState(null, "", `?${query}`);
      answer(facts);
    });
    // a link to a change is an entry of the history too, and asks for nothing else
    addEventListener("popstate", () => location.search !== answered && answer(facts));
  };
  start();
}
