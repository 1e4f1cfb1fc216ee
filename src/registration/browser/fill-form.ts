import { invitationCodeField } from '../form/fields.ts';
import { nameKey } from './personal-link-script.ts';

/** Leaves the name that was typed for the acknowledgement, if that is a page of this origin. */
export function keepName(form: HTMLFormElement, address: string): void {
  const name = new FormData(form).get(form.dataset['name'] ?? '');
  if (typeof name !== 'string' || new URL(address, location.href).origin !== location.origin)
    return;
  try {
    sessionStorage.setItem(nameKey, name);
  } catch {
    // Without storage the acknowledgement names nobody.
  }
}

/**
 * Offers the reader's own data only for the reader, and not for somebody on whose behalf they fill
 * in the form.
 */
export function followBehalf(form: HTMLFormElement): void {
  const another = form.querySelector<HTMLInputElement>('.means-another');
  if (another === null) return;
  const follow = () => {
    for (const control of form.querySelectorAll<HTMLElement>('[data-autocomplete]')) {
      const own = control.dataset['autocomplete'] ?? '';
      control.setAttribute('autocomplete', another.checked ? 'off' : own);
    }
  };
  form.addEventListener('change', follow);
  follow();
}

/**
 * Moves an invitation code from behind the address's `#` into its field. A code elsewhere in the
 * address has been sent to the server, so it stays there and a warning is shown.
 */
export function takeCode(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>(`#${invitationCodeField}`);
  if (field === null) return;
  const code = /(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}/i;
  document
    .getElementById(`${field.id}-warning`)
    ?.toggleAttribute('hidden', !code.test(location.search));
  const [found] = code.exec(location.hash) ?? [];
  if (found === undefined) return;
  field.value = found;
  history.replaceState(null, '', location.pathname + location.search);
}
