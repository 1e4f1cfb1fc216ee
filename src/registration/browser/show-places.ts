import { textOf, type ScriptWords } from './send-form.ts';

/**
 * Says beside each limited choice whether it has places left. Without a reply, the form works as it
 * is. A full choice stays enabled, because a place may become free.
 */
export async function showPlaces(form: HTMLFormElement, words: ScriptWords): Promise<void> {
  const limited = [...form.querySelectorAll<HTMLElement>('[data-place]')];
  if (limited.length === 0) return;
  const address = `${(form.getAttribute('action') ?? '').replace(/\/$/, '')}/places`;
  try {
    const response = await fetch(address, { credentials: 'omit' });
    const places: unknown = response.ok ? await response.json() : undefined;
    for (const place of limited) {
      const found = textOf(places, place.dataset['place'] ?? '');
      if (found === 'full') place.textContent = words.full;
      if (found === 'available') place.textContent = words.available;
    }
  } catch {
    // The guest learns it when they send the form.
  }
}
