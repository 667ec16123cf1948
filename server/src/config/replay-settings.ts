import { z } from 'zod'
import { HttpUrl } from './alert-settings.ts'
import { Text } from './setting-types.ts'

/** Of RFC 9110's tokens what header names are made of in practice. */
const HeaderName = z
  .string()
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}$/, 'must be the name of an HTTP header')

const EndpointName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and "-"')

/** Where replays may be sent: a plan names it, and its address is known to the configuration alone. */
export const ReplayEndpoint = z.strictObject({
  name: EndpointName,
  url: HttpUrl,
  headers: z.record(HeaderName, Text.max(10_000)).default({}),
})
export type ReplayEndpoint = z.infer<typeof ReplayEndpoint>
