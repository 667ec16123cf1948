/** What filters in CEL can name. Apart from the schemas, so that a worker needs no zod. */

/** UTF-8 bytes of an expression. */
export const CEL_BYTES_MAX = 4096

/** Variables of an expression with their types; `dyn` is known only when a record is read. */
export const CEL_VARIABLES = {
  key: 'dyn',
  value: 'dyn',
  headers: 'map<string, dyn>',
  headerList: 'list<map<string, dyn>>',
  topic: 'string',
  partition: 'int',
  offset: 'int',
  timestamp: 'google.protobuf.Timestamp',
  size: 'int',
} as const
export type CelVariable = keyof typeof CEL_VARIABLES

/** What is wrong with an expression, as a closed set, so that a page can say it in its reader's language. */
export const CEL_FAULT_CODES = [
  'empty',
  'too-long',
  'too-large',
  'nested',
  'ends-early',
  'open-text',
  'single-equals',
  'word-operator',
  'unexpected',
  'unknown-name',
  'unknown-function',
  'arguments',
  'kinds',
  'not-a-condition',
  'pattern',
  'other',
] as const
/** One of {@link CEL_FAULT_CODES}. */
export type CelFaultCode = (typeof CEL_FAULT_CODES)[number]

/** Functions that filters may call, as they are written, with what they give. */
export const CEL_FUNCTIONS = [
  { name: 'has', call: 'has(value.field)', gives: 'bool' },
  { name: 'size', call: 'size(list)', gives: 'int' },
  { name: 'contains', call: 'text.contains(text)', gives: 'bool' },
  { name: 'startsWith', call: 'text.startsWith(text)', gives: 'bool' },
  { name: 'endsWith', call: 'text.endsWith(text)', gives: 'bool' },
  { name: 'matches', call: 'text.matches(pattern)', gives: 'bool' },
  { name: 'lower', call: 'text.lower()', gives: 'string' },
  { name: 'upper', call: 'text.upper()', gives: 'string' },
  { name: 'trim', call: 'text.trim()', gives: 'string' },
  { name: 'split', call: 'text.split(text)', gives: 'list' },
  { name: 'substring', call: 'text.substring(from, to)', gives: 'string' },
  { name: 'indexOf', call: 'text.indexOf(text)', gives: 'int' },
  { name: 'exists', call: 'list.exists(x, x == 1)', gives: 'bool' },
  { name: 'all', call: 'list.all(x, x == 1)', gives: 'bool' },
  { name: 'exists_one', call: 'list.exists_one(x, x == 1)', gives: 'bool' },
  { name: 'filter', call: 'list.filter(x, x > 1)', gives: 'list' },
  { name: 'map', call: 'list.map(x, x.id)', gives: 'list' },
  { name: 'int', call: 'int(number)', gives: 'int' },
  { name: 'double', call: 'double(number)', gives: 'double' },
  { name: 'string', call: 'string(number)', gives: 'string' },
  { name: 'type', call: 'type(value)', gives: 'type' },
  { name: 'json', call: 'json(text)', gives: 'dyn' },
  { name: 'timestamp', call: "timestamp('2026-01-31T12:00:00Z')", gives: 'timestamp' },
  { name: 'millis', call: 'millis(value.at)', gives: 'timestamp' },
  { name: 'duration', call: "duration('90s')", gives: 'duration' },
  { name: 'getHours', call: 'timestamp.getHours()', gives: 'int' },
  { name: 'hex', call: 'value.hex()', gives: 'string' },
  { name: 'base64', call: 'value.base64()', gives: 'string' },
] as const
