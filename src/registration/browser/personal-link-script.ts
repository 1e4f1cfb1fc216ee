/** Under which name the form's script leaves the guest's name for the acknowledgement. */
export const nameKey = 'registered-name';

/**
 * The only script on the endpoint's pages. It copies the guest's personal code from behind the `#`,
 * where no server sees it, into a link or a field. Without scripts the guest does that by hand. It
 * shows the name that was just typed, once.
 */
export const ownScript = `for (const place of document.querySelectorAll('[data-name]')) {
  try {
    place.textContent = sessionStorage.getItem('${nameKey}') ?? '';
    sessionStorage.removeItem('${nameKey}');
  } catch {}
  place.parentElement.hidden = place.textContent === '';
}
const code = location.hash.slice(1);
if (code !== '') {
  for (const link of document.querySelectorAll('a[data-own]')) link.hash = code;
  // What holds once the link has the code.
  for (const words of document.querySelectorAll('[data-with-code]')) words.hidden = false;
  const field = document.querySelector('input[data-own]');
  if (field !== null) {
    // So that the way back does not lead forward again.
    history.replaceState(null, '', location.pathname);
    field.value = code;
    field.form.submit();
  }
}`;
