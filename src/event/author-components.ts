/** What an author may write about a component. */
export interface AuthorComponent {
  readonly attributes: readonly string[];
  /** Those of the attributes that have to stand. */
  readonly required: readonly string[];
  /** What stands between its two tags; a component without draws everything itself. */
  readonly holds?: 'words' | 'an image';
  /** The facts in `event.yaml` that it shows, where an event may do without them. */
  readonly shows?: 'measures' | 'landmarks';
}

const plain: AuthorComponent = { attributes: [], required: [] };

/** The components that authors may use in content without an import, by name. */
export const authorComponents: ReadonlyMap<string, AuthorComponent> = new Map<
  string,
  AuthorComponent
>([
  ['Figure', { attributes: ['caption'], required: ['caption'], holds: 'an image' }],
  ['Quote', { attributes: ['source'], required: [], holds: 'words' }],
  ['Notice', { attributes: ['title'], required: [], holds: 'words' }],
  ['KeyFacts', plain],
  ['Measures', { ...plain, shows: 'measures' }],
  ['VenueMap', { ...plain, shows: 'landmarks' }],
  ['Programme', plain],
  ['PhaseNotice', plain],
  ['Contact', plain],
  ['Deletion', plain],
]);

/**
 * The HTML elements that authors may use where Markdown has no sign of its own, with their
 * attributes. `lang` and `dir` may stand on each: they mark words in another language.
 */
export const authorElements: ReadonlyMap<string, readonly string[]> = new Map<
  string,
  readonly string[]
>([
  ['abbr', ['title']],
  ['bdi', []],
  ['br', []],
  ['cite', []],
  ['i', []],
  ['kbd', []],
  ['q', ['cite']],
  ['small', []],
  ['span', []],
  ['sub', []],
  ['sup', []],
  ['time', ['datetime']],
  ['wbr', []],
]);

/** The attributes that every element of `authorElements` may have. */
export const languageAttributes: readonly string[] = ['lang', 'dir'];
