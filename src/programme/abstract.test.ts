import { describe, expect, it } from 'vitest';
import { descriptionOf } from './abstract.ts';

describe('what a session is about', () => {
  it('is its description where it has one', () => {
    expect(descriptionOf({ description: 'In short.' }, 'At length.')).toBe('In short.');
  });

  it('is otherwise the first paragraph, without its marks', () => {
    const body = '\n## Why\n\nThe **tide** is _in_, see [the map](/venue/) and `rope`.\n\nMore.\n';
    expect(descriptionOf({}, body)).toBe('The tide is in, see the map and rope.');
  });

  it('ends at a word where the paragraph is long', () => {
    const about = descriptionOf({}, 'many words, '.repeat(40));
    expect(about).toMatch(/^(many words, )+many( words)?…$/);
    expect(about.length).toBeLessThanOrEqual(200);
  });

  it('is empty where nothing is said', () => {
    expect(descriptionOf({}, '\n')).toBe('');
  });
});
