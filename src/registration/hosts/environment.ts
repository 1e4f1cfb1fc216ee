/** The settings of a process or a function, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The organisers' public keys in `REGISTRATION_RECIPIENTS`.
 * @throws Error with one sentence if there are none.
 */
export function recipientsFrom(environment: Environment): string[] {
  const listed = (environment['REGISTRATION_RECIPIENTS'] ?? '').split(',');
  const recipients = listed.map((recipient) => recipient.trim()).filter((one) => one !== '');
  if (recipients.length > 0) return recipients;
  throw new Error(
    'REGISTRATION_RECIPIENTS is not set. Write the organisers’ age public keys (age1…), ' +
      'separated by commas.',
  );
}

/** The fewest different characters of a secret: 32 random ones have more, even of the 16 digits of hexadecimal. */
const fewest = 7;

/** Whether a secret of the right length is made of a few characters, or of one piece again and again. */
function isWeak(secret: string): boolean {
  if (Array.from(secret).length < 32) return false;
  return new Set(secret).size < fewest || /^(.{1,16})\1+$/su.test(secret);
}

/**
 * The secret in `REGISTRATION_SECRET`.
 * @throws Error with one sentence where it is missing, too short or weak.
 */
export function secretFrom(environment: Environment): string {
  const secret = environment['REGISTRATION_SECRET'] ?? '';
  if (isWeak(secret)) {
    throw new Error(
      'REGISTRATION_SECRET repeats a few characters, so that it can be guessed. Write at least 32 random characters, ' +
        'such as `openssl rand -hex 32` makes.',
    );
  }
  if (Array.from(secret).length >= 32) return secret;
  throw new Error(
    'REGISTRATION_SECRET is not set or is too short. Write at least 32 random characters, and ' +
      'never change them.',
  );
}
