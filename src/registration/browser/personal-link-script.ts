/**
 * The only script on the endpoint's pages. It copies the guest's personal code from behind the `#`,
 * where no server sees it, into a link or a field. Without scripts the guest does that by hand.
 */
export const ownScript = `const code = location.hash.slice(1);
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
