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

/**
 * The secret in `REGISTRATION_SECRET`.
 * @throws Error with one sentence if it is missing or too short.
 */
export function secretFrom(environment: Environment): string {
  const secret = environment['REGISTRATION_SECRET'] ?? '';
  if (Array.from(secret).length >= 32) return secret;
  throw new Error(
    'REGISTRATION_SECRET is not set or is too short. Write at least 32 random characters, and ' +
      'never change them.',
  );
}
