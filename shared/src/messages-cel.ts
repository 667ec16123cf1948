import { z } from 'zod'
import { CEL_BYTES_MAX, CEL_FAULT_CODES } from './messages-cel-words.ts'

/** A filter in the Common Expression Language. */
export const CelText = z
  .string()
  .min(1)
  .max(CEL_BYTES_MAX)
  .describe(
    'An expression in CEL that is true for what is wanted, over key, value, headers, headerList, topic, partition, offset, timestamp and size',
  )

/** A mistake and where it is: UTF-16 positions in the expression, line and column from 1. */
export const CelFault = z
  .object({
    code: z.enum(CEL_FAULT_CODES),
    message: z.string(),
    start: z.int(),
    end: z.int(),
    line: z.int(),
    column: z.int(),
    found: z.string().nullable().describe('The name, sign or kinds that the fault is about'),
    suggestion: z.string().nullable().describe('What was probably meant'),
  })
  .meta({ id: 'CelFault' })
export type CelFault = z.infer<typeof CelFault>

/** Body of `POST /api/filters/check`. */
export const CelCheckRequest = z.strictObject({ cel: z.string().max(CEL_BYTES_MAX * 2) })

/** A path of members that an expression looks at, with its place in the text. */
export const CelPath = z.object({
  root: z.string(),
  members: z.array(z.string()),
  start: z.int(),
  end: z.int(),
})
export type CelPath = z.infer<typeof CelPath>

/** What is known of an expression without running it. */
export const CelCheck = z
  .object({
    fault: CelFault.nullable(),
    paths: z.array(CelPath),
    probes: z
      .array(z.string())
      .describe('Texts that every match must hold: batches without them are ruled out unread'),
  })
  .meta({ id: 'CelCheck' })
export type CelCheck = z.infer<typeof CelCheck>

/** Newest messages that the fields of a topic are taken from, and paths named at most. */
export const FIELD_SAMPLE_MAX = 200
export const FIELDS_MAX = 500

export const FIELD_TYPES = ['string', 'number', 'bool', 'null', 'list', 'map', 'bytes'] as const

/** A path that messages of a topic have, e.g. `value.order.id`. */
export const Field = z
  .object({
    root: z.enum(['value', 'key', 'headers']),
    members: z.array(z.string()).describe('Empty: the whole key or value'),
    types: z.array(z.enum(FIELD_TYPES)).describe('The commonest first'),
    share: z.number().describe('Of the messages sampled, from 0 to 1'),
    examples: z.array(z.string()).describe('Values as an expression writes them, at most three'),
  })
  .meta({ id: 'Field' })
export type Field = z.infer<typeof Field>

/** `GET /api/clusters/{c}/topics/{t}/fields`: paths of the newest messages, by share and then name. */
export const TopicFields = z
  .object({
    sampled: z.int(),
    more: z.boolean().describe('There are more paths than named'),
    fields: z.array(Field),
  })
  .meta({ id: 'TopicFields' })
export type TopicFields = z.infer<typeof TopicFields>
