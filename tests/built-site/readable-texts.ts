/** A text that a person reads or hears, and where it is. */
export interface Readable {
  readonly where: string;
  readonly text: string;
}

/**
 * The texts of a document that a person reads or hears: in its elements and attributes, and in the
 * data for its scripts and search engines. It runs in a browser's page, with another page's HTML or
 * its own.
 */
export function textsOfDocument(html?: string): Readable[] {
  const root = html === undefined ? document : new DOMParser().parseFromString(html, 'text/html');
  // Read by browsers and not by people. Every other attribute counts, so that new ones are checked.
  const technical = new RegExp(
    `^(${[
      'id|class|href|src|srcset|sizes|for|name|type|rel|lang|dir|charset|property|http-equiv|(form)?action|method|datetime',
      'role|style|media|as|crossorigin|hreflang|target|decoding|loading|spellcheck|accept-charset|novalidate|slot',
      'autocomplete|autocapitalize|inputmode|enterkeyhint|base-url|bundle-path|no-worker|hide-clear|filter|tabindex|popover.*',
      'd|viewBox|xmlns|fill|stroke.*|vector-effect|preserveAspectRatio|focusable|text-anchor|width|height|[cr]?[xy]\\\\d?|r',
      'aria-(atomic|controls|current|describedby|expanded|haspopup|hidden|invalid|labelledby|live|pressed|selected)',
      'aria-(activedescendant|autocomplete|busy|disabled|multiselectable)|data-(?!words$).*',
    ].join('|')})$`,
  );
  const texts: Readable[] = [];
  const note = (where: string, text: string) => {
    if (text.trim() !== '') texts.push({ where, text: text.trim() });
  };
  const noteAll = (where: string, value: unknown) => {
    if (typeof value === 'string') note(where, value);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      // Names of schema.org and Pagefind, and country codes.
      if (!/^(@|inLanguage$|addressCountry$|startDate$|endDate$|previousStartDate$)/.test(key))
        noteAll(`${where} ${key}`, inner);
    }
  };
  for (const element of root.querySelectorAll('*')) {
    const tag = element.localName;
    const metadata = element.getAttribute('property') ?? element.getAttribute('name') ?? '';
    const isRead = tag !== 'meta' || /title|description|site_name|alt/.test(metadata);
    // Pagefind names its filters' options itself, with "results" in every language.
    if (element.closest('pagefind-filter-dropdown [role=option]')) continue;
    for (const { name, value } of element.attributes) {
      if (technical.test(name) || !isRead) continue;
      // An input's button shows its value. Any other value is only sent.
      const isButton =
        tag === 'input' && /^(submit|button)$/.test(element.getAttribute('type') ?? '');
      if (name === 'value' && !isButton) continue;
      if (name === 'data-words') noteAll(`${tag} data-words`, JSON.parse(value));
      else note(`${tag} ${metadata} ${name}`, value);
    }
    if (tag === 'script' && element.getAttribute('type')?.endsWith('json')) {
      noteAll('script', JSON.parse(element.textContent));
    }
    // With scripts on, a noscript element's text is not parsed.
    if (/^(script|style|noscript)$/.test(tag)) continue;
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) note(tag, node.textContent ?? '');
    }
  }
  return texts;
}

/** The values of a calendar (RFC 5545) that readers see. */
export function textsOfCalendar(ics: string): Readable[] {
  const technical =
    /^(BEGIN|END|VERSION|PRODID|CALSCALE|METHOD|UID|DT\w+|SEQUENCE|STATUS|TRANSP|CREATED|LAST-MODIFIED|URL|TZ\w+|RRULE|GEO|CLASS|X-WR-TIMEZONE|X-MICROSOFT-[A-Z-]+|X-LIC-LOCATION|X-PUBLISHED-TTL|REFRESH-INTERVAL|SOURCE)\b/;
  const lines = ics.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/);
  return lines.flatMap((line) => {
    const { 1: name = '', 2: text = '' } = /^([\w-]+)[^:]*:(.*)$/.exec(line) ?? [];
    return technical.test(name) || name === ''
      ? []
      : [{ where: name, text: text.replaceAll(/\\n/gi, ' ') }];
  });
}

/** The texts and attributes of an XML document, without elements for programs only. */
export function textsOfXml(xml: string): Readable[] {
  const technical =
    /<(generator|date|start|end|url|base_url|version|acronym|slug|id|guid|language|time_zone_name|updated|published|uri|logo|link|loc|lastmod)\b[^>]*(\/>|>[^<]*<\/\1>)/g;
  const rest = xml.replace(/<\?[^>]*\?>/g, '').replace(technical, '');
  const attributes = Array.from(
    rest.matchAll(
      /\s(?!(?:xmlns|guid|id|date|start|end|type|term|scheme|xml:lang)\b)([\w:]+)="([^"]*)"/g,
    ),
    ([, where = '', text = '']) => ({ where, text }),
  );
  const texts = Array.from(rest.matchAll(/>([^<>]+)</g), ([, text = '']) => ({
    where: 'text',
    text,
  }));
  return [...attributes, ...texts].filter(({ text }) => text.trim() !== '');
}

/** The strings of a JSON document, without keys for programs only. */
export function textsOfJson(json: string): Readable[] {
  const technical =
    /^(@\w+|\$schema|guid|id|code|url|slug|logo|date|start|end|duration|day_start|day_end|acronym|version|generator|base_url|time_zone_name|timeslot_duration|language|color|lang|icons|scope|start_url|display|theme_color|background_color|calendar|path|room_guid)$/;
  const textsIn = (value: unknown, where: string): Readable[] => {
    if (typeof value === 'string') return [{ where, text: value }];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) =>
      technical.test(key) ? [] : textsIn(inner, `${where} ${key}`),
    );
  };
  return textsIn(JSON.parse(json), '');
}
