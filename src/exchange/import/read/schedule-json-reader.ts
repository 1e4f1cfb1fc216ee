import { ImportError } from './imported.ts';
import { fieldsIn, lineIn, listIn } from './source-fields.ts';
import type { RawDay, RawEvent, RawSchedule } from './schedule-reader.ts';

function eventsIn(rooms: unknown): RawEvent[] {
  if (Array.isArray(rooms)) {
    return rooms.map(fieldsIn).flatMap((room) =>
      listIn(room['events']).map((event) => ({
        room: lineIn(room['name']),
        event: fieldsIn(event),
      })),
    );
  }
  return Object.entries(fieldsIn(rooms)).flatMap(([name, events]) =>
    listIn(events).map((event) => ({ room: lineIn(name), event: fieldsIn(event) })),
  );
}

function dayIn(value: unknown): RawDay {
  const day = fieldsIn(value);
  return {
    date: lineIn(day['date']),
    start: lineIn(day['day_start']),
    end: lineIn(day['day_end']),
    events: eventsIn(day['rooms']),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new ImportError(`it cannot be read as JSON: ${cause}`, { cause: error });
  }
}

/**
 * Reads a frab or pretalx schedule in JSON.
 * @throws ImportError if the text is not JSON.
 */
export function readScheduleJson(text: string): RawSchedule {
  const root = fieldsIn(parsed(text));
  const schedule = 'schedule' in root ? fieldsIn(root['schedule']) : root;
  const conference = fieldsIn(schedule['conference']);
  return {
    format: 'frab JSON',
    generator: lineIn(fieldsIn(root['generator'])['name']),
    zone: lineIn(conference['time_zone_name']),
    dayChange: lineIn(conference['day_change']),
    days: listIn(conference['days'] ?? schedule['days']).map(dayIn),
  };
}
