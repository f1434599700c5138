// When coming back would not help: by the close code where there is one, by how often it failed where there is an answer.

export const MOST_ERRORS = 5;

/** The fault of the document or of whoever sends it, or an order to stop (4401). That a pass has expired (4403) is neither. */
const FATAL = new Set([4004, 4005, 4400, 4401, 4406, 4409, 4429, 4500]);
/** Of the codes that the protocol below defines, those of a server or a network that may be back. */
const PASSING = new Set([1000, 1001, 1005, 1006, 1012, 1013, 1014]);

/** The server does not let this client in, or not any longer. Thrown by what fetches a pass, it stops the client as well. */
export class FeedRefused extends Error {
  override readonly name = "FeedRefused";
  readonly code: number | null;

  constructor(message: string, code: number | null = null) {
    super(message);
    this.code = code;
  }
}

interface AnswerError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** An answer with errors; it may pass, for example while the database restarts. */
export class AnswerErrors extends Error {
  override readonly name = "AnswerErrors";
  /** In how many seconds the server says that it has something left for this viewer; 0 where it says nothing of the kind. */
  readonly retryAfter: number;

  constructor(errors: readonly AnswerError[]) {
    super(errors.map((error) => error.message).join("; "));
    const told = errors.map((error) => error.extensions?.["retryAfter"]);
    this.retryAfter = Math.max(0, ...told.filter((seconds) => typeof seconds === "number"));
  }
}

export function retryAfter(error: unknown): number {
  return error instanceof AnswerErrors ? error.retryAfter : 0;
}

export function refusal(error: unknown, errors: number): FeedRefused | null {
  if (error instanceof FeedRefused) return error;
  if (error instanceof AnswerErrors) return errors >= MOST_ERRORS ? new FeedRefused(error.message) : null;
  return isClose(error) && fatal(error.code) ? new FeedRefused(`${error.code} ${error.reason}`, error.code) : null;
}

export function fatal(code: number): boolean {
  return FATAL.has(code) || (code >= 1000 && code < 2000 && !PASSING.has(code));
}

function isClose(error: unknown): error is { code: number; reason: string } {
  return typeof error === "object" && error !== null && "code" in error && "reason" in error && typeof error.code === "number";
}
