import { linkKinds, type SessionLink } from '../../../programme/session.ts';
import { type Fields, fieldsIn, lineIn, listIn, rawText } from './source-fields.ts';

type Kind = SessionLink['kind'];

/** The links of a session in a source; `others` counts those that do not lead to the Web. */
export interface SourceLinks {
  readonly links: readonly SessionLink[];
  readonly others: number;
}

const byWords: readonly (readonly [RegExp, Kind])[] = [
  [/\bslides?\b|\bfolien\b|\bpresentation\b|\.(pptx?|odp|key)$/i, 'slides'],
  [/\bpaper\b|\bproceedings\b/i, 'paper'],
  [/\brecording\b|\bvideo\b|\baufzeichnung\b|\.(webm|mp4|ogg|mp3|opus)$/i, 'recording'],
  [/\blive ?stream\b/i, 'live'],
  [/\bfeedback\b/i, 'feedback'],
];

function kindOf(type: string | undefined, title: string, url: string): Kind {
  const known = linkKinds.find((kind) => kind === type);
  if (known !== undefined) return known;
  if (type === 'media') return 'recording';
  return byWords.find(([words]) => words.test(title) || words.test(url))?.[1] ?? 'related';
}

/** The last part of an address, or its host. */
function nameOf({ pathname, host }: URL): string {
  return lineIn(pathname.split('/').findLast((part) => part !== '') ?? host) ?? host;
}

function linkIn(value: unknown, given?: Kind): SessionLink | undefined {
  const group = typeof value === 'string' ? { url: value } : fieldsIn(value);
  const written = [group['url'], group['href'], group['link']].map(rawText).find(Boolean)?.trim();
  if (written === undefined || !/^https?:\/\/\S+$/i.test(written) || !URL.canParse(written)) {
    return undefined;
  }
  const url = new URL(written);
  if (url.username !== '' || /@[\w-]+\.\w/.test(url.href)) return undefined;
  const title = lineIn(group['title']) ?? lineIn(group['#text']) ?? nameOf(url);
  return { url: url.href, title, kind: given ?? kindOf(lineIn(group['type']), title, url.href) };
}

/** The links, attachments, recording and feedback of a session, each address once. */
export function linksIn(event: Fields): SourceLinks | undefined {
  const single: readonly (readonly [unknown, Kind])[] = [
    [fieldsIn(event['recording'])['url'] ?? fieldsIn(event['recording'])['link'], 'recording'],
    [event['video_download_url'], 'recording'],
    [event['feedback_url'], 'feedback'],
  ];
  const listed = [...listIn(event['attachments']), ...listIn(event['links'])];
  const present = single.filter(([value]) => rawText(value) !== undefined);
  const told = ['links', 'attachments'].some((key) => key in event) || present.length > 0;
  if (!told) return undefined;
  const named = listed.filter((value) => typeof value !== 'string' || value.trim() !== '');
  const read = [
    ...named.map((value) => linkIn(value)),
    ...present.map(([value, kind]) => linkIn(value, kind)),
  ];
  const found = read.flatMap((link) => link ?? []);
  const links = [...new Map(found.toReversed().map((link) => [link.url, link])).values()];
  return { links: links.toReversed(), others: read.length - found.length };
}
