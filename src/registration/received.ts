import { dateInWords } from '../event/dates.ts';
import { deletionDates, eventPlaceholders, fillIn } from '../event/placeholders.ts';
import { endpointAddress, pathBelow, type Endpoint } from './endpoint.ts';
import { markup } from './markup.ts';
import { dataReply, pageReply } from './replies.ts';

/** The path at which an acknowledgement stands. */
function acknowledgementPath(endpoint: Endpoint, acknowledgement: string): string {
  return pathBelow(endpoint, `received/${acknowledgement}`);
}

/** Sends a browser on to the acknowledgement, which it can load again without sending anything. */
export function receivedRedirect(endpoint: Endpoint, acknowledgement: string): Response {
  // A path, so that no header of the request has a say in where it leads.
  const Location = acknowledgementPath(endpoint, acknowledgement);
  return dataReply(endpoint, undefined, 303, { Location });
}

/** Tells a program that its registration was received, and when it is deleted. */
export function receivedData(
  endpoint: Endpoint,
  reference: string,
  acknowledgement: string,
): Response {
  const path = acknowledgementPath(endpoint, acknowledgement);
  const data = {
    reference,
    received: new URL(path, endpointAddress(endpoint)).href,
    deleted: deletionDates(endpoint.event),
  };
  return dataReply(endpoint, data, 201, { 'Content-Type': 'application/json', Location: path });
}

/** The acknowledgement: the reference, what happens next and when the answers are deleted. */
export async function receivedPage(endpoint: Endpoint, reference: string): Promise<Response> {
  const { event, definition } = endpoint;
  const { first, everything } = deletionDates(event);
  const values = {
    ...eventPlaceholders(event),
    'first deletion': dateInWords(first),
    deletion: dateInWords(everything),
  };
  const next = definition.received.next.map((words) => markup`<li>${fillIn(words, values)}</li>\n`);
  return pageReply(endpoint, {
    title: definition.received.title,
    status: 200,
    content: (
      link,
    ) => markup`<p class="reference">Your reference is <strong>${reference}</strong>.</p>
<h2>What happens next</h2>
<ul>
${next}</ul>
<p><a href="${link('/')}">Back to the invitation</a></p>
`,
  });
}
