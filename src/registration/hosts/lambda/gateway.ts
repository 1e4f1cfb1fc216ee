import * as z from 'zod/mini';

/**
 * The parts used here of API Gateway's request for an HTTP API, payload format 2.0
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
 */
const requestSchema = z.object({
  version: z.literal('2.0'),
  rawPath: z.string(),
  rawQueryString: z.string(),
  headers: z.record(z.string(), z.string()),
  requestContext: z.object({
    domainName: z.string(),
    http: z.object({ method: z.string(), sourceIp: z.optional(z.string()) }),
  }),
  body: z.optional(z.string()),
  isBase64Encoded: z.boolean(),
});

const scheduleSchema = z.object({
  source: z.enum(['aws.events', 'aws.scheduler']),
  'detail-type': z.string(),
});

/** Whether an event comes from an EventBridge schedule. */
export function isSchedule(event: unknown): boolean {
  return scheduleSchema.safeParse(event).success;
}

/** The request in an API Gateway event, and its client's address. */
export function requestOf(event: unknown): [request: Request, client: string | undefined] {
  const { rawPath, rawQueryString, headers, requestContext, body, isBase64Encoded } =
    requestSchema.parse(event);
  const { domainName, http } = requestContext;
  const query = rawQueryString === '' ? '' : `?${rawQueryString}`;
  const bytes = body === undefined ? null : Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const request = new Request(`https://${domainName}${rawPath}${query}`, {
    method: http.method,
    headers,
    body: http.method === 'GET' || http.method === 'HEAD' ? null : bytes,
  });
  return [request, http.sourceIp];
}

/** A reply in API Gateway's form. Its body is always base64. */
export async function replyOf(response: Response) {
  const bytes = Buffer.from(await response.arrayBuffer());
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body: bytes.toString('base64'),
    isBase64Encoded: true,
  };
}
