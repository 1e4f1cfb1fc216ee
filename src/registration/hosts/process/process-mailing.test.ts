import { englishWords } from '../../../words/read-words.ts';
import { generateX25519Identity } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  answers,
  event,
  formPost,
  jsonPost,
  mails,
  openSample,
  together,
  type Sample,
} from '../../testing/endpoint.fixture.ts';
import { contactOpener } from '../../seal/contact.ts';
import { offeringAt } from '../../places/offers.ts';
import { decide } from '../../changes/change-state.ts';
import { sendDue, type Sending } from '../../mail/send-due.ts';
import { isNote } from '../../store/store.ts';
import { withWaitingList } from '../../testing/waiting-list.fixture.ts';
import { bytesIn } from '../../store/testing/database-files.fixture.ts';
import { sendingOf } from '../mailing.ts';
import { nodeMailingFrom } from './process-mailing.ts';
import { mailTask, workRegularly } from './timers.ts';
import { MailServer, type Received } from '../../testing/smtp-server.fixture.ts';

const start = Date.UTC(2026, 10, 1);
const minute = 60 * 1000;

let server: MailServer;
let sample: Sample;
let sending: Sending;
let now: number;

beforeEach(async () => {
  server = new MailServer();
  const mailing = nodeMailingFrom({
    MAIL_URL: await server.start(),
    MAIL_FROM: 'office@example.org',
    REGISTRATION_MAIL_KEY: await generateX25519Identity(),
  });
  if (mailing === undefined) throw new Error('Mail is configured.');
  now = start;
  sample = await openSample({ sealContact: mailing.sealContact, now: () => now });
  const sender = {
    built: { event, words: englishWords(), mail: mails, calendar: 'BEGIN:VCALENDAR' },
    keeping: sample.endpoint,
    deployment: together,
  };
  sending = { ...sendingOf(mailing, sender), now: () => now };
});
afterEach(async () => {
  await sample.clear();
  await server.stop();
});

async function register(changes: Record<string, string> = {}): Promise<string> {
  const response = await sample.send(jsonPost({ ...answers, ...changes }));
  return String((await response.json()).reference);
}

const subjects = (received: readonly Received[]) =>
  received.map(({ mail }) => mail.subject?.split(' ').at(-1));

describe('a registration where mail is sent', () => {
  it('is acknowledged by a mail with a link that works, and no answer but the name and choices', async () => {
    const reference = await register();
    expect(await sendDue(sending)).toEqual({ taken: 1, later: 0, failed: 0, dropped: 0 });
    const [{ mail, receivers } = { mail: undefined, receivers: [] }] = server.received;
    expect(receivers).toEqual(['ada@example.org']);
    const text = mail?.text ?? '';
    expect(text).toContain('Dear Ada Lovelace,');
    expect(text).toContain(reference);
    for (const answer of [
      answers.organisation,
      answers.position,
      answers.telephone,
      answers.needs,
    ]) {
      expect(text + String(mail?.html)).not.toContain(answer);
    }
    const [, address = '', code = ''] = /(https:\S+\/own)#(\S+)/.exec(text) ?? [];
    const { headers } = formPost({});
    const body = new URLSearchParams({ code }).toString();
    const page = await sample.send(new Request(address, { method: 'POST', headers, body }));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain(reference);
    expect(await sample.store.outbox.list()).toEqual([]);
  });

  it('is acknowledged once, however often it is sent', async () => {
    await Promise.all([register(), register(), register()]);
    await Promise.all([sendDue(sending), sendDue(sending)]);
    expect(server.received).toHaveLength(1);
  });

  it('is told of each decision, whoever makes it, and of none after it is withdrawn', async () => {
    const reference = await register();
    for (const to of ['confirmed', 'declined', 'withdrawn', 'deletion-asked'] as const) {
      await sendDue(sending);
      const offering = offeringAt(sample.endpoint, now);
      await decide(sample.store, [reference], { to, who: 'organiser', offering });
      // At most three mails go out in a day.
      now += 24 * 60 * minute;
    }
    await sendDue(sending);
    expect(subjects(server.received)).toEqual(['arrived', 'confirmed', 'declined', 'withdrawn']);
  });

  it('is told nothing that is true no longer, and the organisers read why', async () => {
    const reference = await register();
    const offering = offeringAt(sample.endpoint, now);
    await decide(sample.store, [reference], { to: 'confirmed', who: 'Ann', offering });
    await decide(sample.store, [reference], { to: 'declined', who: 'Ann', offering });
    expect(await sendDue(sending)).toEqual({ taken: 1, later: 0, failed: 0, dropped: 2 });
    expect(subjects(server.received)).toEqual(['declined']);
    const history = await sample.store.history(reference);
    expect(history.filter(isNote).map(({ who }) => who)).toEqual([
      'the mail “received” was not sent, since it was true no longer',
      'the mail “confirmed” was not sent, since it was true no longer',
    ]);
    expect(await sample.store.outbox.list()).toEqual([]);
  });

  it('is told of nothing to come once the event is over', async () => {
    await register();
    const { letterhead } = sending;
    const over = { ...letterhead, event: { ...event, clock: '2017-02-17' } };
    expect(await sendDue({ ...sending, letterhead: over })).toMatchObject({ dropped: 1 });
    expect(server.received).toEqual([]);
  });

  it('is told of no offer that has lapsed', async () => {
    const definition = withWaitingList(1);
    const offering = offeringAt({ ...sample.endpoint, definition }, now);
    const references: string[] = [];
    for (const email of ['ada@example.org', 'bea@example.org']) {
      const post = jsonPost({ ...answers, email, 'waiting-list': true });
      const response = await sample.send(post, { definition });
      references.push(String((await response.json()).reference));
    }
    await sendDue(sending);
    await decide(sample.store, references.slice(0, 1), { to: 'withdrawn', who: 'Ann', offering });
    now += 48 * 60 * minute;
    expect(await sendDue(sending)).toMatchObject({ taken: 1, dropped: 1 });
    expect(subjects(server.received).at(-1)).toBe('withdrawn');
  });

  it('keeps nobody’s name or address in its rows', async () => {
    await register();
    const bytes = await bytesIn(sample.folder);
    for (const answer of [answers.email, answers.name]) expect(bytes.includes(answer)).toBe(false);
  });

  it('keeps no contact where no mail is sent', async () => {
    await sample.send(jsonPost(answers), { sealContact: undefined });
    expect(await sample.store.outbox.list()).toEqual([]);
  });
});

describe('a provider that does not take mail', () => {
  it('is asked for four and a half hours, and then the organisers see it', async () => {
    server.behaviours = [451];
    await register();
    let tries = 0;
    for (; now <= start + 10 * 60 * minute; now += minute) {
      const { later, failed } = await sendDue(sending);
      tries += later + failed;
      if (failed > 0) break;
    }
    expect(now - start).toBe(270 * minute);
    expect(tries).toBe(9);
    expect(await sample.store.outbox.list()).toMatchObject([{ kind: 'received', failed: true }]);
    expect(await sample.store.list()).toHaveLength(1);
    server.behaviours = ['take'];
    await sample.store.outbox.retry(now);
    expect(await sendDue(sending)).toEqual({ taken: 1, later: 0, failed: 0, dropped: 0 });
  });

  it('is not asked again where it refuses the address, and the others get theirs', async () => {
    server.behaviours = [550, 'take'];
    await register();
    await register({ email: 'bea@example.org' });
    expect(await sendDue(sending)).toEqual({ taken: 1, later: 0, failed: 1, dropped: 0 });
    now += 300 * minute;
    expect(await sendDue(sending)).toEqual({ taken: 0, later: 0, failed: 0, dropped: 0 });
    expect(await sample.store.list()).toHaveLength(2);
  });

  it('is tried later where the mail key does not open whom to write to', async () => {
    await register();
    const stranger = contactOpener(await generateX25519Identity());
    expect(await sendDue({ ...sending, open: stranger })).toEqual({
      taken: 0,
      later: 1,
      failed: 0,
      dropped: 0,
    });
    expect(server.received).toEqual([]);
  });
});

it('a sender that ends between the provider’s yes and its own mark sends one more, with the same Message-ID', async () => {
  await register();
  const { outbox } = sending;
  const killed = vi.fn(() => Promise.reject(new Error('killed')));
  const dying = { ...sending, outbox: { ...boundTo(outbox), taken: killed } };
  await expect(sendDue(dying)).rejects.toThrow('killed');
  expect(await sendDue(sending)).toMatchObject({ taken: 0 });
  now += 11 * minute;
  expect(await sendDue(sending)).toMatchObject({ taken: 1 });
  now += 24 * 60 * minute;
  expect(await sendDue(sending)).toMatchObject({ taken: 0 });
  const ids = server.received.map(({ mail }) => mail.messageId);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

/** The outbox's methods, bound, so that a test can replace one. */
function boundTo(outbox: Sending['outbox']): Sending['outbox'] {
  return {
    claim: (moment) => outbox.claim(moment),
    taken: (mail) => outbox.taken(mail),
    later: (mail, at) => outbox.later(mail, at),
    drop: (mail, at) => outbox.drop(mail, at),
    fail: (mail) => outbox.fail(mail),
    list: () => outbox.list(),
    retry: (moment) => outbox.retry(moment),
    contacts: () => outbox.contacts(),
    reseal: (contacts) => outbox.reseal(contacts),
    forget: (moment) => outbox.forget(moment),
  };
}

it('hands nothing over for an address that is more than one', async () => {
  await register();
  const open: Sending['open'] = async (...sealed) => {
    const contact = await sending.open(...sealed);
    return { ...contact, email: `${contact.email}, eve@example.org` };
  };
  expect(await sendDue({ ...sending, open })).toMatchObject({ taken: 0, failed: 1 });
  expect(server.received).toEqual([]);
});

describe('the host', () => {
  it('finishes the mail in flight when it ends, begins no other, and says numbers alone', async () => {
    for (const email of ['ada@example.org', 'bea@example.org']) await register({ email });
    const held = Promise.withResolvers<undefined>();
    const transport = vi.fn(async (mail: Parameters<Sending['transport']>[0]) => {
      await held.promise;
      return sending.transport(mail);
    });
    const end = workRegularly([mailTask({ ...sending, transport }, sample.endpoint.report)]);
    await vi.waitFor(() => expect(transport).toHaveBeenCalledOnce());
    const ended = end();
    held.resolve(undefined);
    await ended;
    expect(server.received).toHaveLength(1);
    expect(await sample.store.outbox.list()).toHaveLength(1);
    expect(sample.log).toEqual(['mail: accepted 1, to be tried again 0, failed 0']);
  });

  it.each([
    [{ MAIL_URL: 'mail.example.org' }, 'MAIL_URL is not an address that accepts mail.'],
    [{ MAIL_URL: 'smtps://a:secret@b' }, 'MAIL_URL is set, but MAIL_FROM is not.'],
    [{ MAIL_URL: 'http://b/send' }, 'MAIL_URL is not an address that accepts mail.'],
    [{ MAIL_URL: 'https://b/send' }, 'MAIL_URL is set, but MAIL_TOKEN is not.'],
    [{ MAIL_URL: 'smtp://b', MAIL_FROM: 'x <a@b.org>, c@d.org' }, 'Write an address, or a name'],
    [{ MAIL_URL: 'smtp://b', MAIL_FROM: 'x\r\nBcc: c@d.org <a@b.org>' }, 'Write an address'],
    [
      { MAIL_URL: 'https://b/send', MAIL_TOKEN: 'secret', MAIL_FROM: 'jörg@b.org' },
      'MAIL_FROM has a letter beyond ASCII before the @',
    ],
    [{ MAIL_URL: 'smtp://b', MAIL_FROM: 'a@b.org' }, 'but REGISTRATION_MAIL_KEY is not.'],
    [
      { MAIL_URL: 'smtp://b', MAIL_FROM: 'a@b.org', REGISTRATION_MAIL_KEY: 'secret' },
      'REGISTRATION_MAIL_KEY is not an age identity.',
    ],
  ])('refuses a configuration that cannot serve, and quotes no secret: %s', (environment, says) => {
    const refusing = () => nodeMailingFrom(environment);
    expect(refusing).toThrow(says);
    expect(refusing).not.toThrow('secret');
  });
});
