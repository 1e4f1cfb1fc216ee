/** What stands in an error in the place of a text that may be a secret. */
const unquoted = '(not shown, since it looks like a secret)';

const privateKey = /AGE-SECRET-KEY-[A-Z0-9]*/gi;
// The word that an example writes in the place of one may stay.
const password = /(\w:\/\/[^\s:/@]*:)(?!PASSWORD@)[^\s@]*@/g;

/** Whether a text holds a run of characters as secrets are made of, and names of files are not. */
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
 * A path or a word of a command as an error may quote it: what looks like a key, a password or a random text, as
 * when a secret was pasted into the place of another setting, is left out whole.
 */
export function quoted(text: string): string {
  const long = text.length >= 32 && !/[/\\.]/.test(text);
  return withoutSecrets(text) !== text || long || isRandom(text) ? unquoted : text;
}

/** A message without private keys and passwords of addresses, for an operator's screen or journal. */
export function withoutSecrets(message: string): string {
  return message
    .replace(privateKey, unquoted)
    .replace(password, (_, before: string) => `${before}…@`);
}
