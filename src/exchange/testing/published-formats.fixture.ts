import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A folder with the schemas of the schedule formats, `schedule.json.schema.json` and
 * `schedule.xml.xsd`, and with `pretalx-democon.json`, a programme from pretalx. They are not part
 * of this project: https://github.com/voc/schedule
 */
const folder = process.env['SCHEDULE_SCHEMAS'] || undefined;

/** Whether `SCHEDULE_SCHEMAS` names the folder. */
export const hasFormats = folder !== undefined;

/** Added to the titles of tests that need the folder, if it is missing. */
export const notTried = hasFormats ? '' : ' (not tried: SCHEDULE_SCHEMAS names no folder)';

/** The text of a file in the folder. */
export function publishedText(name: string): string {
  return readFileSync(join(folder ?? '', name), 'utf8');
}
