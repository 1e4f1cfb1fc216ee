/** What an error shows instead of a possible secret. */
const unquoted = '(not shown, since it looks like a secret)';

const privateKey = /AGE-SECRET-KEY-[A-Z0-9]*/gi;
// The placeholder in an example may stay.
const password = /(\w:\/\/[^\s:/@]*:)(?!PASSWORD@)[^\s@]*@/g;

/** Whether a text holds a run of random characters, as in secrets but not in file names. */
function isRandom(text: string): boolean {
  return text
    .split(/[\s/\\._-]+/)
    .some(
      (run) =>
        /^[0-9a-f]{32,}$/i.test(run) ||
        (run.length >= 16 && [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(run))),
    );
}

/**
 * A path or a word of a command that is safe to quote in an error. Anything that looks like a key,
 * a password or random text is left out whole: somebody may paste a secret into the wrong setting.
 */
export function quoted(text: string): string {
  const long = text.length >= 32 && !/[/\\.]/.test(text);
  return withoutSecrets(text) !== text || long || isRandom(text) ? unquoted : text;
}

/** A message without private keys and passwords in addresses, for an operator's screen or log. */
export function withoutSecrets(message: string): string {
  return message
    .replace(privateKey, unquoted)
    .replace(password, (_, before: string) => `${before}…@`);
}
