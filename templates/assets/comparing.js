/* Two versions of a document -> what became of each passage, from the document's JSON. Nothing here touches the page.
 *
 * A version is a list of passages by number. What both lists have is found first. A passage that only one of them has
 * goes with what became of it: in the step between them, if there is one, else along its lineage, else with what has
 * most of its words. Inside two passages that go together, words are compared. The rules for kinds and for islands are
 * those of palimpsest/comparing/changes.py and redlines.py.
 */
"use strict";
const comparing = (() => {
  const REDLINE_FLOOR = 0.25; // of the shorter text, that has to be left for a redline
  const ISLAND_WORDS = 3;
  const ISLAND_PROPORTION = 8;
  const MOST_CELLS = 4_000_000; // of a table of words by words; longer passages stand side by side
  const ALIKE = 0.6; // of the words of two passages without a common lineage
  const MOST_PAIRS = 40_000; // of such passages that are looked at

  // Words with the space after them; scripts written without spaces by character, as comparing/words.py has it.
  const UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff";
  const TOKEN = new RegExp(`(?:[${UNSPACED}]|[^\\s${UNSPACED}]+)\\s*`, "g");
  const tokens = (text) => text.match(TOKEN) ?? [];
  // Without the differences a typesetter makes and the marks of notes, as reading/comparison.py has it.
  const NOTE_MARKS = /([.?!] |[^\s[])(?:\[\d{1,3}\])+/g; // without a lookbehind, which older browsers cannot read
  const bare = (word) =>
    word
      .replace(NOTE_MARKS, (_, before) => before.trim())
      .normalize("NFC")
      .replace(/[‘’‚‛′´`]/g, "'")
      .replace(/[“”„‟″«»]/g, '"')
      .replace(/[‐‑‒–—―−]/g, "-")
      .replace(/…/g, "...")
      .replace(/[\xad\u200b\u200c\u200d\u2060\ufeff]/g, "")
      .trim();

  // --- sequences -----------------------------------------------------------------------------------------------------

  // The longest common subsequence, as pairs of places; null where the table would be too large.
  const inBoth = (before, after) => {
    const known = new Map(); // words to numbers, which are compared ten times faster
    const [one, other] = [before, after].map((all) =>
      all.map((word) => known.get(word) ?? (known.set(word, known.size), known.size - 1)),
    );
    let start = 0;
    while (start < one.length && start < other.length && one[start] === other[start]) start += 1;
    let [end, last] = [one.length, other.length];
    while (end > start && last > start && one[end - 1] === other[last - 1]) [end, last] = [end - 1, last - 1];
    const [rows, columns] = [end - start, last - start];
    if (rows * columns > MOST_CELLS) return null;
    const width = columns + 1;
    const longest = new Uint16Array((rows + 1) * width);
    for (let i = rows - 1; i >= 0; i -= 1) {
      for (let j = columns - 1; j >= 0; j -= 1) {
        const at = i * width + j;
        longest[at] =
          one[start + i] === other[start + j]
            ? longest[at + width + 1] + 1
            : Math.max(longest[at + width], longest[at + 1]);
      }
    }
    const pairs = [];
    for (let k = 0; k < start; k += 1) pairs.push([k, k]);
    for (let i = 0, j = 0; i < rows && j < columns;) {
      const at = i * width + j;
      if (one[start + i] === other[start + j]) pairs.push([start + i++, start + j++]);
      else if (longest[at + width] >= longest[at + 1]) i += 1;
      else j += 1;
    }
    for (let k = 0; end + k < one.length; k += 1) pairs.push([end + k, last + k]);
    return pairs;
  };

  // Which of the pairs [i, j], sorted by i, stand in order, so that what stands in order is most text.
  const inOrder = (pairs, weight) => {
    const best = [];
    const before = [];
    pairs.forEach(([i, j], at) => {
      let chosen = -1;
      for (let k = 0; k < at; k += 1) if (pairs[k][1] < j && (chosen < 0 || best[k] > best[chosen])) chosen = k;
      best.push((chosen < 0 ? 0 : best[chosen]) + weight(i));
      before.push(chosen);
    });
    const kept = new Set();
    let at = best.length ? best.indexOf(best.reduce((one, other) => Math.max(one, other))) : -1;
    for (; at >= 0; at = before[at]) kept.add(pairs[at][0]);
    return kept;
  };

  // --- words ---------------------------------------------------------------------------------------------------------

  // How well a change may begin at a word: 3 after a line, 2 after a sentence, 1 after a comma.
  const endsAPhrase = (words, at) => {
    if (at === 0 || words[at - 1].includes("\n")) return 3;
    const last = words[at - 1].replace(/[ \xa0"'”’)\]]+$/, "").slice(-1);
    if (last === "") return 0;
    return ".!?。".includes(last) ? 2 : ",;:".includes(last) ? 1 : 0;
  };

  // How far a change can go back and forth over equal words, to where it begins best: [1, 2, 1] in 1 2 [1 2] 1.
  const bestShift = (words, compared, [start, end], roomBefore, roomAfter) => {
    const shifts = [0];
    for (let shift = 0; -shift < roomBefore && compared[start + shift - 1] === compared[end + shift - 1];)
      shifts.push((shift -= 1));
    for (let shift = 0; shift < roomAfter && compared[start + shift] === compared[end + shift];)
      shifts.push((shift += 1));
    const rank = (shift) => [endsAPhrase(words, start + shift), -Math.abs(shift), shift];
    return shifts.reduce((best, shift) => {
      const [one, other] = [rank(best), rank(shift)];
      const k = one.findIndex((value, at) => value !== other[at]);
      return k >= 0 && other[k] > one[k] ? shift : best;
    });
  };

  // Where the same words could be marked one way or another, whole sentences are marked.
  const atSentenceStarts = (runs, a, b, earlier, later) => {
    const placed = [];
    runs.forEach(([i1, i2, j1, j2], number) => {
      let shift = 0;
      if ((i1 === i2) !== (j1 === j2)) {
        const isLater = i1 === i2;
        const before = placed.length ? placed[placed.length - 1][isLater ? 3 : 1] : 0;
        const next = runs[number + 1] ?? [a.length, a.length, b.length, b.length];
        const run = isLater ? [j1, j2] : [i1, i2];
        const after = next[isLater ? 2 : 0] - run[1];
        shift = bestShift(isLater ? later : earlier, isLater ? b : a, run, run[0] - before, after);
      }
      placed.push([i1 + shift, i2 + shift, j1 + shift, j2 + shift]);
    });
    return placed;
  };

  // What two wordings have in common and what not, as [kind, text] in a row; null where that is too little for a redline.
  const redline = (before, after) => {
    const [earlier, later] = [tokens(before), tokens(after)];
    const [a, b] = [earlier.map(bare), later.map(bare)];
    const pairs = inBoth(a, b);
    if (!pairs) return null;
    let runs = [];
    let [i, j] = [0, 0];
    for (const [k, l] of [...pairs, [earlier.length, later.length]]) {
      if (k > i || l > j) runs.push([i, k, j, l]);
      [i, j] = [k + 1, l + 1];
    }
    runs = atSentenceStarts(runs, a, b, earlier, later);
    const size = ([i1, i2, j1, j2]) => Math.max(i2 - i1, j2 - j1);
    const merged = [];
    for (const run of runs) {
      let last = run;
      while (merged.length) {
        const left = merged[merged.length - 1];
        const between = last[0] - left[1];
        if (between > ISLAND_WORDS && between * ISLAND_PROPORTION > Math.min(size(left), size(last))) break;
        merged.pop();
        last = [left[0], last[1], left[2], last[3]];
      }
      merged.push(last);
    }
    runs = merged;
    const kept = earlier.length - runs.reduce((sum, [i1, i2]) => sum + i2 - i1, 0);
    if (kept < Math.max(1, REDLINE_FLOOR * Math.min(earlier.length, later.length))) return null;
    const spans = [];
    const add = (kind, words) => words.length && spans.push([kind, words.join("")]);
    let from = 0;
    for (const [i1, i2, j1, j2] of runs) {
      add("same", later.slice(from, j1));
      add("deleted", earlier.slice(i1, i2));
      add("inserted", later.slice(j1, j2));
      from = j2;
    }
    add("same", later.slice(from));
    return spans;
  };

  const alike = (one, other) => {
    const left = new Set(tokens(one).map(bare));
    const right = new Set(tokens(other).map(bare));
    const shared = [...left].filter((word) => right.has(word)).length;
    return (2 * shared) / Math.max(1, left.size + right.size);
  };

  // --- passages ------------------------------------------------------------------------------------------------------

  // The passages of a version that are the policy's own text, and those that a step names although they were furniture
  // where they were met first.
  const ownText = (facts, version, named) =>
    version.passages.filter((number) => facts.passages[number].role === "text" || named.has(number));

  // How far it is along its lineage from a passage to each of those wanted: Map(number -> steps).
  const becoming = (facts, number, wanted) => {
    const found = new Map();
    const seen = new Set([number]);
    let ends = [number];
    for (let steps = 1; ends.length && found.size < wanted.size; steps += 1) {
      const next = [];
      for (const end of ends) {
        for (const { passage } of [...facts.passages[end].later, ...facts.passages[end].earlier]) {
          if (seen.has(passage)) continue;
          seen.add(passage);
          next.push(passage);
          if (wanted.has(passage)) found.set(passage, steps);
        }
      }
      ends = next;
    }
    return found;
  };

  // For each passage of the earlier version the place of its partner in the later one, -1 for none: the same passage, or
  // what it became along its lineage, or what has most of its words.
  const partners = (facts, before, after) => {
    const partner = new Array(before.length).fill(-1);
    const taken = new Set();
    const pair = (i, j) => {
      if (partner[i] >= 0 || taken.has(j)) return;
      partner[i] = j;
      taken.add(j);
    };
    for (const [i, j] of inBoth(before, after) ?? []) pair(i, j);
    const places = new Map();
    after.forEach((number, j) => taken.has(j) || places.set(number, [...(places.get(number) ?? []), j]));
    const place = (number) => (places.get(number) ?? []).find((j) => !taken.has(j)) ?? -1;
    const left = () => [...before.keys()].filter((i) => partner[i] < 0);
    for (const i of left()) if (place(before[i]) >= 0) pair(i, place(before[i]));
    const wanted = new Set(after.filter((_, j) => !taken.has(j)));
    const near = left().flatMap((i) =>
      [...becoming(facts, before[i], wanted)].map(([number, steps]) => [steps, i, number]),
    );
    near.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    for (const [, i, number] of near) if (place(number) >= 0) pair(i, place(number));
    const gone = left();
    const come = [...after.keys()].filter((j) => !taken.has(j));
    if (gone.length * come.length > MOST_PAIRS) return partner;
    const text = (number) => facts.passages[number].text;
    const close = gone.flatMap((i) => come.map((j) => [alike(text(before[i]), text(after[j])), i, j]));
    close.sort((one, other) => other[0] - one[0] || one[1] - other[1]);
    for (const [share, i, j] of close) if (share >= ALIKE) pair(i, j);
    return partner;
  };

  // The places of some numbers in a list, each once; for each number the most `likely` one that is left.
  const placesOf = (list, numbers, ...likely) => {
    const left = new Set(list.keys());
    return numbers.map((number) => {
      const places = [...left].filter((at) => list[at] === number);
      const place = likely.map((fits) => places.find(fits)).find((at) => at !== undefined) ?? places[0];
      left.delete(place);
      return place;
    });
  };

  // The same as a step has it: what it says was added or removed has no partner, what it pairs is paired, and all else
  // stayed or moved, but for what is a title or furniture in one of the two, which is no change.
  const partnersInStep = (facts, before, after, step) => {
    const same = new Map(inBoth(before, after) ?? []);
    const isSame = new Set(same.values());
    const pairs = [...step.edited, ...step.rewritten];
    const [old, fresh] = [pairs.map(([number]) => number), pairs.map(([, number]) => number)];
    const was = placesOf(before, [...step.removed, ...old], (i) => !same.has(i));
    const is = placesOf(after, [...step.added, ...fresh], (j) => !isSame.has(j));
    const gone = new Set(was.slice(0, step.removed.length));
    const come = new Set(is.slice(0, step.added.length));
    const partner = new Array(before.length).fill(-1);
    const left = new Set([...before.keys()].filter((i) => !was.includes(i)));
    const free = new Set([...after.keys()].filter((j) => !is.includes(j)));
    const pair = (i, j) => {
      partner[i] = j;
      left.delete(i);
      free.delete(j);
    };
    pairs.forEach((_, at) => pair(was[step.removed.length + at], is[step.added.length + at]));
    for (const [i, j] of same) if (left.has(i) && free.has(j)) pair(i, j);
    const isNext = [
      (i, j) => before[i] === after[j],
      (i, j) => facts.passages[after[j]].earlier.some(({ passage }) => passage === before[i]),
      () => true,
    ];
    for (const fits of isNext) {
      for (const i of [...left]) {
        const j = [...free].find((place) => fits(i, place));
        if (j !== undefined) pair(i, j);
      }
    }
    return { partner, gone, come };
  };

  // Every passage of both texts, once, in the order of the later one; what is gone stands where it stood.
  const compared = (facts, earlier, later, step) => {
    const named = new Set(
      step && [...step.added, ...step.removed, ...step.moved, ...step.edited.flat(), ...step.rewritten.flat()],
    );
    const [before, after] = [earlier, later].map((version) => ownText(facts, version, named));
    const found = step ? partnersInStep(facts, before, after, step) : { partner: partners(facts, before, after) };
    const { partner } = found;
    const pairs = partner.map((j, i) => [i, j]).filter(([, j]) => j >= 0);
    const from = new Map(pairs.map(([i, j]) => [j, i]));
    const inPlace = inOrder(pairs, (i) => 1 + facts.passages[before[i]].text.length);
    const [edited, rewritten] = [step?.edited, step?.rewritten].map((pairs) => new Set(pairs?.map(String)));
    const pairAt = (j) => String([before[from.get(j)], after[j]]);
    const isUnpaired = (j) => !edited.has(pairAt(j)) && !rewritten.has(pairAt(j));
    const isAway = (j) => !inPlace.has(from.get(j));
    const candidates = after.map((number, j) => (from.has(j) ? number : -1));
    const moved =
      step && new Set(placesOf(candidates, step.moved, (j) => isUnpaired(j) && isAway(j), isUnpaired, isAway));
    const isMoved = (j) => (moved ? moved.has(j) : isAway(j));

    const removed = new Map();
    let behind = -1;
    partner.forEach((j, i) => {
      if (j >= 0) behind = isMoved(j) ? behind : j;
      else if (found.gone?.has(i) ?? true)
        removed.set(behind, [...(removed.get(behind) ?? []), { kind: "removed", before: before[i] }]);
    });
    const rows = [...(removed.get(-1) ?? [])];
    after.forEach((number, j) => {
      const was = before[from.get(j)];
      if (was === undefined) {
        if (found.come?.has(j) ?? true) rows.push({ kind: "added", after: number });
      } else if (was === number) rows.push({ kind: isMoved(j) ? "moved" : "kept", before: was, after: number });
      else {
        const spans = redline(facts.passages[was].text, facts.passages[number].text);
        const isEdited = step ? !rewritten.has(pairAt(j)) : spans;
        const kind = step && isMoved(j) ? "moved" : isEdited ? "edited" : "rewritten";
        rows.push({ kind, before: was, after: number, spans, isElsewhere: kind !== "moved" && isMoved(j) });
      }
      rows.push(...(removed.get(j) ?? []));
    });
    return rows;
  };

  // The step that leads from the one straight to the other and first to it, which has a page of its own.
  const stepBetween = (facts, earlier, later) => {
    const step = facts.revisions.find((revision) => revision.after === later.digest);
    return step?.before === earlier.digest ? step : null;
  };

  return { bare, compared, redline, stepBetween, tokens };
})();
