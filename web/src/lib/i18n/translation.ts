/** What a second language must give for each key of the first: a plain text stays a text, a sentence takes the same parameters. */
export type Translation<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends (params: infer Params) => string
    ? string | ((params: Params) => string)
    : string
}
