/** How a field is compared; `~` is "contains", `:` and `=` are "is", with `*` for any text. */
export type FindOperator = ':' | '=' | '!=' | '~' | '>' | '>=' | '<' | '<='

/** What a query says. */
export type FindQuery =
  | { is: 'and' | 'or'; of: readonly FindQuery[] }
  | { is: 'not'; of: FindQuery }
  | { is: 'flag'; flag: string }
  | { is: 'text'; field: string; operator: FindOperator; values: readonly string[] }
  | { is: 'number'; field: string; operator: FindOperator; value: number }

/** What is wrong with a query, and where. `meant` is the likely slip. */
export interface FindFault {
  code:
    | 'unknown-field'
    | 'unknown-value'
    | 'needs-value'
    | 'needs-number'
    | 'needs-span'
    | 'needs-comparison'
    | 'no-order'
    | 'unclosed-quote'
    | 'unclosed'
    | 'unexpected'
    | 'too-long'
  from: number
  to: number
  word: string
  meant: string | null
}

/** A query read: what holds, or what is wrong. An empty text is `null`: it asks for nothing. */
export type FindReading = { ok: true; query: FindQuery | null } | { ok: false; fault: FindFault }

/** Longest query that is read; a link holds no more. */
export const FIND_LENGTH_MAX = 1000
