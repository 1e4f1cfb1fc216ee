import { describe, expect, it } from 'vitest';
import { faultOfXml } from './well-formed.ts';

describe('a text that is XML', () => {
  it.each([
    '<a/>',
    '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]>\n<a b="x > y" c=\'/\'><d e="/"/></a>',
    '<a><!-- <b> --><![CDATA[<c> & </d>]]></a>',
  ])('has no fault: %j', (text) => {
    expect(faultOfXml(text)).toBeUndefined();
  });
});

describe('a text that is no XML', () => {
  it.each([
    ['<a>\n<b></a>', 'line 2: </a> stands where <b> is open'],
    ['<a></a></b>', 'line 1: </b> stands where nothing is open'],
    ['<a>\n<b>', 'line 2: <b> is never closed'],
    ['<a>\n<b c="', 'line 2: a tag that starts with "<" does not end'],
    ['<a>\n1 < 2</a>', 'line 2: a tag that starts with "<" does not end'],
    ['<a><![CDATA[x', 'line 1: a tag that starts with "<" does not end'],
  ])('is told with its line: %j', (text, words) => {
    expect(faultOfXml(text)).toBe(words);
  });
});
