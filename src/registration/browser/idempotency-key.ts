/** What a form sends beside its answers, which differs from one try to the next. */
const beside = ['open-for', 'solved-challenge'];

let sent = { answers: '', key: '' };

/**
 * The header Idempotency-Key of a form's body: the same for as long as the answers are. Whoever has it is
 * known to be the sender, so it cannot be guessed.
 */
export function idempotencyKey(body: string): string {
  const fields = new URLSearchParams(body);
  for (const name of beside) fields.delete(name);
  const answers = fields.toString();
  if (answers !== sent.answers) {
    // `randomUUID` is missing where a page is served without encryption.
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const key = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    sent = { answers, key };
  }
  return `"${sent.key}"`;
}
