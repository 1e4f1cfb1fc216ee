import type { Event } from '../../../event/event.ts';
import { readCalendar } from './calendar-reader.ts';
import { type ImportedProgramme, ImportError } from './imported.ts';
import { readScheduleJson } from './schedule-json-reader.ts';
import { readSchedule } from './schedule-reader.ts';
import { readScheduleXml } from './schedule-xml-reader.ts';
import { withTrustedIds } from './trusted.ts';

function readAny(text: string, event: Event): ImportedProgramme {
  const { zone, programme } = event;
  if (/^BEGIN:VCALENDAR/i.test(text)) {
    const kinds = programme.kinds.map(({ name }) => name);
    return readCalendar(text, { zone, kinds, tracks: programme.tracks.map(({ name }) => name) });
  }
  if (text.startsWith('<')) return readSchedule(readScheduleXml(text), zone);
  if (/^[{[]/.test(text)) return readSchedule(readScheduleJson(text), zone);
  throw new ImportError('it is neither frab XML nor frab JSON nor iCalendar');
}

/**
 * Reads a programme in the format of its text, whatever the file is called.
 * @throws ImportError if it cannot be read, or has no sessions.
 */
export function readProgramme(text: string, event: Event): ImportedProgramme {
  const programme = readAny(text.replace(/^\uFEFF/, '').trim(), event);
  if (programme.sessions.length > 0) return withTrustedIds(programme);
  throw new ImportError(`it contains no sessions when read as ${programme.format}`);
}
