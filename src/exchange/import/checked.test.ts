import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkContent } from '../../content-check/check-content.ts';
import { refuses } from '../../content-check/source/mistake.ts';
import { hasFormats, notTried, publishedText } from '../testing/published-formats.fixture.ts';
import { type ContentSample, contentSample, scheduleOf, talk } from './testing/content.fixture.ts';

let content: ContentSample;

beforeEach(async () => {
  content = await contentSample('whole');
});
afterEach(() => content.remove());

/** The mistakes for which a build would be refused. The made-up event is not a whole site. */
async function mistakes(): Promise<string[]> {
  const found = await checkContent(content.folder, Date.UTC(2017, 9, 20));
  return found.filter(refuses).map(({ file, what }) => `${file}: ${what}`);
}

describe('the check of the content', () => {
  it('finds nothing that an import made wrong', async () => {
    const before = await mistakes();
    const abstract =
      '# A\n\n<Foo bar={1}/> <script>x</script> [a](/nowhere/) ![b](b.png) <b>c</b> <!-- d -->';
    const persons = [{ name: 'Ada Anchor', biography: '<h1>Hi</h1><img src=x alt="me">' }];
    const names = { room: 'Deck', track: 'Air', type: 'Song' };
    const later = { ...talk, guid: 'later-1', title: '2017: "Later"', room: 'Loft', persons };
    await content.take(scheduleOf({ ...talk, ...names, abstract, persons }, later));
    await content.take(scheduleOf({ ...talk, ...names, date: '2017-10-29T18:00:00+01:00' }));
    expect(await mistakes()).toEqual(before);
    expect(await content.names('sessions')).toContain('2017-later.md');
  });

  it('finds nobody in two places without a word that it is so', async () => {
    const before = await mistakes();
    const other = { ...talk, guid: 'other-1', title: 'Other', room: 'Chart Room' };
    expect(await content.take(scheduleOf(talk, other))).toContain(
      '"Tides at Noon" and "Other" need zoe-zander at the same time; the first has "clash_meant: true"; remove that once it is corrected.',
    );
    expect(await mistakes()).toEqual(before);
    expect(await content.take(scheduleOf(talk, other))).toContain(': 2 unchanged.');
  });
});

describe.runIf(hasFormats)(`the check of a programme that pretalx wrote${notTried}`, () => {
  it('finds nothing wrong with it', async () => {
    await content.remove();
    content = await contentSample('event alone');
    const page = '---\ntitle: Programme\ndescription: All of it.\n---\n\n<Programme />\n';
    await content.write('programme.mdx', page);
    await content.edit('event.yaml', '2017-10-28', '2020-12-14');
    await content.edit('event.yaml', '2017-10-29', '2020-12-16');
    const before = await mistakes();
    await content.take(publishedText('pretalx-democon.json'));
    expect(await mistakes()).toEqual(before);
  });
});
