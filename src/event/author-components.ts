/** How authors may use a component. */
export interface AuthorComponent {
  readonly attributes: readonly string[];
  /** The required attributes. */
  readonly required: readonly string[];
  /** The content between its tags. Without it, the component draws everything itself. */
  readonly holds?: 'words' | 'an image';
  /** The facts in `event.yaml` that it shows, if an event may leave them out. */
  readonly shows?: 'measures' | 'landmarks';
}

const plain: AuthorComponent = { attributes: [], required: [] };

/** The components that authors can use in content without an import, by name. */
export const authorComponents: ReadonlyMap<string, AuthorComponent> = new Map<
  string,
  AuthorComponent
>([
  ['Figure', { attributes: ['caption'], required: ['caption'], holds: 'an image' }],
  ['Quote', { attributes: ['source'], required: [], holds: 'words' }],
  ['Reported', { attributes: [], required: [], holds: 'words' }],
  ['Notice', { attributes: ['title'], required: [], holds: 'words' }],
  ['KeyFacts', plain],
  ['Measures', { ...plain, shows: 'measures' }],
  ['VenueMap', { ...plain, shows: 'landmarks' }],
  ['Programme', plain],
  ['PhaseNotice', plain],
  ['Contact', plain],
  ['Practical', plain],
  ['Deletion', plain],
  ['WithForm', { attributes: [], required: [], holds: 'words' }],
]);

/**
 * The HTML elements that authors can use where Markdown has no notation, with their attributes.
 * `lang` and `dir` are allowed on each, to mark words in another language.
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

/** The attributes that every element of `authorElements` can have. */
export const languageAttributes: readonly string[] = ['lang', 'dir'];
