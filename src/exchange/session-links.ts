import { addressOf } from '../delivery/deployment.ts';
import type { Session } from '../programme/programme.ts';
import type { SessionLink } from '../programme/session.ts';
import { pageOf, printable, type Source } from './source.ts';

/** A link of a session with its whole address. */
export type ExportedLink = SessionLink;

/** The links of a session with whole addresses, as they follow from its page. */
export function exportedLinks(source: Source, session: Session): ExportedLink[] {
  return session.links.flatMap(({ url, title, kind }) => {
    const own = pageOf(source, session);
    const isOfSite = /^\/(?!\/)/.test(url);
    if (!isOfSite && !URL.canParse(url, own)) return [];
    const whole = isOfSite ? addressOf(source.deployment, url) : new URL(url, own).href;
    return [{ url: whole, title: printable(title), kind }];
  });
}

/** Whether exchanged schedules call a link an attachment: what the session itself hands out. */
export function isAttachment({ kind }: ExportedLink): boolean {
  return kind === 'slides' || kind === 'paper';
}
