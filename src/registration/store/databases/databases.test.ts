import { describe, expect, it } from 'vitest';
import { databaseAt, databases, nameOf, openStore } from './databases.ts';

const unknown = 'mysql://guests:s3cret@db.example/guests';

describe('an address of a database', () => {
  it.each([
    ['.data/registrations.sqlite', 'SQLite', '.data/registrations.sqlite'],
    ['/srv/guests.sqlite', 'SQLite', '/srv/guests.sqlite'],
    [String.raw`C:\guests.sqlite`, 'SQLite', String.raw`C:\guests.sqlite`],
    ['postgres://a:secret@b/c', 'PostgreSQL', 'DATABASE_URL'],
    ['postgresql://a:secret@b/c', 'PostgreSQL', 'DATABASE_URL'],
    ['d1://account/database', 'D1', 'd1://account/database'],
  ])('%s is one of %s alone', (address, name, displayName) => {
    const kinds = databases.filter(({ isAddress }) => isAddress(address));
    expect(kinds.map((kind) => kind.name)).toEqual([name]);
    expect(nameOf(address)).toBe(displayName);
  });

  it('is one of the kind whose errors show it', () => {
    for (const kind of databases) expect(databaseAt(kind.example)).toBe(kind);
  });

  it('is refused without being quoted where no kind knows it', async () => {
    const sentence =
      'The database is neither a path nor a known kind of address. Write one such as: ' +
      '.data/registrations.sqlite, postgres://ROLE:PASSWORD@HOST:5432/DATABASE, d1://ACCOUNT-ID/DATABASE-ID.';
    expect(() => databaseAt(unknown)).toThrow(new Error(sentence));
    await expect(openStore(unknown, 'create')).rejects.toThrow(new Error(sentence));
  });
});
