/**
 * The words of a query as Pagefind finds most: without hyphens and quotation marks. It finds a
 * compound by its parts, but not `best practice` by `best-practice`, and a compound by no phrase.
 * Short parts stay together: who asks for an e-mail wants no page with an e.
 */
export function searchWords(query: string): string {
  return query
    .replace(/["“”„«»]/g, ' ')
    .replace(/(\p{L}{3})\p{Pd}(?=\p{L}{3})/gu, '$1 ')
    .trim();
}
