"use strict";

// Keeps what a build remembers (.cache) for the next one. The cache only ever saves time, so trouble with it is said and
// passed over: a build without it gives the same site.
const FOLDER = ".cache";

async function attempt(doing, done, absent) {
  try {
    console.log((await doing()) ? done : absent);
  } catch (error) {
    console.log(`The build cache is left aside: ${error.message}`);
  }
}

module.exports = {
  onPreBuild: ({ utils }) =>
    attempt(
      () => utils.cache.restore(FOLDER),
      `Restored ${FOLDER} of the last build`,
      `No ${FOLDER} of an earlier build: everything is built anew`,
    ),

  // Runs only after a build that succeeded.
  onPostBuild: ({ utils }) =>
    attempt(() => utils.cache.save(FOLDER), `Kept ${FOLDER} for the next build`, `The build left no ${FOLDER} to keep`),
};
