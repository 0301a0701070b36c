/** An answer of a `<Quiz>`: a text, or `{ right: text }` for the one that is right. */
export type Answer = string | { readonly right: string };

export interface QuizOption {
  readonly text: string;
  readonly right: boolean;
}

export function readAnswers(question: string, answers: readonly Answer[]): QuizOption[] {
  const options = answers.map((answer) =>
    typeof answer === 'string' ? { text: answer, right: false } : { text: answer.right, right: true },
  );
  const right = options.filter((option) => option.right).length;
  if (options.length < 2 || right !== 1) {
    throw new Error(
      `<Quiz question="${question}">: give at least two answers, exactly one of them as { right: '…' }; it has ${options.length}, ${right} right.`,
    );
  }
  return options;
}

/** A name for the radio group, the same in every build: questions differ within a page. */
export function quizId(question: string): string {
  let hash = 0;
  for (const char of question) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) | 0;
  return `quiz-${(hash >>> 0).toString(36)}`;
}
