/** A step of the database's form. What was released is never changed: a new step follows it. */
export interface Migration {
  /** One more than that of the step before. */
  version: number
  what: string
  sql: string
}
