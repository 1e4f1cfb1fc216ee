import { eventSchema } from '../event/event.ts';
import { distance, distanceInWords } from '../figures/map.ts';
import type { Finding } from './source/mistake.ts';
import type { YamlSource } from './source/yaml-source.ts';

/** The farthest that a map of the way to a venue reaches, in metres. */
const farthest = 100_000;

/** The landmarks too far from the venue to be on its map: mostly, two numbers are swapped. */
export function landmarkFindings(source: YamlSource): Finding[] {
  const event = eventSchema.safeParse(source.value).data;
  if (event === undefined) return [];
  const { landmarks, venue } = event;
  return landmarks.flatMap((landmark, index): Finding[] => {
    if (venue.latitude === undefined || venue.longitude === undefined) return [];
    const { latitude, longitude } = venue;
    const metres = distance({ latitude, longitude }, landmark);
    if (metres <= farthest) return [];
    const what = `"${landmark.name}" is ${distanceInWords('en', metres)} from the venue`;
    const remedy = 'Check both latitudes and longitudes: are two of them swapped?';
    return [{ line: source.lineOf(['landmarks', index]), what, remedy }];
  });
}
