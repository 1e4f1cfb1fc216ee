import type { Event } from '../../event/event.ts';
import { readCalendar } from './read/calendar/calendar-reader.ts';
import { type ImportedProgramme, ImportError } from './read/imported.ts';
import { readScheduleJson } from './read/schedule-json-reader.ts';
import { readSchedule } from './read/schedule-reader.ts';
import { readScheduleXml } from './read/schedule-xml-reader.ts';
import { withTrustedIds } from './read/trusted.ts';

function readAny(text: string, event: Event): ImportedProgramme {
  const { zone } = event;
  if (/^BEGIN:VCALENDAR/i.test(text)) return readCalendar(text, event);
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
