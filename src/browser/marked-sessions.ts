/** A session that the reader has marked. Its title is kept in case the session disappears. */
export interface Mark {
  readonly id: string;
  readonly title: string;
}

const fragmentName = 'sessions';

function isMark(value: unknown): value is Mark {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'title' in value &&
    typeof value.title === 'string'
  );
}

/** The fragment of an address with a choice of sessions. It is never sent to a server. */
export function fragmentOf(ids: readonly string[]): string {
  return `#${fragmentName}=${ids.join(',')}`;
}

/** The sessions in the fragment of an address; undefined if it holds no choice. */
export function idsIn(fragment: string): string[] | undefined {
  const value = new URLSearchParams(fragment.slice(1)).get(fragmentName);
  return value?.split(',').filter((id) => /^[a-z0-9-]{3,64}$/.test(id));
}

/**
 * The reader's marks, stored in the browser under the event's id. Without storage, they last as
 * long as the page.
 */
export class MarkedSessions {
  /** Whether the browser stores the marks. */
  readonly kept: boolean;
  readonly #key: string;
  #marks: readonly Mark[];

  constructor(event: string) {
    this.#key = `programme-${event}`;
    let kept = true;
    let text: string | null = null;
    try {
      text = localStorage.getItem(this.#key);
      localStorage.setItem(this.#key, text ?? '[]');
    } catch {
      kept = false;
    }
    this.kept = kept;
    this.#marks = read(text);
  }

  get all(): readonly Mark[] {
    return this.#marks;
  }

  has(id: string): boolean {
    return this.#marks.some((mark) => mark.id === id);
  }

  /** Marks or unmarks a session. */
  set(mark: Mark, marked: boolean): void {
    const others = this.#marks.filter(({ id }) => id !== mark.id);
    this.replace(marked ? [...others, mark] : others);
  }

  replace(marks: readonly Mark[]): void {
    this.#marks = marks;
    if (!this.kept) return;
    try {
      localStorage.setItem(this.#key, JSON.stringify(marks));
    } catch {
      // Storage is full: the marks last as long as the page.
    }
  }

  /** Calls back when another page of the site changes the marks. */
  onElsewhere(react: () => void): void {
    addEventListener('storage', ({ key, newValue }) => {
      if (key !== this.#key) return;
      this.#marks = read(newValue);
      react();
    });
  }
}

function read(text: string | null): Mark[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter(isMark) : [];
  } catch {
    return [];
  }
}
