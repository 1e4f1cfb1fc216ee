const aside = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>/
  .source;
const attributes = /(?:"[^"]*"|'[^']*'|[^"'<>/]|\/(?!>))*/.source;
const piece = new RegExp(`${aside}|<(/?)([^\\s/<>!?"'=]+)(${attributes})(/?)>|<`, 'gi');

/**
 * Why a text is not XML, with its line: unclosed elements, or elements closed in the wrong order.
 * The parser that reads it silently cuts such a text short.
 */
export function faultOfXml(text: string): string | undefined {
  const lineAt = (offset: number) => `line ${text.slice(0, offset).split('\n').length}`;
  const open: { name: string; offset: number }[] = [];
  for (const { 0: whole, 1: closing, 2: name, 4: single, index } of text.matchAll(piece)) {
    if (whole === '<') return `${lineAt(index)}: a tag that starts with "<" does not end`;
    if (name === undefined || single === '/') continue;
    if (closing !== '/') {
      open.push({ name, offset: index });
      continue;
    }
    const last = open.pop();
    if (last?.name === name) continue;
    const what = last === undefined ? 'nothing is open' : `<${last.name}> is open`;
    return `${lineAt(index)}: </${name}> stands where ${what}`;
  }
  const left = open.pop();
  return left === undefined ? undefined : `${lineAt(left.offset)}: <${left.name}> is never closed`;
}
