import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, it } from 'vitest';
import { openWith, sealTo } from '../seal/seal.ts';
import { answers, definition, formPost, openSample } from '../testing/endpoint.fixture.ts';
import { showOne } from './show.ts';

/** What an organiser is shown of the one registration with these answers. */
async function shown(given: Readonly<Record<string, string>>): Promise<string> {
  const identity = await generateX25519Identity();
  const seal = sealTo([await identityToRecipient(identity)], definition);
  const sample = await openSample({ seal });
  try {
    expect((await sample.send(formPost(given))).status).toBe(303);
    const [held] = await sample.store.list();
    return await showOne(sample.store, held?.reference ?? '', definition, openWith([identity]));
  } finally {
    await sample.clear();
  }
}

it('a registration is shown with its questions as they were asked of the guest', async () => {
  const text = await shown(answers);
  expect(text).toContain('\nFull name: Ada Lovelace\n');
  expect(text).toContain('\nI have read the privacy notice. Yes\n');
});

it('a registration on behalf of a guest is shown with the questions of who sent it', async () => {
  const secretary = { secretary_name: 'Sam', secretary_email: 'sam@example.org' };
  const text = await shown({ ...answers, behalf: 'other', ...secretary });
  expect(text).toContain('\nFull name of the guest: Ada Lovelace\n');
  expect(text).toContain(
    '\nI have told the guest about this registration, and given them the privacy notice. Yes\n',
  );
  expect(text).toContain(
    '\nWould the guest like to join the field visit to the Schilderswijk? Yes\n',
  );
});
