import { LETTER_PAIRS } from './letter-pairs.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz ';

/** The mean probability below which a word is gibberish: between that of good and of bad examples. */
const THRESHOLD = 0.015099318064947853;

/** The logarithm of the probability of each pair of letters. */
const LOG_PROBABILITIES = LETTER_PAIRS.map((line) => {
  const counts = line.split(' ').map(Number);
  const sum = counts.reduce((total, count) => total + count, 0);
  return counts.map((count) => Math.log(count / sum));
});

/** Whether the letters of a word follow each other as they hardly do in English. All that is no letter is left out. */
export function isGibberish(word: string): boolean {
  let previous: readonly number[] | undefined;
  let sum = 0;
  let pairs = 0;
  for (const letter of word.toLowerCase()) {
    const index = LETTERS.indexOf(letter);
    if (index < 0) continue;
    if (previous !== undefined) {
      sum += previous[index] ?? 0;
      pairs += 1;
    }
    previous = LOG_PROBABILITIES[index];
  }
  return Math.exp(sum / Math.max(pairs, 1)) <= THRESHOLD;
}
