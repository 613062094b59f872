// Only the answer to the newest question counts.

export type Ask<Question, Answer> = (question: Question, signal: AbortSignal) => Promise<Answer>;

export interface Heard<Answer> {
  answered(answer: Answer): void;
  failed(error: unknown): void;
}

/** Return a function that asks, ends the question before it, and drops answers to older ones. */
export function latest<Question, Answer>(ask: Ask<Question, Answer>, heard: Heard<Answer>): (question: Question) => Promise<void> {
  let running: AbortController | undefined;
  return async (question) => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    try {
      const answer = await ask(question, mine.signal);
      if (running === mine) heard.answered(answer);
    } catch (error) {
      if (running === mine) heard.failed(error);
    }
  };
}
